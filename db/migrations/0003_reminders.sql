CREATE TABLE `fired` (
	`reminderId` blob NOT NULL,
	`due` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`seenAt` integer,
	PRIMARY KEY(`reminderId`, `due`)
);
--> statement-breakpoint
CREATE INDEX `firedByTime` ON `fired` (`at`);--> statement-breakpoint
CREATE TABLE `cadences` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`every` text DEFAULT '' NOT NULL,
	`touchedAt` integer,
	`dueOn` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cadencesById` ON `cadences` (`id`);--> statement-breakpoint
CREATE INDEX `cadencesByContact` ON `cadences` (`contactN`);--> statement-breakpoint
CREATE INDEX `cadencesDue` ON `cadences` (`dueOn`,`n`) WHERE hidden = 0 AND dueOn IS NOT NULL;--> statement-breakpoint
CREATE TABLE `reminderSeries` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`ownerId` blob,
	`kind` text DEFAULT 'task' NOT NULL,
	`purpose` text DEFAULT '' NOT NULL,
	`priority` integer DEFAULT 0 NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`start` text DEFAULT '' NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`rule` text DEFAULT '' NOT NULL,
	`afterDone` text DEFAULT '' NOT NULL,
	`skipped` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reminderSeriesById` ON `reminderSeries` (`id`);--> statement-breakpoint
CREATE INDEX `reminderSeriesByContact` ON `reminderSeries` (`contactN`);--> statement-breakpoint
CREATE TABLE `reminders` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`contactId` blob,
	`contactN` integer,
	`ownerId` blob,
	`kind` text DEFAULT 'task' NOT NULL,
	`purpose` text DEFAULT '' NOT NULL,
	`due` text DEFAULT '' NOT NULL,
	`zone` text DEFAULT '' NOT NULL,
	`priority` integer DEFAULT 0 NOT NULL,
	`notes` text DEFAULT '' NOT NULL,
	`doneAt` integer,
	`doneBy` blob,
	`seriesId` blob,
	`seriesN` integer,
	`occurrence` text DEFAULT '' NOT NULL,
	`createdAt` integer DEFAULT 0 NOT NULL,
	`dueAt` integer,
	`sortAt` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `remindersById` ON `reminders` (`id`);--> statement-breakpoint
CREATE INDEX `remindersTimed` ON `reminders` (`dueAt`,`ownerId`,`n`) WHERE hidden = 0 AND doneAt IS NULL AND dueAt IS NOT NULL;--> statement-breakpoint
CREATE INDEX `remindersAllDay` ON `reminders` (`due`,`ownerId`,`n`) WHERE hidden = 0 AND doneAt IS NULL AND dueAt IS NULL;--> statement-breakpoint
CREATE INDEX `remindersOpen` ON `reminders` (`sortAt`,`n`) WHERE hidden = 0 AND doneAt IS NULL;--> statement-breakpoint
CREATE INDEX `remindersDone` ON `reminders` (`doneAt`,`n`) WHERE hidden = 0 AND doneAt IS NOT NULL;--> statement-breakpoint
CREATE INDEX `remindersByContact` ON `reminders` (`contactN`,`doneAt`);--> statement-breakpoint
CREATE INDEX `remindersBySeries` ON `reminders` (`seriesN`);--> statement-breakpoint
CREATE INDEX `datesByDay` ON `dates` (`date`,`contactN`);--> statement-breakpoint
CREATE INDEX `contactsByBirthday` ON `contacts` (`birthday`,`n`) WHERE hidden = 0 AND birthday IS NOT NULL;