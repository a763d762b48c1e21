CREATE TABLE `dealSources` (
	`n` integer PRIMARY KEY NOT NULL,
	`id` blob NOT NULL,
	`clock` blob NOT NULL,
	`deleted` blob,
	`hidden` integer DEFAULT 0 NOT NULL,
	`dealId` blob,
	`dealN` integer,
	`source` text DEFAULT '' NOT NULL,
	`key` text DEFAULT '' NOT NULL,
	`rowHash` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dealSourcesById` ON `dealSources` (`id`);--> statement-breakpoint
CREATE INDEX `dealSourcesByDeal` ON `dealSources` (`dealN`);--> statement-breakpoint
CREATE INDEX `dealSourcesByKey` ON `dealSources` (`key`);