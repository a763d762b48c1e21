import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { once } from 'node:events';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { BackupProgress } from '../../../core/api/backup.ts';
import { CallError } from '../../../core/call.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { digests } from '../../../db/digest.ts';
import { examine } from '../../../db/doctor.ts';
import { setDeviceSettings } from '../../../db/settings.ts';
import { openReader } from '../../../db/store.ts';
import { write } from '../../../db/write.ts';
import { alone } from '../../../electron/backup/lock.ts';
import { backUp, saveBackup } from '../../../electron/backup/make.ts';
import type { Manifest } from '../../../electron/backup/manifest.ts';
import { extractBackup } from '../../../electron/backup/read.ts';
import { changeBackupState, readBackupState } from '../../../electron/backup/state.ts';
import { readList, readStored, storedPath } from '../../../electron/backup/stored-files.ts';
import { runBackup } from '../../../electron/backup/task.ts';
import { openFiles } from '../../../electron/files.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { type BackedUpProfile, MADE_AT, aBackedUpProfile, attach, quietly } from '../../support/backups.ts';
import { haveTools } from '../../support/debian-tools.ts';
import { builtProgram, startProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SLOW = { timeout: 120_000 };
const DAY = 86_400_000;
const NAME = 'Kith 2026-11-28 1429Z.kith-backup';

const isBackup = (name: string): boolean => name.endsWith('.kith-backup');
const backupsIn = (folder: string): string[] => readdirSync(folder).filter(isBackup).sort();

/** Everything of a backup, as somebody with the key gets it. */
async function restored(folder: string, name: string, identity: string): Promise<{ manifest: Manifest; dir: string }> {
  const dir = temporaryFolder();
  const manifest = await extractBackup(
    join(folder, name),
    { identity },
    (part) => {
      const path = join(dir, part);
      mkdirSync(join(path, '..'), { recursive: true });
      const file = openSync(path, 'wx');
      return { write: (bytes) => void writeSync(file, bytes), end: () => closeSync(file) };
    },
    quietly,
  );
  for (const { stored, sha256 } of manifest.files) {
    const path = join(dir, 'files', sha256.slice(0, 2), sha256);
    mkdirSync(join(path, '..'), { recursive: true });
    const file = openSync(path, 'wx');
    await readStored(storedPath(folder, stored), { identity }, sha256, { write: (bytes) => void writeSync(file, bytes), end: () => closeSync(file) }, quietly.signal);
  }
  return { manifest, dir };
}

function digestsAt(dir: string): Record<string, string> {
  const store = openReader(join(dir, 'kith.sqlite'), systemPorts);
  try {
    return digests(store);
  } finally {
    store.close();
  }
}

function expectSound(dir: string): void {
  const store = openReader(join(dir, 'kith.sqlite'), systemPorts);
  const steps = examine(store, openFiles(dir), { repair: false, isAlone: false, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    expect(step.value.findings).toEqual([]);
    break;
  }
  store.close();
}

describe('a backup into a folder', () => {
  it('gives back equal records and every attachment', SLOW, async () => {
    const profile = await aBackedUpProfile();
    expect(await profile.run()).toEqual([{ destination: 'd0', kind: 'made', name: NAME, failure: null }]);
    const { manifest, dir } = await restored(profile.folders[0]!, NAME, profile.identity);
    expect(digestsAt(dir)).toEqual(digestsAt(profile.dir));
    expectSound(dir);
    expect(manifest).toMatchObject({ version: '1.2.3', madeAt: MADE_AT, profile: readBackupState(profile.dir).profile, counts: { person: 30, entry: 2 } });
    expect(manifest.rows['contacts']).toBe(30);
    expect(manifest.parts.map(({ name }) => name)).toEqual(['kith.sqlite']);
    expect(manifest.files.map(({ sha256 }) => readFileSync(join(dir, 'files', sha256.slice(0, 2), sha256), 'utf8')).sort()).toEqual(['the first file', 'the second file']);
  });

  it('is noted, and only its owner may read it or what stays in the profile', SLOW, async () => {
    const profile = await aBackedUpProfile();
    await profile.run();
    const path = join(profile.folders[0]!, NAME);
    const [record] = readBackupState(profile.dir).backups;
    expect(record).toMatchObject({ name: NAME, destination: 'd0', at: MADE_AT, bytes: statSync(path).size, verifiedAt: MADE_AT, provenAt: null, files: { count: 2, bytes: 29 } });
    expect(record!.sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(profile.dir, 'backups.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(profile.dir)).not.toContain('backup-copy');
    expect(everyFile(profile.dir).filter((file) => readFileSync(file).includes(profile.identity.slice(20)))).toEqual([]);
  });

  it('keeps each attachment once, under a name that tells nothing', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = profile.folders[0]!;
    await profile.run();
    const first = everyFile(join(folder, 'files'));
    const times = first.map((file) => statSync(file).mtimeMs);
    const hash = createHash('sha256').update('the first file').digest('hex');
    expect(first.filter((file) => file.includes(hash) || readFileSync(file).includes('the first file'))).toEqual([]);
    profile.change((store, files) => attach(store, files, 'a third file'));
    await profile.run({ now: MADE_AT + DAY });
    expect(everyFile(join(folder, 'files'))).toHaveLength(3);
    expect(first.map((file) => statSync(file).mtimeMs)).toEqual(times);
    expect((await restored(folder, 'Kith 2026-11-29 1429Z.kith-backup', profile.identity)).manifest.files).toHaveLength(3);
  });

  it('puts an attachment there anew that went missing or lost its end', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = profile.folders[0]!;
    await profile.run();
    const [one, two] = everyFile(join(folder, 'files'));
    rmSync(one!);
    writeFileSync(two!, readFileSync(two!).subarray(0, -1));
    await profile.run({ now: MADE_AT + DAY });
    expect((await restored(folder, 'Kith 2026-11-29 1429Z.kith-backup', profile.identity)).manifest.files).toHaveLength(2);
  });

  it('leaves out files that nothing names, such as an export', SLOW, async () => {
    const profile = await aBackedUpProfile();
    profile.change((_store, files) => void files.keep(Buffer.from('an export')));
    await profile.run();
    expect(readList(profile.folders[0]!, NAME)).toHaveLength(2);
  });

  it('lets older backups and their attachments go only when the new one was read back', SLOW, async () => {
    const profile = await aBackedUpProfile({ attachments: [] });
    const folder = profile.folders[0]!;
    changeBackupState(profile.dir, (state) => void (state.rotation = { daily: 2, weekly: 0, monthly: 0 }));
    writeFileSync(join(folder, 'Kith 2020-01-01 0000Z.kith-backup'), 'of another program');
    writeFileSync(join(folder, 'Kith 2020-01-01 0000Z.files'), '');
    profile.change((store, files) => attach(store, files, 'kept'));
    await profile.run();
    for (const day of [1, 2]) await profile.run({ now: MADE_AT + day * DAY });
    expect(backupsIn(folder)).toEqual(['Kith 2020-01-01 0000Z.kith-backup', 'Kith 2026-11-29 1429Z.kith-backup', 'Kith 2026-11-30 1429Z.kith-backup']);
    expect(readBackupState(profile.dir).backups.map(({ name }) => name)).toEqual(backupsIn(folder).slice(1));
    expect(readdirSync(folder).filter((name) => name.endsWith('.files'))).toHaveLength(3);
    expect(everyFile(join(folder, 'files'))).toHaveLength(1);
  });

  it('removes attachments with the last backup that needs them, and none while a list is missing', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = profile.folders[0]!;
    changeBackupState(profile.dir, (state) => void (state.rotation = { daily: 1, weekly: 0, monthly: 0 }));
    await profile.run();
    profile.change((store, files) => {
      for (const { id } of store.prepare('SELECT id FROM attachments').all()) store.sql.prepare("UPDATE attachments SET deleted = x'ff' WHERE id = ?").run(id);
      for (const hash of files.list()) files.remove(hash);
    });
    writeFileSync(join(folder, 'Kith 2020-01-01 0000Z.kith-backup'), 'without a list');
    await profile.run({ now: MADE_AT + DAY });
    expect(everyFile(join(folder, 'files'))).toHaveLength(2);
    rmSync(join(folder, 'Kith 2020-01-01 0000Z.kith-backup'));
    profile.change((store, files) => attach(store, files, 'the first file'));
    await profile.run({ now: MADE_AT + 2 * DAY });
    profile.change((store, files) => {
      store.sql.exec("UPDATE attachments SET deleted = x'ff'");
      for (const hash of files.list()) files.remove(hash);
    });
    const needless = readList(folder, 'Kith 2026-11-30 1429Z.kith-backup')!;
    expect(needless).toHaveLength(1);
    await profile.run({ now: MADE_AT + 3 * DAY });
    expect(existsSync(storedPath(folder, needless[0]!.stored))).toBe(false);
  });

  it('leaves a backup alone that somebody put something else in the place of', SLOW, async () => {
    const profile = await aBackedUpProfile({ attachments: [] });
    const folder = profile.folders[0]!;
    changeBackupState(profile.dir, (state) => void (state.rotation = { daily: 1, weekly: 0, monthly: 0 }));
    await profile.run();
    writeFileSync(join(folder, NAME), 'mine');
    await profile.run({ now: MADE_AT + DAY });
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe('mine');
  });

  it('leaves out the room of what is no longer there', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const path = join(profile.dir, 'kith.sqlite');
    const sql = new Database(path);
    sql.exec('CREATE TABLE junk AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT randomblob(4000) AS x FROM n; DROP TABLE junk');
    sql.pragma('wal_checkpoint(TRUNCATE)');
    sql.close();
    await profile.run();
    const { dir } = await restored(profile.folders[0]!, backupsIn(profile.folders[0]!)[0]!, profile.identity);
    expect(statSync(path).size).toBeGreaterThan(8_000_000);
    expect(statSync(join(dir, 'kith.sqlite')).size).toBeLessThan(2_000_000);
  });

  it('makes a second one of a minute beside the first', SLOW, async () => {
    const profile = await aBackedUpProfile({ attachments: [] });
    await profile.run();
    await profile.run({ now: MADE_AT + 1 });
    expect(existsSync(join(profile.folders[0]!, 'Kith 2026-11-28 1429Z (2).kith-backup'))).toBe(true);
  });
});

describe('several destinations', () => {
  it('get the same backup, and what befalls one is not the others’', SLOW, async () => {
    const profile = await aBackedUpProfile({ places: 3 });
    rmSync(profile.folders[1]!, { recursive: true });
    const outcomes = await profile.run();
    expect(outcomes.map(({ kind, failure }) => [kind, failure])).toEqual([['made', null], ['failed', 'folder-gone'], ['made', null]]);
    expect(readFileSync(join(profile.folders[0]!, NAME)).equals(readFileSync(join(profile.folders[2]!, NAME)))).toBe(true);
    for (const folder of [profile.folders[0]!, profile.folders[2]!]) expect((await restored(folder, NAME, profile.identity)).manifest.files).toHaveLength(2);
    expect(readBackupState(profile.dir).destinations.map(({ failure, failedAt }) => [failure, failedAt])).toEqual([[null, null], ['folder-gone', MADE_AT], [null, null]]);
    mkdirSync(profile.folders[1]!);
    await profile.run({ now: MADE_AT + 60_000, destinations: ['d1'] });
    expect(readBackupState(profile.dir).destinations[1]).toMatchObject({ failure: null, failedAt: null });
  });

  it('of which one is no longer granted are told so', SLOW, async () => {
    const profile = await aBackedUpProfile();
    grantedFolders(profile.dir, () => new Uint8Array()).revoke(profile.folders[0]!);
    expect(await profile.run()).toMatchObject([{ kind: 'failed', failure: 'not-granted' }]);
    expect(readdirSync(profile.folders[0]!)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('that may not be written are told so', SLOW, async () => {
    const profile = await aBackedUpProfile();
    chmodSync(profile.folders[0]!, 0o500);
    expect(await profile.run()).toMatchObject([{ kind: 'failed', failure: 'not-allowed' }]);
  });

  it('whose disk is full keep what they had', SLOW, async (context) => {
    const profile = await aBackedUpProfile({ attachments: ['x'.repeat(400_000)] });
    const folder = profile.folders[0]!;
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return context.skip('no small disk can be made here');
    }
    try {
      expect(await profile.run()).toMatchObject([{ kind: 'made' }]);
      profile.change((store, files) => attach(store, files, randomText(900_000)));
      expect(await profile.run({ now: MADE_AT + DAY })).toMatchObject([{ kind: 'failed', failure: 'disk-full' }]);
      expect(backupsIn(folder)).toEqual([NAME]);
      expect(everyFile(folder).filter((file) => file.endsWith('.part'))).toEqual([]);
      expect((await restored(folder, NAME, profile.identity)).manifest.files).toHaveLength(1);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('a day on which nothing changed', () => {
  it('reads the last backup again and writes none', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = profile.folders[0]!;
    await profile.run();
    const before = everyFile(folder);
    // Opening it is no change.
    profile.change(() => undefined);
    expect(await profile.run({ now: MADE_AT + DAY, skipUnchanged: true })).toEqual([{ destination: 'd0', kind: 'unchanged', name: NAME, failure: null }]);
    expect(everyFile(folder)).toEqual(before);
    expect(readBackupState(profile.dir).backups[0]).toMatchObject({ verifiedAt: MADE_AT + DAY, at: MADE_AT });
  });

  it.each([
    ['another record', (profile: BackedUpProfile) => profile.change((store) => void write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Grace' })))],
    ['another setting', (profile: BackedUpProfile) => profile.change((store) => setDeviceSettings(store, { theme: 'dark' }))],
    ['one bit of the backup changed', (profile: BackedUpProfile) => flip(join(profile.folders[0]!, NAME), 5_000)],
    ['the backup gone', (profile: BackedUpProfile) => rmSync(join(profile.folders[0]!, NAME))],
    ['an attachment gone', (profile: BackedUpProfile) => rmSync(everyFile(join(profile.folders[0]!, 'files'))[0]!)],
  ])('is over with %s', SLOW, async (_what, change) => {
    const profile = await aBackedUpProfile();
    await profile.run();
    change(profile);
    expect(await profile.run({ now: MADE_AT + DAY, skipUnchanged: true })).toMatchObject([{ kind: 'made', name: 'Kith 2026-11-29 1429Z.kith-backup' }]);
  });
});

describe('a damaged database', () => {
  it.each(['an index that lacks a row', 'a broken page'])('with %s is not backed up, and nothing older goes', SLOW, async (damage) => {
    const profile = await aBackedUpProfile({ attachments: [] });
    const folder = profile.folders[0]!;
    changeBackupState(profile.dir, (state) => void (state.rotation = { daily: 1, weekly: 0, monthly: 0 }));
    await profile.run();
    const path = join(profile.dir, 'kith.sqlite');
    if (damage === 'a broken page') breakTable(path, 'contacts');
    else loseFromIndex(path);
    expect(await profile.run({ now: MADE_AT + DAY })).toEqual([{ destination: 'd0', kind: 'failed', name: null, failure: 'damaged' }]);
    expect(backupsIn(folder)).toEqual([NAME]);
    expect(everyFile(folder).filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(readBackupState(profile.dir).destinations[0]).toMatchObject({ failure: 'damaged' });
    await expect(saveBackup({ profileDir: profile.dir, version: '1', keys: undefined, now: MADE_AT, path: join(folder, 'one') }, quietly)).rejects.toMatchObject({ code: 'backup-failed', details: { failure: 'damaged' } });
    expect(existsSync(join(folder, 'one'))).toBe(false);
  });
});

describe('a backup in one file', () => {
  it('has the attachments inside', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = temporaryFolder();
    await saveBackup({ profileDir: profile.dir, version: '1', keys: undefined, now: MADE_AT, path: join(folder, 'one') }, quietly);
    expect(readdirSync(folder)).toEqual(['one']);
    const { manifest, dir } = await restored(folder, 'one', profile.identity);
    expect(manifest.files).toEqual([]);
    expect(manifest.parts).toHaveLength(3);
    expect(digestsAt(dir)).toEqual(digestsAt(profile.dir));
    expectSound(dir);
    expect(readBackupState(profile.dir).backups).toEqual([]);
  });

  it('of a profile without a recovery key needs a passphrase', SLOW, async () => {
    const profile = await aBackedUpProfile();
    changeBackupState(profile.dir, (state) => void (state.recipient = null));
    const path = join(temporaryFolder(), 'one');
    const request = { profileDir: profile.dir, version: '1', keys: undefined, now: MADE_AT, path };
    await expect(saveBackup(request, quietly)).rejects.toMatchObject({ code: 'no-key' });
    await expect(profile.run()).rejects.toMatchObject({ code: 'no-key' });
    await saveBackup({ ...request, seal: { passphrase: 'correct horse battery' } }, quietly);
    expect((await extractBackup(path, { passphrase: 'correct horse battery' }, () => undefined, quietly)).counts).toMatchObject({ person: 30 });
  });
});

describe('an encrypted profile', () => {
  it('is backed up as plain SQLite, and no plain copy of it touches the disk', SLOW, async () => {
    const root = temporaryFolder();
    const keys = keysOf(new Uint8Array(32).fill(7));
    const dir = join(root, 'profile');
    mkdirSync(dir);
    const { store, files } = openForWriting(dir, 'Robin', keys);
    write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'zqcanaryqz' }));
    attach(store, files, 'zqcanaryqz in a file');
    const expected = digests(store);
    store.close();
    const path = join(root, 'one');
    const seen: string[] = [];
    const watching = { signal: quietly.signal, progress: () => void seen.push(...everyFile(root).filter((file) => readFileSync(file).includes('canaryqz'))) };
    await saveBackup({ profileDir: dir, version: '1', keys, now: MADE_AT, path, seal: { passphrase: 'correct horse battery' } }, watching);
    expect(seen).toEqual([]);
    const out = temporaryFolder();
    await extractBackup(path, { passphrase: 'correct horse battery' }, (name) => (name === 'kith.sqlite' ? { write: (bytes) => writeFileSync(join(out, name), bytes, { flag: 'a' }), end: () => undefined } : undefined), quietly);
    expect(digestsAt(out)).toEqual(expected);
  });
});

describe('a run', () => {
  it('is alone, in this program and beside others', SLOW, async () => {
    const profile = await aBackedUpProfile();
    await alone(profile.dir, async () => {
      await expect(profile.run()).rejects.toMatchObject({ code: 'backup-running' });
    });
    expect(await profile.run()).toMatchObject([{ kind: 'made' }]);
  });

  it('that is cancelled leaves nothing, and what was there stays', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const folder = profile.folders[0]!;
    await profile.run();
    const before = everyFile(folder);
    for (const phase of ['copying', 'writing', 'verifying'] satisfies BackupProgress['phase'][]) {
      const stop = new AbortController();
      const working = { signal: stop.signal, progress: (value: BackupProgress) => void (value.phase === phase && stop.abort(new CallError('cancelled', 'enough'))) };
      const request = { profileDir: profile.dir, version: '1', keys: undefined, now: MADE_AT + DAY, destinations: ['d0'], skipUnchanged: false };
      await expect(backUp(request, working), phase).rejects.toMatchObject({ code: 'cancelled' });
      await expect(runBackup(request, { ...working, signal: AbortSignal.abort() }), phase).rejects.toMatchObject({ code: 'cancelled' });
      expect(everyFile(folder), phase).toEqual(before);
      expect(readdirSync(profile.dir)).not.toContain('backup-copy');
    }
  });

  it('writes through no link that somebody put into the folder', SLOW, async () => {
    const profile = await aBackedUpProfile({ attachments: [] });
    const victim = join(temporaryFolder(), 'victim');
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(profile.folders[0]!, `${NAME}.${readBackupState(profile.dir).profile.slice(0, 8)}.part`));
    expect(await profile.run()).toMatchObject([{ kind: 'made' }]);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it('beside a program that writes takes one moment of it', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const writer = startProgram(builtProgram('tests/support/writer-child.ts'), [profile.dir, 'imports', '1']);
    await once(writer.child.stdout!, 'data');
    for (let n = 1; n <= 3; n++) {
      expect(await profile.run({ now: MADE_AT + n * DAY })).toMatchObject([{ kind: 'made' }]);
      const { dir } = await restored(profile.folders[0]!, backupsIn(profile.folders[0]!).at(-1)!, profile.identity);
      const store = openReader(join(dir, 'kith.sqlite'), systemPorts);
      // A transaction of the writer brings people and their organisation together or not at all.
      const findings = examine(store, openFiles(dir), { repair: false, isAlone: false, readsFile: true });
      for (let step = findings.next(); ; step = findings.next()) {
        if (!step.done) continue;
        expect(step.value.findings).toEqual([]);
        break;
      }
      store.close();
    }
    expect(writer.child.exitCode).toBeNull();
  });
});

describe('Debian’s tools', () => {
  const document = readFileSync(new URL('../../../docs/data-formats.md', import.meta.url), 'utf8');
  const steps = [...document.matchAll(/<!-- The test of backups does exactly this. -->\n```sh\n([\s\S]*?)```/g)].map(([, text]) => text!);

  it.skipIf(!haveTools({ age: 'age', zstd: 'zstd', tar: 'tar', sqlite3: 'sqlite3', jq: 'jq' }))('open a backup by the steps of the document', SLOW, async () => {
    expect(steps).toHaveLength(3);
    const profile = await aBackedUpProfile();
    await profile.run();
    const folder = profile.folders[0]!;
    writeFileSync(join(folder, 'key.txt'), `${profile.identity}\n`);
    const sh = (script: string): string => execFileSync('sh', ['-eu', '-c', script], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    const names = sh(steps[0]!).trim().split('\n');
    expect(names).toEqual(Array.from({ length: 30 }, (_, n) => `Ada ${n}`).sort());
    const told = sh(steps[1]!).trim().split('\n').sort();
    expect(told).toContain('contacts is as it was');
    expect(told.filter((line) => !line.endsWith(' is as it was'))).toEqual([]);
    sh(`sqlite3 kith.sqlite "UPDATE contacts SET status = 'x' WHERE n = 1"`);
    expect(sh(steps[1]!).trim().split('\n').filter((line) => !line.endsWith(' is as it was'))).toEqual(['contacts is not what it was']);
    sh(steps[2]!);
    const files = everyFile(join(folder, 'restored'));
    expect(files.map((file) => readFileSync(file, 'utf8')).sort()).toEqual(['the first file', 'the second file']);
    for (const file of files) expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(basename(file));
  });
});

function everyFile(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  writeFileSync(path, bytes);
}

function randomText(length: number): string {
  return Array.from({ length }, () => String.fromCharCode(32 + Math.floor(Math.random() * 90))).join('');
}

/** Fills the first page of a table with what is no page. */
function breakTable(path: string, table: string): void {
  const sql = new Database(path);
  sql.pragma('wal_checkpoint(TRUNCATE)');
  const page = sql.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(table) as number;
  const size = sql.pragma('page_size', { simple: true }) as number;
  sql.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  closeSync(file);
}

/** Changes a contact while the database does not know of one of its indexes, which then says otherwise than the table. */
function loseFromIndex(path: string): void {
  const schema = (change: (sql: Database.Database) => void): void => {
    const sql = new Database(path);
    sql.unsafeMode(true);
    sql.pragma('writable_schema = ON');
    change(sql);
    sql.close();
  };
  let index: unknown[] = [];
  schema((sql) => {
    index = sql.prepare<[], unknown[]>("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'contacts' AND sql LIKE '%sortKey%'").raw().get()!;
    sql.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(index[1]);
  });
  schema((sql) => sql.exec("UPDATE contacts SET sortKey = 'elsewhere' WHERE n = 3"));
  schema((sql) => sql.prepare('INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, ?, ?)').run(...index));
}
