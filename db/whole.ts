// Everything in a profile as plain objects: every record of every synced table, also what lies in the bin or was
// erased, and the whole log. The other way round the log is taken in as another device's would be, since that is the law
// by which the same rows come of the same log; the records prove that they did.
import { type Id, idFromBytes } from '../core/ids.ts';
import { decodeCoverage, encodeCoverage } from '../core/deletion.ts';
import { STAMP_BYTES, stampFromText, stampToText } from '../core/stamp.ts';
import { type ChangeMessage, type CommitMessage, applyCommits, toMessage } from './exchange.ts';
import { HIDDEN, type Row, type Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedTable, type TableName, syncedTables, tableNamed, tableNumbered } from './tables/registry.ts';
import { OP_WORDS, type WholeChange, type WholeCommit, fromFile, idBytes, idText, toFile } from './whole-shape.ts';
import { OP } from './write.ts';

/** What is read of the database between two chances for others. */
const PAGE = 500;

/** One record as the file has it; null fields are left out. */
export type WholeRecord = Record<string, string | number>;

const STATES: Record<number, string | undefined> = { [HIDDEN.inBin]: 'bin', [HIDDEN.merged]: 'merged', [HIDDEN.takenBack]: 'undone' };

/** The fields of every table, in the order in which records have them. */
export const wholeFields = (): Record<string, string[]> => Object.fromEntries(syncedTables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));

/** The records of a table in the order of their ids, with these fields. */
export function* wholeRecords(store: Store, name: TableName, fields: readonly string[]): Generator<WholeRecord> {
  const table = tableNamed(name);
  const columns = fields.map((field) => table.columnsByName.get(field)!);
  const select = `SELECT n, id, clock, deleted, hidden${fields.map((field) => `, ${field}`).join('')} FROM ${name}`;
  for (let last: Uint8Array = new Uint8Array(0); ; ) {
    const rows = store.prepare(`${select} WHERE id > ? ORDER BY id LIMIT ${PAGE}`).all(last);
    for (const row of rows) {
      const state = STATES[row.hidden];
      const record: WholeRecord = { id: idText(row.id), clock: row.clock.toString('hex'), ...(row.deleted ? { deleted: row.deleted.toString('hex') } : {}), ...(state ? { state } : {}) };
      for (const column of columns) {
        const value = toFile(column, row[column.name]!);
        if (value !== null) record[column.name] = value;
      }
      yield record;
    }
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.id;
  }
}

/** The whole log in the order in which it was written here, long commits in parts. */
export function* wholeCommits(store: Store): Generator<WholeCommit> {
  for (let last = 0; ; ) {
    const commits = store.prepare(`SELECT n, batchN, stamp FROM commits WHERE n > ? ORDER BY n LIMIT ${PAGE}`).all(last);
    for (const commit of commits) yield* partsOf(store, commit);
    if (commits.length < PAGE) return;
    last = commits.at(-1)!.n;
  }
}

function* partsOf(store: Store, commit: Row): Generator<WholeCommit> {
  const stamp = commit['stamp'] as Buffer;
  const batch = batchOf(store, commit['batchN'] as number);
  for (let last = 0, isFirst = true; ; isFirst = false) {
    const changes = store.prepare(`SELECT n, op, tableNo, recordId, col, before, after, seen, stamp, restores FROM changes WHERE commitN = ? AND n > ? ORDER BY n LIMIT ${PAGE}`).all(commit.n, last);
    if (isFirst || changes.length > 0) yield { stamp: stampToText(stamp), batch, changes: changes.map((change) => changeInFile(toMessage(store, change, stamp))) };
    if (changes.length < PAGE) return;
    last = changes.at(-1)!.n;
  }
}

function batchOf(store: Store, n: number): WholeCommit['batch'] {
  const batch = store.prepare('SELECT n, id, code, params, memberId, device, at, kind, undoes FROM batches WHERE n = ?').get(n)!;
  const { code, params, memberId, device, at, kind, undoes } = batch as unknown as CommitMessage['batch'];
  return {
    id: idFromBytes(batch.id),
    code,
    params,
    memberId: idFromBytes(memberId),
    device: device.toString('hex'),
    at,
    kind: kind as WholeCommit['batch']['kind'],
    ...(undoes ? { undoes: idFromBytes(undoes) } : {}),
  };
}

function changeInFile(change: ChangeMessage): WholeChange {
  const table = tableNumbered(change.table)!;
  const base = { table: table.name, id: idText(change.id) };
  const stamp = change.stamp ? { stamp: stampToText(change.stamp) } : {};
  if (change.op === OP.insert) {
    const values = (change.values ?? []).map(([number, value]) => {
      const column = table.columns.find((one) => one.number === number)!;
      return [column.name, toFile(column, value)] as const;
    });
    return { op: 'insert', ...base, values: Object.fromEntries(values), ...bytesIn('before', change.before) };
  }
  if (change.op === OP.update) {
    const column = table.columns.find(({ number }) => number === change.col)!;
    const seen = change.seen ? { seen: stampsIn(change.seen) } : {};
    const restores = change.restores ? { restores: stampToText(change.restores) } : {};
    return { op: 'update', ...base, field: column.name, before: toFile(column, change.before), after: toFile(column, change.after), ...seen, ...stamp, ...restores };
  }
  return { op: OP_WORDS[change.op as typeof OP.remove], ...base, ...bytesIn('before', change.before), ...bytesIn('after', change.after), ...stamp };
}

const bytesIn = <Name extends string>(name: Name, value: LogValue): { [N in Name]?: string } => (value instanceof Uint8Array ? ({ [name]: Buffer.from(value).toString('hex') } as { [N in Name]?: string }) : {});

function stampsIn(seen: Uint8Array): string[] {
  return Array.from({ length: seen.length / STAMP_BYTES }, (_, i) => stampToText(seen.subarray(i * STAMP_BYTES, (i + 1) * STAMP_BYTES)));
}

/** Takes in commits of a file, all or none of them. Parts of one commit must come together. @throws RangeError for what no Kith can have written. */
export function takeIn(store: Store, commits: readonly WholeCommit[]): void {
  applyCommits(store, messagesOf(commits));
}

function messagesOf(commits: readonly WholeCommit[]): CommitMessage[] {
  const messages: CommitMessage[] = [];
  let last: string | undefined;
  for (const { stamp, batch, changes } of commits) {
    if (stamp !== last) {
      const { id, memberId, device, undoes, ...rest } = batch;
      messages.push({
        batch: { ...rest, id: idBytes(id), memberId: idBytes(memberId), device: Buffer.from(device, 'hex'), undoes: undoes === undefined ? null : idBytes(undoes) },
        stamp: bytesOfStamp(stamp),
        changes: [],
      });
    }
    last = stamp;
    for (const change of changes) messages.at(-1)!.changes.push(messageOf(change));
  }
  return messages;
}

const NOTHING = { col: null, before: null, after: null, seen: null, stamp: null, restores: null } as const;

function messageOf(change: WholeChange): ChangeMessage {
  const table = tableNamed(change.table);
  const base = { ...NOTHING, table: table.number, id: idBytes(change.id) };
  switch (change.op) {
    case 'insert':
      return { ...base, op: OP.insert, before: change.before === undefined ? null : bytesOfStamp(change.before), values: Object.entries(change.values).map(([name, value]) => insertedValue(table, name, value)) };
    case 'update': {
      const [column, after] = fromFile(table, change.field, change.after);
      return {
        ...base,
        op: OP.update,
        col: column.number,
        before: fromFile(table, change.field, change.before)[1],
        after,
        seen: change.seen ? Buffer.concat(change.seen.map(bytesOfStamp)) : null,
        stamp: optionalStamp(change.stamp),
        restores: optionalStamp(change.restores),
      };
    }
    default:
      return { ...base, op: OP[change.op], before: coverageIn(change.before), after: coverageIn(change.after), stamp: optionalStamp(change.stamp) };
  }
}

function insertedValue(table: SyncedTable, name: string, value: unknown): [number, LogValue] {
  const [column, known] = fromFile(table, name, value);
  return [column.number, known];
}

const bytesOfStamp = (text: string): Buffer => Buffer.from(stampFromText(text));
const optionalStamp = (text: string | undefined): Buffer | null => (text === undefined ? null : bytesOfStamp(text));

/** What a delete saw; another form than ours is refused before anything is reckoned by it. */
function coverageIn(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  const bytes = Buffer.from(text, 'hex');
  if (text === 'ff') return bytes;
  if (!bytes.equals(encodeCoverage(decodeCoverage(bytes)))) throw new RangeError('a delete says what it saw in a form that is none');
  return bytes;
}

/** What everybody finds in a profile that nobody has used yet. */
const OF_THE_START: ReadonlySet<TableName> = new Set<TableName>(['members', 'settings', 'personSettings', 'pipelines', 'stages', 'stageSteps', 'stageNeeds', 'closeReasons']);

/** The first table in which somebody has already written something, the bin included; undefined in a profile that is new, or of whose rows nothing is left, as of the sample data when they were removed. */
export function firstInUse(store: Store): TableName | undefined {
  if (store.prepare('SELECT count(*) AS n FROM members').get()!.n > 1) return 'members';
  return syncedTables.find(({ name }) => !OF_THE_START.has(name) && store.prepare(`SELECT 1 AS n FROM ${name} WHERE deleted IS NULL OR deleted <> x'ff' LIMIT 1`).get() !== undefined)?.name;
}

/** Whether something long is being written, of which only a part is there. */
export const isWritingLong = (store: Store): boolean => store.prepare('SELECT 1 AS n FROM batches WHERE open = 1 LIMIT 1').get() !== undefined;

/** How many records and changes there are. */
export function wholeCount(store: Store): number {
  const count = (from: string): number => store.prepare(`SELECT count(*) AS n FROM ${from}`).get()!.n;
  return syncedTables.reduce((sum, { name }) => sum + count(name), count('commits'));
}

/** Makes the profile that of this member: what is theirs alone is then found again. */
export function becomeMember(store: Store, member: Id): void {
  store.prepare("UPDATE device SET value = ? WHERE key = 'member'").run(idBytes(member));
}
