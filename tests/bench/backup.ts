// What a backup costs beside Debian's own tools, restic and borg on the same database in the same run.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { buildIfStale } from '../../build/page-build.mjs';
import type { Api } from '../../core/api/index.ts';
import type { Client } from '../../core/call.ts';
import type { AppPorts } from '../../electron/app-port.ts';
import { changeBackupState } from '../../electron/backup/state.ts';
import { runBackup } from '../../electron/backup/task.ts';
import { grantedFolders } from '../../electron/granted-folders.ts';
import { kithVersion } from '../../electron/version.ts';
import { DATABASE_NAME } from '../../electron/workers/worker-data.ts';
import { openClient } from './app-client.ts';
import { type Row, median, percentiles, rounded } from './measure.ts';
import { sizeOf } from './profiles.ts';
import { type Ran, runKith } from './run-kith.ts';

const ROUNDS = 3;

/** `dir` is a copy of a profile that may be written. */
export async function backupRows(dir: string): Promise<Row[]> {
  if (!buildIfStale('main')) throw new Error('the program could not be built');
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-backup-'));
  try {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const destination = setUp(dir, join(folder, 'kith'), recipient);
    const rows: Row[] = [];
    const [ours, debian]: [Ran[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      if (hasTool('age') && hasTool('zstd') && hasTool('sqlite3')) debian.push(debianPipe(join(dir, DATABASE_NAME), join(folder, 'debian'), recipient));
      // As a person runs it in a terminal, from the start of the program to its end.
      ours.push(await runKith('backup', '--profile', dir, '--json'));
    }
    const seconds = median(ours.map((each) => each.seconds));
    const theirs = debian.length > 0 ? median(debian) : undefined;
    rows.push(row('backup with verification, s', seconds, theirs, '≤ 2 × Debian’s pipe', theirs === undefined || seconds <= 2 * theirs));
    const memory = Math.max(...ours.map((each) => each.peakMb));
    rows.push(row('backup, memory of its process, MB', memory, undefined, '≤ 400', memory <= 400));
    const size = sizeOf(newestIn(destination)) / 1e6;
    rows.push(row('backup, size in MB', size, theirs === undefined ? undefined : sizeOf(join(folder, 'debian')) / 1e6, 'shown', true));
    rows.push(await unchangedRow(dir));
    rows.push(...otherRows('restic', join(dir, DATABASE_NAME), folder, restic), ...otherRows('borg', join(dir, DATABASE_NAME), folder, borg));
    rows.push(await rowDuringBackup(dir), ...(await rowsBesideCheck(dir)));
    rows.push(...(await restoreRows(dir, newestIn(destination), identity, join(folder, 'restored'))));
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

/** A day on which nothing changed: the last backup is read again and noted, and nothing is written. */
async function unchangedRow(dir: string): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const [outcome] = await runBackup({ profileDir: dir, version: kithVersion(), keys: undefined, now: Date.now(), destinations: ['bench'], skipUnchanged: true }, { signal: new AbortController().signal, progress: () => undefined });
    if (outcome?.kind !== 'unchanged') throw new Error(`a backup of an unchanged day was ${outcome?.kind}`);
    times.push((performance.now() - started) / 1000);
  }
  return row('backup, again unchanged, s', median(times), undefined, 'shown', true);
}

/** What the window's calls wait for while a backup is made beside them. */
async function rowDuringBackup(dir: string): Promise<Row> {
  return withClient(dir, {}, async (client) => {
    const backup = { isRunning: true };
    const running = client.backup.run({}).finally(() => (backup.isRunning = false));
    const during = await callTimes(client, () => backup.isRunning);
    await running;
    return callRow('calls during a backup', during, undefined);
  });
}

/** How long the check in the background is looked at. */
const CHECKED_MS = 20_000;

/** What they wait for beside the check in the background, and without it: a machine that has other work shows in both. */
async function rowsBesideCheck(dir: string): Promise<Row[]> {
  const look = (checkAfterMs: number): Promise<number[]> =>
    withClient(dir, { checkAfterMs }, (client) => {
      const end = performance.now() + CHECKED_MS;
      return callTimes(client, () => performance.now() < end);
    });
  const without = await look(2 * CHECKED_MS);
  return [{ ...callRow('calls with nothing beside', without, undefined), budget: 'shown', ok: true }, callRow('calls beside the check', await look(0), percentiles(without).p50)];
}

async function withClient<T>(dir: string, ports: Partial<AppPorts>, use: (client: Client<Api>) => Promise<T>): Promise<T> {
  const { client, close } = await openClient(dir, ports);
  try {
    return await use(client);
  } finally {
    await close();
  }
}

/** What somebody does: a list, somebody in it, what happened with them, and a change. */
async function callTimes(client: Client<Api>, goesOn: () => boolean): Promise<number[]> {
  const { rows: contacts } = await client.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 50 });
  const times: number[] = [];
  for (let n = 0; goesOn(); n++) {
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
  return times;
}

function callRow(name: string, times: readonly number[], otherP50: number | undefined): Row {
  const { p50, p99 } = percentiles(times);
  return { name, p50Ms: rounded(p50), p99Ms: rounded(p99), rawP50Ms: otherP50 === undefined ? null : rounded(otherP50), ratio: otherP50 === undefined ? null : rounded(p50 / otherP50), budget: 'p99 ≤ 50 ms', ok: p99 <= 50 };
}

/** From the start of the program to the profile that is as it was, beside what only unpacks. */
async function restoreRows(dir: string, backup: string, identity: string, out: string): Promise<Row[]> {
  const key = `${out}-key.txt`;
  writeFileSync(key, `${identity}\n`, { mode: 0o600 });
  const [inPlace, elsewhere, debian]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    if (hasTool('age') && hasTool('zstd') && hasTool('tar')) debian.push(debianUnpack(backup, key, `${out}-debian`));
    inPlace.push((await runKith('restore', backup, '--in-place', '--key-file', key, '--profile', dir, '--json')).seconds);
    // What was there before; three of them would stay.
    rmSync(join(dir, 'safety'), { recursive: true, force: true });
    elsewhere.push((await runKith('restore', backup, '--to', out, '--key-file', key, '--json')).seconds);
    rmSync(out, { recursive: true, force: true });
  }
  const theirs = debian.length > 0 ? median(debian) : undefined;
  const seconds = median(inPlace);
  return [
    row('restore in place, s', seconds, theirs, '≤ 2 × Debian’s tools', theirs === undefined || seconds <= 2 * theirs),
    row('restore elsewhere, all examined, s', median(elsewhere), theirs, 'shown', true),
  ];
}

function debianUnpack(backup: string, key: string, out: string): number {
  mkdirSync(out);
  const started = performance.now();
  execFileSync('bash', ['-euo', 'pipefail', '-c', 'age -d -i "$1" "$2" | zstd -q -d -c | tar -x -C "$3"', 'bash', key, backup, out]);
  const seconds = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true });
  return seconds;
}

function newestIn(destination: string): string {
  return join(destination, readdirSync(destination).filter((each) => each.endsWith('.kith-backup')).sort().at(-1)!);
}

function row(name: string, value: number, other: number | undefined, budget: string, ok: boolean): Row {
  return { name, p50Ms: rounded(value), p99Ms: rounded(value), rawP50Ms: other === undefined ? null : rounded(other), ratio: other === undefined ? null : rounded(value / other), budget, ok };
}

const hasTool = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;

function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0);
}
