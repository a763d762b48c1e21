import { index, integer, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

export const tags = sqliteTable(
  'tags',
  { ...syncedColumns(), name: words(), colour: integer().notNull().default(0), /* derived */ folded: words() },
  (t) => [uniqueIndex('tagsById').on(t.id), index('tagsByName').on(t.folded)],
);

export const contactTags = sqliteTable(
  'contactTags',
  { ...syncedColumns(), contactId: bytes(), contactN: integer(), tagId: bytes(), tagN: integer() },
  (t) => [uniqueIndex('contactTagsById').on(t.id), index('contactTagsByContact').on(t.contactN, t.tagN), index('contactTagsByTag').on(t.tagN, t.hidden, t.contactN)],
);
