import { createHash, type Hash } from 'node:crypto';
import { z } from 'zod';
import { CallError } from '../../../core/call.ts';
import { EVERYTHING_SCHEMA, EVERYTHING_VERSION } from '../../../core/everything.ts';
import { type TableName, syncedTables, tableNamed } from '../../../db/tables/registry.ts';
import { WholeCommit, WholeFile, WholeHead, WholeSums } from '../../../db/whole-shape.ts';
import { JsonCutter } from './json-cutter.ts';
import { damaged } from './source.ts';

/** The changes of this many are taken in together. */
const CHANGES_AT_ONCE = 2_000;
/** One transaction has so many at most: nobody changes more in one act. */
const MOST_CHANGES = 1_000_000;
const MOST_FILES = 1_000_000;

/** What was in the document beside its commits, which were handed on. */
export interface DocumentRead {
  head: WholeHead;
  files: WholeFile[];
  /** What its records are, as they were read. */
  sums: WholeSums;
}

export interface Reading {
  /** How many migrations this Kith knows. */
  database: number;
  /** Gets the commits a few at a time, whole ones; without it nobody looks at them. */
  onCommits?: (commits: WholeCommit[]) => void;
  onRecord?: (table: TableName, record: unknown) => void;
  onBytes: (read: number) => Promise<void>;
}

/** Reads `kith.json` to its end. Errors: `not-everything`, `newer-version`, `everything-damaged`. */
export async function readDocument(bytes: AsyncIterable<Uint8Array>, reading: Reading): Promise<DocumentRead> {
  const reader = new DocumentReader(reading);
  const cutter = new JsonCutter();
  const decode = decoder();
  let read = 0;
  for await (const piece of bytes) {
    for (const { path, text } of cutter.push(decode(piece))) reader.take(path, text);
    read += piece.length;
    await reading.onBytes(read);
  }
  cutter.end();
  return reader.end();
}

function decoder(): (piece: Uint8Array) => string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return (piece) => {
    try {
      return utf8.decode(piece, { stream: true });
    } catch {
      throw damaged('it is not text in UTF-8');
    }
  };
}

class DocumentReader {
  readonly #reading: Reading;
  readonly #first = new Map<string, unknown>();
  #head: WholeHead | undefined;
  #commits: WholeCommit[] = [];
  #changes = 0;
  readonly #files: WholeFile[] = [];
  readonly #records = new Map<TableName, { records: number; hash: Hash }>();
  #stated: WholeSums | undefined;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  take(path: string, text: string): void {
    if (path === 'commits' && !this.#reading.onCommits) return;
    const value = parsed(text);
    if (this.#head === undefined && path in WholeHead.shape) {
      this.#first.set(path, value);
      return;
    }
    this.#head ??= headOf(this.#first, this.#reading.database);
    if (path === 'commits') this.#takeCommit(shaped(WholeCommit, value, 'a commit'));
    else if (path === 'files') {
      if (this.#files.push(shaped(WholeFile, value, 'a file')) > MOST_FILES) throw damaged('it names too many files');
    } else if (path === 'sums') this.#stated = shaped(WholeSums, value, 'what it sums up');
    else if (path.startsWith('records.')) this.#takeRecord(path.slice('records.'.length), value);
    else if (path !== 'missingFiles') throw damaged(`it has ${JSON.stringify(path.slice(0, 100))}, which this version does not know`);
  }

  #takeCommit(commit: WholeCommit): void {
    const isPart = commit.stamp === this.#commits.at(-1)?.stamp;
    if (!isPart && this.#changes >= CHANGES_AT_ONCE) this.#handOn();
    this.#commits.push(commit);
    this.#changes += commit.changes.length;
    if (this.#changes > MOST_CHANGES) throw damaged('an act in it has too many changes');
  }

  #handOn(): void {
    this.#reading.onCommits?.(this.#commits);
    this.#commits = [];
    this.#changes = 0;
  }

  #takeRecord(name: string, value: unknown): void {
    if (!Object.hasOwn(this.#head!.fields, name) || !syncedTables.some((table) => table.name === name)) throw damaged(`it has records of ${JSON.stringify(name.slice(0, 100))}, which this version does not know`);
    let sum = this.#records.get(name as TableName);
    if (!sum) this.#records.set(name as TableName, (sum = { records: 0, hash: createHash('sha256') }));
    sum.records++;
    sum.hash.update(`${JSON.stringify(value)}\n`);
    this.#reading.onRecord?.(name as TableName, value);
  }

  end(): DocumentRead {
    const head = (this.#head ??= headOf(this.#first, this.#reading.database));
    this.#handOn();
    const sums: WholeSums = {};
    for (const name of Object.keys(head.fields) as TableName[]) {
      const { records = 0, hash = createHash('sha256') } = this.#records.get(name) ?? {};
      sums[name] = { records, sha256: hash.digest('hex') };
      const stated = this.#stated?.[name];
      if (stated?.records !== records || stated.sha256 !== sums[name].sha256) throw damaged(`the records of ${name} were altered or are not all there`);
    }
    return { head, files: this.#files, sums };
  }
}

function headOf(first: ReadonlyMap<string, unknown>, database: number): WholeHead {
  const stated = Object.fromEntries(first);
  if (stated['schema'] !== EVERYTHING_SCHEMA) throw new CallError('not-everything', 'kith.json is not an export of everything from Kith. Nothing was changed.');
  const { version, database: migrations } = z.object({ version: z.number(), database: z.number() }).catch({ version: 0, database: 0 }).parse(stated);
  if (version > EVERYTHING_VERSION || migrations > database) throw new CallError('newer-version', 'This export was made by a newer version of Kith. Update Kith to take it in; nothing was changed.');
  const head = shaped(WholeHead, stated, 'its beginning');
  for (const [name, fields] of Object.entries(head.fields)) {
    const table = syncedTables.find((one) => one.name === name);
    const strange = table ? fields.find((field) => !tableNamed(table.name).columnsByName.has(field)) : name;
    if (strange !== undefined) throw damaged(`it has ${JSON.stringify(strange.slice(0, 100))}, which this version does not know`);
  }
  return head;
}

function shaped<S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw damaged(`${what} in it is not as it must be (${issue.path.join('.')}: ${issue.message})`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw damaged('it is not JSON');
  }
}
