CREATE TABLE `personSettings` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`memberId` blob,
	`key` text DEFAULT '' NOT NULL,
	`value` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `personSettingsById` ON `personSettings` (`id`);