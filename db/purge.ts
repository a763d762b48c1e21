import Database from 'better-sqlite3';
import { PURGED, isPurged } from '../core/deletion.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { clockBase, newClock } from '../core/row-clock.ts';
import { ZERO_STAMP } from '../core/stamp.ts';
import type { Sql } from './open.ts';
import { setPreference } from './settings.ts';
import type { Row, Store } from './store.ts';
import { type StoredFiles, unnamedFiles } from './stored-files.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';
import { OP, type Tx } from './write.ts';

/**
 * Removes a row and all it owns for good: its values, those in the log, in conflicts, in search and in
 * drafts. What stays is that a row with this id was there. Gives the hashes of files that it named; those, and
 * what the purge freed on the disk, go with `forgetSteps` after the commit.
 */
export function purgeRow(tx: Tx, name: TableName, id: Id | Uint8Array, files = new Set<string>()): Set<string> {
  const table = tableNamed(name);
  const row = tx.row(name, typeof id === 'string' ? idToBytes(id) : id);
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
  if (table.name === 'reminders') store.prepare('DELETE FROM fired WHERE reminderId = ?').run(row.id);
  store.prepare('DELETE FROM drafts WHERE about = ? OR instr(key, ?) > 0').run(row.id, idFromBytes(row.id));
  setPreference(store, FORGETTING, true);
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

const DEALS_WITH = 'SELECT n FROM deals WHERE contactN = $n UNION SELECT n FROM deals WHERE organisationN = $n UNION SELECT dealN FROM dealContacts WHERE contactN = $n';

/**
 * The contacts merged into one, and the entries and deals that only they took part in: what must go with a contact
 * that is removed for good.
 */
function purgedWith(store: Store, contactN: number): { contacts: Id[]; entries: Id[]; deals: Id[] } {
  const merged = store.prepare('SELECT id FROM contacts WHERE rootN = ? AND n <> ?').all(contactN, contactN);
  const alone = store
    .prepare(
      `SELECT e.id FROM participants p JOIN entries e ON e.n = p.entryN
       WHERE p.contactN = $n AND NOT EXISTS (SELECT 1 FROM participants o WHERE o.entryN = p.entryN AND o.contactN <> $n AND o.hidden = 0)`,
    )
    .all({ n: contactN });
  const deals = store
    .prepare(
      `SELECT d.id FROM deals d WHERE d.n IN (${DEALS_WITH})
       AND (d.contactN IS NULL OR d.contactN = $n) AND (d.organisationN IS NULL OR d.organisationN = $n)
       AND NOT EXISTS (SELECT 1 FROM dealContacts o WHERE o.dealN = d.n AND o.contactN <> $n AND o.hidden = 0)`,
    )
    .all({ n: contactN });
  const ids = (rows: readonly Row[]): Id[] => rows.map((row) => idFromBytes(row.id));
  return { contacts: ids(merged), entries: ids(alone), deals: ids(deals) };
}

/** Removes a contact for good, with what only it was part of. Gives the files that may now be nobody's. */
export function purgeContact(tx: Tx, id: Id): { records: number; files: Set<string> } {
  const row = tx.row('contacts', idToBytes(id));
  if (!row) return { records: 0, files: new Set() };
  const { contacts, entries, deals } = purgedWith(tx.store, row.n);
  const files = new Set<string>();
  for (const entry of entries) purgeRow(tx, 'entries', entry, files);
  for (const deal of deals) purgeDeal(tx, deal, files);
  for (const part of tx.store.prepare('SELECT id FROM dealContacts WHERE contactN = ?').all(row.n)) purgeRow(tx, 'dealContacts', part.id, files);
  for (const value of tx.store.prepare('SELECT id FROM dealFieldValues WHERE refN = ?').all(row.n)) tx.remove('dealFieldValues', idFromBytes(value.id));
  for (const part of tx.store.prepare('SELECT id FROM participants WHERE contactN = ?').all(row.n)) purgeRow(tx, 'participants', part.id, files);
  for (const affiliation of tx.store.prepare('SELECT id FROM affiliations WHERE organisationN = ?').all(row.n)) purgeRow(tx, 'affiliations', affiliation.id, files);
  for (const relation of tx.store.prepare('SELECT id FROM relations WHERE toN = ?').all(row.n)) purgeRow(tx, 'relations', relation.id, files);
  for (const value of tx.store.prepare('SELECT id FROM fieldValues WHERE refN = ?').all(row.n)) tx.remove('fieldValues', idFromBytes(value.id));
  const tags = tx.store.prepare('SELECT DISTINCT t.n, t.id FROM contactTags x JOIN tags t ON t.n = x.tagN WHERE x.contactN = ?').all(row.n);
  purgeRow(tx, 'contacts', id, files);
  for (const other of contacts) purgeRow(tx, 'contacts', other, files);
  // Tags are free text: one that nobody else has, or had, may say who this was.
  for (const tag of tags) if (!isTagOfAnybody(tx.store, tag.n)) purgeRow(tx, 'tags', tag.id, files);
  return { records: 1 + contacts.length + entries.length + deals.length, files };
}

/** Removes a deal for good, with what lies in the bin because of it and with what says that an entry was about it. */
export function purgeDeal(tx: Tx, id: Id, files = new Set<string>()): void {
  const row = tx.row('deals', idToBytes(id));
  if (!row || isPurged(row.deleted)) return;
  for (const link of tx.store.prepare('SELECT id FROM entryDeals WHERE dealN = ?').all(row.n)) purgeRow(tx, 'entryDeals', link.id, files);
  for (const reminder of tx.store.prepare('SELECT id FROM reminders WHERE dealN = ? AND hidden <> 0').all(row.n)) purgeReminder(tx, idFromBytes(reminder.id));
  purgeRow(tx, 'deals', id, files);
}

/** Removes a reminder for good, with those whose place it took, and with its series where nothing of that is still to be done. */
export function purgeReminder(tx: Tx, id: Id): void {
  const row = tx.row('reminders', idToBytes(id));
  if (!row || isPurged(row.deleted)) return;
  const replaced = tx.store
    .prepare('SELECT r.id FROM commits k JOIN changes c ON c.commitN = k.n JOIN reminders r ON r.id = c.recordId WHERE k.stamp = ? AND c.op = 3 AND c.tableNo = 25 AND r.hidden = 1')
    .all(clockBase(row.clock));
  purgeRow(tx, 'reminders', id);
  for (const earlier of replaced) purgeReminder(tx, idFromBytes(earlier.id));
  const seriesN = row['seriesN'] as number | null;
  if (seriesN === null || tx.store.prepare('SELECT 1 AS n FROM reminders WHERE seriesN = ? AND hidden = 0 AND doneAt IS NULL').get(seriesN)) return;
  for (const left of tx.store.prepare('SELECT id FROM reminders WHERE seriesN = ? AND hidden <> 0').all(seriesN)) purgeReminder(tx, idFromBytes(left.id));
  for (const series of tx.store.prepare("SELECT id FROM reminderSeries WHERE n = ? AND (deleted IS NULL OR deleted <> x'ff')").all(seriesN)) purgeRow(tx, 'reminderSeries', series.id);
}

function isTagOfAnybody(store: Store, tagN: number): boolean {
  return store.prepare("SELECT 1 AS n FROM contactTags WHERE tagN = ? AND (deleted IS NULL OR deleted <> x'ff') LIMIT 1").get(tagN) !== undefined;
}

/** Kept until everything that a purge freed is written over, so that a crash does not leave it half forgotten. */
const FORGETTING = 'forgetting';

export function isForgetting(store: Store): boolean {
  return store.prepare('SELECT 1 AS n FROM preferences WHERE key = ?').get(FORGETTING) !== undefined;
}

/** Pages of the full text that are written anew in one step. */
const MERGED_PAGES = 64;

/** How often the write-ahead log is tried to be emptied while others read. */
const CHECKPOINTS = 40;

/**
 * After a purge: removes the files that nothing names any more and the words that the full text only marked as
 * gone, writes the whole database anew and empties the write-ahead log, so that no copy is left. `secure_delete`
 * alone is not enough: where a page was split it leaves the rows that moved away. Writing anew holds other writes
 * up, a second for each 70 MB. Gives how many files went. Where readers keep the log busy, or the disk is full,
 * the rest is done at the next start. An encrypted database of more bytes than `mostInMemory` is not written anew here.
 */
export function* forgetSteps(store: Store, files: StoredFiles, mostInMemory = Infinity): Generator<void, number> {
  const unnamed = yield* unnamedFiles(store, files.list());
  for (const hash of unnamed) files.remove(hash);
  for (const table of ['contactSearch', 'entrySearch', 'dealSearch']) {
    for (let pages = -MERGED_PAGES; ; pages = MERGED_PAGES) {
      const before = totalChanges(store);
      store.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`).run(pages);
      yield;
      // As its manual has it: a merge that changed fewer than two rows had nothing left to do.
      if (totalChanges(store) - before < 2) break;
    }
  }
  if (writeAnew(store, mostInMemory) && (yield* emptyLog(store))) noteForgotten(store.sql);
  return unnamed.length;
}

/** Everything that a purge freed is written over. */
export function noteForgotten(sql: Sql): void {
  sql.prepare('DELETE FROM preferences WHERE key = ?').run(FORGETTING);
}

/** Gives whether there was room to do it. */
function writeAnew(store: Store, mostInMemory: number): boolean {
  // In memory, where other temporary things are, the copy is as large as the database. On the disk it would lie in
  // clear, also of an encrypted one: there memory is what it costs.
  if (!store.key) store.sql.pragma('temp_store = FILE');
  else if (bytesOf(store.sql) > mostInMemory) return false;
  try {
    store.sql.exec('VACUUM');
    return true;
  } catch (cause) {
    if (cause instanceof Database.SqliteError && cause.code === 'SQLITE_FULL') return false;
    throw cause;
  } finally {
    store.sql.pragma('temp_store = MEMORY');
  }
}

const bytesOf = (sql: Sql): number => (sql.pragma('page_count', { simple: true }) as number) * (sql.pragma('page_size', { simple: true }) as number);

function* emptyLog(store: Store): Generator<void, boolean> {
  store.sql.pragma('busy_timeout = 50');
  try {
    for (let attempt = 0; attempt < CHECKPOINTS; attempt++) {
      const [done] = store.sql.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (done?.busy === 0) return true;
      yield;
    }
    return false;
  } finally {
    store.sql.pragma('busy_timeout = 5000');
  }
}

function totalChanges(store: Store): number {
  return store.prepare('SELECT total_changes() AS n').get()!.n;
}
