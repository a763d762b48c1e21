import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import { isDrillDue } from '../../../core/restore-drill.ts';
import { writeArchive } from '../../../electron/backup/archive.ts';
import { backUp } from '../../../electron/backup/make.ts';
import type { Manifest } from '../../../electron/backup/manifest.ts';
import { extractBackup } from '../../../electron/backup/read.ts';
import { changeBackupState, readBackupState } from '../../../electron/backup/state.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { DrillKeeper } from '../../../electron/restore/drill-keeper.ts';
import { lastReport } from '../../../electron/restore/drill-report.ts';
import { drill } from '../../../electron/restore/drill.ts';
import { openBackup } from '../../../electron/restore/open-backup.ts';
import { closeOpened } from '../../../electron/restore/place.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { IDENTITY, aProfile } from '../../support/restored-profiles.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };

/** A profile whose backups lie in two folders. */
async function twice() {
  const dir = temporaryFolder();
  aProfile(dir, 'Ada');
  const places = ['one', 'two'].map((name) => ({ id: name, name, path: join(temporaryFolder(), name), failure: null, failedAt: null }));
  const granted = grantedFolders(dir, () => new Uint8Array(32));
  for (const { path } of places) {
    mkdirSync(path);
    granted.grant(path);
  }
  changeBackupState(dir, (state) => Object.assign(state, { destinations: places }));
  const outcomes = await backUp({ profileDir: dir, version: '1.0.0', keys: undefined, now: Date.UTC(2026, 2, 1), destinations: ['one', 'two'], skipUnchanged: false }, quiet);
  expect(outcomes.map(({ kind, failure }) => kind + failure)).toEqual(['madenull', 'madenull']);
  const run = (text = IDENTITY) => drill({ profileDir: dir, keys: undefined, secret: { kind: 'key', text }, destination: undefined, ports: systemPorts, ...quiet });
  const backupIn = (folder: string): string => join(folder, readdirSync(folder).find((name) => name.endsWith('.kith-backup'))!);
  return { dir, one: places[0]!.path, two: places[1]!.path, run, backupIn };
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Makes a backup anew of what is in it, as its maker would have of another database or with another manifest. */
async function made(path: string, say: (manifest: Manifest) => unknown = () => undefined, change: (database: string) => void = () => undefined): Promise<void> {
  const database = join(temporaryFolder(), 'kith.sqlite');
  const manifest = await extractBackup(path, { identity: IDENTITY }, (name) => (name === 'kith.sqlite' ? { write: (bytes) => appendFileSync(database, bytes), end: () => undefined } : undefined), quiet);
  change(database);
  const bytes = readFileSync(database);
  manifest.parts[0] = { name: 'kith.sqlite', bytes: bytes.length, sha256: sha256(bytes) };
  say(manifest);
  const text = Buffer.from(JSON.stringify(manifest));
  const pieces: Uint8Array[] = [];
  const parts = [{ name: 'manifest.json', bytes: text.length, pieces: () => [text] }, { ...manifest.parts[0], pieces: () => [bytes] }];
  await writeArchive(parts, 0, { recipient: await identityToRecipient(IDENTITY) }, async (some) => void pieces.push(...some), quiet);
  writeFileSync(path, Buffer.concat(pieces));
}

/** An index that lacks what its table has, in a database that says of itself what it should. */
function breakIndex(database: string): void {
  const open = (): Database.Database => {
    const sql = new Database(database);
    sql.unsafeMode();
    sql.pragma('writable_schema = ON');
    return sql;
  };
  let sql = open();
  const index = sql.prepare("SELECT * FROM sqlite_schema WHERE name = 'contactsByName'").raw().get() as unknown[];
  sql.prepare("DELETE FROM sqlite_schema WHERE name = 'contactsByName'").run();
  sql.close();
  sql = open();
  sql.exec("UPDATE contacts SET sortKey = x'00'");
  sql.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(...index);
  sql.close();
}

describe('a trial restore', () => {
  it('says of each folder that its newest backup restores, and since when that is known', async () => {
    const { dir, run } = await twice();
    expect(readBackupState(dir).backups.map(({ provenAt }) => provenAt)).toEqual([null, null]);
    const { results, provenAt } = await run();
    expect(results).toMatchObject([{ name: 'one', failure: null, counts: { person: 1, entry: 1 } }, { name: 'two', failure: null }]);
    for (const backup of readBackupState(dir).backups) expect(backup.provenAt).toBeLessThanOrEqual(provenAt);
    expect(readBackupState(dir).backups.every((backup) => (backup.provenAt ?? 0) > Date.now() - 60_000)).toBe(true);
    expect(lastReport(dir)).toEqual({ results, provenAt });
    expect(existsSync(join(dir, 'restoring'))).toBe(false);
  });

  it('finds a missing attachment though the profile has it, a changed backup, and a folder that is gone', async () => {
    const { dir, one, two, run, backupIn } = await twice();
    rmSync(join(one, 'files'), { recursive: true });
    const path = backupIn(two);
    const bytes = readFileSync(path);
    bytes[bytes.length - 400]! ^= 1;
    writeFileSync(path, bytes);
    expect((await run()).results.map(({ failure }) => failure)).toEqual(['files-missing', 'altered']);
    expect(readBackupState(dir).backups.map(({ provenAt }) => provenAt)).toEqual([null, null]);
    rmSync(one, { recursive: true });
    rmSync(path);
    const { results } = await run();
    expect(results.map(({ failure }) => failure)).toEqual(['folder-gone', 'backup-gone']);
    for (const { message } of results) expect(message).toMatch(/\. .*\.$/);
  });

  it('finds that what is in it is not what was noted', async () => {
    const { dir, run } = await twice();
    changeBackupState(dir, ({ backups }) => void (backups[0]!.counts['person'] = 7));
    expect(new Set((await run()).results.map(({ failure }) => failure))).toEqual(new Set([null, 'counts-differ']));
  });

  it('names the tables that are not what they were when the backup was made', async () => {
    const { dir, one, run, backupIn } = await twice();
    await made(backupIn(one), ({ digests }) => (digests['contacts'] = '0'.repeat(64)));
    const { results } = await run();
    expect(results[0]).toMatchObject({ failure: 'counts-differ', message: expect.stringContaining('contacts') });
    expect(results[1]).toMatchObject({ failure: null });
    expect(readBackupState(dir).backups.map(({ provenAt }) => provenAt === null)).toEqual([true, false]);
  });

  it('examines again what was examined when it was made, and takes a backup that has no digests yet', async () => {
    const { dir, one, two, run, backupIn } = await twice();
    await made(backupIn(one), undefined, breakIndex);
    await made(backupIn(two), (manifest) => Reflect.deleteProperty(manifest, 'digests'));
    // As if it had been like this from the beginning.
    changeBackupState(dir, ({ backups }) => void (backups[0]!.sha256 = sha256(readFileSync(backupIn(one)))));
    const open = () => openBackup({ profileDir: dir, path: backupIn(one), unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: { has: () => true }, ports: systemPorts, ...quiet });
    closeOpened(dir, (await open()).id);
    expect((await run()).results.map(({ failure }) => failure)).toEqual(['altered', null]);
    // Whoever did not make it has nothing but what lies in it.
    changeBackupState(dir, ({ backups }) => void (backups[0]!.sha256 = ''));
    await expect(open()).rejects.toMatchObject({ code: 'altered', details: { why: 'its database is damaged' } });
  });

  it('with a wrong key proves nothing and says so', async () => {
    const { dir, run } = await twice();
    await expect(run('AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU')).rejects.toMatchObject({ code: 'wrong-key' });
    expect(lastReport(dir)).toBeNull();
  });
});

describe('by itself', () => {
  const DAY = 86_400_000;

  it('it is due at first, each month, and the day after a failure', () => {
    expect(isDrillDue(undefined, 0)).toBe(true);
    expect([29, 30].map((days) => isDrillDue({ at: 0, passed: true }, days * DAY))).toEqual([false, true]);
    expect([0.9, 1].map((days) => isDrillDue({ at: 0, passed: false }, days * DAY))).toEqual([false, true]);
    expect(isDrillDue({ at: 400 * DAY, passed: true }, DAY)).toBe(true);
  });

  it('it runs when it can, and goes on after an error', async () => {
    let now = 0;
    let waiting: { ms: number; run: () => void } | undefined;
    let [can, runs] = [false, 0];
    const errors: unknown[] = [];
    const keeper = new DrillKeeper({
      last: () => undefined,
      canRun: () => can,
      run: async () => {
        runs++;
        if (runs === 1) throw new Error('no disk');
      },
      now: () => now,
      after(ms, run) {
        waiting = { ms, run };
        return () => (waiting = undefined);
      },
      onError: (error) => errors.push(error),
    });
    const step = async (): Promise<void> => {
      const next = waiting!;
      waiting = undefined;
      now += next.ms;
      next.run();
      await vi.waitUntil(() => waiting !== undefined);
    };
    keeper.start();
    await step();
    expect(runs).toBe(0);
    can = true;
    await step();
    await step();
    expect([runs, errors]).toEqual([2, [new Error('no disk')]]);
    await keeper.stop();
    expect(waiting).toBeUndefined();
  });
});
