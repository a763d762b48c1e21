import { decodeCoverage, isCovered, isPurged, ownedKey } from '../core/deletion.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { type RowClock, hasOwnStamp, newClock } from '../core/row-clock.ts';
import { STAMP_BYTES, type Stamp, ZERO_STAMP, compareStamps } from '../core/stamp.ts';
import { CallError } from '../core/call.ts';
import { type Row, type Store, isInBin } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, referencesTo, tableNumbered, tablesOwnedBy } from './tables/registry.ts';
import { isZero, originClock, originOf, originOfStamp, rowBase, versionOf } from './versions.ts';
import { Batch, type Changed, OP, type Tx } from './write.ts';

/** Something that an undo left as it is, because it was changed since or others now depend on it. */
export interface Kept {
  table: TableName;
  id: Id;
  /** The field; absent when the whole record is kept. */
  field?: string;
  reason: 'changed-since' | 'has-dependants' | 'erased';
}

export interface Undone {
  changeId: Id;
  kept: Kept[];
  changed: Changed;
}

export interface UndoState {
  undo: { changeId: Id; code: string; params: Record<string, unknown> } | undefined;
  redo: { changeId: Id; code: string; params: Record<string, unknown> } | undefined;
}

interface BatchRow {
  n: number;
  id: Buffer;
  code: string;
  params: string;
  kind: 'do' | 'undo' | 'redo' | 'final';
  open: number;
  device: Buffer;
  undoneBy: Buffer | null;
  undoes: Buffer | null;
}

/** What Mod+Z and Mod+Shift+Z would do now: this member's doing, on this device. */
export function undoState(store: Store): UndoState {
  const mine = 'memberId = $member AND device = $device AND open = 0 AND undoneBy IS NULL';
  const undo = store.prepare(`SELECT * FROM batches WHERE kind = 'do' AND ${mine} ORDER BY n DESC LIMIT 1`).get({ member: idToBytes(store.member), device: store.device });
  const redo = store
    .prepare(
      `SELECT * FROM batches WHERE kind = 'undo' AND ${mine}
         AND n > coalesce((SELECT max(n) FROM batches WHERE kind IN ('do', 'final') AND memberId = $member AND device = $device), 0) ORDER BY n DESC LIMIT 1`,
    )
    .get({ member: idToBytes(store.member), device: store.device });
  const describe = (row: Row | undefined): UndoState['undo'] =>
    row && { changeId: idFromBytes(row.id), code: row['code'] as string, params: JSON.parse(row['params'] as string) as Record<string, unknown> };
  const undone = redo && store.prepare('SELECT * FROM batches WHERE id = ?').get(redo['undoes']);
  return { undo: describe(undo), redo: redo && undone && { ...describe(undone)!, changeId: idFromBytes(redo.id) } };
}

/**
 * Takes a batch back, in short transactions so that nobody waits: runs to the end when its values are all
 * taken. Puts back what nothing has changed since, and lists the rest. Errors: `change-not-found`,
 * `already-undone`, `cannot-undo` (an erasure, or a change still under way).
 */
export function* undoSteps(store: Store, changeId: Id): Generator<Changed, Undone> {
  const target = store.prepare('SELECT * FROM batches WHERE id = ?').get(idToBytes(changeId)) as BatchRow | undefined;
  if (!target) throw new CallError('change-not-found', 'There is no such change to undo.');
  if (target.undoneBy) throw new CallError('already-undone', 'This change was undone already.');
  if (target.kind === 'final' || target.open) throw new CallError('cannot-undo', 'This change cannot be undone.');
  const kind = target.kind === 'undo' ? 'redo' : 'undo';
  const batch = Batch.open(store, { code: target.code, params: JSON.parse(target.params) as Record<string, string> }, kind, changeId);
  const kept = yield* takeBack(store, target, batch);
  store.sql
    .transaction(() => {
      markUndone(store, target, batch.id);
      batch.close();
    })
    .immediate();
  return { changeId: batch.id, kept, changed: {} };
}

/** Undoes in one go. */
export function undo(store: Store, changeId: Id): Undone {
  const steps = undoSteps(store, changeId);
  const changed: Changed = {};
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { ...step.value, changed };
    mergeChanged(changed, step.value);
  }
}

/** At the start: takes back what a crash or a power cut left half done. Gives how many batches that were. */
export function undoOpenBatches(store: Store): number {
  const open = store.prepare('SELECT * FROM batches WHERE open = 1 ORDER BY n DESC').all() as unknown as BatchRow[];
  for (const target of open) {
    const batch = Batch.open(store, { code: 'change.abandoned' }, 'final');
    for (const _ of takeBack(store, target, batch)) continue;
    closeAbandoned(store, target, batch);
  }
  return open.length;
}

/** Takes back, in short transactions, a batch of our own that will not be finished: it was cancelled or failed. */
export function* abandonSteps(store: Store, batch: Batch): Generator<Changed> {
  const back = Batch.open(store, { code: 'change.abandoned' }, 'final');
  const target = store.prepare('SELECT * FROM batches WHERE n = ?').get(batch.n) as unknown as BatchRow;
  yield* takeBack(store, target, back);
  closeAbandoned(store, target, back);
}

function closeAbandoned(store: Store, target: BatchRow, back: Batch): void {
  store.sql
    .transaction(() => {
      store.prepare('UPDATE batches SET open = 0, undoneBy = ? WHERE n = ?').run(idToBytes(back.id), target.n);
      back.close();
    })
    .immediate();
}

export function mergeChanged(into: Changed, from: Changed): void {
  for (const [name, ids] of Object.entries(from) as [TableName, Id[]][]) into[name] = [...(into[name] ?? []), ...ids];
}

function markUndone(store: Store, target: BatchRow, by: Id): void {
  store.prepare('UPDATE batches SET undoneBy = ? WHERE n = ?').run(idToBytes(by), target.n);
  // Redoing makes the first batch count again.
  if (target.kind === 'undo') store.prepare('UPDATE batches SET undoneBy = NULL WHERE id = ?').run(target.undoes);
}

/** How long one transaction of an undo may take, in milliseconds. */
const STEP_MS = 25;

/** How many changes are taken back between two looks at the clock. */
const STRIDE = 32;

interface LoggedChange {
  n: number;
  op: number;
  tableNo: number;
  recordId: Buffer;
  col: number | null;
  before: LogValue;
  after: LogValue;
  seen: Buffer | null;
  stamp: Buffer;
  restores: Buffer | null;
  /** Made on this device. */
  isOwn: boolean;
}

function* takeBack(store: Store, target: BatchRow, batch: Batch): Generator<Changed, Kept[]> {
  const kept: Kept[] = [];
  const ownStamps = new Set<string>();
  for (const { stamp } of store.prepare('SELECT stamp FROM commits WHERE batchN = ?').all(target.n)) ownStamps.add((stamp as Buffer).toString('hex'));
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const { result: next, changed } = batch.commit((tx) => {
      const started = store.ports.now();
      let at = before;
      do {
        const changes = loggedBefore(store, target, at);
        for (const change of changes) takeBackOne(tx, change, ownStamps, kept);
        if (changes.length === 0) return undefined;
        at = changes.at(-1)!.n;
      } while (store.ports.now() - started < STEP_MS);
      return at;
    });
    yield changed;
    if (next === undefined) return kept;
    before = next;
  }
}

function loggedBefore(store: Store, { n: batchN, device }: BatchRow, before: number): LoggedChange[] {
  const isOwn = device.equals(store.device);
  const lastCommit = store.prepare('SELECT max(n) AS n FROM commits WHERE batchN = ?').get(batchN)?.n ?? 0;
  const startCommit = store.prepare('SELECT commitN AS n FROM changes WHERE n = ?').get(before)?.n ?? lastCommit;
  const found: LoggedChange[] = [];
  for (const { n: commitN, stamp } of store.prepare('SELECT n, stamp FROM commits WHERE batchN = ? AND n <= ? ORDER BY n DESC').iterate(batchN, startCommit)) {
    const rows = store.prepare('SELECT * FROM changes WHERE commitN = ? AND n < ? ORDER BY n DESC LIMIT ?').all(commitN, before, STRIDE - found.length);
    for (const row of rows) found.push({ ...(row as unknown as LoggedChange), stamp: (row['stamp'] as Buffer | null) ?? (stamp as Buffer), isOwn });
    if (found.length >= STRIDE) break;
  }
  return found;
}

function takeBackOne(tx: Tx, change: LoggedChange, ownStamps: ReadonlySet<string>, kept: Kept[]): void {
  const table = tableNumbered(change.tableNo);
  if (!table) return;
  const row = tx.row(table.name, change.recordId);
  if (!row) return;
  const keep = (reason: Kept['reason'], field?: string): void => {
    kept.push({ table: table.name, id: idFromBytes(row.id), ...(field === undefined ? {} : { field }), reason });
  };
  if (isPurged(row.deleted)) {
    if (change.op !== OP.purge) keep('erased');
    return;
  }
  if (change.op === OP.insert) takeBackInsert(tx, table, row, ownStamps, keep);
  else if (change.op === OP.update) takeBackUpdate(tx, table, row, change, keep);
  else if (change.op === OP.remove) tx.restore(table.name, idFromBytes(row.id));
  else if (change.op === OP.restore) takeBackRestore(tx, table, row, change, keep);
}

function takeBackInsert(tx: Tx, table: SyncedTable, row: Row, ownStamps: ReadonlySet<string>, keep: (reason: Kept['reason']) => void): void {
  if (isInBin(row)) return;
  const madeLater = !ownStamps.has(Buffer.from(originBase(tx.store, table, row)).toString('hex'));
  const edited = table.columns.some((column) => {
    if (!hasOwnStamp(row.clock, column.number)) return false;
    const origin = originOf(tx.store, table, row, column);
    return !isZero(origin) && !ownStamps.has(Buffer.from(origin).toString('hex'));
  });
  if (madeLater || edited) return keep('changed-since');
  if (hasDependants(tx.store, table, row)) return keep('has-dependants');
  tx.remove(table.name, idFromBytes(row.id));
}

function takeBackUpdate(tx: Tx, table: SyncedTable, row: Row, change: LoggedChange, keep: (reason: Kept['reason'], field: string) => void): void {
  const column = table.columns.find(({ number }) => number === change.col);
  if (!column) return;
  const wrote = change.restores ?? change.stamp;
  if (compareStamps(originOf(tx.store, table, row, column), wrote) !== 0) return keep('changed-since', column.name);
  const restores = originOfStamp(tx.store, table, row.id, column, replacedBy(tx.store, table, row, column, change));
  tx.updateRow(table, row, new Map([[column, change.before]]), {}, new Map([[column, restores]]));
}

/** The version that a change replaced: here the newest before it, which a form that stood open did not see; elsewhere what its author saw. */
function replacedBy(store: Store, table: SyncedTable, row: Row, column: SyncedColumn, change: LoggedChange): Stamp {
  if (!change.isOwn) return change.seen && change.seen.length > 0 ? change.seen.subarray(0, STAMP_BYTES) : ZERO_STAMP;
  const newest = store
    .prepare(
      `SELECT max(coalesce(c.stamp, k.stamp)) AS stamp FROM changes c JOIN commits k ON k.n = c.commitN
       WHERE c.recordId = ? AND c.op <> 1 AND c.op = 2 AND c.tableNo = ? AND c.col = ? AND c.n < ?`,
    )
    .get(row.id, table.number, column.number, change.n)?.['stamp'] as Buffer | null;
  return newest ?? versionOf(table, newClock(rowBase(row)), column);
}

function takeBackRestore(tx: Tx, table: SyncedTable, row: Row, change: LoggedChange, keep: (reason: Kept['reason']) => void): void {
  if (isInBin(row) || change.before === null) return;
  const owned = tablesOwnedBy(table.name).flatMap(({ table: part, nColumn }) =>
    tx.store
      .prepare(`SELECT * FROM ${part.name} WHERE ${nColumn} = ? AND hidden = 0`)
      .all(row.n)
      .map((partRow): [string, RowClock] => [ownedKey(part.number, partRow.id.toString('hex')), originClock(tx.store, part, partRow, originBase(tx.store, part, partRow))]),
  );
  const saw = decodeCoverage(change.before as Buffer);
  if (!isCovered(saw, originClock(tx.store, table, row, originBase(tx.store, table, row)), owned)) return keep('changed-since');
  tx.remove(table.name, idFromBytes(row.id), saw);
}

/** The stamp that a row was made with, leaving out those who made it again and took that back. */
function originBase(store: Store, table: SyncedTable, row: Row): Stamp {
  for (let base: Stamp = rowBase(row); ; ) {
    const again = store
      .prepare(
        `SELECT c.before FROM commits k JOIN batches b ON b.n = k.batchN JOIN changes c ON c.commitN = k.n
         WHERE k.stamp = ? AND b.undoneBy IS NOT NULL AND c.recordId = ? AND c.tableNo = ? AND c.op = 1 AND c.before IS NOT NULL LIMIT 1`,
      )
      .get(base, row.id, table.number);
    if (!again) return base;
    base = again['before'] as Buffer;
  }
}

/** Whether something that can be seen refers to the row. */
function hasDependants(store: Store, table: SyncedTable, row: Row): boolean {
  return referencesTo(table.name).some(({ table: from, column }) => {
    const rows = store.prepare(`SELECT * FROM ${from.name} WHERE ${nColumnOf(column)} = ? AND ${column.name} = ? AND hidden = 0`).all(row.n, row.id);
    return rows.some((dependant) => !isOwnerHidden(store, from, dependant));
  });
}

function isOwnerHidden(store: Store, table: SyncedTable, row: Row): boolean {
  const reference = table.owner?.references;
  if (!reference?.nColumn) return false;
  const owner = store.prepare(`SELECT hidden FROM ${reference.table} WHERE n = ?`).get(row[reference.nColumn]);
  return owner !== undefined && isInBin(owner);
}

function nColumnOf(column: SyncedColumn): string {
  return column.references!.nColumn!;
}
