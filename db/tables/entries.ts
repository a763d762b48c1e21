import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { bytes, syncedColumns, words } from './columns.ts';

/** What happened: one entry of the timeline. `at` is milliseconds since 1970, UTC. */
export const entries = sqliteTable(
  'entries',
  {
    ...syncedColumns(),
    kind: text({ enum: ['note', 'call', 'email', 'meeting', 'message', 'letter', 'visit', 'file'] }).notNull().default('note'),
    at: integer().notNull().default(0),
    memberId: bytes(),
    direction: text({ enum: ['in', 'out'] }),
    outcome: words(),
    minutes: integer(),
    subject: words(),
    body: words(),
    pinned: integer().notNull().default(0),
  },
  (t) => [uniqueIndex('entriesById').on(t.id), index('entriesByTime').on(t.at, t.n).where(sql`hidden = 0`), index('entriesMeetings').on(t.at, t.n).where(sql`hidden = 0 AND kind = 'meeting'`), index('entriesInBin').on(t.n).where(sql`hidden = 1`)],
);

/** Who took part. `at` is derived from the entry, so that a contact's timeline is one walk of an index. */
export const participants = sqliteTable(
  'participants',
  { ...syncedColumns(), entryId: bytes(), entryN: integer(), contactId: bytes(), contactN: integer(), at: integer().notNull().default(0) },
  (t) => [
    uniqueIndex('participantsById').on(t.id),
    index('participantsByEntry').on(t.entryN, t.contactN),
    index('participantsByContact').on(t.contactN, t.at, t.entryN),
  ],
);

/** A file of an entry; its content lies beside the database under its hash. */
export const attachments = sqliteTable(
  'attachments',
  { ...syncedColumns(), entryId: bytes(), entryN: integer(), name: words(), type: words(), size: integer().notNull().default(0), hash: words() },
  (t) => [uniqueIndex('attachmentsById').on(t.id), index('attachmentsByEntry').on(t.entryN), index('attachmentsByHash').on(t.hash)],
);
