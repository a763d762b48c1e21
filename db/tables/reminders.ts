import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

const KINDS = ['call', 'email', 'meeting', 'task'] as const;

/** What is to be done, once: a follow-up of its own, or one occurrence of a series. */
export const reminders = sqliteTable(
  'reminders',
  {
    ...syncedColumns(),
    contactId: bytes(),
    contactN: integer(),
    ownerId: bytes(),
    kind: text({ enum: KINDS }).notNull().default('task'),
    purpose: words(),
    due: words(),
    zone: words(),
    priority: integer().notNull().default(0),
    notes: words(),
    doneAt: integer(),
    doneBy: bytes(),
    seriesId: bytes(),
    seriesN: integer(),
    occurrence: words(),
    createdAt: integer().notNull().default(0),
    dealId: bytes(),
    dealN: integer(),
    // Derived
    dueAt: integer(),
    sortAt: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex('remindersById').on(t.id),
    index('remindersTimed').on(t.dueAt, t.ownerId, t.n).where(sql`hidden = 0 AND doneAt IS NULL AND dueAt IS NOT NULL`),
    index('remindersAllDay').on(t.due, t.ownerId, t.n).where(sql`hidden = 0 AND doneAt IS NULL AND dueAt IS NULL`),
    index('remindersOpen').on(t.sortAt, t.n).where(sql`hidden = 0 AND doneAt IS NULL`),
    index('remindersDone').on(t.doneAt, t.n).where(sql`hidden = 0 AND doneAt IS NOT NULL`),
    index('remindersByContact').on(t.contactN, t.doneAt),
    index('remindersBySeries').on(t.seriesN),
    index('remindersOpenOfSeries').on(t.seriesN, t.occurrence, t.sortAt).where(sql`hidden = 0 AND doneAt IS NULL AND seriesN IS NOT NULL`),
    index('remindersByDeal').on(t.dealN, t.doneAt).where(sql`dealN IS NOT NULL`),
  ],
);

/** What comes again. Its reminders are made one at a time; the values here are those that the next one gets. */
export const reminderSeries = sqliteTable(
  'reminderSeries',
  {
    ...syncedColumns(),
    contactId: bytes(),
    contactN: integer(),
    ownerId: bytes(),
    kind: text({ enum: KINDS }).notNull().default('task'),
    purpose: words(),
    priority: integer().notNull().default(0),
    notes: words(),
    start: words(),
    zone: words(),
    rule: words(),
    afterDone: words(),
    skipped: words(),
    dealId: bytes(),
    dealN: integer(),
  },
  (t) => [uniqueIndex('reminderSeriesById').on(t.id), index('reminderSeriesByContact').on(t.contactN)],
);

/** How often one wants to talk to a contact. */
export const cadences = sqliteTable(
  'cadences',
  {
    ...syncedColumns(),
    contactId: bytes(),
    contactN: integer(),
    every: words(),
    // Derived
    touchedAt: integer(),
    dueOn: text(),
  },
  (t) => [uniqueIndex('cadencesById').on(t.id), index('cadencesByContact').on(t.contactN), index('cadencesDue').on(t.dueOn, t.n).where(sql`hidden = 0 AND dueOn IS NOT NULL`)],
);
