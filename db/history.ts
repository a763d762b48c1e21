import { type HistoryBatch, type HistoryItem, MOST_COUNTED } from '../core/api/history.ts';
import { CallError } from '../core/call.ts';
import type { ContactRef } from '../core/contacts.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { clockBase } from '../core/row-clock.ts';
import { contactRefByN } from './contacts.ts';
import type { Row, Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, syncedTables, tableNumbered, tablesOwnedBy } from './tables/registry.ts';
import { OP } from './write.ts';

const OPS = { [OP.insert]: 'inserted', [OP.update]: 'updated', [OP.remove]: 'removed', [OP.restore]: 'restored', [OP.purge]: 'erased' } as const;

/** What was changed in a record and all it owns, newest first. `after` is a place in the log and a record, as text. */
export function historyOf(store: Store, id: Id, limit: number, after?: string): { items: HistoryItem[]; next: string | null } {
  const records = recordsOf(store, id);
  const changes = [...records.values()].flatMap(({ table, row, edits }) => [...insertOf(store, table, row), ...edits]);
  changes.sort(newestFirst);
  const last = after === undefined ? undefined : placeOf(after);
  const left = last ? changes.filter((change) => newestFirst(last, change) < 0) : changes;
  const page = left.slice(0, limit);
  return { items: page.map((change) => describe(store, change, records)), next: left.length > limit ? cursorAt(page.at(-1)!) : null };
}

interface Place {
  /** The number of a change; all inserts of a commit have that of its first. */
  place: number;
  recordId: Buffer;
}

const newestFirst = (a: Place, b: Place): number => b.place - a.place || Buffer.compare(a.recordId, b.recordId);

const cursorAt = ({ place, recordId }: Place): string => `${place}:${recordId.toString('hex')}`;

function placeOf(cursor: string): Place {
  const [, place, record] = /^(\d{1,15}):([0-9a-f]{32})$/.exec(cursor) ?? [];
  if (place === undefined || record === undefined) throw new CallError('bad-cursor', 'The history has changed. Load it again from the start.');
  return { place: Number(place), recordId: Buffer.from(record, 'hex') };
}

interface RecordRow {
  table: SyncedTable;
  row: Row;
  /** Oldest first. */
  edits: LoggedRow[];
}

interface LoggedRow extends Place {
  op: keyof typeof OPS;
  tableNo: number;
  col: number | null;
  before: LogValue;
  after: LogValue;
  commitN: number;
}

function recordsOf(store: Store, id: Id): Map<string, RecordRow> {
  const records = new Map<string, RecordRow>();
  const add = (table: SyncedTable, row: Row): void => {
    if (records.has(row.id.toString('hex'))) return;
    records.set(row.id.toString('hex'), { table, row, edits: editsOf(store, row) });
    for (const { table: owned, nColumn } of tablesOwnedBy(table.name)) for (const part of store.prepare(`SELECT * FROM ${owned.name} WHERE ${nColumn} = ?`).all(row.n)) add(owned, part);
  };
  for (const table of syncedTables) {
    const row = store.prepare(`SELECT * FROM ${table.name} WHERE id = ?`).get(idToBytes(id));
    if (row) add(table, row);
  }
  return records;
}

/** Inserts stand in the log without an index by record: the row says itself when it was made. */
function insertOf(store: Store, table: SyncedTable, row: Row): LoggedRow[] {
  const commit = store.prepare('SELECT n FROM commits WHERE stamp = ?').get(clockBase(row.clock));
  if (!commit) return [];
  const first = store.prepare('SELECT min(n) AS n FROM changes WHERE commitN = ?').get(commit.n)?.n ?? 0;
  return [{ place: first, op: OP.insert, recordId: row.id, tableNo: table.number, col: null, before: null, after: null, commitN: commit.n }];
}

/** The column that says best what a row is. */
const SHOWN = new Set(['address', 'number', 'street', 'url', 'date', 'text', 'role', 'tagId', 'organisationId', 'toId', 'toName', 'name', 'subject', 'purpose', 'every']);
/** Where it is another. */
const SHOWN_OF: Partial<Record<TableName, string>> = { deals: 'title', dealContacts: 'contactId', dealSteps: 'stepId', stageChanges: 'stageId' };
const isShown = ({ name: table }: SyncedTable, column: string): boolean => (SHOWN_OF[table] === undefined ? SHOWN.has(column) : column === SHOWN_OF[table]);

function editsOf(store: Store, row: Row): LoggedRow[] {
  return store
    .prepare('SELECT n AS place, op, recordId, tableNo, col, before, after, commitN FROM changes WHERE recordId = ? AND op <> 1 ORDER BY n')
    .all(row.id) as unknown as LoggedRow[];
}

function describe(store: Store, change: LoggedRow, records: ReadonlyMap<string, RecordRow>): HistoryItem {
  const batch = store
    .prepare('SELECT b.id, b.at, b.code, b.device, m.name AS member FROM commits k JOIN batches b ON b.n = k.batchN LEFT JOIN members m ON m.id = b.memberId WHERE k.n = ?')
    .get(change.commitN)!;
  const table = tableNumbered(change.tableNo);
  const record = records.get(change.recordId.toString('hex'));
  const isUpdate = change.op === OP.update;
  const column = isUpdate ? table?.columns.find(({ number }) => number === change.col) : table?.columns.find(({ name }) => isShown(table, name) && record?.row[name]);
  const had = isUpdate || !record || !column ? null : valueAt(record, column, change.place);
  const [before, after] = isUpdate ? [change.before, change.after] : change.op === OP.remove ? [had, null] : [null, had];
  return {
    at: batch['at'] as number,
    member: (batch['member'] as string | null) ?? '',
    device: (batch['device'] as Buffer).toString('hex').slice(0, 4),
    code: batch['code'] as string,
    changeId: idFromBytes(batch.id),
    table: table?.name ?? '',
    recordId: idFromBytes(change.recordId),
    op: OPS[change.op],
    field: fieldName(store, record, column),
    before: shownValue(store, column, before),
    after: shownValue(store, column, after),
  };
}

/** What a column held when the change at `place` was made: what the next edit replaced, or what is there still. */
function valueAt({ row, edits }: RecordRow, column: SyncedColumn, place: number): LogValue {
  const next = edits.find((edit) => edit.op === OP.update && edit.col === column.number && edit.place > place);
  return next ? next.before : row[column.name]!;
}

/** A custom field is called as its owner called it. */
function fieldName(store: Store, record: RecordRow | undefined, column: SyncedColumn | undefined): string | null {
  if (record?.table.name === 'fieldValues' || record?.table.name === 'dealFieldValues') return (store.prepare('SELECT name FROM fields WHERE n = ?').get(record.row['fieldN'])?.['name'] as string | undefined) ?? null;
  return column?.name ?? null;
}

/** Columns that name a member. */
const MEMBERS = new Set(['ownerId', 'memberId', 'doneBy']);

function shownValue(store: Store, column: SyncedColumn | undefined, value: LogValue): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const target = column?.references?.table ?? (column && MEMBERS.has(column.name) ? 'members' : undefined);
  if (target === undefined) return idFromBytes(value);
  const row = store.prepare(`SELECT * FROM ${target} WHERE id = ?`).get(value);
  const name = row?.[NAMED_BY[target] ?? 'name'] as string | undefined;
  // What every profile begins with has its words in the page.
  if (name === '' && row?.['origin']) return `start:${row['origin'] as string}`;
  return name ?? idFromBytes(value);
}

/** The column that a record is called by, where it is not its name. */
const NAMED_BY: Partial<Record<TableName, string>> = { deals: 'title', stageSteps: 'text', entries: 'subject', reminderSeries: 'purpose' };

/** What was done in the whole profile, newest first. `after` is a batch's local place, as text. */
export function recentBatches(store: Store, limit: number, after?: string): { batches: HistoryBatch[]; next: string | null } {
  const rows = store
    .prepare('SELECT b.*, m.name AS member FROM batches b LEFT JOIN members m ON m.id = b.memberId WHERE b.n < ? AND b.open = 0 ORDER BY b.n DESC LIMIT ?')
    .all(after === undefined ? Number.MAX_SAFE_INTEGER : Number(after), limit + 1);
  const page = rows.slice(0, limit);
  return {
    batches: page.map((row) => ({
      changeId: idFromBytes(row.id),
      at: row['at'] as number,
      member: (row['member'] as string | null) ?? '',
      device: (row['device'] as Buffer).toString('hex').slice(0, 4),
      code: row['code'] as string,
      params: JSON.parse(row['params'] as string) as Record<string, unknown>,
      kind: row['kind'] as HistoryBatch['kind'],
      undone: row['undoneBy'] !== null,
      changes: store.prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM commits k CROSS JOIN changes c ON c.commitN = k.n WHERE k.batchN = ? LIMIT ${MOST_COUNTED})`).get(row.n)!.n,
      contacts: batchContacts(store, row.n),
    })),
    next: rows.length > limit ? String(page.at(-1)!.n) : null,
  };
}

const FIRST_CONTACTS = 3;

/** The first contacts that a batch is about, by way of the rows it changed. */
function batchContacts(store: Store, batchN: number): ContactRef[] {
  const found = new Map<number, ContactRef>();
  const changes = store.prepare('SELECT c.recordId, c.tableNo FROM commits k CROSS JOIN changes c ON c.commitN = k.n WHERE k.batchN = ? ORDER BY k.n, c.n LIMIT 40').all(batchN);
  for (const change of changes) {
    const table = tableNumbered(change['tableNo'] as number);
    const n = table && contactOf(store, table, change['recordId'] as Buffer);
    const ref = n === null || n === undefined ? null : contactRefByN(store, n);
    if (ref && ref.name !== '') found.set(n!, ref);
    if (found.size >= FIRST_CONTACTS) break;
  }
  return [...found.values()];
}

function contactOf(store: Store, table: SyncedTable, recordId: Buffer): number | null {
  if (table.name === 'entries') {
    return store.prepare('SELECT p.contactN AS n FROM entries e JOIN participants p ON p.entryN = e.n WHERE e.id = ? ORDER BY p.id LIMIT 1').get(recordId)?.n ?? null;
  }
  const column = table.name === 'contacts' ? 'rootN' : table.columns.find((candidate) => candidate.references?.table === 'contacts')?.references?.nColumn;
  if (!column) return null;
  return store.prepare(`SELECT ${column} AS n FROM ${table.name} WHERE id = ?`).get(recordId)?.n ?? null;
}
