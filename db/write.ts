// The one door for writes. `write` runs a function in a transaction; what it does through its `Tx` changes
// rows, stamps each changed field, appends to the log and works derived values out again, all or nothing.
//
//   write        one transaction under one label
//   Batch        a long write: many short transactions under one label, taken back if it does not finish
//   Tx           insert, update, remove, restore: everything that a feature may do to a row
import { type Coverage, decodeCoverage, encodeCoverage, isCovered, isPurged, joinCoverages, ownedKey } from '../core/deletion.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { type RowClock, hasOwnStamp, newClock, withBase, withField } from '../core/row-clock.ts';
import { STAMP_BYTES, type Stamp, ZERO_STAMP, compareStamps, laterStamp, stampFromText, successor } from '../core/stamp.ts';
import { Dirty, ownName, sortKeyFor } from './derive.ts';
import { deriveColumns } from './derive-columns.ts';
import { noteConflict, settleConflicts } from './conflicts.ts';
import { HIDDEN, type Row, type Store, isInBin, newId, nextNumber, nextStamp } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, referencesTo, tableNamed, tablesOwnedBy } from './tables/registry.ts';
import { isPayload, isZero, originClock, rowBase, versionOf } from './versions.ts';

/** What was done, as a code that a screen puts into words. `params` hold ids and counts, never what somebody typed. */
export interface Label {
  code: string;
  params?: Record<string, string | number | boolean>;
}

export type Values = Record<string, LogValue | boolean | undefined>;

/** The versions a form was loaded with, by field: stamps as text. */
export type Seen = Record<string, string>;

/** Which records changed, for those who show them. */
export type Changed = Partial<Record<TableName, Id[]>>;

export interface Written<T> {
  result: T;
  changeId: Id;
  changed: Changed;
}

export const OP = { insert: 1, update: 2, remove: 3, restore: 4, purge: 5 } as const;

type BatchKind = 'do' | 'undo' | 'redo' | 'final';

/** Does one thing in one transaction. What `change` throws undoes everything and is thrown on. */
export function write<T>(store: Store, label: Label, change: (tx: Tx) => T): Written<T> {
  return store.sql
    .transaction(() => {
      const batch = makeBatch(store, label, 'do', false);
      const tx = new Tx(store, batch.n);
      const result = change(tx);
      tx.finish();
      const changed = tx.changed();
      if (tx.isEmpty) store.prepare('DELETE FROM batches WHERE n = ?').run(batch.n);
      return { result, changeId: batch.id, changed };
    })
    .immediate();
}

/** A long write in progress. Others write between its commits; until `close` it is open and not published. */
export class Batch {
  readonly id: Id;
  readonly n: number;
  readonly #store: Store;

  private constructor(store: Store, batch: { id: Id; n: number }) {
    this.#store = store;
    this.id = batch.id;
    this.n = batch.n;
  }

  static open(store: Store, label: Label, kind: BatchKind = 'do', undoes?: Id): Batch {
    return new Batch(store, store.sql.transaction(() => makeBatch(store, label, kind, true, undoes)).immediate());
  }

  /** One short transaction of it: at most 50 ms, so that nobody waits. */
  commit<T>(change: (tx: Tx) => T): { result: T; changed: Changed; tables: TableName[] } {
    const { result, tx } = this.#store.sql
      .transaction(() => {
        const tx = new Tx(this.#store, this.n);
        const result = change(tx);
        tx.finish();
        return { result, tx };
      })
      .immediate();
    // Whoever writes a million rows does not ask for their ids.
    return {
      result,
      tables: tx.changedTables(),
      get changed() {
        return tx.changed();
      },
    };
  }

  /** Ends it. One that changed nothing leaves no trace; gives whether it changed anything. */
  close(): boolean {
    const isEmpty = this.#store.prepare('SELECT 1 AS n FROM commits WHERE batchN = ? LIMIT 1').get(this.n) === undefined;
    if (isEmpty) this.#store.prepare('DELETE FROM batches WHERE n = ?').run(this.n);
    else this.#store.prepare('UPDATE batches SET open = 0 WHERE n = ?').run(this.n);
    return !isEmpty;
  }
}

function makeBatch(store: Store, label: Label, kind: BatchKind, open: boolean, undoes?: Id): { id: Id; n: number } {
  const id = newId(store);
  const { lastInsertRowid } = store
    .prepare('INSERT INTO batches (id, code, params, memberId, device, at, kind, open, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      idToBytes(id),
      label.code,
      JSON.stringify(label.params ?? {}),
      idToBytes(store.member),
      store.device,
      store.ports.now(),
      kind,
      open ? 1 : 0,
      undoes === undefined ? null : idToBytes(undoes),
    );
  return { id, n: Number(lastInsertRowid) };
}

/** One transaction's view of the door. */
export class Tx {
  readonly store: Store;
  readonly batchN: number;
  readonly dirty: Dirty;
  #commit: { n: number; stamp: Stamp } | undefined;
  readonly #changed = new Map<TableName, Set<string>>();
  readonly #numbers = new Map<string, number | null>();
  /** Rows that nobody has deleted, by table: what happens to their parts cannot hide them or bring them back. */
  readonly #undeleted = new Map<TableName, Set<number>>();
  /** Inserts that wait to be logged together. */
  #unlogged: { tableNo: number; recordId: Uint8Array }[] = [];
  /** Ids of the rows made in this transaction. */
  readonly #made = new Set<string>();
  #anyWaiting: boolean | undefined;
  #anyMerged: boolean | undefined;

  constructor(store: Store, batchN: number, commit?: { n: number; stamp: Stamp }) {
    this.store = store;
    this.batchN = batchN;
    this.#commit = commit;
    this.dirty = new Dirty();
  }

  /** Adds a row; one with a natural key that is there already comes back, or keeps what differs. */
  insert(name: TableName, id: Id, values: Values): number {
    const table = tableNamed(name);
    const idBytes = idToBytes(id);
    const existing = table.key && !this.#isSurelyNew(table, idBytes, values) ? this.row(name, idBytes) : undefined;
    if (existing) return this.#insertAgain(table, existing, values);
    const commit = this.commit();
    const columns = toColumns(table, values);
    const keyed = table.key ? new Map([...columns].filter(([column]) => !isPayload(table, column))) : columns;
    const n = this.putRow(table, idBytes, keyed, newClock(commit.stamp));
    this.log(OP.insert, table, idBytes);
    this.#made.add(id);
    // Two devices may make the same row with different payloads: those are edits that saw nothing.
    if (keyed.size < columns.size) this.updateRow(table, this.row(name, idBytes)!, columns);
    return n;
  }

  /** Changes fields, those that differ. `seen` names the versions that the form showed. Gives whether anything changed. */
  update(name: TableName, id: Id, values: Values, seen: Seen = {}): boolean {
    const table = tableNamed(name);
    const row = this.row(name, idToBytes(id));
    if (!row || isPurged(row.deleted)) throw new Error(`no row ${id} in ${name} to update`);
    return this.updateRow(table, row, toColumns(table, values), seen);
  }

  /** Puts a row, and what it owns, into the bin. `alsoSaw` is what an earlier delete saw that counts again. */
  remove(name: TableName, id: Id, alsoSaw?: Coverage): boolean {
    const row = this.row(name, idToBytes(id));
    if (!row || isInBin(row) || isPurged(row.deleted)) return false;
    const table = tableNamed(name);
    const stamp = this.#deletionStamp(table, row);
    const sees = this.coverageOf(table, row);
    this.log(OP.remove, table, row.id, { before: row.deleted, after: encodeCoverage(alsoSaw ? joinCoverages(alsoSaw, sees) : sees), stamp });
    this.settleDeletion(table, row);
    return true;
  }

  /** Takes a row out of the bin. */
  restore(name: TableName, id: Id): boolean {
    const row = this.row(name, idToBytes(id));
    if (!row || row.deleted === null || isPurged(row.deleted)) return false;
    const table = tableNamed(name);
    const stamp = this.#deletionStamp(table, row);
    this.log(OP.restore, table, row.id, { before: row.deleted, stamp });
    this.settleDeletion(table, row);
    return true;
  }

  /** What this batch does cannot be undone. */
  makeFinal(): void {
    this.store.prepare("UPDATE batches SET kind = 'final' WHERE n = ?").run(this.batchN);
  }

  /** The row as it is stored, also when it is hidden. */
  row(name: TableName, idBytes: Uint8Array): Row | undefined {
    return this.store.prepare(`SELECT * FROM ${name} WHERE id = ?`).get(idBytes);
  }

  commit(): { n: number; stamp: Stamp } {
    if (!this.#commit) {
      const stamp = nextStamp(this.store);
      const { lastInsertRowid } = this.store.prepare('INSERT INTO commits (batchN, stamp) VALUES (?, ?)').run(this.batchN, stamp);
      this.#commit = { n: Number(lastInsertRowid), stamp };
    }
    return this.#commit;
  }

  get isEmpty(): boolean {
    return this.#commit === undefined;
  }

  /** Works out what depends on the rows that changed. */
  finish(): void {
    this.#logInserts();
    for (const n of this.dirty.settle(this.store)) this.#noteChanged('contacts', this.store.prepare('SELECT id FROM contacts WHERE n = ?').get(n)!.id);
  }

  /** The records that changed. */
  changed(): Changed {
    return Object.fromEntries([...this.#changed].map(([name, ids]) => [name, [...ids].map((id) => idFromBytes(Buffer.from(id, 'latin1')))]));
  }

  changedTables(): TableName[] {
    return [...this.#changed.keys()];
  }

  /** A contact was removed for good: those merged into it stand for themselves again. */
  leaveMerges(row: Row): void {
    for (const contact of this.#mergedInto(row.id)) this.#moveToRoot(contact, this.rootOf(contact));
  }

  // ————— what undo, purge and the log's exchange use too —————

  /** Sets fields as `update` does, with what undo knows of them: the version that a value brings back. */
  updateRow(table: SyncedTable, row: Row, values: Map<SyncedColumn, LogValue>, seen: Seen = {}, restores?: Map<SyncedColumn, Stamp>): boolean {
    let clock: RowClock = row.clock;
    const sets = new Map<string, LogValue>();
    for (const [column, value] of values) {
      const before = row[column.name]!;
      const formSaw = seen[column.name];
      const current = versionOf(table, clock, column);
      const saw = formSaw === undefined ? current : stampFromText(formSaw);
      if (sameValue(before, value) && !restores) continue;
      const commit = this.commit();
      const writtenHere = compareStamps(current, commit.stamp) === 0;
      if (writtenHere && !hasOwnStamp(clock, column.number)) {
        sets.set(column.name, value); // inserted in this very commit: the insert carries it
        continue;
      }
      if (writtenHere) {
        this.store
          .prepare('UPDATE changes SET after = ? WHERE commitN = ? AND recordId = ? AND tableNo = ? AND col = ? AND op <> 1 AND op = 2')
          .run(value, commit.n, row.id, table.number, column.number);
        sets.set(column.name, value);
        continue;
      }
      const newest = compareStamps(saw, current) > 0 ? saw : current;
      const late = compareStamps(newest, commit.stamp) >= 0;
      const stamp = late ? successor(newest, this.store.device) : commit.stamp;
      this.log(OP.update, table, row.id, {
        col: column.number,
        before,
        after: value,
        seen: isZero(saw) ? new Uint8Array(0) : saw,
        stamp: late ? stamp : null,
        restores: restores?.get(column) ?? null,
      });
      if (compareStamps(saw, current) !== 0) noteConflict(this.store, table, row.id, column, current, before);
      settleConflicts(this.store, table, row.id, column, [saw]);
      clock = withField(clock, column.number, stamp);
      sets.set(column.name, value);
    }
    if (sets.size === 0) return false;
    this.saveRow(table, row, sets, clock);
    return true;
  }

  /** Writes a field again, having seen all its versions: the others are settled by it. */
  resolve(table: SyncedTable, row: Row, column: SyncedColumn, value: LogValue, others: readonly Stamp[]): void {
    const current = versionOf(table, row.clock, column);
    const newest = others.reduce(laterStamp, current);
    const late = compareStamps(newest, this.commit().stamp) >= 0;
    const stamp = late ? successor(newest, this.store.device) : this.commit().stamp;
    this.log(OP.update, table, row.id, { col: column.number, before: row[column.name]!, after: value, seen: Buffer.concat([current, ...others]), stamp: late ? stamp : null });
    this.saveRow(table, row, new Map([[column.name, value]]), withField(row.clock, column.number, stamp));
  }

  /** Writes a new row with everything that is derived from its own columns. */
  putRow(table: SyncedTable, idBytes: Uint8Array, values: Map<SyncedColumn, LogValue>, clock: RowClock): number {
    const plan = planOf(table);
    const n = nextNumber(this.store, table.name);
    const row: Record<string, LogValue> = { n, id: idBytes, clock, deleted: null, hidden: 0 };
    for (const column of table.columns) row[column.name] = values.get(column) ?? column.empty;
    this.#resolveReferences(table, plan.references, row);
    Object.assign(row, deriveColumns(this.store, table, row));
    if (table.name === 'contacts') Object.assign(row, this.#ofNewContact(row));
    this.store.prepare(plan.insert).run(plan.columns.map((column) => row[column] ?? null));
    if (plan.isReferredTo) this.#numbers.set(numberKey(table.name, idBytes), n);
    this.#undeletedOf(table.name).add(n);
    if (row['mergedInto']) this.#anyMerged = true;
    if (table.name === 'contacts' && this.#isAnyMerged()) this.#rootContact(row as Row, true);
    this.#settleWaiting(table, plan.references, idBytes, n, row);
    this.touch(table, row as Row, true);
    return n;
  }

  /** Somebody without a name of their own is named when all of the transaction is there. */
  #ofNewContact(row: Record<string, LogValue>): Record<string, LogValue> {
    const name = ownName(row, this.store.locale);
    return { rootN: row['mergedInto'] === null ? row['n']! : null, name, sortKey: name === '' ? '' : sortKeyFor(this.store.locale)(name), lastAt: null };
  }

  /** Writes changed columns and the clock of a row, and what follows from them. */
  saveRow(table: SyncedTable, row: Row, sets: Map<string, LogValue>, clock: RowClock): void {
    this.touch(table, row);
    const changedColumns = table.columns.filter((column) => sets.has(column.name));
    const next: Record<string, LogValue> = { ...row };
    for (const [column, value] of sets) next[column] = value;
    this.#resolveReferences(table, changedColumns, next, row.n);
    Object.assign(next, deriveColumns(this.store, table, next));
    next['clock'] = clock;
    const columns = Object.keys(next).filter((column) => next[column] !== row[column]);
    if (columns.length > 0) {
      this.store.prepare(`UPDATE ${table.name} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE n = ?`).run([...columns.map((column) => next[column]!), row.n]);
    }
    Object.assign(row, next);
    if (table.name === 'contacts' && sets.has('mergedInto')) {
      this.#anyMerged = true;
      this.#rootContact(row, false);
    }
    if (table.name === 'contacts' && sets.has('kind')) this.dirty.visibility(this.store, 'contacts', row.n);
    this.touch(table, row);
    if (row.deleted) this.rehide(table, row);
  }

  /** Works out whether the row is hidden, from what its deletes saw and what it has now. */
  rehide(table: SyncedTable, row: Row): void {
    const hidden = this.hiddenOf(table, row);
    if (hidden === row.hidden) return;
    row.hidden = hidden;
    this.store.prepare(`UPDATE ${table.name} SET hidden = ? WHERE n = ?`).run(hidden, row.n);
    this.touch(table, row);
    if (table.name === 'contacts' || table.name === 'entries') this.dirty.visibility(this.store, table.name, row.n);
  }

  /** Whether the row is shown, and why not: one of `HIDDEN`. */
  hiddenOf(table: SyncedTable, row: Row): number {
    if (this.#isHidden(table, row)) return this.#wayOut(table, row);
    return table.name === 'contacts' && row['rootN'] !== row.n ? HIDDEN.merged : HIDDEN.no;
  }

  /** Works out what the row's deletes saw between them: all those later than its last restore count. */
  settleDeletion(table: SyncedTable, row: Row): void {
    const ops = this.#deletions(table, row);
    const lastRestore = ops.filter(({ op }) => op === OP.restore).reduce<Stamp>((last, { stamp }) => laterStamp(last, stamp), ZERO_STAMP);
    const joined = ops
      .filter(({ op, after, stamp }) => op === OP.remove && after && compareStamps(stamp, lastRestore) > 0)
      .map(({ after }) => decodeCoverage(after!))
      .reduce<Coverage | undefined>((all, coverage) => (all ? joinCoverages(all, coverage) : coverage), undefined);
    this.setDeleted(table, row, joined ? encodeCoverage(joined) : null);
  }

  setDeleted(table: SyncedTable, row: Row, deleted: Uint8Array | null): void {
    this.store.prepare(`UPDATE ${table.name} SET deleted = ? WHERE n = ?`).run(deleted, row.n);
    if (deleted) this.#undeletedOf(table.name).delete(row.n);
    row.deleted = deleted as Buffer | null;
    this.rehide(table, row);
    this.touch(table, row);
  }

  /** What a delete of the row sees now. */
  coverageOf(table: SyncedTable, row: Row): Coverage {
    return { own: Uint8Array.from(row.clock), owned: new Map(this.#ownedClocks(table, row)) };
  }

  log(op: number, table: SyncedTable, recordId: Uint8Array, detail?: LogDetail): void {
    if (op === OP.insert && detail === undefined) {
      this.#unlogged.push({ tableNo: table.number, recordId });
      return;
    }
    this.#logInserts();
    this.store
      .prepare('INSERT INTO changes (commitN, op, tableNo, recordId, col, before, after, seen, stamp, restores) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        this.commit().n,
        op,
        table.number,
        recordId,
        detail?.col ?? null,
        detail?.before ?? null,
        detail?.after ?? null,
        detail?.seen ?? null,
        detail?.stamp ?? null,
        detail?.restores ?? null,
      );
  }

  /** Many inserts are logged by one statement: calling it is most of what a line of the log costs. */
  #logInserts(): void {
    const waiting = this.#unlogged;
    if (waiting.length === 0) return;
    this.#unlogged = [];
    const { n } = this.commit();
    for (let at = 0; at < waiting.length; ) {
      const some = waiting.slice(at, at + (waiting.length - at >= LOGGED_AT_ONCE ? LOGGED_AT_ONCE : 1));
      this.store.prepare(some.length === 1 ? LOG_INSERT : LOG_INSERTS).run(some.flatMap(({ tableNo, recordId }) => [n, tableNo, recordId]));
      at += some.length;
    }
  }

  /** Marks a row as changed: for events, for derived values, and for its owner, of which it is a part. */
  touch(table: SyncedTable, row: Row, isNew = false): void {
    this.#noteChanged(table.name, row.id);
    this.dirty.row(table.name, row, isNew);
    const owner = table.owner?.references;
    const ownerN = owner?.nColumn === undefined ? undefined : (row[owner.nColumn] as number | null | undefined);
    if (owner === undefined || ownerN === undefined || ownerN === null) return;
    const undeleted = this.#undeletedOf(owner.table);
    if (undeleted.has(ownerN)) return;
    const parent = this.store.prepare(`SELECT * FROM ${owner.table} WHERE n = ? AND deleted IS NOT NULL`).get(ownerN);
    if (parent) this.rehide(tableNamed(owner.table), parent);
    else undeleted.add(ownerN);
  }

  #undeletedOf(name: TableName): Set<number> {
    let numbers = this.#undeleted.get(name);
    if (!numbers) this.#undeleted.set(name, (numbers = new Set()));
    return numbers;
  }

  /** A row whose owner was made in this transaction can only be there already if it was made in it too. */
  #isSurelyNew(table: SyncedTable, idBytes: Uint8Array, values: Values): boolean {
    const ownerId = table.owner && values[table.owner.name];
    return typeof ownerId === 'string' && this.#made.has(ownerId) && !this.#changed.get(table.name)?.has(bytesKey(idBytes));
  }

  #noteChanged(name: TableName, id: Uint8Array): void {
    let ids = this.#changed.get(name);
    if (!ids) this.#changed.set(name, (ids = new Set()));
    ids.add(bytesKey(id));
  }

  /** The log keeps the base that the row had, for undo; what was purged stays so. */
  #insertAgain(table: SyncedTable, row: Row, values: Values): number {
    if (isPurged(row.deleted)) return row.n;
    if (row.hidden) {
      const { stamp } = this.commit();
      if (compareStamps(rowBase(row), stamp) < 0) {
        this.log(OP.insert, table, row.id, { before: rowBase(row) });
        this.saveRow(table, row, new Map(), withBase(row.clock, stamp));
      }
      // A delete that saw this very stamp, or a later one of a fast clock, covers the row all the same.
      if (row.hidden) this.restore(table.name, idFromBytes(row.id));
    }
    this.updateRow(table, row, toColumns(table, values));
    return row.n;
  }

  #deletions(table: SyncedTable, row: Row): { op: number; after: Buffer | null; stamp: Buffer }[] {
    return this.store
      .prepare(
        `SELECT c.op, c.after, coalesce(c.stamp, k.stamp) AS stamp FROM changes c JOIN commits k ON k.n = c.commitN
         WHERE c.recordId = ? AND c.op <> 1 AND c.op IN (3, 4) AND c.tableNo = ?`,
      )
      .all(row.id, table.number) as unknown as { op: number; after: Buffer | null; stamp: Buffer }[];
  }

  /** A delete or restore of its own stamp where the row has one that is not earlier than this commit. */
  #deletionStamp(table: SyncedTable, row: Row): Stamp | null {
    const last = this.#deletions(table, row).reduce<Stamp>((latest, { stamp }) => laterStamp(latest, stamp), ZERO_STAMP);
    return compareStamps(last, this.commit().stamp) >= 0 ? successor(last, this.store.device) : null;
  }

  #isHidden(table: SyncedTable, row: Row): boolean {
    if (row.deleted === null) return false;
    if (isPurged(row.deleted)) return true;
    const saw = decodeCoverage(row.deleted);
    if (isCovered(saw, row.clock, this.#ownedClocks(table, row))) return true;
    // An edit that was taken back is none: what the deletes saw of the value before it counts.
    return isCovered(saw, originClock(this.store, table, row), this.#ownedClocks(table, row, originClock));
  }

  /** Whether the row's last delete was somebody's or an undo's. What was removed for good never comes back by either. */
  #wayOut(table: SyncedTable, row: Row): number {
    if (isPurged(row.deleted)) return HIDDEN.inBin;
    const last = this.store
      .prepare(
        `SELECT b.kind, b.code, b.undoes FROM changes c JOIN commits k ON k.n = c.commitN JOIN batches b ON b.n = k.batchN
         WHERE c.recordId = ? AND c.op <> 1 AND c.op = 3 AND c.tableNo = ? ORDER BY coalesce(c.stamp, k.stamp) DESC LIMIT 1`,
      )
      .get(row.id, table.number);
    const isTakenBack = last?.['code'] === 'change.abandoned' || (last?.['kind'] === 'undo' && this.#isMadeBy(row, last['undoes'] as Buffer | null));
    return isTakenBack ? HIDDEN.takenBack : HIDDEN.inBin;
  }

  /** Whether the batch, or the one that it brought back, made the row: the undo of a restore puts a row back into the bin. */
  #isMadeBy(row: Row, batchId: Buffer | null): boolean {
    const made = this.store.prepare('SELECT b.id FROM commits k JOIN batches b ON b.n = k.batchN WHERE k.stamp = ?').get(rowBase(row));
    for (let id = batchId; id; ) {
      if (made?.id.equals(id)) return true;
      id = (this.store.prepare('SELECT undoes FROM batches WHERE id = ?').get(id)?.['undoes'] as Buffer | null | undefined) ?? null;
    }
    return made === undefined;
  }

  *#ownedClocks(table: SyncedTable, row: Row, clockOf = (_store: Store, _table: SyncedTable, part: Row): RowClock => Uint8Array.from(part.clock)): Generator<[string, RowClock]> {
    for (const { table: owned, nColumn } of tablesOwnedBy(table.name)) {
      for (const part of this.store.prepare(`SELECT id, clock FROM ${owned.name} WHERE ${nColumn} = ? AND hidden = 0`).all(row.n)) {
        yield [ownedKey(owned.number, part.id.toString('hex')), clockOf(this.store, owned, part)];
      }
    }
  }

  /** Fills the local numbers of the rows that `columns` refer to; a row that has not come yet is waited for. */
  #resolveReferences(table: SyncedTable, columns: readonly SyncedColumn[], row: Record<string, LogValue>, rowN?: number): void {
    for (const column of columns) {
      const nColumn = column.references?.nColumn;
      if (!nColumn) continue;
      const refId = row[column.name] as Uint8Array | null;
      row[nColumn] = refId === null || refId === undefined ? null : this.numberOf(column.references.table, refId);
      if (refId && row[nColumn] === null && rowN !== undefined) this.#wait(table, rowN, column, refId);
    }
  }

  /** The local number of a row; of a contact, that of the one it was merged into. */
  numberOf(name: TableName, id: Uint8Array): number | null {
    const key = numberKey(name, id);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const n = this.store.prepare(`SELECT ${name === 'contacts' ? 'rootN' : 'n'} AS n FROM ${name} WHERE id = ?`).get(id)?.n ?? null;
    if (n !== null) this.#numbers.set(key, n);
    return n;
  }

  /** Whether any contact was merged into another; most often none was. */
  #isAnyMerged(): boolean {
    return (this.#anyMerged ??= this.store.prepare('SELECT 1 AS n FROM contacts WHERE mergedInto IS NOT NULL LIMIT 1').get() !== undefined);
  }

  /** Seldom is anything: only when a part came before its contact from another device. */
  #isAnyWaiting(): boolean {
    return (this.#anyWaiting ??= this.store.prepare('SELECT 1 AS n FROM waiting LIMIT 1').get() !== undefined);
  }

  #wait(table: SyncedTable, rowN: number, column: SyncedColumn, refId: Uint8Array): void {
    this.#anyWaiting = true;
    this.store.prepare('INSERT OR REPLACE INTO waiting (tableNo, rowN, col, refId) VALUES (?, ?, ?, ?)').run(table.number, rowN, column.number, refId);
  }

  /** A row has come: what waited for it is connected, and what it still lacks itself is noted. */
  #settleWaiting(table: SyncedTable, references: readonly SyncedColumn[], idBytes: Uint8Array, n: number, row: Record<string, LogValue>): void {
    for (const column of references) {
      const nColumn = column.references?.nColumn;
      if (nColumn && row[column.name] && row[nColumn] === null) this.#wait(table, n, column, row[column.name] as Uint8Array);
    }
    if (!this.#isAnyWaiting()) return;
    for (const { table: from, column, nColumn } of referencesTo(table.name)) {
      const rows = this.store.prepare('SELECT rowN AS n FROM waiting WHERE refId = ? AND tableNo = ? AND col = ?').all(idBytes, from.number, column.number);
      for (const { n: rowN } of rows) {
        this.store.prepare(`UPDATE ${from.name} SET ${nColumn} = ? WHERE n = ?`).run(this.numberOf(table.name, idBytes), rowN);
        const connected = this.store.prepare(`SELECT * FROM ${from.name} WHERE n = ?`).get(rowN)!;
        const derived = Object.entries(deriveColumns(this.store, from, connected) ?? {});
        for (const [name, value] of derived) this.store.prepare(`UPDATE ${from.name} SET ${name} = ? WHERE n = ?`).run(value, rowN);
        Object.assign(connected, Object.fromEntries(derived));
        this.touch(from, connected);
      }
      if (rows.length > 0) this.store.prepare('DELETE FROM waiting WHERE refId = ? AND tableNo = ? AND col = ?').run(idBytes, from.number, column.number);
    }
  }

  /**
   * Follows `mergedInto` to the contact that stands for this one, and moves everything that refers to it there.
   * Two people may merge in opposite directions: of a circle the smallest id stands for all.
   */
  #rootContact(row: Row, isNew: boolean): void {
    const root = this.rootOf(row);
    const affected = isNew && root === row.n ? this.#mergedInto(row.id) : [row, ...this.#mergedInto(row.id)];
    if (isNew && root === row.n) {
      this.store.prepare('UPDATE contacts SET rootN = ? WHERE n = ?').run(row.n, row.n);
      row['rootN'] = row.n;
      this.#numbers.set(numberKey('contacts', row.id), row.n);
    }
    for (const contact of affected) this.#moveToRoot(contact, this.rootOf(contact));
  }

  #moveToRoot(contact: Row, root: number): void {
    const before = contact['rootN'] as number | null;
    this.store.prepare('UPDATE contacts SET rootN = ? WHERE n = ?').run(root, contact.n);
    contact['rootN'] = root;
    this.#numbers.clear();
    if (before === root) return;
    this.rehide(tableNamed('contacts'), contact);
    for (const { table, column, nColumn } of referencesTo('contacts')) {
      if (before === null) continue;
      this.store.prepare(`UPDATE ${table.name} SET ${nColumn} = ? WHERE ${nColumn} = ? AND ${column.name} = ?`).run(root, before, contact.id);
    }
    for (const n of [before, root, contact.n]) if (n !== null) this.dirty.contact(n);
    this.touch(tableNamed('contacts'), contact);
  }

  /** Everybody who was merged into `id`, also by way of others. */
  #mergedInto(id: Uint8Array): Row[] {
    const found = new Map<number, Row>();
    const queue = [id];
    for (let next = queue.pop(); next; next = queue.pop()) {
      for (const row of this.store.prepare('SELECT * FROM contacts WHERE mergedInto = ?').all(next)) {
        if (found.has(row.n)) continue;
        found.set(row.n, row);
        queue.push(row.id);
      }
    }
    return [...found.values()];
  }

  /** The local number of the contact that stands for this one. */
  rootOf(row: Row): number {
    const path = [row];
    for (let at = row; at['mergedInto'] !== null && at['mergedInto'] !== undefined; ) {
      const next = this.store.prepare('SELECT * FROM contacts WHERE id = ?').get(at['mergedInto']);
      if (!next || isPurged(next.deleted)) break;
      const circleFrom = path.findIndex((seen) => seen.n === next.n);
      if (circleFrom >= 0) return path.slice(circleFrom).reduce((a, b) => (Buffer.compare(a.id, b.id) <= 0 ? a : b)).n;
      path.push(next);
      at = next;
    }
    return path.at(-1)!.n;
  }
}

interface LogDetail {
  col?: number | undefined;
  before?: LogValue;
  after?: LogValue;
  seen?: Uint8Array | null;
  stamp?: Uint8Array | null;
  restores?: Uint8Array | null;
}

/** Equal as the database keeps them. */
export function sameValue(a: LogValue | undefined, b: LogValue | undefined): boolean {
  if (a === b) return true;
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  return false;
}

/** Named values as the database keeps them: ids as bytes, yes and no as 1 and 0. */
export function toColumns(table: SyncedTable, values: Values): Map<SyncedColumn, LogValue> {
  const columns = new Map<SyncedColumn, LogValue>();
  for (const name in values) {
    const value = values[name];
    if (value === undefined) continue;
    const column = table.columnsByName.get(name);
    if (!column) throw new Error(`${table.name} has no column ${name}`);
    columns.set(column, typeof value === 'boolean' ? (value ? 1 : 0) : column.isId && typeof value === 'string' ? Buffer.from(idToBytes(value as Id)) : value);
  }
  return columns;
}

/** A list of stamps out of the log's `seen`. */
export function seenStamps(seen: Uint8Array | null): Stamp[] {
  if (!seen) return [];
  const stamps: Stamp[] = [];
  for (let at = 0; at < seen.length; at += STAMP_BYTES) stamps.push(seen.subarray(at, at + STAMP_BYTES));
  return stamps;
}

function numberKey(name: TableName, id: Uint8Array): string {
  return name + bytesKey(id);
}

/** Sixteen bytes as a key of a map: a text of as many characters. */
function bytesKey(b: Uint8Array): string {
  return String.fromCharCode(b[0]!, b[1]!, b[2]!, b[3]!, b[4]!, b[5]!, b[6]!, b[7]!, b[8]!, b[9]!, b[10]!, b[11]!, b[12]!, b[13]!, b[14]!, b[15]!);
}

/** How many inserts one statement logs. */
const LOGGED_AT_ONCE = 32;
const logInserts = (count: number): string => `INSERT INTO changes (commitN, op, tableNo, recordId) VALUES ${Array<string>(count).fill('(?, 1, ?, ?)').join(', ')}`;
const LOG_INSERT = logInserts(1);
const LOG_INSERTS = logInserts(LOGGED_AT_ONCE);

/** What of a table is needed for each new row. */
interface Plan {
  insert: string;
  /** In the order of the statement. */
  columns: readonly string[];
  /** Columns with a local number beside them. */
  references: readonly SyncedColumn[];
  isReferredTo: boolean;
}

const plans = new Map<SyncedTable, Plan>();

function planOf(table: SyncedTable): Plan {
  let plan = plans.get(table);
  if (!plan) {
    const columns = ['n', 'id', 'clock', ...table.columns.map(({ name }) => name), ...table.derived];
    plan = {
      insert: `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      columns,
      references: table.columns.filter((column) => column.references?.nColumn !== undefined),
      isReferredTo: referencesTo(table.name).length > 0,
    };
    plans.set(table, plan);
  }
  return plan;
}
