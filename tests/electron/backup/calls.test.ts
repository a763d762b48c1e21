import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Api } from '../../../core/api/index.ts';
import type { BackupProgress } from '../../../core/api/backup.ts';
import { CallError, type Client } from '../../../core/call.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { migrate, readMigrations } from '../../../db/migrate.ts';
import { purgeContact } from '../../../db/purge.ts';
import { write } from '../../../db/write.ts';
import { KEY_FILE, KeyDesk, keptIdentity } from '../../../electron/backup/keys.ts';
import { payloadOf } from '../../../electron/backup/payload.ts';
import { readManifest } from '../../../electron/backup/read.ts';
import { makeSafetyCopy, safetyCopies, safetyFolder } from '../../../electron/backup/safety.ts';
import { changeBackupState, readBackupState } from '../../../electron/backup/state.ts';
import { main } from '../../../electron/cli.ts';
import { grantedFolders } from '../../../electron/granted-folders.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openClient } from '../../bench/app-client.ts';
import { MADE_AT, aBackedUpProfile, quietly } from '../../support/backups.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SLOW = { timeout: 120_000 };
const DAY = 86_400_000;

async function aClient(dir = temporaryFolder()): Promise<{ dir: string; client: Client<Api>; close: () => Promise<void> }> {
  const { client, close } = await openClient(dir);
  onTestFinished(close);
  return { dir, client, close };
}

/** A folder granted in the terminal, as the browser host has it. */
function grant(dir: string): { token: string; path: string } {
  return grantedFolders(dir, (count) => new Uint8Array(randomBytes(count))).grant(temporaryFolder());
}

const code = async (call: Promise<unknown>): Promise<string> => {
  try {
    return `answered ${JSON.stringify(await call)}`;
  } catch (error) {
    return error instanceof CallError ? error.code : String(error);
  }
};

describe('the calls of backups', () => {
  it('set up a key that somebody has, a folder, and a first backup', SLOW, async () => {
    const { dir, client } = await aClient();
    const { path, token } = grant(dir);
    expect(await client.backup.status()).toMatchObject({ key: { kind: 'none' }, destinations: [], folders: [{ token }], canChooseFolder: false, automatic: true });
    expect(await code(client.backup.addDestination({ folder: token }))).toBe('no-key');
    expect(await code(client.backup.typeKey({ typed: 'AGE-SECRET-KEY-1HNT3S3KHY3632AM0GFHPWUUN096X78USUJMJEHWYDUC9C3KXN32QF50KYP' }))).toBe('no-key');

    const { key, groups } = await client.backup.makeKey({});
    expect(groups.join('')).toBe(key);
    // Until somebody proved that they have it, nothing is encrypted for it.
    expect(readBackupState(dir).recipient).toBeNull();
    expect(await code(client.backup.typeKey({ typed: key.slice(0, -1) }))).toBe('recovery-key-short');
    expect(await code(client.backup.typeKey({ typed: 'AGE-SECRET-KEY-1HNT3S3KHY3632AM0GFHPWUUN096X78USUJMJEHWYDUC9C3KXN32QF50KYP' }))).toBe('other-key');
    await client.backup.typeKey({ typed: groups.join(' ').toLowerCase() });
    expect(readBackupState(dir).recipient).toBe(await identityToRecipient(key));
    expect((await client.backup.status()).key).toMatchObject({ kind: 'made', isAskedFor: false });
    expect(await code(client.backup.makeKey({}))).toBe('key-exists');

    const { id } = await client.backup.addDestination({ folder: token });
    expect(await client.backup.addDestination({ folder: token })).toEqual({ id });
    expect((await client.backup.status()).folders).toEqual([]);
    await client.contacts.create({ kind: 'person', fullName: 'Ada' });
    const phases = new Set<string>();
    const [outcome] = await client.backup.run({}, { onProgress: ({ phase }: BackupProgress) => void phases.add(phase) });
    expect(outcome).toMatchObject({ destination: id, kind: 'made', failure: null });
    expect([...phases]).toEqual(['copying', 'writing', 'verifying']);
    expect((await readManifest(join(path, outcome!.name!), { identity: key }, quietly)).counts['person']).toBe(1);
    const [listed] = await client.backup.list();
    expect(listed).toMatchObject({ name: outcome!.name, destination: id, counts: { person: 1 } });
    expect(listed).not.toHaveProperty('sha256');
    expect((await client.backup.status()).destinations).toMatchObject([{ id, failure: null, lastAt: listed!.at, lastVerifiedAt: listed!.verifiedAt }]);
    // Neither a path nor a secret goes to a page.
    const told = JSON.stringify([await client.backup.status(), await client.backup.list()]);
    expect(told).not.toContain(path);
    expect(told).not.toContain(readBackupState(dir).nameKey);

    await client.backup.removeDestination({ id });
    expect(await client.backup.list()).toEqual([]);
    expect(existsSync(join(path, outcome!.name!))).toBe(true);
    expect(await code(client.backup.run({}))).toBe('no-destination');
  });

  it('save a backup as one file, which is fetched piece by piece', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const { client } = await aClient(profile.dir);
    const { hash, size, name } = await client.backup.save();
    expect(name).toMatch(/^Kith .*Z\.kith-backup$/);
    const pieces: Uint8Array[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const { bytes, next }: { bytes: Uint8Array; next: number | null } = await client.files.read({ hash, offset });
      pieces.push(bytes);
      offset = next;
    }
    const file = join(temporaryFolder(), name);
    writeFileSync(file, Buffer.concat(pieces));
    expect(statSync(file).size).toBe(size);
    expect((await readManifest(file, { identity: profile.identity }, quietly)).parts).toHaveLength(3);
    expect(readdirSync(join(profile.dir, 'incoming'))).toEqual([]);
  });

  it('keep the key behind a passphrase beside the backups, and take it away again', SLOW, async () => {
    const { dir, client } = await aClient();
    const { path, token } = grant(dir);
    const { key } = await client.backup.makeKey({});
    await client.backup.typeKey({ typed: key });
    await client.backup.addDestination({ folder: token });
    expect(await code(client.backup.setPassphrase({ passphrase: 'short' }))).toBe('bad-input');
    await client.backup.setPassphrase({ passphrase: 'correct horse battery' });
    const pieces: Buffer[] = [];
    for await (const { plain } of payloadOf(join(path, KEY_FILE), { passphrase: 'correct horse battery' })) pieces.push(plain);
    expect(Buffer.concat(pieces).toString()).toBe(`# The recovery key of backups made by Kith\n# public key: ${await identityToRecipient(key)}\n${key}\n`);
    const other = grant(dir);
    await client.backup.addDestination({ folder: other.token });
    expect(readFileSync(join(other.path, KEY_FILE)).equals(readFileSync(join(path, KEY_FILE)))).toBe(true);
    expect(await client.backup.status()).toMatchObject({ hasPassphrase: true, isInKeychain: false });
    await client.backup.removePassphrase();
    expect([path, other.path].map((folder) => existsSync(join(folder, KEY_FILE)))).toEqual([false, false]);
  });

  it('need the key again for a passphrase after a restart', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const { client } = await aClient(profile.dir);
    expect(await code(client.backup.setPassphrase({ passphrase: 'correct horse battery' }))).toBe('key-needed');
    await client.backup.setPassphrase({ passphrase: 'correct horse battery', typed: profile.identity });
    expect(existsSync(join(profile.folders[0]!, KEY_FILE))).toBe(true);
  });

  it('refuse a folder in the profile itself, and one that was not granted', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const { client } = await aClient(profile.dir);
    const inside = join(profile.dir, 'files');
    const { token } = grantedFolders(profile.dir, (count) => new Uint8Array(randomBytes(count))).grant(inside);
    expect(await code(client.backup.addDestination({ folder: token }))).toBe('in-profile');
    expect(await code(client.backup.addDestination({ folder: 'x' }))).toBe('not-granted');
    expect(await code(client.backup.chooseFolder())).toBe('no-dialog');
  });

  it('make what today lacks when the program ends', SLOW, async () => {
    const profile = await aBackedUpProfile();
    const { close } = await aClient(profile.dir);
    expect(readdirSync(profile.folders[0]!)).toEqual([]);
    await close();
    expect(readBackupState(profile.dir).backups).toHaveLength(1);
    const again = await aClient(profile.dir);
    await again.client.contacts.create({ kind: 'person', fullName: 'Ada' });
    await again.close();
    expect(readBackupState(profile.dir).backups).toHaveLength(1);
  });
});

describe('the key', () => {
  it('is asked for a week after it was made, put off for a week, and then left alone', async () => {
    const dir = temporaryFolder();
    let now = MADE_AT;
    const desk = new KeyDesk(dir, undefined, () => now);
    const key = await desk.make(false);
    await desk.type(key);
    expect(readBackupState(dir)).toMatchObject({ keyMadeAt: MADE_AT, keyTypedAt: MADE_AT, keyAskAt: MADE_AT + 7 * DAY });
    now += 8 * DAY;
    await desk.type(key);
    expect(readBackupState(dir)).toMatchObject({ keyTypedAt: now, keyAskAt: now + 182 * DAY });
  });

  it('is wrapped by the keychain of the system where there is one, and goes with a new key', async () => {
    const dir = temporaryFolder();
    const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x55);
    const keychain = { wrap: flipped, unwrap: flipped };
    const desk = new KeyDesk(dir, keychain, () => MADE_AT);
    const first = await desk.make(false);
    await desk.type(first);
    expect(await keptIdentity(readBackupState(dir), keychain)).toBe(first);
    expect(await keptIdentity(readBackupState(dir), undefined)).toBeUndefined();
    // Another program of the same person has the keychain, and so needs no typing.
    await new KeyDesk(dir, keychain, () => MADE_AT).setPassphrase('correct horse battery', undefined);
    expect(readBackupState(dir).passphraseFile).not.toBeNull();
    const second = await desk.make(true);
    expect(await keptIdentity(readBackupState(dir), keychain)).toBe(first);
    await desk.type(second);
    expect(await keptIdentity(readBackupState(dir), keychain)).toBe(second);
    expect(readBackupState(dir).passphraseFile).toBeNull();
    expect(readFileSync(join(dir, 'backups.json'), 'utf8')).not.toMatch(/SECRET|secret-key/);
  });
});

it('a key that the keychain does not take counts all the same, and is asked for', async () => {
  const dir = temporaryFolder();
  const refusing = { wrap: () => Promise.reject(new Error('locked')), unwrap: () => Promise.reject(new Error('locked')) };
  const desk = new KeyDesk(dir, refusing, () => MADE_AT);
  await desk.type(await desk.make(false));
  expect(readBackupState(dir)).toMatchObject({ keyTypedAt: MADE_AT, keychain: null });
});

describe('what is known of backups', () => {
  it('is not lost by two programs that write it at once, nor taken for nothing when it is damaged', () => {
    const dir = temporaryFolder();
    const script = `import { changeBackupState } from ${JSON.stringify(new URL('../../../electron/backup/state.ts', import.meta.url).href)};
      for (let n = 0; n < 40; n++) changeBackupState(${JSON.stringify(dir)}, (state) => void state.destinations.push({ id: process.pid + '-' + n, name: '', path: '', failure: null, failedAt: null }));`;
    execFileSync('sh', ['-c', 'for n in 1 2 3; do "$NODE" --input-type=module -e "$SCRIPT" & done; wait'], { env: { ...process.env, NODE: process.execPath, SCRIPT: script } });
    expect(readBackupState(dir).destinations).toHaveLength(120);
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
    writeFileSync(join(dir, 'backups.json'), '{"format":1,');
    expect(() => readBackupState(dir)).toThrow(expect.objectContaining({ code: 'backup-state-damaged' }));
    expect(() => changeBackupState(dir, () => undefined)).toThrow(expect.objectContaining({ code: 'backup-state-damaged' }));
    writeFileSync(join(dir, 'backups.json'), '{"format":2}');
    expect(() => readBackupState(dir)).toThrow(expect.objectContaining({ code: 'backup-state-newer' }));
  });
});

describe('a copy for safety', () => {
  const versionOf = (path: string): unknown => {
    const sql = new Database(path, { readonly: true });
    try {
      return sql.pragma('user_version', { simple: true });
    } finally {
      sql.close();
    }
  };

  it('is made before a migration, without any key', () => {
    const dir = temporaryFolder();
    const sql = new Database(join(dir, 'kith.sqlite'));
    migrate(sql, readMigrations().slice(0, 3));
    sql.close();
    openForWriting(dir, 'Robin').store.close();
    const [name, ...others] = safetyCopies(dir);
    expect(others).toEqual([]);
    expect(name).toMatch(/ migration\.sqlite$/);
    expect(versionOf(join(safetyFolder(dir), name!))).toBe(3);
    expect(versionOf(join(dir, 'kith.sqlite'))).toBe(readMigrations().length);
    expect(statSync(join(safetyFolder(dir), name!)).mode & 0o777).toBe(0o600);
    openForWriting(dir, 'Robin').store.close();
    expect(safetyCopies(dir)).toHaveLength(1);
  });

  it('goes when there are three newer ones', () => {
    const dir = temporaryFolder();
    openForWriting(dir, 'Robin').store.close();
    const paths = [0, 1, 2, 3, 4].map((n) => makeSafetyCopy(dir, 'restore', undefined, MADE_AT + n));
    expect(safetyCopies(dir).map((name) => join(safetyFolder(dir), name))).toEqual(paths.slice(2).reverse());
  });

  it('keeps nobody who was removed for good', () => {
    const dir = temporaryFolder();
    const { store } = openForWriting(dir, 'Robin');
    const { result: id } = write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: 'zqcanaryqz' }));
    makeSafetyCopy(dir, 'restore', undefined, MADE_AT);
    write(store, { code: 'test' }, (tx) => void purgeContact(tx, id));
    store.close();
    openForWriting(dir, 'Robin').store.close();
    expect(safetyCopies(dir)).toEqual([]);
  });
});

describe('kith backup', () => {
  it('backs up into the folders of the profile, or everything into one file', SLOW, async () => {
    const profile = await aBackedUpProfile();
    expect(await main(['backup', '--profile', profile.dir, '--json'])).toBe(0);
    expect(readdirSync(profile.folders[0]!).filter((name) => name.endsWith('.kith-backup'))).toHaveLength(1);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'passphrase'), 'correct horse battery\n');
    const file = join(folder, 'one.kith-backup');
    expect(await main(['backup', '--profile', profile.dir, '--to', file, '--passphrase-file', join(folder, 'passphrase'), '--json'])).toBe(0);
    expect((await readManifest(file, { passphrase: 'correct horse battery' }, quietly)).parts).toHaveLength(3);
    expect(await main(['backup', '--profile', profile.dir, '--to', file, '--json'])).toBe(1);
    mkdirSync(join(folder, 'into'));
    expect(await main(['backup', '--profile', profile.dir, '--to', join(folder, 'into'), '--json'])).toBe(0);
    const [name] = readdirSync(join(folder, 'into'));
    expect((await readManifest(join(folder, 'into', name!), { identity: profile.identity }, quietly)).parts).toHaveLength(3);
    writeFileSync(join(folder, 'passphrase'), 'short');
    expect(await main(['backup', '--profile', profile.dir, '--to', join(folder, 'two'), '--passphrase-file', join(folder, 'passphrase'), '--json'])).toBe(1);
    expect(await main(['backup', '--profile', temporaryFolder(), '--json'])).toBe(1);
  });
});
