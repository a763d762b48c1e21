// Examines a profile: the database itself, the full text, every derived value, the log, the files. Says what is
// wrong, and mends what follows from something else; what somebody wrote is never touched.
import Database from 'better-sqlite3';
import { type Difference, checkDerived } from './derived-check.ts';
import { writeContactDocument, writeEntryDocument } from './derive.ts';
import { writeDealDocument } from './derive-deals.ts';
import { type SearchDifference, type SearchTable, checkSearch, schemaOf } from './search-check.ts';
import type { Store } from './store.ts';
import { type StoredFiles, unnamedFiles } from './stored-files.ts';
import { type SyncedColumn, type SyncedTable, referencesTo, syncedTables } from './tables/registry.ts';
import { undoOpenBatches } from './undo.ts';

export type FindingCode =
  | 'damaged'
  | 'foreign-key'
  | 'search-damaged'
  | 'search-missing'
  | 'search-extra'
  | 'search-outdated'
  | 'derived'
  | 'reference-missing'
  | 'waiting'
  | 'same-tags'
  | 'batch-open'
  | 'log-loose'
  | 'log-unknown'
  | 'file-missing'
  | 'file-damaged'
  | 'file-unnamed';

export interface Finding {
  code: FindingCode;
  table?: string;
  count: number;
  /** Plain English, without anything that somebody wrote. */
  message: string;
  mended: boolean;
}

export interface Examination {
  /** Nothing is wrong, or everything that was is mended. */
  ok: boolean;
  findings: Finding[];
}

export interface Examine {
  repair: boolean;
  /** Nothing else goes on in this profile: open batches are those of a crash, and files that nothing names are left over. */
  isAlone: boolean;
  /** Reads the whole database in one go too, for damage of the file itself. */
  readsFile: boolean;
}

/** What people may well have, and what other versions may leave. */
const NOTICES = new Set<FindingCode>(['same-tags', 'log-unknown']);

/** Rows are mended in transactions of this many. */
const STRIDE = 200;

/** A value may follow from another that was wrong too: an organisation's last activity from its people's. */
const PASSES = 5;

/** Yields every few milliseconds how far it is, in rows; with `readsFile` three steps take as long as the file is large. */
export function* examine(store: Store, files: StoredFiles, how: Examine): Generator<{ done: number; total: number }, Examination> {
  const findings: Finding[] = [];
  const round: Round = { ...how, files, add: (finding) => findings.push(finding) };
  for (const _ of checkIntegrity(store, round)) yield { done: 0, total: 1 };
  // Of a file that is damaged nothing else can be trusted.
  if (findings.some(({ mended }) => !mended)) return { ok: false, findings };
  const total = syncedTables.reduce((sum, { name }) => sum + lastN(store, name), lastN(store, 'contacts') + lastN(store, 'entries') + lastN(store, 'changes'));
  let done = 0;
  for (const check of CHECKS) {
    for (const looked of check(store, round)) {
      done += looked;
      yield { done: Math.min(done, total), total };
    }
  }
  return { ok: findings.every(({ code, mended }) => mended || NOTICES.has(code)), findings };
}

interface Round extends Examine {
  files: StoredFiles;
  add: (finding: Finding) => void;
}

/** Yields how many rows it has looked at since it last did. */
type Check = (store: Store, round: Round) => Generator<number>;

/** Later ones build on what earlier ones mended. */
const CHECKS: readonly Check[] = [checkForeignKeys, checkBatches, checkReferences, checkValues, checkWords, checkTags, checkLog, checkFiles];

function* checkIntegrity(store: Store, { repair, readsFile, add }: Round): Generator<number> {
  if (!readsFile) return;
  yield 0;
  let problems = integrityProblems(store);
  if (problems === 0) return;
  let mended = false;
  if (repair) {
    try {
      store.sql.exec('REINDEX');
      mended = (problems = integrityProblems(store)) === 0;
    } catch (cause) {
      if (!isCorrupt(cause)) throw cause;
    }
  }
  add({ code: 'damaged', count: Math.max(1, problems), mended, message: mended ? 'Indexes of the database were wrong; they were made anew.' : 'The database file is damaged. Copy the profile folder away and restore a backup.' });
}

/** Whether every page and index of the file holds together; the full text aside. As long as the file is large. */
export function isFileSound(store: Store): boolean {
  return integrityProblems(store) === 0;
}

function integrityProblems(store: Store): number {
  try {
    // The full text is examined by itself.
    const ofSearch = new Set(SEARCH_TABLES.flatMap((search) => said(store, `('${search}')`)));
    return said(store, '').filter((line) => !ofSearch.has(line)).length;
  } catch (cause) {
    if (!isCorrupt(cause)) throw cause;
    return 1;
  }
}

/** What SQLite says against the whole file, or a table of it. */
function said(store: Store, table: string): string[] {
  return (store.sql.pragma(`integrity_check${table}`) as { integrity_check: string }[]).map(({ integrity_check: line }) => line).filter((line) => line !== 'ok');
}

function* checkForeignKeys(store: Store, { add }: Round): Generator<number> {
  const broken = (store.sql.pragma('foreign_key_check') as unknown[]).length;
  if (broken > 0) add({ code: 'foreign-key', count: broken, mended: false, message: `${rows(broken)} of this device's own tables lack${broken === 1 ? 's' : ''} what they belong to.` });
  yield 0;
}

function* checkBatches(store: Store, { repair, isAlone, add }: Round): Generator<number> {
  if (!isAlone) return;
  const open = store.prepare('SELECT count(*) AS n FROM batches WHERE open = 1').get()!.n;
  if (open === 0) return;
  if (repair) undoOpenBatches(store);
  add({ code: 'batch-open', count: open, mended: repair, message: `${open} change${open === 1 ? ' was' : 's were'} begun and not finished.${repair ? ' It was taken back.' : ' The next start takes it back.'}` });
  yield 0;
}

interface ReferenceColumn {
  table: SyncedTable;
  column: SyncedColumn;
}

const allReferences: readonly ReferenceColumn[] = syncedTables.flatMap((target) => referencesTo(target.name).map(({ table, column }) => ({ table, column })));

/** A reference to a row that is not there is told; that it is waited for is derived, and so are those no longer waited for. */
function* checkReferences(store: Store, { repair, add }: Round): Generator<number> {
  let wrong = 0;
  for (const reference of allReferences) {
    const { table, column } = reference;
    let missing = 0;
    for (let last = 0; ; ) {
      const end = store.prepare(`SELECT max(n) AS n FROM (SELECT n FROM ${table.name} WHERE n > ? ORDER BY n LIMIT 1000)`).get(last)?.n;
      if (!end) break;
      const rowsHere = store.prepare(missingIn(reference)).all(last, end);
      const unnoted = rowsHere.filter((row) => row['noted'] === 0);
      missing += rowsHere.length;
      wrong += unnoted.length;
      if (repair) inTransactions(store, unnoted, (row) => store.prepare('INSERT OR REPLACE INTO waiting (tableNo, rowN, col, refId) VALUES (?, ?, ?, ?)').run(table.number, row.n, column.number, row.id));
      yield 0;
      last = end;
    }
    if (missing > 0) add({ code: 'reference-missing', table: table.name, count: missing, mended: false, message: `${table.name}.${column.name} of ${rows(missing)} refers to ${column.references!.table} that are not there.` });
    const needless = store.prepare(needlessOf(reference)).all();
    wrong += needless.length;
    if (repair) inTransactions(store, needless, ({ n }) => store.prepare('DELETE FROM waiting WHERE n = ?').run(n));
  }
  if (wrong > 0) add({ code: 'waiting', table: 'waiting', count: wrong, mended: repair, message: `${rows(wrong)} about what has not come yet ${wrong === 1 ? 'is' : 'are'} wrong.` });
}

const missingIn = ({ table, column }: ReferenceColumn): string =>
  `SELECT t.n, t.${column.name} AS id, EXISTS (SELECT 1 FROM waiting w WHERE w.tableNo = ${table.number} AND w.rowN = t.n AND w.col = ${column.number} AND w.refId = t.${column.name}) AS noted
   FROM ${table.name} t LEFT JOIN ${column.references!.table} r ON r.id = t.${column.name} WHERE t.n > ? AND t.n <= ? AND t.${column.name} IS NOT NULL AND r.id IS NULL`;

const needlessOf = ({ table, column }: ReferenceColumn): string =>
  `SELECT w.n FROM waiting w LEFT JOIN ${table.name} t ON t.n = w.rowN LEFT JOIN ${column.references!.table} r ON r.id = t.${column.name}
   WHERE w.tableNo = ${table.number} AND w.col = ${column.number} AND (t.${column.name} IS NOT w.refId OR r.id IS NOT NULL)`;

function* checkValues(store: Store, { repair, add }: Round): Generator<number> {
  let differences = yield* differencesOf(store);
  const first = differences;
  const passes = repair ? PASSES : 0;
  for (let pass = 0; differences.length > 0 && pass < passes; pass++) {
    yield* mendValues(store, differences);
    differences = yield* differencesOf(store);
  }
  for (const [place, count] of countBy(first, ({ table, column }) => `${table}.${column}`)) {
    const mended = repair && !differences.some(({ table, column }) => `${table}.${column}` === place);
    add({ code: 'derived', table: place.split('.')[0]!, count, mended, message: `${place} of ${rows(count)} is not what follows from the rest.` });
  }
}

function* differencesOf(store: Store): Generator<number, Difference[]> {
  const differences: Difference[] = [];
  yield* checkDerived(store, (difference) => differences.push(difference));
  return differences;
}

function* mendValues(store: Store, differences: readonly Difference[]): Generator<number> {
  for (let at = 0; at < differences.length; at += STRIDE) {
    inTransactions(store, differences.slice(at, at + STRIDE), ({ table, column, anew, n }) => store.prepare(`UPDATE ${table} SET ${column} = ? WHERE n = ?`).run(anew, n));
    yield 0;
  }
}

function* checkWords(store: Store, { repair, readsFile, add }: Round): Generator<number> {
  for (const table of SEARCH_TABLES) {
    let differences: SearchDifference[];
    try {
      differences = yield* wordDifferences(store, table, readsFile);
    } catch (cause) {
      if (!isCorrupt(cause)) throw cause;
      if (repair) {
        makeAnew(store, table);
        yield* mendWords(store, yield* wordDifferences(store, table, readsFile));
      }
      add({ code: 'search-damaged', table, count: 1, mended: repair, message: `The full text of ${NAMES[table]} is damaged.${repair ? ' It was made anew.' : ''}` });
      continue;
    }
    if (repair) yield* mendWords(store, differences);
    for (const [kind, count] of countBy(differences, (difference) => difference.kind)) {
      add({ code: `search-${kind}`, table, count, mended: repair, message: `${count} of the ${NAMES[table]} ${WORDING[kind]}.` });
    }
  }
}

const SEARCH_TABLES = ['contactSearch', 'entrySearch', 'dealSearch'] as const satisfies SearchTable[];
const WRITE_DOCUMENT = { contactSearch: writeContactDocument, entrySearch: writeEntryDocument, dealSearch: writeDealDocument };
const NAMES: Record<SearchTable, string> = { contactSearch: 'contacts', entrySearch: 'entries', dealSearch: 'deals' };
const WORDING = { missing: 'cannot be found by search', extra: 'are found though they should not be', outdated: 'are found by other words than they hold' } as const;

function* wordDifferences(store: Store, table: SearchTable, readsFile: boolean): Generator<number, SearchDifference[]> {
  const differences: SearchDifference[] = [];
  if (readsFile && said(store, `('${table}')`).length > 0) throw new Database.SqliteError('the full text is damaged', 'SQLITE_CORRUPT');
  yield* checkSearch(store, table, (difference) => differences.push(difference));
  return differences;
}

function* mendWords(store: Store, differences: readonly SearchDifference[]): Generator<number> {
  for (let at = 0; at < differences.length; at += STRIDE) {
    inTransactions(store, differences.slice(at, at + STRIDE), ({ table, n }) => WRITE_DOCUMENT[table](store, n));
    yield 0;
  }
}

function makeAnew(store: Store, table: SearchTable): void {
  const schema = schemaOf(store, table);
  store.sql.transaction(() => store.sql.exec(`DROP TABLE ${table}; ${schema}`)).immediate();
}

function* checkTags(store: Store, { add }: Round): Generator<number> {
  const names = store.prepare('SELECT count(*) AS n FROM (SELECT 1 FROM tags WHERE hidden = 0 GROUP BY folded HAVING count(*) > 1)').get()!.n;
  if (names > 0) add({ code: 'same-tags', table: 'tags', count: names, mended: false, message: `${names} tag name${names === 1 ? ' stands' : 's stand'} for more than one tag. Rename or remove one of each.` });
  yield 0;
}

function* checkLog(store: Store, { add }: Round): Generator<number> {
  const known = `(${syncedTables.map(({ number, columns }) => `(tableNo = ${number} AND (col IS NULL OR col IN (${columns.map((column) => column.number).join(', ')})))`).join(' OR ')})`;
  const tests = { unknown: `NOT ${known}`, loose: 'NOT EXISTS (SELECT 1 FROM commits k JOIN batches b ON b.n = k.batchN WHERE k.n = commitN)' };
  const counts = { unknown: 0, loose: 0 };
  const last = lastN(store, 'changes');
  for (let from = 0; from < last; from += 5_000) {
    const found = store.prepare(`SELECT sum(${tests.unknown}) AS unknown, sum(${tests.loose}) AS loose FROM changes WHERE n > ? AND n <= ?`).get(from, from + 5_000)!;
    counts.unknown += Number(found['unknown']);
    counts.loose += Number(found['loose']);
    yield 5_000;
  }
  if (counts.unknown > 0) add({ code: 'log-unknown', table: 'changes', count: counts.unknown, mended: false, message: `${rows(counts.unknown)} of the log are about tables or fields of another version of Kith.` });
  if (counts.loose > 0) add({ code: 'log-loose', table: 'changes', count: counts.loose, mended: false, message: `${rows(counts.loose)} of the log belong to no change.` });
}

function* checkFiles(store: Store, { repair, isAlone, files, add }: Round): Generator<number> {
  const bad = { missing: 0, damaged: 0 };
  for (let last = 0; ; ) {
    const page = store.prepare("SELECT n, hash, size FROM attachments WHERE n > ? AND (deleted IS NULL OR deleted <> x'ff') ORDER BY n LIMIT 200").all(last);
    if (page.length === 0) break;
    for (const row of page) {
      const hash = row['hash'] as string;
      if (!files.has(hash)) bad.missing++;
      else if (files.size(hash) !== row['size']) bad.damaged++;
    }
    last = page.at(-1)!.n;
    yield 0;
  }
  for (const row of store.prepare('SELECT DISTINCT photo FROM contacts WHERE photo IS NOT NULL').all()) if (!files.has(row['photo'] as string)) bad.missing++;
  if (bad.missing > 0) add({ code: 'file-missing', count: bad.missing, mended: false, message: `${bad.missing} file${bad.missing === 1 ? ' is' : 's are'} named and not there. Restore ${bad.missing === 1 ? 'it' : 'them'} from a backup of the profile's folder "files".` });
  if (bad.damaged > 0) add({ code: 'file-damaged', count: bad.damaged, mended: false, message: `${bad.damaged} file${bad.damaged === 1 ? ' has' : 's have'} another size than when it came. Restore ${bad.damaged === 1 ? 'it' : 'them'} from a backup.` });
  if (!isAlone) return;
  const unnamed = yield* unnamedHere(store, files);
  if (repair) for (const hash of unnamed) files.remove(hash);
  if (unnamed.length > 0) add({ code: 'file-unnamed', count: unnamed.length, mended: repair, message: `${unnamed.length} file${unnamed.length === 1 ? '' : 's'} of earlier exports or imports ${unnamed.length === 1 ? 'is' : 'are'} left over.` });
}

function* unnamedHere(store: Store, files: StoredFiles): Generator<number, string[]> {
  const steps = unnamedFiles(store, files.list());
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    yield 0;
  }
}

function inTransactions<T>(store: Store, items: readonly T[], mend: (item: T) => unknown): void {
  for (let at = 0; at < items.length; at += STRIDE) store.sql.transaction(() => items.slice(at, at + STRIDE).forEach(mend)).immediate();
}

function countBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

const isCorrupt = (cause: unknown): boolean => cause instanceof Database.SqliteError && (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB');

const rows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

function lastN(store: Store, table: string): number {
  return store.prepare(`SELECT coalesce(max(n), 0) AS n FROM ${table}`).get()!.n;
}
