// What one device tells another: its commits, each with the values that its author saw. Sync puts these
// into encrypted segments; here they are plain objects. Applying is commutative and idempotent, whatever
// order the devices' commits come in; one device's own commits come in order.
import { isPurged } from '../core/deletion.ts';
import { fieldStamp, newClock, withBase, withField } from '../core/row-clock.ts';
import { type Stamp, ZERO_STAMP, compareStamps } from '../core/stamp.ts';
import { noteConflict, settleConflicts } from './conflicts.ts';
import { eraseLogged, erasePayload, eraseWithOwner, isStructure } from './purge.ts';
import { type Row, type Store, observeStamp } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, tableNumbered } from './tables/registry.ts';
import { mergeChanged } from './undo.ts';
import { rowBase, versionOf } from './versions.ts';
import { type Changed, OP, Tx, sameValue, seenStamps } from './write.ts';

export interface CommitMessage {
  batch: { id: Buffer; code: string; params: string; memberId: Buffer; device: Buffer; at: number; kind: string; undoes: Buffer | null };
  stamp: Buffer;
  changes: ChangeMessage[];
}

export interface ChangeMessage {
  op: number;
  table: number;
  id: Buffer;
  /** Of an update. */
  col: number | null;
  before: LogValue;
  after: LogValue;
  seen: Buffer | null;
  stamp: Buffer | null;
  restores: Buffer | null;
  /** Of an insert: what the row was made with, by column number. */
  values?: [col: number, value: LogValue][];
}

/** This device's own commits after `since` (a local number) and before any unfinished batch, oldest first, and how far that reaches. */
export function commitsSince(store: Store, since: number): { messages: CommitMessage[]; upTo: number } {
  const firstOpen = store.prepare('SELECT min(k.n) AS n FROM batches b JOIN commits k ON k.batchN = b.n WHERE b.open = 1').get()?.n ?? Number.MAX_SAFE_INTEGER;
  const commits = store
    .prepare('SELECT k.n, k.stamp, k.batchN FROM commits k JOIN batches b ON b.n = k.batchN WHERE k.n > ? AND k.n < ? AND b.device = ? ORDER BY k.n')
    .all(since, firstOpen, store.device);
  const messages = commits.map((commit): CommitMessage => {
    const batch = store.prepare('SELECT id, code, params, memberId, device, at, kind, undoes FROM batches WHERE n = ?').get(commit['batchN'])!;
    const changes = store.prepare('SELECT op, tableNo, recordId, col, before, after, seen, stamp, restores FROM changes WHERE commitN = ? ORDER BY n').all(commit.n);
    return {
      batch: batch as unknown as CommitMessage['batch'],
      stamp: commit['stamp'] as Buffer,
      changes: changes.map((change) => toMessage(store, change, commit['stamp'] as Buffer)),
    };
  });
  return { messages, upTo: commits.at(-1)?.n ?? since };
}

/** Takes in another device's commits, all or nothing. Those known already change nothing. */
export function applyCommits(store: Store, messages: readonly CommitMessage[]): Changed {
  return store.sql
    .transaction(() => {
      const changed: Changed = {};
      for (const message of messages) {
        if (store.prepare('SELECT n FROM commits WHERE stamp = ?').get(message.stamp)) continue;
        mergeChanged(changed, applyCommit(store, message));
      }
      return changed;
    })
    .immediate();
}

/** A line of the log as another device, or a file, is told it. */
export function toMessage(store: Store, change: Row, commitStamp: Buffer): ChangeMessage {
  const { op, col, before, after, seen, stamp, restores } = change as unknown as ChangeMessage;
  const message: ChangeMessage = { op, table: change['tableNo'] as number, id: change['recordId'] as Buffer, col, before, after, seen, stamp, restores };
  if (op === OP.insert) message.values = insertValues(store, message, commitStamp);
  return message;
}

/** The values a row was made with: what the first edit of each field replaced, or what is there still. */
function insertValues(store: Store, insert: ChangeMessage, base: Buffer): [number, LogValue][] {
  const table = tableNumbered(insert.table)!;
  const row = store.prepare(`SELECT * FROM ${table.name} WHERE id = ?`).get(insert.id)!;
  if (isPurged(row.deleted)) return structureOf(table, row);
  const isAsMade = store.prepare('SELECT 1 AS n FROM changes WHERE recordId = ? AND op <> 1 LIMIT 1').get(insert.id) === undefined;
  const first = store.prepare("SELECT before FROM changes WHERE recordId = ? AND op <> 1 AND op = 2 AND tableNo = ? AND col = ? AND seen = ? ORDER BY n LIMIT 1");
  return table.columns.flatMap((column): [number, LogValue][] => {
    if (table.key && !table.key.includes(column.name)) return [];
    const edited = isAsMade ? undefined : first.get(insert.id, table.number, column.number, base);
    const value = edited ? edited['before']! : row[column.name]!;
    return sameValue(value, column.empty) ? [] : [[column.number, value]];
  });
}

/** What is left of a row that was removed for good. */
function structureOf(table: SyncedTable, row: Row): [number, LogValue][] {
  return table.columns.filter((column) => isStructure(table, column) && row[column.name] !== null).map((column) => [column.number, row[column.name]!]);
}

function onlyStructure(table: SyncedTable, values: ReadonlyMap<SyncedColumn, LogValue>): Map<string, LogValue> {
  return new Map([...values].filter(([column]) => isStructure(table, column)).map(([column, value]) => [column.name, value]));
}

function applyCommit(store: Store, message: CommitMessage): Changed {
  observeStamp(store, message.stamp);
  const batchN = batchFor(store, message);
  const { lastInsertRowid } = store.prepare('INSERT INTO commits (batchN, stamp) VALUES (?, ?)').run(batchN, message.stamp);
  const tx = new Tx(store, batchN, { n: Number(lastInsertRowid), stamp: message.stamp });
  for (const change of message.changes) {
    const table = tableNumbered(change.table);
    if (table) applyChange(tx, table, change, message.stamp);
  }
  tx.finish();
  return tx.changed();
}

function batchFor(store: Store, { batch }: CommitMessage): number {
  const known = store.prepare('SELECT n FROM batches WHERE id = ?').get(batch.id);
  if (known) return known.n;
  const { lastInsertRowid } = store
    .prepare('INSERT INTO batches (id, code, params, memberId, device, at, kind, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(batch.id, batch.code, batch.params, batch.memberId, batch.device, batch.at, batch.kind, batch.undoes);
  if (batch.undoes) {
    store.prepare('UPDATE batches SET undoneBy = ? WHERE id = ?').run(batch.id, batch.undoes);
    if (batch.kind === 'redo') {
      store.prepare('UPDATE batches SET undoneBy = NULL WHERE id = (SELECT undoes FROM batches WHERE id = ?)').run(batch.undoes);
    }
  }
  return Number(lastInsertRowid);
}

function applyChange(tx: Tx, table: SyncedTable, change: ChangeMessage, commitStamp: Stamp): void {
  tx.log(change.op, table, change.id, { col: change.col ?? undefined, before: change.before, after: change.after, seen: change.seen, stamp: change.stamp, restores: change.restores });
  if (change.op === OP.insert) return applyInsert(tx, table, change, commitStamp);
  const row = tx.row(table.name, change.id) ?? makePlace(tx, table, change.id);
  if (change.op === OP.purge) return erasePayload(tx, table, row);
  if (isPurged(row.deleted)) return eraseLogged(tx.store, row);
  if (change.op === OP.update) {
    applyUpdate(tx, table, row, change, change.stamp ?? commitStamp);
    eraseWithOwner(tx, table, row);
  } else tx.settleDeletion(table, row);
}

/** A change may come before the row that it is about: a place is kept for it, with the zero stamp. */
function makePlace(tx: Tx, table: SyncedTable, id: Buffer): Row {
  tx.putRow(table, id, new Map(), newClock(ZERO_STAMP));
  return tx.row(table.name, id)!;
}

function applyInsert(tx: Tx, table: SyncedTable, change: ChangeMessage, stamp: Stamp): void {
  const values = new Map<SyncedColumn, LogValue>();
  for (const [number, value] of change.values ?? []) {
    const column = table.columns.find((candidate) => candidate.number === number);
    if (column) values.set(column, value);
  }
  const row = tx.row(table.name, change.id);
  if (!row) tx.putRow(table, change.id, values, newClock(stamp));
  else if (isPurged(row.deleted)) tx.saveRow(table, row, onlyStructure(table, values), row.clock);
  else {
    const isPlace = compareStamps(rowBase(row), ZERO_STAMP) === 0;
    const unwritten = isPlace ? table.columns.filter((column) => compareStamps(fieldStamp(row.clock, column.number), ZERO_STAMP) === 0) : [];
    tx.saveRow(table, row, new Map(unwritten.map((column) => [column.name, values.get(column) ?? column.empty])), withBase(row.clock, stamp));
  }
  eraseWithOwner(tx, table, tx.row(table.name, change.id)!);
}

function applyUpdate(tx: Tx, table: SyncedTable, row: Row, change: ChangeMessage, stamp: Stamp): void {
  const { store } = tx;
  const column = table.columns.find((candidate) => candidate.number === change.col);
  if (!column) return;
  const seen = seenStamps(change.seen);
  // What was erased has left the log before it was sent.
  const after = change.after ?? column.empty;
  const current = versionOf(table, row.clock, column);
  settleConflicts(store, table, row.id, column, seen);
  if (compareStamps(stamp, current) > 0) {
    const knew = seen.some((version) => compareStamps(version, current) === 0);
    const untouched = compareStamps(current, ZERO_STAMP) === 0;
    if (!knew && !untouched && !isSuperseded(store, table, row.id, column, current)) noteConflict(store, table, row.id, column, current, row[column.name]!);
    tx.saveRow(table, row, new Map([[column.name, after]]), withField(row.clock, column.number, stamp));
  } else if (compareStamps(stamp, current) < 0 && !isSuperseded(store, table, row.id, column, stamp)) {
    noteConflict(store, table, row.id, column, stamp, after);
  }
}

/** Whether somebody who saw this version has already written another. */
function isSuperseded(store: Store, table: SyncedTable, recordId: Uint8Array, column: SyncedColumn, version: Stamp): boolean {
  return store
    .prepare('SELECT seen FROM changes WHERE recordId = ? AND op <> 1 AND op = 2 AND tableNo = ? AND col = ?')
    .all(recordId, table.number, column.number)
    .some((change) => seenStamps(change['seen'] as Buffer | null).some((seen) => compareStamps(seen, version) === 0));
}
