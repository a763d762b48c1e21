import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { bytes } from './columns.ts';

/** What this device alone knows: who it is, whose, and the last reading of its clock. */
export const device = sqliteTable('device', {
  key: text().primaryKey(),
  value: bytes().notNull(),
});

/** Theme, density, window places: JSON that stays on this device. */
export const preferences = sqliteTable('preferences', { key: text().primaryKey(), value: text().notNull() });

/** Text that somebody typed and has not saved. `about` is the record it belongs to. */
export const drafts = sqliteTable('drafts', {
  key: text().primaryKey(),
  text: text().notNull(),
  about: bytes(),
  updatedAt: integer().notNull(),
});

/** Which reminders were shown on this device, for which due date or time. `state` is `firing` from before to after they are shown. */
export const fired = sqliteTable(
  'fired',
  {
    reminderId: bytes().notNull(),
    due: text().notNull(),
    at: integer().notNull(),
    state: text({ enum: ['firing', 'shown', 'withdrawn'] }).notNull(),
    seenAt: integer(),
  },
  (t) => [primaryKey({ columns: [t.reminderId, t.due] }), index('firedByTime').on(t.at)],
);
