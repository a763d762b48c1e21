import Database from 'better-sqlite3';
import { closeSync, cpSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rederive } from '../../db/settings.ts';
import { openStore } from '../../db/store.ts';
import { syncedTables } from '../../db/tables/registry.ts';
import { openFiles } from '../../electron/files.ts';
import { seed } from '../../electron/seed.ts';
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
