CREATE TABLE `addresses` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`street` text DEFAULT '' NOT NULL,
	`extended` text DEFAULT '' NOT NULL,
	`poBox` text DEFAULT '' NOT NULL,
	`city` text DEFAULT '' NOT NULL,
	`region` text DEFAULT '' NOT NULL,
	`postalCode` text DEFAULT '' NOT NULL,
	`country` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `addressesById` ON `addresses` (`id`);--> statement-breakpoint
CREATE INDEX `addressesByContact` ON `addresses` (`contactN`);--> statement-breakpoint
CREATE TABLE `affiliations` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`personId` blob,
	`personN` integer,
	`organisationId` blob,
	`organisationN` integer,
	`title` text DEFAULT '' NOT NULL,
	`department` text DEFAULT '' NOT NULL,
	`startedOn` text,
	`endedOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `affiliationsById` ON `affiliations` (`id`);--> statement-breakpoint
CREATE INDEX `affiliationsByPerson` ON `affiliations` (`personN`);--> statement-breakpoint
CREATE INDEX `affiliationsByOrganisation` ON `affiliations` (`organisationN`);--> statement-breakpoint
CREATE TABLE `contactRoles` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`role` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contactRolesById` ON `contactRoles` (`id`);--> statement-breakpoint
CREATE INDEX `contactRolesByContact` ON `contactRoles` (`contactN`);--> statement-breakpoint
CREATE INDEX `contactRolesByRole` ON `contactRoles` (`role`,`contactN`);--> statement-breakpoint
CREATE TABLE `dates` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`date` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `datesById` ON `dates` (`id`);--> statement-breakpoint
CREATE INDEX `datesByContact` ON `dates` (`contactN`);--> statement-breakpoint
CREATE TABLE `emails` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`folded` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `emailsById` ON `emails` (`id`);--> statement-breakpoint
CREATE INDEX `emailsByContact` ON `emails` (`contactN`);--> statement-breakpoint
CREATE INDEX `emailsByAddress` ON `emails` (`folded`);--> statement-breakpoint
CREATE TABLE `facts` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`text` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `factsById` ON `facts` (`id`);--> statement-breakpoint
CREATE INDEX `factsByContact` ON `facts` (`contactN`);--> statement-breakpoint
CREATE TABLE `links` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`kind` text DEFAULT 'web' NOT NULL,
	`url` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `linksById` ON `links` (`id`);--> statement-breakpoint
CREATE INDEX `linksByContact` ON `links` (`contactN`);--> statement-breakpoint
CREATE TABLE `phones` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`label` text DEFAULT '' NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`e164` text,
	`digits` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phonesById` ON `phones` (`id`);--> statement-breakpoint
CREATE INDEX `phonesByContact` ON `phones` (`contactN`);--> statement-breakpoint
CREATE INDEX `phonesByDigits` ON `phones` (`digits`);--> statement-breakpoint
CREATE TABLE `relations` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`fromId` blob,
	`fromN` integer,
	`toId` blob,
	`toN` integer,
	`kind` text DEFAULT '' NOT NULL,
	`toName` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `relationsById` ON `relations` (`id`);--> statement-breakpoint
CREATE INDEX `relationsByFrom` ON `relations` (`fromN`);--> statement-breakpoint
CREATE INDEX `relationsByTo` ON `relations` (`toN`);--> statement-breakpoint
CREATE TABLE `sourceKeys` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`source` text DEFAULT '' NOT NULL,
	`key` text DEFAULT '' NOT NULL,
	`rowHash` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sourceKeysById` ON `sourceKeys` (`id`);--> statement-breakpoint
CREATE INDEX `sourceKeysByContact` ON `sourceKeys` (`contactN`);--> statement-breakpoint
CREATE INDEX `sourceKeysByKey` ON `sourceKeys` (`key`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`kind` text DEFAULT 'person' NOT NULL,
	`prefix` text DEFAULT '' NOT NULL,
	`given` text DEFAULT '' NOT NULL,
	`middle` text DEFAULT '' NOT NULL,
	`family` text DEFAULT '' NOT NULL,
	`suffix` text DEFAULT '' NOT NULL,
	`nickname` text DEFAULT '' NOT NULL,
	`phoneticGiven` text DEFAULT '' NOT NULL,
	`phoneticFamily` text DEFAULT '' NOT NULL,
	`organisationName` text DEFAULT '' NOT NULL,
	`displayAs` text DEFAULT '' NOT NULL,
	`status` text DEFAULT '' NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`ownerId` blob,
	`preferredChannel` text DEFAULT '' NOT NULL,
	`language` text DEFAULT '' NOT NULL,
	`birthday` text,
	`photo` text,
	`primaryEmailId` blob,
	`primaryPhoneId` blob,
	`primaryAddressId` blob,
	`primaryAffiliationId` blob,
	`mergedInto` blob,
	`createdAt` integer DEFAULT 0 NOT NULL,
	`rootN` integer,
	`name` text DEFAULT '' NOT NULL,
	`sortKey` text DEFAULT '' NOT NULL,
	`lastAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contactsById` ON `contacts` (`id`);--> statement-breakpoint
CREATE INDEX `contactsByName` ON `contacts` (`sortKey`,`name`,`n`) WHERE hidden = 0;--> statement-breakpoint
CREATE INDEX `contactsByLast` ON `contacts` (`lastAt`,`n`) WHERE hidden = 0;--> statement-breakpoint
CREATE INDEX `contactsByCreated` ON `contacts` (`createdAt`,`n`) WHERE hidden = 0;--> statement-breakpoint
CREATE INDEX `contactsInBin` ON `contacts` (`hidden`,`n`) WHERE hidden = 1;--> statement-breakpoint
CREATE INDEX `contactsMerged` ON `contacts` (`mergedInto`) WHERE mergedInto IS NOT NULL;--> statement-breakpoint
CREATE INDEX `contactsByRoot` ON `contacts` (`rootN`) WHERE rootN <> n;--> statement-breakpoint
CREATE TABLE `device` (
	`key` text PRIMARY KEY NOT NULL,
	`value` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `drafts` (
	`key` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`about` blob,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `preferences` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`entryId` blob,
	`entryN` integer,
	`name` text DEFAULT '' NOT NULL,
	`type` text DEFAULT '' NOT NULL,
	`size` integer DEFAULT 0 NOT NULL,
	`hash` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachmentsById` ON `attachments` (`id`);--> statement-breakpoint
CREATE INDEX `attachmentsByEntry` ON `attachments` (`entryN`);--> statement-breakpoint
CREATE INDEX `attachmentsByHash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE TABLE `entries` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`kind` text DEFAULT 'note' NOT NULL,
	`at` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`direction` text,
	`outcome` text DEFAULT '' NOT NULL,
	`minutes` integer,
	`subject` text DEFAULT '' NOT NULL,
	`body` text DEFAULT '' NOT NULL,
	`pinned` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entriesById` ON `entries` (`id`);--> statement-breakpoint
CREATE INDEX `entriesByTime` ON `entries` (`at`,`n`) WHERE hidden = 0;--> statement-breakpoint
CREATE INDEX `entriesInBin` ON `entries` (`n`) WHERE hidden = 1;--> statement-breakpoint
CREATE TABLE `participants` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`entryId` blob,
	`entryN` integer,
	`contactId` blob,
	`contactN` integer,
	`at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `participantsById` ON `participants` (`id`);--> statement-breakpoint
CREATE INDEX `participantsByEntry` ON `participants` (`entryN`,`contactN`);--> statement-breakpoint
CREATE INDEX `participantsByContact` ON `participants` (`contactN`,`at`,`entryN`);--> statement-breakpoint
CREATE TABLE `fieldChoices` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`fieldId` blob,
	`fieldN` integer,
	`name` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fieldChoicesById` ON `fieldChoices` (`id`);--> statement-breakpoint
CREATE INDEX `fieldChoicesByField` ON `fieldChoices` (`fieldN`);--> statement-breakpoint
CREATE TABLE `fieldValues` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`recordId` blob,
	`contactN` integer,
	`fieldId` blob,
	`fieldN` integer,
	`text` text,
	`number` real,
	`minor` integer,
	`currency` text,
	`choiceId` blob,
	`choiceN` integer,
	`refId` blob,
	`refN` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fieldValuesById` ON `fieldValues` (`id`);--> statement-breakpoint
CREATE INDEX `fieldValuesByContact` ON `fieldValues` (`contactN`,`fieldN`);--> statement-breakpoint
CREATE INDEX `fieldValuesByText` ON `fieldValues` (`fieldN`,`text`,`contactN`);--> statement-breakpoint
CREATE INDEX `fieldValuesByNumber` ON `fieldValues` (`fieldN`,`number`,`contactN`);--> statement-breakpoint
CREATE INDEX `fieldValuesByMinor` ON `fieldValues` (`fieldN`,`minor`,`contactN`);--> statement-breakpoint
CREATE INDEX `fieldValuesByChoice` ON `fieldValues` (`choiceN`,`contactN`);--> statement-breakpoint
CREATE TABLE `fields` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`record` text DEFAULT 'contact' NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`type` text DEFAULT 'text' NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fieldsById` ON `fields` (`id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`code` text NOT NULL,
	`params` text NOT NULL,
	`memberId` blob NOT NULL,
	`device` blob NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`open` integer DEFAULT 0 NOT NULL,
	`undoes` blob,
	`undoneBy` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batchesById` ON `batches` (`id`);--> statement-breakpoint
CREATE INDEX `batchesOpen` ON `batches` (`open`) WHERE open = 1;--> statement-breakpoint
CREATE TABLE `changes` (
	`n` integer PRIMARY KEY NOT NULL,
	`commitN` integer NOT NULL,
	`op` integer NOT NULL,
	`tableNo` integer NOT NULL,
	`recordId` blob NOT NULL,
	`col` integer,
	`before` blob,
	`after` blob,
	`seen` blob,
	`stamp` blob,
	`restores` blob
);
--> statement-breakpoint
CREATE INDEX `changesByCommit` ON `changes` (`commitN`);--> statement-breakpoint
CREATE INDEX `changesByRecord` ON `changes` (`recordId`,`n`) WHERE op <> 1;--> statement-breakpoint
CREATE TABLE `commits` (
	`n` integer PRIMARY KEY NOT NULL,
	`batchN` integer NOT NULL,
	`stamp` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `commitsByStamp` ON `commits` (`stamp`);--> statement-breakpoint
CREATE INDEX `commitsByBatch` ON `commits` (`batchN`);--> statement-breakpoint
CREATE TABLE `conflicts` (
	`n` integer PRIMARY KEY NOT NULL,
	`tableNo` integer NOT NULL,
	`recordId` blob NOT NULL,
	`col` integer NOT NULL,
	`stamp` blob NOT NULL,
	`value` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conflictsByField` ON `conflicts` (`recordId`,`tableNo`,`col`,`stamp`);--> statement-breakpoint
CREATE TABLE `waiting` (
	`n` integer PRIMARY KEY NOT NULL,
	`tableNo` integer NOT NULL,
	`rowN` integer NOT NULL,
	`col` integer NOT NULL,
	`refId` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `waitingByRef` ON `waiting` (`refId`);--> statement-breakpoint
CREATE UNIQUE INDEX `waitingByRow` ON `waiting` (`tableNo`,`rowN`,`col`);--> statement-breakpoint
CREATE TABLE `contactTags` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`tagId` blob,
	`tagN` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contactTagsById` ON `contactTags` (`id`);--> statement-breakpoint
CREATE INDEX `contactTagsByContact` ON `contactTags` (`contactN`,`tagN`);--> statement-breakpoint
CREATE INDEX `contactTagsByTag` ON `contactTags` (`tagN`,`contactN`);--> statement-breakpoint
CREATE TABLE `tags` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`colour` integer DEFAULT 0 NOT NULL,
	`folded` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tagsById` ON `tags` (`id`);--> statement-breakpoint
CREATE INDEX `tagsByName` ON `tags` (`folded`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`at` integer DEFAULT 0 NOT NULL,
	`records` integer DEFAULT 0 NOT NULL,
	`files` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasuresById` ON `erasures` (`id`);--> statement-breakpoint
CREATE TABLE `importMappings` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`name` text DEFAULT '' NOT NULL,
	`definition` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `importMappingsById` ON `importMappings` (`id`);--> statement-breakpoint
CREATE TABLE `members` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `membersById` ON `members` (`id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`key` text DEFAULT '' NOT NULL,
	`value` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `settingsById` ON `settings` (`id`);--> statement-breakpoint
CREATE TABLE `views` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`record` text DEFAULT '' NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`definition` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `viewsById` ON `views` (`id`);