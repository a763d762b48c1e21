// What it costs to bring the first release's database, with everything of this size in it, to this one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { openStore } from '../../db/store.ts';
import { systemPorts } from '../../electron/workers/ports.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { type Row, rounded } from './measure.ts';

/** The first release had the first two of them. */
const FIRST_RELEASE = 2;

export function migrationRow(dir: string): Row {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-migration-'));
  try {
    const path = join(folder, DATABASE_NAME);
    fillAsFirstRelease(path, join(dir, DATABASE_NAME));
    const started = performance.now();
    const store = openStore(path, systemPorts);
    const seconds = (performance.now() - started) / 1000;
    const { n: entries } = store.prepare('SELECT count(*) AS n FROM entries').get()!;
    store.close();
    if (entries === 0) throw new Error('nothing was brought to this release');
    return { name: 'migrations from the first release, s', p50Ms: rounded(seconds), p99Ms: rounded(seconds), rawP50Ms: null, ratio: null, budget: '≤ 60', ok: seconds <= 60 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All rows of the database, in those tables and columns that there were. */
function fillAsFirstRelease(path: string, from: string): void {
  const sql = openDatabase(path, 'writer', FIRST_RELEASE);
  migrate(sql, readMigrations().slice(0, FIRST_RELEASE));
  sql.pragma('foreign_keys = OFF');
  sql.pragma('synchronous = OFF');
  sql.prepare('ATTACH ? AS source').run(from);
  const tables = sql.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name IN (SELECT name FROM source.sqlite_schema)").all();
  const shadows = tables.filter(({ sql: text }) => /^CREATE VIRTUAL/i.test(text)).map(({ name }) => name);
  sql.transaction(() => {
    for (const { name } of tables) {
      if (shadows.some((virtual) => name.startsWith(virtual))) continue;
      const known = (schema: string): string[] => (sql.pragma(`${schema}.table_info(${name})`) as { name: string }[]).map((column) => column.name);
      const columns = known('main').filter((column) => known('source').includes(column)).join(', ');
      sql.exec(`DELETE FROM main.${name}; INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM source.${name}`);
    }
  })();
  sql.close();
}

