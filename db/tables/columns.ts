import { blob, customType, integer, text } from 'drizzle-orm/sqlite-core';

/** Sixteen bytes of an id, seventeen of a stamp, a packed clock. */
export const bytes = () => blob({ mode: 'buffer' });

/** A value of the log: kept as it came, since BLOB affinity converts nothing. */
export const anyValue = customType<{ data: LogValue; driverData: LogValue }>({ dataType: () => 'blob' });

export type LogValue = string | number | bigint | Buffer | Uint8Array | null;

/**
 * What every synced row carries. `n` is local and never leaves the database; `clock` is the packed
 * version of each field; `deleted` is what the deletes that count saw; `hidden` is derived from both.
 */
export const syncedColumns = () => ({
  n: integer().primaryKey(),
  id: bytes().notNull(),
  clock: bytes().notNull(),
  deleted: bytes(),
  hidden: integer().notNull().default(0),
});

/** Text that is empty rather than missing. */
export const words = () => text().notNull().default('');
