import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import Database from 'better-sqlite3';
import { CallError } from '../../../core/call.ts';
import { compareStamps } from '../../../core/stamp.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { examine } from '../../../db/doctor.ts';
import { erasedSince } from '../../../db/erased.ts';
import { getDraft, putDraft } from '../../../db/drafts.ts';
import { recentBatches } from '../../../db/history.ts';
import { purgeContact } from '../../../db/purge.ts';
import { setDeviceSettings, deviceSettings } from '../../../db/settings.ts';
import { type Store, newId, openReader } from '../../../db/store.ts';
import { undoState } from '../../../db/undo.ts';
import { write } from '../../../db/write.ts';
import { changeBackupState, readBackupState } from '../../../electron/backup/state.ts';
import { type FileStore, openFiles } from '../../../electron/files.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openProfile } from '../../../electron/profile.ts';
import { restoreInPlace } from '../../../electron/restore/in-place.ts';
import { openBackup } from '../../../electron/restore/open-backup.ts';
import { ownProfile } from '../../../electron/restore/ours.ts';
import { clearOpened } from '../../../electron/restore/place.ts';
import { type VaultKeys, keysOf } from '../../../electron/vault/keys.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { IDENTITY, aProfile, backedUp, digestOf } from '../../support/restored-profiles.ts';

const KILLS = Number(process.env['KITH_KILLS'] ?? 8);
const quiet = { signal: new AbortController().signal, progress: () => undefined };

/** Opens a profile as a start does, looks or works in it, and closes it. */
function inProfile<T>(dir: string, use: (store: Store, files: FileStore) => T, keys?: VaultKeys): T {
  const profile = openProfile(dir, 'a test', 0);
  const { store, files } = openForWriting(dir, 'Robin', keys);
  try {
    return use(store, files);
  } finally {
    store.close();
    profile.release();
  }
}

async function restored(dir: string, path: string, keys?: VaultKeys) {
  const opened = await openBackup({ profileDir: dir, path, unlock: { identity: IDENTITY }, keys, profile: ownProfile(dir, keys, systemPorts), have: openFiles(dir, keys), ports: systemPorts, ...quiet });
  return restoreInPlace({ profileDir: dir, opened: opened.id, keys, ports: systemPorts, now: new Date(Date.UTC(2026, 4, 1)) });
}

const names = (store: Store): string[] => store.prepare('SELECT name FROM contacts WHERE hidden = 0 ORDER BY name').all().map((row) => row['name'] as string);

function expectWhole(store: Store, files: FileStore): void {
  const steps = examine(store, files, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    expect(step.value.findings.filter(({ code }) => code !== 'file-unnamed')).toEqual([]);
    return;
  }
}

describe('a restore in place', () => {
  it('brings back what was, with its files, and keeps what was there whole', async () => {
    const dir = temporaryFolder();
    const { id, file } = aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const bobs = inProfile(dir, (store, files) => {
      write(store, { code: 'test' }, (tx) => tx.remove('contacts', id));
      write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Bob', photo: files.keep(Buffer.from('Bob’s photo')) }));
      files.remove(file);
      return files.list();
    });
    expect(await restored(dir, path)).toEqual({ madeAt: Date.UTC(2026, 2, 1, 12), before: 'safety-copy', erasedAgain: 0, filesMissing: 0 });
    inProfile(dir, (store, files) => {
      expect(names(store)).toEqual(['Ada']);
      expect(Buffer.from(files.read(file, 0).bytes).toString()).toBe('the file of Ada');
      expectWhole(store, files);
      expect(recentBatches(store, 9).batches.map(({ code }) => code)).toContain('profile.restored');
      expect(undoState(store).undo).toBeUndefined();
    });
    const kept = join(dir, 'safety', readdirSync(join(dir, 'safety'))[0]!);
    const before = openReader(join(kept, 'kith.sqlite'), systemPorts);
    expect(names(before)).toEqual(['Bob']);
    before.close();
    for (const hash of bobs) expect(existsSync(join(kept, 'files', hash.slice(0, 2), hash))).toBe(true);
    expect(existsSync(join(dir, 'restoring'))).toBe(false);
  });

  it('goes on as another device, with stamps later than any that were', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const last = (store: Store): Buffer => store.prepare('SELECT max(stamp) AS stamp FROM commits').get()!['stamp'] as Buffer;
    const { device, stamp } = inProfile(dir, (store) => {
      // A clock that was ahead by a day.
      store.clock = { ms: Date.now() + 86_400_000, counter: 0 };
      write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Bob' }));
      return { device: Buffer.from(store.device), stamp: last(store) };
    });
    await restored(dir, path);
    inProfile(dir, (store) => {
      expect(Buffer.from(store.device).equals(device)).toBe(false);
      write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Cleo' }));
      expect(compareStamps(last(store), stamp)).toBeGreaterThan(0);
      expect(last(store).subarray(9).equals(Buffer.from(store.device))).toBe(true);
    });
  });

  it('erases again who was erased since, and nobody whom only the bin lost', async () => {
    const dir = temporaryFolder();
    const { id } = aProfile(dir, 'zqcanaryqz');
    const bob = inProfile(dir, (store) => write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Bob' })).result);
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    inProfile(dir, (store) => {
      write(store, { code: 'contact.erased' }, (tx) => {
        purgeContact(tx, id);
        tx.insert('erasures', newId(store), { memberId: store.member, at: 1, records: 2, files: 1 });
        tx.makeFinal();
      });
      write(store, { code: 'bin.emptied' }, (tx) => void purgeContact(tx, bob));
    });
    expect(await restored(dir, path)).toMatchObject({ erasedAgain: 2 });
    inProfile(dir, (store, files) => {
      expect(names(store)).toEqual(['Bob']);
      expect(store.prepare('SELECT count(*) AS n FROM erasures').get()!.n).toBe(1);
      expectWhole(store, files);
    });
    expect(readFileSync(join(dir, 'kith.sqlite')).includes('zqcanaryqz')).toBe(false);
  });

  it('erases them once more when it comes a second time', async () => {
    const dir = temporaryFolder();
    const { id } = aProfile(dir, 'Ada');
    inProfile(dir, (store) => write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Bob' })));
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const at = Date.now();
    inProfile(dir, (store) => {
      write(store, { code: 'contact.erased' }, (tx) => {
        purgeContact(tx, id);
        tx.makeFinal();
      });
      expect([erasedSince(store, at - 1), erasedSince(store, 0), erasedSince(store, Date.now() + 1)]).toEqual([1, 0, 0]);
    });
    for (let times = 0; times < 2; times++) {
      expect(await restored(dir, path)).toMatchObject({ erasedAgain: 2 });
      inProfile(dir, (store) => expect(names(store)).toEqual(['Bob']));
    }
  });

  it.each(['keeping', 'readying', 'checking'] as const)('that is cancelled while it is %s leaves everything as it was', async (step) => {
    const dir = temporaryFolder();
    const { id } = aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    inProfile(dir, (store) => write(store, { code: 'test' }, (tx) => tx.remove('contacts', id)));
    const before = digestOf(dir);
    const opened = await openBackup({ profileDir: dir, path, unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: openFiles(dir), ports: systemPorts, ...quiet });
    const stop = new AbortController();
    const told: string[] = [];
    const progress = (value: { step: string }): void => {
      told.push(value.step);
      if (value.step === step) stop.abort(new CallError('cancelled', 'no'));
    };
    await expect(restoreInPlace({ profileDir: dir, opened: opened.id, keys: undefined, ports: systemPorts, now: new Date(), signal: stop.signal, progress })).rejects.toMatchObject({ code: 'cancelled' });
    expect(told.at(-1)).toBe(step);
    expect(existsSync(join(dir, 'restoring', opened.id, 'kept'))).toBe(false);
    clearOpened(dir);
    expect(digestOf(dir)).toBe(before);
    inProfile(dir, (store) => expect(names(store)).toEqual([]));
  });

  it('does not put in place what is no longer what was opened', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const opened = await openBackup({ profileDir: dir, path, unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: openFiles(dir), ports: systemPorts, ...quiet });
    const sql = new Database(opened.database);
    sql.exec('DELETE FROM participants; UPDATE entries SET hidden = 1');
    sql.close();
    await expect(restoreInPlace({ profileDir: dir, opened: opened.id, keys: undefined, ports: systemPorts, now: new Date() })).rejects.toMatchObject({ code: 'altered' });
    inProfile(dir, (store) => expect(store.prepare('SELECT count(*) AS n FROM entries WHERE hidden = 0').get()!.n).toBe(1));
  });

  it('keeps what was typed and not saved, and how the device is set', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    inProfile(dir, (store) => {
      putDraft(store, 'note:here', 'half a sentence', undefined);
      setDeviceSettings(store, { theme: 'dark' });
    });
    await restored(dir, path);
    inProfile(dir, (store) => {
      expect(getDraft(store, 'note:here')?.text).toBe('half a sentence');
      expect(deviceSettings(store).theme).toBe('dark');
    });
  });

  it('sets a database that cannot be read aside, for good', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    writeFileSync(join(dir, 'kith.sqlite'), 'not a database at all, '.repeat(500));
    expect(await restored(dir, path)).toMatchObject({ before: 'set-aside' });
    const [folder] = readdirSync(join(dir, 'set-aside'));
    expect(readFileSync(join(dir, 'set-aside', folder!, 'kith.sqlite'), 'utf8')).toMatch(/^not a database/);
    inProfile(dir, (store) => expect(names(store)).toEqual(['Ada']));
  });

  it('refuses the backup of another profile, and takes it into one in which nothing was done yet', async () => {
    const other = temporaryFolder();
    aProfile(other, 'Ada');
    const path = await backedUp(other, join(temporaryFolder(), 'a.kith-backup'));
    const dir = temporaryFolder();
    aProfile(dir, 'Bob');
    const before = digestOf(dir);
    await expect(restored(dir, path)).rejects.toMatchObject({ code: 'other-profile' });
    expect(digestOf(dir)).toBe(before);
    const opened = await openBackup({ profileDir: dir, path, unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: openFiles(dir), ports: systemPorts, ...quiet });
    await expect(restoreInPlace({ profileDir: dir, opened: opened.id, keys: undefined, ports: systemPorts, now: new Date() })).rejects.toThrow('another profile');
    inProfile(dir, (store) => expect(names(store)).toEqual(['Bob']));

    const fresh = temporaryFolder();
    inProfile(fresh, () => undefined);
    await restored(fresh, path);
    inProfile(fresh, (store) => expect(names(store)).toEqual(['Ada']));
    expect(readBackupState(fresh).profile).toBe(readBackupState(other).profile);
  });

  it('knows a backup of its own, and that of another, also without the file that says whose it is', async () => {
    const other = temporaryFolder();
    aProfile(other, 'Zoe');
    const others = await backedUp(other, join(temporaryFolder(), 'z.kith-backup'));
    const dir = temporaryFolder();
    const { id } = aProfile(dir, 'Ada');
    const own = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    inProfile(dir, (store) =>
      write(store, { code: 'test' }, (tx) => {
        tx.remove('contacts', id);
        createContact(tx, { kind: 'person', fullName: 'Bea' });
      }),
    );
    rmSync(join(dir, 'backups.json'));
    await expect(restored(dir, others)).rejects.toMatchObject({ code: 'other-profile' });
    inProfile(dir, (store) => expect(names(store)).toEqual(['Bea']));

    // Backups were set up anew meanwhile, under another name of the profile.
    changeBackupState(dir, () => undefined);
    const opened = await openBackup({ profileDir: dir, path: own, unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: openFiles(dir), ports: systemPorts, ...quiet });
    await restoreInPlace({ profileDir: dir, opened: opened.id, keys: undefined, ports: systemPorts, now: new Date() });
    inProfile(dir, (store) => expect(names(store)).toEqual(['Ada']));
    rmSync(join(dir, 'backups.json'));
    await restored(dir, own);
    inProfile(dir, (store) => expect(names(store)).toEqual(['Ada']));

    // Where not even the database says anything, what lies there stays, set aside.
    rmSync(join(dir, 'backups.json'));
    writeFileSync(join(dir, 'kith.sqlite'), 'not a database at all, '.repeat(500));
    expect(await restored(dir, own)).toMatchObject({ before: 'set-aside' });
  });

  it('works in an encrypted profile, which stays encrypted', async () => {
    const keys = keysOf(Buffer.alloc(32, 9));
    const dir = temporaryFolder();
    const { file } = aProfile(dir, 'zqcanaryqz', keys);
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'), keys);
    inProfile(dir, (store, files) => {
      write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Bob' }));
      files.remove(file);
    }, keys);
    await restored(dir, path, keys);
    inProfile(dir, (store, files) => {
      expect(names(store)).toEqual(['zqcanaryqz']);
      expect(Buffer.from(files.read(file, 0).bytes).toString()).toBe('the file of zqcanaryqz');
      expectWhole(store, files);
    }, keys);
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes('zqcanaryqz'), entry.name).toBe(false);
    }
  });
});

describe('a restore that is killed', () => {
  let template: string;
  let path: string;
  let oldFile: string;
  let newFile: string;

  beforeAll(async () => {
    template = mkdtempSync(join(tmpdir(), 'kith-restore-'));
    const { id, file } = aProfile(template, 'Then');
    newFile = file;
    path = await backedUp(template, `${template}.kith-backup`);
    oldFile = inProfile(template, (store, files) => {
      const photo = files.keep(Buffer.from('the photo of Now'));
      write(store, { code: 'test' }, (tx) => void tx.remove('contacts', id));
      write(store, { code: 'test' }, (tx) => void createContact(tx, { kind: 'person', fullName: 'Now', photo }));
      return photo;
    });
    return () => [template, path].forEach((left) => rmSync(left, { recursive: true, force: true }));
  }, 60_000);

  async function run(dir: string, how: 'step' | 'ms' | 'count', at: number): Promise<{ out: string; signal: string | null }> {
    const child = spawn(process.execPath, [builtProgram('tests/support/restore-child.ts'), dir, path, IDENTITY, how, String(at)], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect(errors).toBe('');
    return { out, signal };
  }

  /** What the next start finds: the old one or the new one, whole. */
  function found(dir: string): 'then' | 'now' {
    return inProfile(dir, (store, files) => {
      expectWhole(store, files);
      const seen = names(store);
      expect([['Then'], ['Now']]).toContainEqual(seen);
      expect(files.has(seen[0] === 'Then' ? newFile : oldFile)).toBe(true);
      expect(existsSync(join(dir, 'restoring'))).toBe(false);
      expect(existsSync(join(dir, 'restore.json'))).toBe(false);
      return seen[0] === 'Then' ? 'then' : 'now';
    });
  }

  it('at any moment leaves the old one or the new one', { timeout: 60_000 + KILLS * 20_000 }, async () => {
    const whole = temporaryFolder();
    cpSync(template, whole, { recursive: true });
    const steps = Number(/steps (\d+)/.exec((await run(whole, 'count', 0)).out)![1]);
    expect(found(whole)).toBe('then');
    const outcomes: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const dir = temporaryFolder();
      cpSync(template, dir, { recursive: true });
      const atStep = kill < steps;
      const { signal } = atStep ? await run(dir, 'step', kill) : await run(dir, 'ms', Math.floor(Math.random() * 150));
      if (atStep) expect(signal).toBe('SIGKILL');
      outcomes.push(found(dir));
    }
    // Up to the decision it is the old one, and from then on the new one.
    const decided = outcomes.slice(0, steps).indexOf('then');
    expect(outcomes.slice(0, steps)).toEqual([...Array<string>(decided).fill('now'), ...Array<string>(Math.min(steps, KILLS) - decided).fill('then')]);
    expect(decided).toBeGreaterThan(1);
    expect(steps).toBeLessThanOrEqual(20);
  });
});
