import Database from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readMigrations } from '../../db/migrate.ts';
import { safetyFolder } from '../../electron/backup/safety.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** More of them in the long suite. */
const KILLS = Number(process.env['KITH_KILLS'] ?? 8);

const RELEASED = new URL('../fixtures/databases/0001.sqlite', import.meta.url);
const NEWEST = readMigrations().length;
const CONTACTS = 3_000;
const ENTRIES = 12_000;

/** A database as the first release left it, with so much in it that a migration takes its time. */
function releasedDatabase(): string {
  const path = join(temporaryFolder(), 'released.sqlite');
  copyFileSync(RELEASED, path);
  const sql = new Database(path);
  for (const [table, count] of [['contacts', CONTACTS], ['entries', ENTRIES]] as const) {
    const columns = (sql.pragma(`table_info(${table})`) as { name: string; pk: number }[]).filter(({ name, pk }) => pk === 0 && name !== 'id').map(({ name }) => name);
    const source = sql.prepare<[], { n: number }>(`SELECT min(n) AS n FROM ${table} WHERE hidden = 0`).get()!.n;
    const copy = sql.prepare(`INSERT INTO ${table} (id, ${columns.join(', ')}) SELECT randomblob(16), ${columns.join(', ')} FROM ${table} WHERE n = ?`);
    sql.transaction(() => {
      for (let made = 0; made < count; made++) copy.run(source);
    })();
  }
  sql.close();
  return path;
}

interface Held {
  version: number;
  names: unknown;
  bodies: unknown;
  sound: unknown;
}

/** What a database holds, whatever version it is of. */
function held(path: string): Held {
  const sql = new Database(path);
  try {
    return {
      version: sql.pragma('user_version', { simple: true }) as number,
      names: sql.prepare("SELECT count(*) AS rows, group_concat(name || hex(id), '|') AS all_ FROM (SELECT name, id FROM contacts ORDER BY id)").get(),
      bodies: sql.prepare("SELECT count(*) AS rows, group_concat(body || hex(id), '|') AS all_ FROM (SELECT body, id FROM entries ORDER BY id)").get(),
      sound: sql.pragma('integrity_check', { simple: true }),
    };
  } finally {
    sql.close();
  }
}

/** Runs the migration, and kills it after so long unless it is done. Gives whether it was done. */
async function migrated(dir: string, killAfterMs?: number): Promise<{ isDone: boolean; ms: number }> {
  const child = spawn(process.execPath, [builtProgram('tests/support/migrate-child.ts'), dir], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [out, errors, began] = ['', '', 0];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on('data', (chunk: Buffer) => {
    if (out === '') {
      began = performance.now();
      if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    }
    out += chunk.toString();
  });
  await once(child, 'close');
  expect(errors).toBe('');
  return { isDone: out.endsWith('opened\n'), ms: performance.now() - began };
}

describe('a migration from the first release', () => {
  it('that is killed leaves the database of before or the new one, each with all that was in it, and is done by the next start', { timeout: 120_000 + KILLS * 20_000 }, async () => {
    const released = releasedDatabase();
    const before = held(released);
    expect(before).toMatchObject({ version: 2, sound: 'ok' });
    const aProfile = (): string => {
      const dir = temporaryFolder();
      copyFileSync(released, join(dir, DATABASE_NAME));
      return dir;
    };
    const whole = aProfile();
    const { isDone, ms } = await migrated(whole);
    expect(isDone).toBe(true);
    const after = held(join(whole, DATABASE_NAME));
    expect(after).toMatchObject({ version: NEWEST, sound: 'ok', names: before.names, bodies: before.bodies });

    const found = { old: 0, new: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const dir = aProfile();
      // One moment after another, up to the end of it; and the start after it may be killed as well.
      for (let again = 0; again <= kill % 2; again++) await migrated(dir, (ms * (kill + Math.random())) / KILLS);
      const left = held(join(dir, DATABASE_NAME));
      expect(left).toEqual(left.version === before.version ? before : after);
      found[left.version === before.version ? 'old' : 'new']++;
      // The copy that the migration was not begun without is whole too, and of before it.
      const copies = existsSync(safetyFolder(dir)) ? readdirSync(safetyFolder(dir)).filter((name) => name.endsWith('.sqlite')) : [];
      for (const name of copies) expect(held(join(safetyFolder(dir), name))).toEqual(before);
      if (left.version === NEWEST) expect(copies.length).toBeGreaterThan(0);
      expect((await migrated(dir)).isDone).toBe(true);
      expect(held(join(dir, DATABASE_NAME))).toEqual(after);
    }
    expect(found.old).toBeGreaterThan(0);
    if (KILLS >= 100) expect(found.new).toBeGreaterThan(0);
  });
});
