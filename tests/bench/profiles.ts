import Database from 'better-sqlite3';
import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { idFromBytes } from '../../core/ids.ts';
import { createReminder } from '../../db/reminders.ts';
import { rederive } from '../../db/settings.ts';
import { openStore } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';
import { Batch } from '../../db/write.ts';
import { openFiles } from '../../electron/files.ts';
import { seed } from '../../electron/seed.ts';
import { seedDeals } from '../../electron/seed-deals.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';

const ROOT = join(import.meta.dirname, '../../.bench');

export const SIZES = { '10k': { contacts: 10_000, entries: 100_000 }, '100k': { contacts: 100_000, entries: 1_000_000 } } as const;
export type Size = keyof typeof SIZES;

/** A seeded profile, made once, outside git. */
export function benchProfile(size: Size): string {
  const dir = join(ROOT, size);
  if (existsSync(join(dir, 'complete'))) return dir;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  openFiles(dir);
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  const started = performance.now();
  let told = started;
  for (const { done, total } of seed(store, { ...SIZES[size], seed: 1 })) {
    if (performance.now() - told < 10_000) continue;
    told = performance.now();
    console.error(`Seeding ${size}: ${done} of ${total} rows after ${((told - started) / 1000).toFixed(0)} s`);
  }
  for (const _ of rederive(store)) continue;
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  store.sql.exec('ANALYZE');
  store.close();
  makeRaw(dir);
  mkdirSync(join(dir, 'complete'));
  return dir;
}

/** How many reminders the second profile has: of the done ones it has four times as many. */
const OPEN_REMINDERS = 50_000;

/** The same profile with 50,000 open reminders and 200,000 done ones: some overdue, some today, most in the year to come. */
export function reminderProfile(size: Size): string {
  const dir = join(ROOT, `${size}-reminders`);
  if (existsSync(join(dir, 'complete'))) return dir;
  rmSync(dir, { recursive: true, force: true });
  cpSync(benchProfile(size), dir, { recursive: true, filter: (path) => !path.endsWith('complete') && !path.endsWith('raw.sqlite') });
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  const contacts = store.prepare("SELECT id FROM contacts WHERE kind = 'person' AND hidden = 0 ORDER BY n").all().map((row) => idFromBytes(row.id));
  const batch = Batch.open(store, { code: 'seeded' });
  const now = Date.now();
  const total = 5 * OPEN_REMINDERS;
  for (let from = 0; from < total; from += 2_000) {
    batch.commit((tx) => {
      for (let made = from; made < from + 2_000; made++) {
        const isOpen = made % 5 === 0;
        // In a hundred one overdue and one today; the rest in the year to come.
        const days = made % 500 === 0 ? -1 - ((made / 500) % 60) : made % 500 === 5 ? 0 : 1 + ((made * 7) % 365);
        const due = new Date(now + (isOpen ? days : -1 - (made % 900)) * 86_400_000).toISOString();
        const id = createReminder(tx, { contactId: contacts[(made * 31) % contacts.length]!, kind: 'call', purpose: `Ask about order ${made}`, ...(made % 3 === 0 ? { due: due.slice(0, 10), zone: '' } : { due: `${due.slice(0, 11)}1${made % 8}:30`, zone: 'Europe/Berlin' }) });
        if (!isOpen) tx.update('reminders', id, { doneAt: now - (made % 900) * 86_400_000, doneBy: store.member });
      }
    });
    if (from % 50_000 === 0) console.error(`Seeding reminders: ${from} of ${total}`);
  }
  batch.close();
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  store.sql.exec('ANALYZE');
  store.close();
  mkdirSync(join(dir, 'complete'));
  return dir;
}

/** The same profile with 500 open deals in the first pipeline, 5,000 in a second one and 100,000 closed with six changes each. */
export function dealProfile(size: Size): string {
  const dir = join(ROOT, `${size}-deals`);
  if (existsSync(join(dir, 'complete'))) return dir;
  rmSync(dir, { recursive: true, force: true });
  cpSync(benchProfile(size), dir, { recursive: true, filter: (path) => !path.endsWith('complete') && !path.endsWith('raw.sqlite') });
  const store = openStore(join(dir, DATABASE_NAME), systemPorts);
  for (const done of seedDeals(store, { open: 500, second: 5_000, closed: 100_000 })) if (done % 10_000 === 0) console.error(`Seeding deals: ${done}`);
  store.sql.pragma('wal_checkpoint(TRUNCATE)');
  store.sql.exec('ANALYZE');
  store.close();
  mkdirSync(join(dir, 'complete'));
  return dir;
}

/** The same rows, indexes and full text without log, stamps and deletes: what Kith is measured beside. */
function makeRaw(dir: string): void {
  const sql = new Database(join(dir, DATABASE_NAME));
  rmSync(rawPath(dir), { force: true });
  sql.prepare('VACUUM INTO ?').run(rawPath(dir));
  sql.close();
  const raw = new Database(rawPath(dir));
  for (const table of ['changes', 'commits', 'batches', 'conflicts', 'waiting']) raw.exec(`DROP TABLE ${table}`);
  for (const table of syncedTables) {
    raw.exec(`ALTER TABLE ${table.name} DROP COLUMN clock`);
    raw.exec(`ALTER TABLE ${table.name} DROP COLUMN deleted`);
  }
  raw.exec('VACUUM');
  raw.close();
}

export function rawPath(dir: string): string {
  return join(dir, 'raw.sqlite');
}

/** A copy to write in, and how to be rid of it. */
export function copyOf(dir: string): { dir: string; remove: () => void } {
  const copy = `${dir}-copy-${process.pid}`;
  rmSync(copy, { recursive: true, force: true });
  cpSync(dir, copy, { recursive: true });
  // Else the first writes to it wait until the copy has reached the disk.
  for (const name of readdirSync(copy)) if (name.endsWith('.sqlite')) flush(join(copy, name));
  return { dir: copy, remove: () => rmSync(copy, { recursive: true, force: true }) };
}

function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}

/** The raw database with the pragmas of the real one. */
export function openRaw(path: string): Database.Database {
  const raw = new Database(path);
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('secure_delete = ON');
  raw.pragma('trusted_schema = OFF');
  raw.pragma('cell_size_check = ON');
  raw.pragma('cache_size = -32768');
  raw.pragma('temp_store = MEMORY');
  raw.pragma('wal_autocheckpoint = 4000');
  return raw;
}
