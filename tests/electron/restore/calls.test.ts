import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { api } from '../../../core/api/index.ts';
import { connectCalls } from '../../../core/connect.ts';
import { openApp } from '../../../electron/app.ts';
import type { AppPorts } from '../../../electron/app-port.ts';
import { backUp } from '../../../electron/backup/make.ts';
import { changeBackupState } from '../../../electron/backup/state.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { openProfile } from '../../../electron/profile.ts';
import { lastReport } from '../../../electron/restore/drill-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { portWires } from '../../support/wires.ts';
import { IDENTITY, aProfile, backedUp } from '../../support/restored-profiles.ts';

const secret = { kind: 'key', text: IDENTITY } as const;
const quiet = { signal: new AbortController().signal, progress: () => undefined };
/** Keeps what it is given as it is: the keychain of a machine on which nobody looks. */
const keychain = { wrap: (bytes: Uint8Array) => bytes, unwrap: (bytes: Uint8Array) => bytes };

/** One that keeps nothing in clear. */
const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x55);
const flipping = { wrap: flipped, unwrap: flipped };

/** A program on a profile, and a page at it. */
async function aProgramOn(dir: string, ports: Partial<AppPorts>) {
  const profile = openProfile(dir, 'a test', 0);
  const logged: unknown[] = [];
  const app = await openApp(dir, { log: (entry) => logged.push(entry), ...ports });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await app.close();
    profile.release();
  };
  onTestFinished(close);
  const { here, there } = portWires();
  app.connect(there);
  return { calls: connectCalls(api, here), logged, close };
}

/** A program on a profile with Ada in it, a page at it, and a backup of it. */
async function aProgram({ withKeychain = false } = {}) {
  const dir = temporaryFolder();
  const { id, file } = aProfile(dir, 'Ada');
  const folder = temporaryFolder();
  const { token } = grantedFolders(dir, () => new Uint8Array(32)).grant(folder);
  const path = await backedUp(dir, join(folder, 'a.kith-backup'));
  if (withKeychain) changeBackupState(dir, (state) => void (state.keychain = Buffer.from(IDENTITY).toString('base64')));
  const { calls, logged } = await aProgramOn(dir, withKeychain ? { keychain } : {});
  return { dir, id, file, folder, token, path, calls, logged, from: { kind: 'folder', folder: token, name: 'a.kith-backup' } as const };
}

describe('a page', { timeout: 120_000 }, () => {
  it('finds backups, opens one, compares it, looks into it, and brings somebody back', async () => {
    const { id, file, token, calls, from, logged } = await aProgram();
    const list = await calls.restore.list({ folder: token });
    expect(list).toMatchObject({ backups: [{ name: 'a.kith-backup', place: from }], folders: [{ token }], hasKey: false, lastDrill: null });
    await calls.contacts.update({ id, fields: { given: 'Ida' } });
    await calls.contacts.create({ kind: 'person', fullName: 'Bob' });
    await calls.contacts.remove({ id });
    const told: string[] = [];
    const opened = await calls.restore.open({ from, secret }, { onProgress: ({ step }) => void told.push(step) });
    expect(opened).toMatchObject({ name: 'a.kith-backup', counts: { person: 1 }, isOfThisProfile: true, filesMissing: 0 });
    expect(told).toContain('checking');
    const of = { opened: opened.id };
    expect(await calls.opened.counts(of)).toEqual({ counts: null });
    await expect(calls.opened.differences({ ...of, kind: 'person', side: 'there', limit: 9 })).rejects.toMatchObject({ code: 'not-compared' });
    const { counts } = await calls.restore.compare(of);
    expect(counts.find(({ kind }) => kind === 'person')).toEqual({ kind: 'person', inBackup: 1, inProfile: 1, there: 1, here: 1, changed: 0 });
    expect(await calls.opened.counts(of)).toEqual({ counts });
    expect((await calls.opened.differences({ ...of, kind: 'person', side: 'there', limit: 9 })).rows).toMatchObject([{ id, name: 'Ada' }]);

    expect((await calls.opened.contacts({ ...of, filter: [], sort: { by: 'name', descending: false }, limit: 9 })).rows.map(({ name }) => name)).toEqual(['Ada']);
    expect((await calls.opened.contact({ ...of, id })).name).toBe('Ada');
    expect(await calls.opened.everything({ ...of, what: 'contacts', words: 'ad', limit: 9, offset: 0 })).toEqual({ rows: [{ id, kind: 'person', name: 'Ada', about: '', detail: '', amount: null }], total: 1 });
    expect((await calls.opened.entries({ ...of, contactId: id, limit: 9 })).rows).toMatchObject([{ subject: 'About Ada', attachments: [{ hash: file }] }]);
    expect(Buffer.from((await calls.opened.file({ ...of, hash: file, offset: 0 })).bytes).toString()).toBe('the file of Ada');
    expect((await calls.opened.reminders({ ...of, state: 'open', limit: 9 })).rows).toEqual([]);
    expect((await calls.opened.deals({ ...of, filter: [], sort: { by: 'created', descending: false }, limit: 9, now: 0 } as never)).rows).toEqual([]);

    expect(await calls.opened.look({ ...of, kind: 'person', id })).toMatchObject({ state: 'in-bin', fields: [{ field: 'given', there: 'Ada', here: 'Ida', suggested: 'here' }] });
    const changed: unknown[] = [];
    calls.on('changed', (event) => changed.push(event));
    const back = await calls.opened.bringBack({ ...of, records: [{ kind: 'person', id, choices: { given: 'there' } }] });
    expect(back).toMatchObject({ records: { person: 1, entry: 0 }, fields: 1, left: 0, ids: [id] });
    expect(await calls.contacts.get({ id })).toMatchObject({ name: 'Ada', hidden: false });
    expect(changed).not.toEqual([]);
    expect((await calls.history.undoState()).undo).toMatchObject({ changeId: back.changeId, code: 'backup.broughtBack', params: { count: 1 } });
    expect((await calls.opened.bringBack({ ...of, records: [{ kind: 'person', id }] })).changeId).toBeNull();
    await calls.history.undo({ changeId: back.changeId! });
    expect(await calls.contacts.get({ id })).toMatchObject({ name: 'Ida', hidden: true });

    await calls.restore.close(of);
    await expect(calls.opened.contact({ ...of, id })).rejects.toMatchObject({ code: 'backup-not-open' });
    expect(JSON.stringify(logged)).not.toContain(IDENTITY);
    expect(logged).toEqual([]);
  });

  it('restores in place, sees the gate close and open, and goes on without a new start', async () => {
    const { dir, id, calls, from } = await aProgram();
    await calls.contacts.create({ kind: 'person', fullName: 'Bob' });
    const states: string[] = [];
    calls.on('gate', (state) => states.push(state.kind === 'restoring' ? (state.backup?.step ?? '') : state.kind));
    const { id: opened } = await calls.restore.open({ from, secret });
    expect(await calls.restore.inPlace({ opened })).toMatchObject({ before: 'safety-copy', erasedAgain: 0 });
    expect([...new Set(states)]).toEqual(['keeping', 'readying', 'checking', 'exchanging', 'open']);
    expect((await calls.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 9 })).rows.map(({ name }) => name)).toEqual(['Ada']);
    await calls.contacts.update({ id, fields: { given: 'Ida' } });
    expect((await calls.contacts.get({ id })).name).toBe('Ida');
    expect((await calls.history.recent({ limit: 9 })).batches.map(({ code }) => code)).toContain('profile.restored');
    await expect(calls.restore.inPlace({ opened })).rejects.toMatchObject({ code: 'backup-not-open' });
    expect(readdirSync(join(dir, 'safety'))).toHaveLength(1);
  });

  it('is cancelled by any page until the exchange begins, and nothing was changed then', async () => {
    const { dir, calls, from } = await aProgram();
    await calls.contacts.create({ kind: 'person', fullName: 'Bob' });
    const { id: opened } = await calls.restore.open({ from, secret });
    let cancelling: Promise<void> | undefined;
    calls.on('gate', (state) => {
      if (state.kind === 'restoring') cancelling ??= calls.restore.cancelInPlace();
    });
    await expect(calls.restore.inPlace({ opened })).rejects.toMatchObject({ code: 'cancelled' });
    await cancelling;
    expect(await calls.gate.state()).toEqual({ kind: 'open' });
    expect((await calls.contacts.list({ filter: [], sort: { by: 'name', descending: false }, limit: 9 })).rows.map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    expect(existsSync(join(dir, 'safety'))).toBe(false);
    // What was opened is used up.
    await expect(calls.restore.inPlace({ opened })).rejects.toMatchObject({ code: 'backup-not-open' });
    const again = await calls.restore.open({ from, secret });
    expect(await calls.restore.inPlace({ opened: again.id })).toMatchObject({ before: 'safety-copy' });
  });

  it('tells what was set aside, with whom was erased since, and removes what somebody chooses', async () => {
    const { dir, id, calls, from } = await aProgram();
    await calls.contacts.create({ kind: 'person', fullName: 'Bob' });
    const { id: opened } = await calls.restore.open({ from, secret });
    await calls.restore.inPlace({ opened });
    const [replaced] = await calls.restore.asides();
    expect(replaced).toMatchObject({ why: 'replaced', erasedSince: 0 });
    expect(Math.abs(replaced!.at - Date.now())).toBeLessThan(60_000);
    expect(replaced!.bytes).toBe(statSync(join(dir, replaced!.name, 'kith.sqlite')).size);

    mkdirSync(join(dir, 'set-aside', '2030-01-02 030405'), { recursive: true });
    writeFileSync(join(dir, 'set-aside', '2030-01-02 030405', 'kith.sqlite'), 'damaged');
    // Nothing of Kith's: it is neither told nor removed.
    writeFileSync(join(dir, 'set-aside', 'mine'), 'mine');
    const damaged = { name: 'set-aside/2030-01-02 030405', why: 'damaged', at: Date.UTC(2030, 0, 2, 3, 4, 5), bytes: 7, erasedSince: 0 };
    expect(await calls.restore.asides()).toEqual([damaged, replaced]);

    await calls.contacts.erase({ id, confirm: true });
    // An erasure takes the copies among `safety` along, and leaves what is set aside for the person to see to.
    expect(await calls.restore.asides()).toEqual([damaged]);
    for (const name of ['set-aside/mine', 'set-aside', 'set-aside/../kith.sqlite', '../x', 'set-aside/2030-01-02 030405/kith.sqlite', 'set-aside/2031-01-02 030405']) {
      await expect(calls.restore.removeAside({ name })).rejects.toMatchObject({ code: 'aside-not-found' });
    }
    await calls.restore.removeAside({ name: damaged.name });
    expect(await calls.restore.asides()).toEqual([]);
    expect(readdirSync(join(dir, 'set-aside'))).toEqual(['mine']);
  });

  it('brings a backup up, and is told in words what is wrong with it or its key', async () => {
    const { path, calls, logged } = await aProgram();
    const bytes = readFileSync(path);
    const { uploadId } = await calls.restore.upload({ bytes: bytes.subarray(0, 1000) });
    await calls.restore.upload({ uploadId, bytes: bytes.subarray(1000) });
    const from = { kind: 'upload', uploadId, name: 'mine.kith-backup' } as const;
    const open = (with_: unknown) => calls.restore.open({ from, secret: with_ as never });
    await expect(open({ kind: 'kept' })).rejects.toMatchObject({ code: 'no-key-kept' });
    await expect(open({ kind: 'passphrase', text: 'hunter2hunter2' })).rejects.toMatchObject({ code: 'no-passphrase' });
    await expect(open({ kind: 'key', text: 'AGE-SECRET-KEY-1QQQQ' })).rejects.toMatchObject({ code: 'recovery-key-short' });
    expect(await open(secret)).toMatchObject({ name: 'mine.kith-backup' });
    await expect(open(secret)).rejects.toMatchObject({ code: 'upload-not-found' });
    await expect(calls.restore.open({ from: { kind: 'folder', folder: 'x', name: 'a' }, secret })).rejects.toMatchObject({ code: 'not-granted' });
    expect(logged).toEqual([]);
  });

  it('may look at the backup of another profile, and nothing more', async () => {
    const { calls, folder, token } = await aProgram();
    const other = temporaryFolder();
    const { id } = aProfile(other, 'Zoe');
    await backedUp(other, join(folder, 'z.kith-backup'));
    const from = { kind: 'folder', folder: token, name: 'z.kith-backup' } as const;
    await expect(calls.restore.open({ from, secret })).rejects.toMatchObject({ code: 'other-profile' });
    const opened = await calls.restore.open({ from, secret, anyProfile: true });
    expect(opened.isOfThisProfile).toBe(false);
    expect((await calls.opened.contact({ opened: opened.id, id })).name).toBe('Zoe');
    await expect(calls.opened.bringBack({ opened: opened.id, records: [{ kind: 'person', id }] })).rejects.toMatchObject({ code: 'other-profile' });
    await expect(calls.restore.inPlace({ opened: opened.id })).rejects.toMatchObject({ code: 'other-profile' });
    expect((await calls.gate.state()).kind).toBe('open');
  });

  it('types the key once: the keychain of the program keeps it, and backups are then tried out by themselves', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = temporaryFolder();
    grantedFolders(dir, () => new Uint8Array(32).fill(1)).grant(path);
    changeBackupState(dir, (state) => Object.assign(state, { destinations: [{ id: 'd', name: 'kept', path, failure: null, failedAt: null }] }));
    await backUp({ profileDir: dir, version: '1.0.0', keys: undefined, now: Date.now(), destinations: ['d'], skipUnchanged: false }, quiet);
    const first = await aProgramOn(dir, { keychain: flipping });
    await first.calls.backup.typeKey({ typed: IDENTITY });
    expect((await first.calls.restore.list({})).hasKey).toBe(true);
    expect(readFileSync(join(dir, 'backups.json'), 'utf8')).not.toContain('SECRET');
    await first.close();
    // Without the keychain, as in a browser, it is only done when somebody gives the key.
    const without = await aProgramOn(dir, { drillAfterMs: 0 });
    expect(await without.calls.restore.list({})).toMatchObject({ hasKey: false, lastDrill: null });
    await without.close();
    expect(lastReport(dir)).toBeNull();
    const { calls } = await aProgramOn(dir, { keychain: flipping, drillAfterMs: 0 });
    await vi.waitUntil(async () => (await calls.restore.list({})).lastDrill !== null, { timeout: 60_000 });
    expect((await calls.restore.list({})).lastDrill?.results).toMatchObject([{ name: 'kept', failure: null }]);
  });

  it('with the key in the keychain is asked for nothing, and has the backups tried out', async () => {
    const { dir, calls, from } = await aProgram({ withKeychain: true });
    expect((await calls.restore.list({})).hasKey).toBe(true);
    const { id } = await calls.restore.open({ from, secret: { kind: 'kept' } });
    await calls.restore.close({ opened: id });
    const path = join(temporaryFolder(), 'kept');
    mkdirSync(path);
    grantedFolders(dir, () => new Uint8Array(32).fill(1)).grant(path);
    changeBackupState(dir, (state) => Object.assign(state, { destinations: [{ id: 'd', name: 'kept', path, failure: null, failedAt: null }] }));
    await backUp({ profileDir: dir, version: '1.0.0', keys: undefined, now: Date.now(), destinations: ['d'], skipUnchanged: false }, quiet);
    const report = await calls.restore.drill({ secret: { kind: 'kept' } });
    expect(report.results).toMatchObject([{ name: 'kept', failure: null, counts: { person: 1 } }]);
    const { backups, lastDrill, destinations } = await calls.restore.list({});
    expect(lastDrill).toEqual(report);
    expect(destinations).toEqual([{ id: 'd', name: 'kept', isThere: true }]);
    expect(backups).toMatchObject([{ place: { kind: 'destination', destination: 'd' }, counts: { person: 1 }, provenAt: expect.any(Number) }]);
    const opened = await calls.restore.open({ from: backups[0]!.place, secret: { kind: 'kept' } });
    expect(opened.isOfThisProfile).toBe(true);
  });
});
