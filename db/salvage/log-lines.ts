// Which lines of a salvaged log can stand: one whose bytes were replaced may still look like a line.
import { STAMP_BYTES } from '../../core/stamp.ts';
import type { Sql } from '../open.ts';
import { syncedTables } from '../tables/registry.ts';
import { OP } from '../write.ts';

/**
 * Takes out what nobody can have written, and gives the numbers. A field that this version does not know may be that
 * of a newer one, which would not have written just one line about it.
 */
export function dropDamagedLines(into: Sql): number[] {
  const known = syncedTables.map(({ number, columns }) => `WHEN ${number} THEN col IN (${columns.map((column) => column.number).join(', ')})`);
  const isKnown = `CASE tableNo ${known.join(' ')} ELSE 0 END`;
  return into
    .prepare<[], number>(
      `DELETE FROM changes WHERE tableNo NOT IN (${syncedTables.map(({ number }) => number).join(', ')}) OR op NOT IN (${Object.values(OP).join(', ')})
       OR (op = ${OP.update}) <> (col IS NOT NULL) OR NOT (${isBytes('recordId', '= 16')}) OR NOT (${isBytes('seen', `% ${STAMP_BYTES} = 0`)})
       OR NOT (${isBytes('stamp', `= ${STAMP_BYTES}`)}) OR NOT (${isBytes('restores', `= ${STAMP_BYTES}`)})
       OR (op = ${OP.update} AND NOT ${isKnown} AND (col NOT BETWEEN 1 AND 255
           OR (tableNo, col) NOT IN (SELECT tableNo, col FROM changes WHERE op = ${OP.update} AND NOT ${isKnown} GROUP BY tableNo, col HAVING count(*) > 1)))
       RETURNING n`,
    )
    .pluck()
    .all();
}

const isBytes = (column: string, ofLength: string): string => `${column} IS NULL OR (typeof(${column}) = 'blob' AND length(${column}) ${ofLength})`;

/** Takes out lines about rows that are lost, and lines whose time nobody knows: neither can stand in a history. */
export function dropLooseLines(into: Sql): number {
  // Said in full: `fieldValues` has a `recordId` of its own.
  const isThere = syncedTables.map(({ name, number }) => `WHEN ${number} THEN EXISTS (SELECT 1 FROM ${name} WHERE id = changes.recordId)`);
  return into.prepare(`DELETE FROM changes WHERE NOT (CASE tableNo ${isThere.join(' ')} ELSE 0 END) OR commitN NOT IN (SELECT n FROM commits)`).run().changes;
}
