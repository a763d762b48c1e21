DROP INDEX `contactsInBin`;--> statement-breakpoint
CREATE INDEX `contactsHidden` ON `contacts` (`hidden`,`n`) WHERE hidden <> 0;--> statement-breakpoint
DROP INDEX `contactTagsByTag`;--> statement-breakpoint
CREATE INDEX `contactTagsByTag` ON `contactTags` (`tagN`,`hidden`,`contactN`);