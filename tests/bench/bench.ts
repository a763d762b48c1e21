// `npm run bench [-- --only NAME] [--size 10k|100k] [--json]`: what Kith costs beside bare SQL in the same run.
// The profiles are made once, in `.bench/`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { openClient } from './app-client.ts';
import { backupRows } from './backup.ts';
import { BOARD_BROWSER_ROWS, boardBrowserRows, BROWSER_ROWS, browserRows, REMINDER_BROWSER_ROWS, reminderBrowserRows } from './browser.ts';
import { type Row, rounded, timed } from './measure.ts';
import { migrationRow } from './migration.ts';
import { type Size, SIZES, benchProfile, copyOf, dealProfile, openRaw, rawPath, reminderProfile, sizeOf } from './profiles.ts';
import { readRows } from './reads.ts';
import { everythingRows } from './everything.ts';
import { makeRecurring, schedulerRows, todayRows } from './reminders.ts';
import { dealRows } from './deals.ts';
import { writePeopleCsv } from './csv.ts';
import { bulkRows, editRow, importRows } from './writes.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, size: { type: 'string', default: '100k' }, json: { type: 'boolean', default: false } } });
if (!Object.hasOwn(SIZES, values.size)) {
  console.error('--size takes 10k or 100k');
  process.exit(2);
}
const size = values.size as Size;
const only = (name: string): boolean => values.only === undefined || name.includes(values.only);

const dir = benchProfile(size);
const rows: Row[] = [];

await withClient(dir, async (client) => {
  const raw = openRaw(rawPath(dir));
  rows.push(...(await readRows(client, raw, only)));
  raw.close();
});
if (size === '100k' && only('page by name, 100k beside 10k')) rows.push(await growthRow());
if (only('one edit') || only('bulk tag') || BROWSER_ROWS.some(only)) {
  const copy = copyOf(dir);
  try {
    if (only('one edit')) rows.push(editRow(copy.dir));
    if (only('bulk tag')) await withClient(copy.dir, async (client) => void rows.push(...(await bulkRows(client))));
    rows.push(...(await browserRows(copy.dir, only)));
  } finally {
    copy.remove();
  }
}
if (only('reminder') || REMINDER_BROWSER_ROWS.some(only)) {
  const copy = copyOf(reminderProfile(size));
  try {
    if (only('reminder')) {
      rows.push(...(await schedulerRows(copy.dir)));
      makeRecurring(copy.dir, 500);
      await withClient(copy.dir, async (client) => void rows.push(...(await todayRows(client))));
    }
    rows.push(...(await reminderBrowserRows(copy.dir, only)));
  } finally {
    copy.remove();
  }
}
if (only('deals') || BOARD_BROWSER_ROWS.some(only)) {
  const copy = copyOf(dealProfile(size));
  try {
    rows.push(...(await boardBrowserRows(copy.dir, only)));
    if (only('deals')) {
      const raw = openRaw(join(copy.dir, DATABASE_NAME));
      await withClient(copy.dir, async (client) => void rows.push(...(await dealRows(client, raw))));
      raw.close();
    }
  } finally {
    copy.remove();
  }
}
if (only('CSV import')) {
  const profile = mkdtempSync(join(tmpdir(), 'kith-bench-'));
  const csv = join(profile, 'people.csv');
  try {
    writePeopleCsv(csv, 100_000);
    await withClient(profile, async (client) => void rows.push(...(await importRows(client, new Uint8Array(readFileSync(csv))))));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
if (only('backup')) {
  const copy = copyOf(dir);
  try {
    rows.push(...(await backupRows(copy.dir)));
  } finally {
    copy.remove();
  }
}
if (only('migrations')) rows.push(migrationRow(dir));
if (only('everything')) rows.push(...(await everythingRows(dir)));
if (only('database size')) {
  const [kith, bare] = [sizeOf(join(dir, DATABASE_NAME)) / 1e6, sizeOf(rawPath(dir)) / 1e6];
  rows.push({ name: 'database size, MB', p50Ms: rounded(kith), p99Ms: rounded(kith), rawP50Ms: rounded(bare), ratio: rounded(kith / bare), budget: '≤ 1.6 × raw', ok: kith <= 1.6 * bare });
}
if (only('memory')) {
  const megabytes = Number(execFileSync(process.execPath, [join(import.meta.dirname, 'memory.mjs'), dir], { encoding: 'utf8' }));
  rows.push({ name: 'memory of main process and workers, MB', p50Ms: rounded(megabytes), p99Ms: rounded(megabytes), rawP50Ms: null, ratio: null, budget: '≤ 350', ok: megabytes <= 350 });
}

const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${size}`;
if (values.json) console.log(JSON.stringify({ machine, rows }));
else {
  console.log(machine);
  console.log(['', 'p50 ms', 'p99 ms', 'raw p50', 'ratio', 'budget'].map((cell, i) => (i === 0 ? cell.padEnd(42) : cell.padStart(9))).join(' '));
  for (const row of rows) {
    const figures = [row.p50Ms, row.p99Ms, row.rawP50Ms ?? '', row.ratio ?? ''].map((figure) => String(figure).padStart(9)).join(' ');
    console.log(`${row.name.padEnd(42)} ${figures}  ${row.ok ? 'ok  ' : 'MISS'} ${row.budget}`);
  }
}
process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;

/** Ten times the contacts may cost half as much again, no more. */
async function growthRow(): Promise<Row> {
  const page = async (profile: string): Promise<number> => {
    let p50 = 0;
    await withClient(profile, async (client) => {
      p50 = (await timed(() => client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50 }))).p50;
    });
    return p50;
  };
  const small = await page(benchProfile('10k'));
  const large = await page(dir);
  return { name: 'page by name, 100k beside 10k', p50Ms: rounded(large), p99Ms: rounded(large), rawP50Ms: rounded(small), ratio: rounded(large / small), budget: '≤ 1.5 × at 10k', ok: large <= 1.5 * small };
}

async function withClient(profile: string, use: (client: Awaited<ReturnType<typeof openClient>>['client']) => Promise<void>): Promise<void> {
  const { client, close } = await openClient(profile);
  try {
    await use(client);
  } finally {
    await close();
  }
}
