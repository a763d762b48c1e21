import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

export const members = sqliteTable('members', { ...syncedColumns(), name: words(), email: words() }, (t) => [uniqueIndex('membersById').on(t.id)]);

/** What holds for the whole team: currency, country, the place's name. The value is JSON. */
export const settings = sqliteTable('settings', { ...syncedColumns(), key: words(), value: text() }, (t) => [uniqueIndex('settingsById').on(t.id)]);

/** What one member set for all of their devices: their keys. The value is JSON. */
export const personSettings = sqliteTable(
  'personSettings',
  { ...syncedColumns(), memberId: bytes(), key: words(), value: text() },
  (t) => [uniqueIndex('personSettingsById').on(t.id)],
);

/** A list that a person keeps: filter, columns and sort as JSON. */
export const views = sqliteTable(
  'views',
  { ...syncedColumns(), memberId: bytes(), record: words(), name: words(), definition: words(), orderKey: words() },
  (t) => [uniqueIndex('viewsById').on(t.id)],
);

/** How a person told Kith to read the columns of a kind of file, as JSON. */
export const importMappings = sqliteTable(
  'importMappings',
  { ...syncedColumns(), memberId: bytes(), name: words(), definition: words() },
  (t) => [uniqueIndex('importMappingsById').on(t.id)],
);

/** That somebody was erased, when and by whom; never who it was. */
export const erasures = sqliteTable(
  'erasures',
  { ...syncedColumns(), memberId: bytes(), at: integer().notNull().default(0), records: integer().notNull().default(0), files: integer().notNull().default(0) },
  (t) => [uniqueIndex('erasuresById').on(t.id)],
);
