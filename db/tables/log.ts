import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { anyValue, bytes } from './columns.ts';

/**
 * One thing that somebody did, under a label. A long one spans many commits and is `open` until the
 * last. `undoes` is the batch whose effect this one took back; `undoneBy` says that it was taken back.
 */
export const batches = sqliteTable(
  'batches',
  {
    n: integer().primaryKey(),
    id: bytes().notNull(),
    code: text().notNull(),
    params: text().notNull(),
    memberId: bytes().notNull(),
    device: bytes().notNull(),
    at: integer().notNull(),
    kind: text({ enum: ['do', 'undo', 'redo', 'final'] }).notNull(),
    open: integer().notNull().default(0),
    undoes: bytes(),
    undoneBy: bytes(),
  },
  (t) => [uniqueIndex('batchesById').on(t.id), index('batchesOpen').on(t.open).where(sql`open = 1`)],
);

/** One transaction: every change in it shares its stamp, unless the change has one of its own. */
export const commits = sqliteTable(
  'commits',
  { n: integer().primaryKey(), batchN: integer().notNull(), stamp: bytes().notNull() },
  (t) => [uniqueIndex('commitsByStamp').on(t.stamp), index('commitsByBatch').on(t.batchN)],
);

/**
 * The log. `op`: 1 inserted, 2 field changed, 3 deleted, 4 restored, 5 purged. `tableNo` and `col` are the
 * numbers of the registry. `seen` is the stamps, one after the other, that the author of the change saw.
 * An insert has no values: what a later edit replaces stands with the edit. `restores` is set by undo and
 * redo: the version whose value this change brought back.
 */
export const changes = sqliteTable(
  'changes',
  {
    n: integer().primaryKey(),
    commitN: integer().notNull(),
    op: integer().notNull(),
    tableNo: integer().notNull(),
    recordId: bytes().notNull(),
    col: integer(),
    before: anyValue(),
    after: anyValue(),
    seen: bytes(),
    stamp: bytes(),
    restores: bytes(),
  },
  (t) => [index('changesByCommit').on(t.commitN), index('changesByRecord').on(t.recordId, t.n).where(sql`op <> 1`)],
);

/** Derived: values that were written without knowing of each other and that nobody has chosen between. */
export const conflicts = sqliteTable(
  'conflicts',
  { n: integer().primaryKey(), tableNo: integer().notNull(), recordId: bytes().notNull(), col: integer().notNull(), stamp: bytes().notNull(), value: anyValue() },
  (t) => [uniqueIndex('conflictsByField').on(t.recordId, t.tableNo, t.col, t.stamp)],
);

/** Derived: rows whose reference has not arrived yet. */
export const waiting = sqliteTable(
  'waiting',
  { n: integer().primaryKey(), tableNo: integer().notNull(), rowN: integer().notNull(), col: integer().notNull(), refId: bytes().notNull() },
  (t) => [index('waitingByRef').on(t.refId), uniqueIndex('waitingByRow').on(t.tableNo, t.rowN, t.col)],
);
