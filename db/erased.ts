// Who was erased because somebody asked for it. The bin forgets as well, but who it lost may come back from a backup.
import { type Store } from './store.ts';
import { type TableName, tableNamed, tableNumbered } from './tables/registry.ts';
import { OP } from './write.ts';

/** A restore of a backup from before it erases again: from then on only that is in the log. */
const ERASING = "b.code IN ('contact.erased', 'profile.restored')";
const FROM = `FROM batches b JOIN commits k ON k.batchN = b.n JOIN changes c ON c.commitN = k.n WHERE ${ERASING} AND c.op = ${OP.purge}`;

export interface ErasedRow {
  table: TableName;
  id: Buffer;
}

export function erasedIn(store: Store): ErasedRow[] {
  return store
    .prepare(`SELECT DISTINCT c.tableNo, c.recordId ${FROM}`)
    .all()
    .flatMap((row) => {
      const table = tableNumbered(row['tableNo'] as number);
      return table ? [{ table: table.name, id: row['recordId'] as Buffer }] : [];
    });
}

/** How many people were erased after a moment, in milliseconds, who were there by then: an id says when it was made. */
export function erasedSince(store: Store, atMs: number): number {
  const madeByThen = Buffer.alloc(16, 0xff);
  madeByThen.writeUIntBE(atMs, 0, 6);
  return store.prepare(`SELECT count(DISTINCT c.recordId) AS n ${FROM} AND b.at > ? AND c.tableNo = ? AND c.recordId <= ?`).get(atMs, tableNamed('contacts').number, madeByThen)!.n;
}
