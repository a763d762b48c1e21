CREATE TABLE `closeReasons` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`outcome` text DEFAULT 'lost' NOT NULL,
	`origin` text DEFAULT '' NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `closeReasonsById` ON `closeReasons` (`id`);--> statement-breakpoint
CREATE TABLE `dealCompetitors` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`name` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealCompetitorsById` ON `dealCompetitors` (`id`);--> statement-breakpoint
CREATE INDEX `dealCompetitorsByDeal` ON `dealCompetitors` (`dealN`);--> statement-breakpoint
CREATE TABLE `dealContacts` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`contactId` blob,
	`contactN` integer,
	`role` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealContactsById` ON `dealContacts` (`id`);--> statement-breakpoint
CREATE INDEX `dealContactsByDeal` ON `dealContacts` (`dealN`);--> statement-breakpoint
CREATE INDEX `dealContactsByContact` ON `dealContacts` (`contactN`,`dealN`);--> statement-breakpoint
CREATE TABLE `dealLines` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`productId` blob,
	`productN` integer,
	`text` text DEFAULT '' NOT NULL,
	`quantity` integer DEFAULT 1000 NOT NULL,
	`price` integer DEFAULT 0 NOT NULL,
	`discount` integer DEFAULT 0 NOT NULL,
	`recurring` text DEFAULT '' NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealLinesById` ON `dealLines` (`id`);--> statement-breakpoint
CREATE INDEX `dealLinesByDeal` ON `dealLines` (`dealN`);--> statement-breakpoint
CREATE INDEX `dealLinesByProduct` ON `dealLines` (`productN`);--> statement-breakpoint
CREATE TABLE `dealSteps` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`stepId` blob,
	`stepN` integer,
	`doneAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealStepsById` ON `dealSteps` (`id`);--> statement-breakpoint
CREATE INDEX `dealStepsByDeal` ON `dealSteps` (`dealN`);--> statement-breakpoint
CREATE TABLE `dealTags` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`tagId` blob,
	`tagN` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealTagsById` ON `dealTags` (`id`);--> statement-breakpoint
CREATE INDEX `dealTagsByDeal` ON `dealTags` (`dealN`);--> statement-breakpoint
CREATE INDEX `dealTagsByTag` ON `dealTags` (`tagN`,`dealN`);--> statement-breakpoint
CREATE TABLE `deals` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`stageId` blob,
	`stageN` integer,
	`orderKey` text DEFAULT '' NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`organisationId` blob,
	`organisationN` integer,
	`ownerId` blob,
	`minor` integer,
	`currency` text DEFAULT '' NOT NULL,
	`expectedClose` text DEFAULT '' NOT NULL,
	`probability` integer,
	`committed` integer DEFAULT 0 NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`outcome` text DEFAULT '' NOT NULL,
	`closedAt` integer,
	`reasonId` blob,
	`reasonN` integer,
	`reasonNote` text DEFAULT '' NOT NULL,
	`createdAt` integer DEFAULT 0 NOT NULL,
	`amount` integer,
	`stageAt` integer DEFAULT 0 NOT NULL,
	`touchedAt` integer DEFAULT 0 NOT NULL,
	`nextAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealsById` ON `deals` (`id`);--> statement-breakpoint
CREATE INDEX `dealsOpen` ON `deals` (`stageN`,`orderKey`,`id`) WHERE hidden = 0 AND outcome = '';--> statement-breakpoint
CREATE INDEX `dealsClosed` ON `deals` (`outcome`,`closedAt`,`stageN`,`ownerId`,`currency`,`amount`) WHERE hidden = 0 AND outcome <> '';--> statement-breakpoint
CREATE INDEX `dealsByContact` ON `deals` (`contactN`);--> statement-breakpoint
CREATE INDEX `dealsByOrganisation` ON `deals` (`organisationN`);--> statement-breakpoint
CREATE INDEX `dealsInBin` ON `deals` (`n`) WHERE hidden = 1;--> statement-breakpoint
CREATE TABLE `entryDeals` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`entryId` blob,
	`entryN` integer,
	`dealId` blob,
	`dealN` integer,
	`at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entryDealsById` ON `entryDeals` (`id`);--> statement-breakpoint
CREATE INDEX `entryDealsByEntry` ON `entryDeals` (`entryN`);--> statement-breakpoint
CREATE INDEX `entryDealsByDeal` ON `entryDeals` (`dealN`,`at`,`entryN`);--> statement-breakpoint
CREATE TABLE `exchangeRates` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`currency` text DEFAULT '' NOT NULL,
	`base` text DEFAULT '' NOT NULL,
	`day` text DEFAULT '' NOT NULL,
	`rate` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exchangeRatesById` ON `exchangeRates` (`id`);--> statement-breakpoint
CREATE TABLE `pipelines` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`origin` text DEFAULT '' NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pipelinesById` ON `pipelines` (`id`);--> statement-breakpoint
CREATE TABLE `products` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`unit` text DEFAULT '' NOT NULL,
	`price` integer DEFAULT 0 NOT NULL,
	`cost` integer,
	`currency` text DEFAULT '' NOT NULL,
	`recurring` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `productsById` ON `products` (`id`);--> statement-breakpoint
CREATE TABLE `stageChanges` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`stageId` blob,
	`stageN` integer,
	`outcome` text DEFAULT '' NOT NULL,
	`at` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`entered` integer DEFAULT 0 NOT NULL,
	`leftAs` text DEFAULT '' NOT NULL,
	`stayed` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stageChangesById` ON `stageChanges` (`id`);--> statement-breakpoint
CREATE INDEX `stageChangesByDeal` ON `stageChanges` (`dealN`,`at`);--> statement-breakpoint
CREATE INDEX `stageChangesByStage` ON `stageChanges` (`stageN`,`entered`,`leftAs`,`at`) WHERE hidden = 0 AND entered > 0;--> statement-breakpoint
CREATE INDEX `stageChangesByStay` ON `stageChanges` (`stageN`,`stayed`,`at`) WHERE hidden = 0 AND stayed IS NOT NULL;--> statement-breakpoint
CREATE TABLE `stageNeeds` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`stageId` blob,
	`stageN` integer,
	`field` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stageNeedsById` ON `stageNeeds` (`id`);--> statement-breakpoint
CREATE INDEX `stageNeedsByStage` ON `stageNeeds` (`stageN`);--> statement-breakpoint
CREATE TABLE `stageSteps` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`stageId` blob,
	`stageN` integer,
	`text` text DEFAULT '' NOT NULL,
	`orderKey` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stageStepsById` ON `stageSteps` (`id`);--> statement-breakpoint
CREATE INDEX `stageStepsByStage` ON `stageSteps` (`stageN`);--> statement-breakpoint
CREATE TABLE `stages` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`pipelineId` blob,
	`pipelineN` integer,
	`origin` text DEFAULT '' NOT NULL,
	`name` text DEFAULT '' NOT NULL,
	`probability` integer DEFAULT 0 NOT NULL,
	`colour` integer DEFAULT 0 NOT NULL,
	`staleDays` integer,
	`orderKey` text DEFAULT '' NOT NULL,
	`retired` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stagesById` ON `stages` (`id`);--> statement-breakpoint
CREATE INDEX `stagesByPipeline` ON `stages` (`pipelineN`);--> statement-breakpoint
CREATE TABLE `targets` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`month` text DEFAULT '' NOT NULL,
	`pipelineId` blob,
	`memberId` blob,
	`minor` integer DEFAULT 0 NOT NULL,
	`currency` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `targetsById` ON `targets` (`id`);--> statement-breakpoint
CREATE TABLE `dealFieldValues` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
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
CREATE UNIQUE INDEX `dealFieldValuesById` ON `dealFieldValues` (`id`);--> statement-breakpoint
CREATE INDEX `dealFieldValuesByDeal` ON `dealFieldValues` (`dealN`,`fieldN`);--> statement-breakpoint
ALTER TABLE `reminderSeries` ADD `dealId` blob;--> statement-breakpoint
ALTER TABLE `reminderSeries` ADD `dealN` integer;--> statement-breakpoint
ALTER TABLE `reminders` ADD `dealId` blob;--> statement-breakpoint
ALTER TABLE `reminders` ADD `dealN` integer;--> statement-breakpoint
CREATE INDEX `remindersByDeal` ON `reminders` (`dealN`,`doneAt`) WHERE dealN IS NOT NULL;--> statement-breakpoint
CREATE VIRTUAL TABLE dealSearch USING fts5(document, content='', contentless_delete=1, detail=none, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0");
