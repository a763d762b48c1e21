import { PURGED, isPurged } from '../core/deletion.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import { newClock } from '../core/row-clock.ts';
import { ZERO_STAMP } from '../core/stamp.ts';
import type { Row, Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';
import { OP, type Tx } from './write.ts';

/**
 * Removes a row and all it owns for good: its values, those in the log, in conflicts, in search and in
 * drafts. What stays is that a row with this id was there. Gives the hashes of files that it named.
 */
export function purgeRow(tx: Tx, name: TableName, id: Id | Uint8Array, files = new Set<string>()): Set<string> {
  const table = tableNamed(name);
  const row = typeof id === 'string' ? tx.row(name, Buffer.from(id.replaceAll('-', ''), 'hex')) : tx.row(name, id);
  if (!row) return files;
  for (const { table: owned, nColumn } of tablesOwnedBy(name)) {
    for (const part of tx.store.prepare(`SELECT id FROM ${owned.name} WHERE ${nColumn} = ?`).all(row.n)) purgeRow(tx, owned.name, part.id, files);
  }
  if (name === 'attachments') files.add(row['hash'] as string);
  if (name === 'contacts' && row['photo']) files.add(row['photo'] as string);
  tx.log(OP.purge, table, row.id);
  erasePayload(tx, table, row);
  return files;
}

/** What a purge does to a row here, whoever asked for it. */
export function erasePayload(tx: Tx, table: SyncedTable, row: Row): void {
  const { store } = tx;
  const sets = new Map<string, LogValue>(table.columns.filter((column) => !isStructure(table, column)).map((column) => [column.name, column.empty]));
  tx.saveRow(table, row, sets, newClock(ZERO_STAMP));
  tx.setDeleted(table, row, PURGED);
  eraseLogged(store, row);
  store.prepare('DELETE FROM conflicts WHERE recordId = ?').run(row.id);
  store.prepare('DELETE FROM drafts WHERE about = ?').run(row.id);
  if (table.name === 'contacts') tx.leaveMerges(row);
  for (const { table: owned, nColumn } of tablesOwnedBy(table.name)) {
    for (const part of store.prepare(`SELECT * FROM ${owned.name} WHERE ${nColumn} = ? AND (deleted IS NULL OR deleted <> x'ff')`).all(row.n)) erasePayload(tx, owned, part);
  }
}

/** Takes out of the log what a row's fields were. */
export function eraseLogged(store: Store, row: Row): void {
  store.prepare('UPDATE changes SET before = NULL, after = NULL WHERE recordId = ? AND op <> 1').run(row.id);
}

/** A part that another device added to what was removed for good goes with it. */
export function eraseWithOwner(tx: Tx, table: SyncedTable, row: Row): void {
  const owner = table.owner?.references;
  if (!owner?.nColumn || isPurged(row.deleted)) return;
  if (isPurged(tx.store.prepare(`SELECT deleted FROM ${owner.table} WHERE n = ?`).get(row[owner.nColumn])?.deleted ?? null)) erasePayload(tx, table, row);
}

/** Who belongs to whom says nothing about anybody, and sync needs it. */
export function isStructure(table: SyncedTable, column: SyncedColumn): boolean {
  return column === table.owner || (column.references !== undefined && table.key?.includes(column.name) === true);
}

/**
 * The contacts merged into one and the entries that only they took part in: what must go with a contact
 * that is removed for good.
 */
export function purgedWith(store: Store, contactN: number): { contacts: Id[]; entries: Id[] } {
  const merged = store.prepare('SELECT id FROM contacts WHERE rootN = ? AND n <> ?').all(contactN, contactN);
  const alone = store
    .prepare(
      `SELECT e.id FROM participants p JOIN entries e ON e.n = p.entryN
       WHERE p.contactN = $n AND NOT EXISTS (SELECT 1 FROM participants o WHERE o.entryN = p.entryN AND o.contactN <> $n AND o.hidden = 0)`,
    )
    .all({ n: contactN });
  return { contacts: merged.map((row) => idFromBytes(row.id)), entries: alone.map((row) => idFromBytes(row.id)) };
}

/** Removes a contact for good, with what only it was part of. Gives the files that may now be nobody's. */
export function purgeContact(tx: Tx, id: Id): { records: number; files: Set<string> } {
  const row = tx.row('contacts', Buffer.from(id.replaceAll('-', ''), 'hex'));
  if (!row) return { records: 0, files: new Set() };
  const { contacts, entries } = purgedWith(tx.store, row.n);
  const files = new Set<string>();
  for (const entry of entries) purgeRow(tx, 'entries', entry, files);
  for (const part of tx.store.prepare('SELECT id FROM participants WHERE contactN = ?').all(row.n)) purgeRow(tx, 'participants', part.id, files);
  for (const affiliation of tx.store.prepare('SELECT id FROM affiliations WHERE organisationN = ?').all(row.n)) purgeRow(tx, 'affiliations', affiliation.id, files);
  for (const relation of tx.store.prepare('SELECT id FROM relations WHERE toN = ?').all(row.n)) purgeRow(tx, 'relations', relation.id, files);
  purgeRow(tx, 'contacts', id, files);
  for (const other of contacts) purgeRow(tx, 'contacts', other, files);
  return { records: 1 + contacts.length + entries.length, files };
}

/** Of these files, those that nothing names any more. */
export function unusedFiles(store: Store, hashes: Iterable<string>): string[] {
  return [...hashes].filter(
    (hash) =>
      hash !== '' &&
      !store.prepare("SELECT 1 AS n FROM attachments WHERE hash = ? AND (deleted IS NULL OR deleted <> x'ff')").get(hash) &&
      !store.prepare("SELECT 1 AS n FROM contacts WHERE photo = ? AND (deleted IS NULL OR deleted <> x'ff')").get(hash),
  );
}

/** Writes the freed pages over and empties the write-ahead log, so that no copy of what was purged is left. */
export function forgetPages(store: Store): void {
  store.sql.exec("INSERT INTO contactSearch (contactSearch) VALUES ('optimize')");
  store.sql.exec("INSERT INTO entrySearch (entrySearch) VALUES ('optimize')");
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
}
