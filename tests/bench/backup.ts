// What a backup costs beside Debian's own tools, restic and borg on the same database in the same run.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { buildIfStale } from '../../build/page-build.mjs';
import { changeBackupState } from '../../electron/backup/state.ts';
import { grantedFolders } from '../../electron/granted-folders.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { openClient } from './app-client.ts';
import { type Row, median, percentiles, rounded } from './measure.ts';
import { sizeOf } from './profiles.ts';

const ROUNDS = 3;

/** `dir` is a copy of a profile that may be written. */
export async function backupRows(dir: string): Promise<Row[]> {
  if (!buildIfStale('main')) throw new Error('the program could not be built');
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-backup-'));
  try {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const destination = setUp(dir, join(folder, 'kith'), recipient);
    const rows: Row[] = [];
    const [ours, debian]: [Ours[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      if (hasTool('age') && hasTool('zstd') && hasTool('sqlite3')) debian.push(debianPipe(join(dir, DATABASE_NAME), join(folder, 'debian'), recipient));
      ours.push(await ourBackup(dir));
    }
    const seconds = median(ours.map((each) => each.seconds));
    const theirs = debian.length > 0 ? median(debian) : undefined;
    rows.push(row('backup with verification, s', seconds, theirs, '≤ 2 × Debian’s pipe', theirs === undefined || seconds <= 2 * theirs));
    const memory = Math.max(...ours.map((each) => each.peakMb));
    rows.push(row('backup, memory of its process, MB', memory, undefined, '≤ 400', memory <= 400));
    const [name] = readdirSync(destination).filter((each) => each.endsWith('.kith-backup'));
    const size = sizeOf(join(destination, name!)) / 1e6;
    rows.push(row('backup, size in MB', size, theirs === undefined ? undefined : sizeOf(join(folder, 'debian')) / 1e6, 'shown', true));
    rows.push(...otherRows('restic', join(dir, DATABASE_NAME), folder, restic), ...otherRows('borg', join(dir, DATABASE_NAME), folder, borg));
    rows.push(...(await rowsInApp(dir)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function setUp(dir: string, destination: string, recipient: string): string {
  mkdirSync(destination);
  grantedFolders(dir, (count) => new Uint8Array(randomBytes(count))).grant(destination);
  changeBackupState(dir, (state) => Object.assign(state, { recipient, keyMadeAt: Date.now(), backups: [], automatic: false, destinations: [{ id: 'bench', name: 'bench', path: destination, failure: null, failedAt: null }] }));
  return destination;
}

interface Ours {
  seconds: number;
  /** The most that was in memory at once, whatever it was for. */
  peakMb: number;
}

/** As a person runs it in a terminal, from the start of the program to its end. */
function ourBackup(dir: string): Promise<Ours> {
  const program = fileURLToPath(new URL('../../out/main/electron/cli.js', import.meta.url));
  const started = performance.now();
  const child = spawn(process.execPath, [program, 'backup', '--profile', dir, '--json'], { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = 0;
  const look = setInterval(() => {
    try {
      peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1e3 || peakMb;
    } catch {
      // It has ended, or the system has no such folder: then the figure is 0.
    }
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(look);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peakMb });
      else reject(new Error(`kith backup ended with ${code}`));
    });
  });
}

function debianPipe(database: string, out: string, recipient: string): number {
  const copy = `${out}.sqlite`;
  rmSync(copy, { force: true });
  const started = performance.now();
  execFileSync('bash', ['-euo', 'pipefail', '-c', 'sqlite3 "$1" ".backup \'$2\'"; zstd -q -c "$2" | age -r "$4" > "$3"', 'bash', database, copy, out, recipient]);
  const seconds = (performance.now() - started) / 1000;
  rmSync(copy);
  return seconds;
}

type Tool = (repository: string, database: string, act: 'init' | 'backup') => void;

const restic: Tool = (repository, database, act) => {
  execFileSync('restic', ['-q', '-r', repository, '--no-cache', act, ...(act === 'backup' ? [database] : [])], { env: { ...process.env, RESTIC_PASSWORD: 'bench' }, stdio: 'ignore' });
};

const borg: Tool = (repository, database, act) => {
  const words = act === 'init' ? ['init', '-e', 'repokey-blake2', repository] : ['create', '-C', 'zstd,3', `${repository}::{now:%Y%m%dT%H%M%S%f}`, database];
  execFileSync('borg', words, { env: { ...process.env, BORG_PASSPHRASE: 'bench', BORG_BASE_DIR: `${repository}-base` }, stdio: 'ignore' });
};

/** Their first backup of the database as a file that nobody writes, and one of the same again. */
function otherRows(name: 'restic' | 'borg', database: string, folder: string, tool: Tool): Row[] {
  if (!hasTool(name)) return [];
  const repository = join(folder, name);
  tool(repository, database, 'init');
  const run = (): number => {
    const started = performance.now();
    tool(repository, database, 'backup');
    return (performance.now() - started) / 1000;
  };
  const [first, size, again] = [run(), sizeOfFolder(repository) / 1e6, run()];
  return [
    row(`${name}, s`, first, undefined, 'shown', true),
    row(`${name}, size in MB`, size, undefined, 'shown', true),
    row(`${name}, again unchanged, s`, again, undefined, 'shown', true),
    row(`${name}, again unchanged, MB more`, sizeOfFolder(repository) / 1e6 - size, undefined, 'shown', true),
  ];
}

/** What the window's calls wait for while a backup is made beside them, and what a day costs on which nothing changed. */
async function rowsInApp(dir: string): Promise<Row[]> {
  const { client, close } = await openClient(dir);
  try {
    const { rows: contacts } = await client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50 });
    const backup = { isRunning: true };
    const running = client.backup.run({}).finally(() => (backup.isRunning = false));
    const times: number[] = [];
    for (let n = 0; backup.isRunning; n++) {
      const id = contacts[n % contacts.length]!.id;
      const calls = [
        () => client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50 }),
        () => client.contacts.get({ id }),
        () => client.entries.list({ contactId: id, limit: 50 }),
        () => client.contacts.update({ id, fields: { status: `during ${n}` }, seen: {} }),
      ];
      for (const call of calls) {
        const started = performance.now();
        await call();
        times.push(performance.now() - started);
      }
    }
    await running;
    const { p50, p99 } = percentiles(times);
    return [{ name: 'calls during a backup', p50Ms: rounded(p50), p99Ms: rounded(p99), rawP50Ms: null, ratio: null, budget: 'p99 ≤ 50 ms', ok: p99 <= 50 }];
  } finally {
    await close();
  }
}

function row(name: string, value: number, other: number | undefined, budget: string, ok: boolean): Row {
  return { name, p50Ms: rounded(value), p99Ms: rounded(value), rawP50Ms: other === undefined ? null : rounded(other), ratio: other === undefined ? null : rounded(value / other), budget, ok };
}

const hasTool = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0);
}
