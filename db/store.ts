import type { Statement } from 'better-sqlite3';
import { type Id, idFromBytes, idToBytes, uuidv7 } from '../core/ids.ts';
import { type ClockState, ZERO_STAMP, makeStamp, observe, tick, type Stamp } from '../core/stamp.ts';
import { migrate, readMigrations } from './migrate.ts';
import { type Sql, openDatabase } from './open.ts';
import type { LogValue } from './tables/columns.ts';
import { syncedTables } from './tables/registry.ts';

/** What a store must be told, since nothing in here asks: the time, randomness, and how names are sorted and phones read. */
export interface StorePorts {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  random(bytes: number): Uint8Array;
  /** The version of the rules by which letters are ordered here: keys made by another do not compare with ours. */
  icu: string;
}

export type Row = Record<string, LogValue> & { n: number; id: Buffer; clock: Buffer; deleted: Buffer | null; hidden: number };

/** Why a row is not shown. Taken back is what undo removed: it never was, and is not in the bin. */
export const HIDDEN = { no: 0, inBin: 1, merged: 2, takenBack: 3 } as const;

/** Deleted, by somebody or by undo. */
export function isInBin(row: { hidden: number }): boolean {
  return row.hidden === HIDDEN.inBin || row.hidden === HIDDEN.takenBack;
}

/** An open database with its prepared statements and this device's clock: what every query and write is given. */
export interface Store {
  readonly sql: Sql;
  readonly ports: StorePorts;
  /** Of an encrypted database: what it is read with. */
  readonly key: Uint8Array | undefined;
  /** Eight bytes. */
  readonly device: Uint8Array;
  readonly member: Id;
  clock: ClockState;
  /** The local numbers that the next rows get, by table; see `nextNumber`. */
  readonly nextNumbers: Map<string, number>;
  lastId: { ms: number; random: Uint8Array };
  /** What derived values depend on; loaded with the settings. */
  locale: string;
  country: string;
  prepare(sql: string): Statement<unknown[], Row>;
  readonly inTransaction: boolean;
  close(): void;
}

/** Opens the database for writing, migrates it, and gives it a device and a member on its first start. */
export function openStore(path: string, ports: StorePorts, beforeMigration: () => void = () => {}, key?: Uint8Array): Store {
  const migrations = readMigrations();
  const sql = openDatabase(path, 'writer', migrations.length, key);
  try {
    migrate(sql, migrations, beforeMigration);
    return makeStore(sql, ports, key, deviceOf(sql, ports));
  } catch (cause) {
    sql.close();
    throw cause;
  }
}

/** Opens a second door that only reads; the database was migrated by its writer. */
export function openReader(path: string, ports: StorePorts, key?: Uint8Array): Store {
  const sql = openDatabase(path, 'reader', readMigrations().length, key);
  return makeStore(sql, ports, key, readDevice(sql) ?? { device: new Uint8Array(8), member: idFromBytes(new Uint8Array(16)), clock: { ms: 0, counter: 0 } });
}

/**
 * SQLite makes the plan of a statement anew whenever a value changes that something is compared with by `=`: its
 * planner looks whether it is 0 or 1 (`whereLoopOutputAdjust`, SQLite 3.54). That costs ten times a look-up by
 * index. A plus sign hides the value from the planner and changes nothing else.
 */
function withoutReplanning(text: string): string {
  return text.replace(/(=|\bIS) (\?|\$\w)/g, '$1 +$2');
}

/**
 * Opens an empty database at `path` that is thrown away after use: as the same device and member, with the same
 * clock, and numbering its rows far beyond those of `like`, so that copies of these keep their numbers.
 */
export function openTrialStore(path: string, like: Store): Store {
  const migrations = readMigrations();
  const sql = openDatabase(path, 'writer', migrations.length, like.key);
  try {
    sql.pragma('journal_mode = OFF');
    sql.pragma('synchronous = OFF');
    migrate(sql, migrations, () => undefined);
    const store = makeStore(sql, like.ports, like.key, { device: like.device, member: like.member, clock: like.clock });
    for (const { name } of syncedTables) store.nextNumbers.set(name, BEYOND);
    return Object.assign(store, { locale: like.locale, country: like.country });
  } catch (cause) {
    sql.close();
    throw cause;
  }
}

const BEYOND = 2 ** 40;

interface DeviceState {
  device: Uint8Array;
  member: Id;
  clock: ClockState;
}

function makeStore(sql: Sql, ports: StorePorts, key: Uint8Array | undefined, state: DeviceState): Store {
  const statements = new Map<string, Statement<unknown[], Row>>();
  return {
    sql,
    ports,
    key,
    ...state,
    nextNumbers: new Map(),
    lastId: { ms: 0, random: new Uint8Array(10) },
    locale: 'en',
    country: 'GB',
    prepare(text) {
      let statement = statements.get(text);
      if (!statement) {
        statement = sql.prepare<unknown[], Row>(withoutReplanning(text));
        statements.set(text, statement);
      }
      return statement;
    },
    get inTransaction() {
      return sql.inTransaction;
    },
    close: () => sql.close(),
  };
}

function readDevice(sql: Sql): DeviceState | undefined {
  const values = new Map(sql.prepare<[], { key: string; value: Buffer }>('SELECT key, value FROM device').all().map(({ key, value }) => [key, value]));
  const device = values.get('device');
  const member = values.get('member');
  if (!device || !member) return undefined;
  return { device, member: idFromBytes(member), clock: observe({ ms: 0, counter: 0 }, values.get('clock') ?? ZERO_STAMP, Number.MAX_SAFE_INTEGER) };
}

function deviceOf(sql: Sql, ports: StorePorts): DeviceState {
  const known = readDevice(sql);
  if (known) return known;
  const member = uuidv7(ports.now(), ports.random(10));
  const put = sql.prepare('INSERT INTO device (key, value) VALUES (?, ?)');
  const device = ports.random(8);
  put.run('device', device);
  put.run('member', idToBytes(member));
  return { device, member, clock: { ms: 0, counter: 0 } };
}

/** The next reading of this device's clock, kept with the transaction that uses it. */
export function nextStamp(store: Store): Stamp {
  store.clock = tick(store.clock, store.ports.now());
  const stamp = makeStamp(store.clock, store.device);
  keepClock(store, stamp);
  return stamp;
}

/** Lets a stamp from elsewhere pull the clock along. */
export function observeStamp(store: Store, seen: Stamp): void {
  const next = observe(store.clock, seen, store.ports.now());
  if (next === store.clock) return;
  store.clock = next;
  keepClock(store, makeStamp(next, store.device));
}

function keepClock(store: Store, stamp: Stamp): void {
  store.prepare("INSERT INTO device (key, value) VALUES ('clock', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(stamp);
}

/** The local number of a new row. This store is the only one that writes, so that nobody else gives it; a number is never given again. */
export function nextNumber(store: Store, table: string): number {
  const n = store.nextNumbers.get(table) ?? ((store.prepare(`SELECT max(n) AS n FROM ${table}`).get()?.n as number | null) ?? 0) + 1;
  store.nextNumbers.set(table, n + 1);
  return n;
}

/** A fresh id, later than the one before: what is written in one millisecond keeps its order. */
export function newId(store: Store): Id {
  const ms = store.ports.now();
  const last = store.lastId;
  const random = last.ms === ms ? oneMore(last.random) : store.ports.random(10);
  // The bits that say the version are not ours to count in.
  random[0]! &= 0x0f;
  store.lastId = { ms, random };
  return uuidv7(ms, random);
}

/** The next number of ten bytes, big endian; the version and variant bits of a UUID are left alone. */
function oneMore(bytes: Uint8Array): Uint8Array {
  const next = bytes.slice();
  for (let i = next.length - 1; i > 2; i--) {
    next[i] = (next[i]! + 1) & 0xff;
    if (next[i] !== 0) break;
  }
  return next;
}
