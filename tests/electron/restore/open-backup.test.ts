import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../../core/call.ts';
import { getContact } from '../../../db/contacts.ts';
import { listContacts } from '../../../db/contact-list.ts';
import { readMigrations } from '../../../db/migrate.ts';
import { openReader } from '../../../db/store.ts';
import { writeArchive } from '../../../electron/backup/archive.ts';
import { factsOf } from '../../../electron/backup/facts.ts';
import { schemaHash } from '../../../electron/backup/manifest.ts';
import { readBackupState } from '../../../electron/backup/state.ts';
import { openFiles } from '../../../electron/files.ts';
import { checkDatabase } from '../../../electron/restore/check.ts';
import { type OpenRequest, openBackup } from '../../../electron/restore/open-backup.ts';
import { RESTORING, clearOpened, closeOpened, dirOf, filesIn, openedBackup } from '../../../electron/restore/place.ts';
import { unlockFor } from '../../../electron/restore/unlock.ts';
import { saveBackup } from '../../../electron/backup/make.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { openIn } from '../../support/open-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { IDENTITY, aProfile, backedUp, digestOf } from '../../support/restored-profiles.ts';

const quiet = { signal: new AbortController().signal, progress: () => undefined };

async function open(profileDir: string, path: string, given: Partial<OpenRequest> & { key?: string } = {}) {
  const unlock = await unlockFor(path, { kind: 'key', text: given.key ?? IDENTITY });
  return openBackup({ profileDir, path, unlock, keys: undefined, profile: readBackupState(profileDir).profile, have: { has: () => false }, ports: systemPorts, ...quiet, ...given });
}

describe('a backup', () => {
  it('is opened in a private place, and gone when it is closed', async () => {
    const dir = temporaryFolder();
    const { id, file } = aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const opened = await open(dir, path);
    expect(opened).toMatchObject({ name: 'a.kith-backup', madeAt: Date.UTC(2026, 2, 1, 12), version: '1.0.0', counts: { person: 1, entry: 1 }, found: { person: 1, entry: 1 }, files: 1, filesMissing: 0 });
    expect(statSync(dirOf(dir, opened)).mode & 0o777).toBe(0o700);
    expect(statSync(opened.database).mode & 0o077).toBe(0);
    const there = openReader(opened.database, systemPorts);
    expect(getContact(there, id).name).toBe('Ada');
    there.close();
    expect(Buffer.from(filesIn(dirOf(dir, opened), undefined).read(file, 0).bytes).toString()).toBe('the file of Ada');
    closeOpened(dir, opened.id);
    expect(existsSync(join(dir, RESTORING))).toBe(false);
    expect(() => openedBackup(dir, opened.id)).toThrow('no longer open');
    await open(dir, path);
    clearOpened(dir);
    expect(existsSync(join(dir, RESTORING))).toBe(false);
  });

  it('brings no attachment out that is here already', async () => {
    const dir = temporaryFolder();
    const { file } = aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    const opened = await open(dir, path, { have: openFiles(dir) });
    expect(filesIn(dirOf(dir, opened), undefined).has(file)).toBe(false);
    expect(opened.filesMissing).toBe(0);
  });

  it('made of an encrypted profile, or of a plain one, leaves nothing in clear in an encrypted one', async () => {
    const keys = keysOf(Buffer.alloc(32, 7));
    for (const of of [undefined, keys]) {
      const from = temporaryFolder();
      aProfile(from, 'zqcanaryqz', of);
      const path = await backedUp(from, join(temporaryFolder(), 'a.kith-backup'), of);
      const dir = temporaryFolder();
      const inClear = (): string[] => readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes('zqcanaryqz') ? [entry.name] : []));
      let looks = 0;
      const progress = (): void => {
        looks++;
        expect(inClear()).toEqual([]);
      };
      const opened = await open(dir, path, { keys, profile: undefined, progress });
      expect(looks).toBeGreaterThan(1);
      const there = openReader(opened.database, systemPorts, keys.database);
      expect(listContacts(there, { filter: [], sort: { by: 'name', descending: false }, limit: 9 }).rows.map(({ name }) => name)).toEqual(['zqcanaryqz']);
      there.close();
      const files = readdirSync(dirOf(dir, opened), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      expect(files.length).toBeGreaterThan(2);
      expect(inClear()).toEqual([]);
    }
  });

  it('is opened by the passphrase that made it', { timeout: 60_000 }, async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = join(temporaryFolder(), 'a.kith-backup');
    await saveBackup({ profileDir: dir, version: '1', keys: undefined, now: 1, path, seal: { passphrase: 'correct horse battery' } }, quiet);
    const unlock = await unlockFor(path, { kind: 'passphrase', text: 'correct horse battery' });
    expect((await open(dir, path, { unlock })).counts['person']).toBe(1);
    const wrong = await unlockFor(path, { kind: 'passphrase', text: 'incorrect horse battery' });
    await expect(open(dir, path, { unlock: wrong })).rejects.toMatchObject({ code: 'wrong-key' });
  });
});

describe('what cannot be restored says why, and changes nothing', () => {
  async function refused(harm: (path: string) => unknown, given: Partial<OpenRequest> & { key?: string } = {}) {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    await harm(path);
    const before = digestOf(dir);
    const error: unknown = await open(dir, path, given).then(() => undefined, (cause: unknown) => cause);
    clearOpened(dir);
    expect(digestOf(dir)).toBe(before);
    return error as { code: string; message: string };
  }

  it('another key', async () => {
    expect(await refused(() => undefined, { key: 'AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU' })).toMatchObject({ code: 'wrong-key' });
  });

  it('a passphrase where only the key opens it', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'));
    await expect(unlockFor(path, { kind: 'passphrase', text: 'something' })).rejects.toMatchObject({ code: 'no-passphrase' });
    await expect(unlockFor(path, { kind: 'key', text: IDENTITY.slice(0, 40) })).rejects.toMatchObject({ code: 'recovery-key-short' });
  });

  it('of another profile', async () => {
    expect(await refused(() => undefined, { profile: 'another' })).toMatchObject({ code: 'other-profile' });
  });

  it('cut off', async () => {
    expect(await refused((path) => truncateSync(path, statSync(path).size - 100))).toMatchObject({ code: 'truncated' });
  });

  it('changed', async () => {
    const flip = (path: string): void => {
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = bytes[at]! ^ 1;
      writeFileSync(path, bytes);
    };
    expect(await refused(flip)).toMatchObject({ code: 'altered' });
  });

  it('no backup at all', async () => {
    expect(await refused((path) => writeFileSync(path, 'hello'))).toMatchObject({ code: 'not-a-backup' });
  });

  it('gone', async () => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = join(temporaryFolder(), 'a.kith-backup');
    await expect(openBackup({ profileDir: dir, path, unlock: { identity: IDENTITY }, keys: undefined, profile: undefined, have: { has: () => false }, ports: systemPorts, ...quiet })).rejects.toMatchObject({ code: 'backup-gone' });
    expect(existsSync(join(dir, RESTORING))).toBe(false);
  });
});

describe('a backup that cannot be opened', () => {
  it.runIf(process.platform === 'linux').each([['plain', undefined], ['encrypted', keysOf(Buffer.alloc(32, 7))]] as const)('leaves no file open in a profile that is %s, wherever it ended', async (_how, keys) => {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada', keys);
    const path = await backedUp(dir, join(temporaryFolder(), 'a.kith-backup'), keys);
    const nothingHere = { keys, have: { has: () => false } };
    const ends: number[] = [];
    await open(dir, path, { ...nothingHere, progress: ({ done }) => void ends.push(done) });
    expect(ends.length).toBeGreaterThan(3);
    clearOpened(dir);
    for (let end = 0; end < ends.length; end++) {
      const stop = new AbortController();
      let told = 0;
      const progress = (): void => {
        if (told++ === end) stop.abort(new CallError('cancelled', 'no'));
      };
      const ended = await open(dir, path, { ...nothingHere, signal: stop.signal, progress }).then(() => 'opened', (cause: CallError) => cause.code);
      // The last of it comes when there is nothing left to end.
      if (end < ends.length - 1) expect(ended).toBe('cancelled');
      expect(openIn(dir)).toEqual([]);
      clearOpened(dir);
    }
    const wrong = await open(dir, path, { ...nothingHere, unlock: { identity: 'AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU' } }).then(() => 'opened', (cause: CallError) => cause.code);
    expect([wrong, openIn(dir)]).toEqual(['wrong-key', []]);
  });
});

describe('a backup of an older version', () => {
  it('is brought to the newest one in its place', async () => {
    const released = join(temporaryFolder(), 'old.sqlite');
    copyFileSync(new URL('../../fixtures/databases/0001.sqlite', import.meta.url), released);
    const sql = new Database(released);
    sql.pragma('journal_mode = DELETE');
    const version = sql.pragma('user_version', { simple: true }) as number;
    expect(version).toBeLessThan(readMigrations().length);
    const people = sql.prepare("SELECT count(*) FROM contacts WHERE hidden = 0 AND kind = 'person'").pluck().get();
    const schema = { version, sha256: schemaHash(sql) };
    sql.close();
    const bytes = readFileSync(released);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const manifest = { format: 1, program: 'kith', version: '0.1.0', schema, profile: 'p', device: '', madeAt: 1, rows: {}, counts: { person: people }, parts: [{ name: 'kith.sqlite', bytes: bytes.length, sha256 }], files: [] };
    const text = Buffer.from(JSON.stringify(manifest));
    const path = join(temporaryFolder(), 'old.kith-backup');
    const parts = [{ name: 'manifest.json', bytes: text.length, pieces: () => [text] }, { name: 'kith.sqlite', bytes: bytes.length, pieces: () => [bytes] }];
    await writeArchive(parts, 1, { passphrase: 'correct horse battery' }, async (pieces) => pieces.forEach((piece) => appendFileSync(path, piece)), quiet);
    const dir = temporaryFolder();
    const opened = await openBackup({ profileDir: dir, path, unlock: { passphrase: 'correct horse battery' }, keys: undefined, profile: undefined, have: { has: () => true }, ports: systemPorts, ...quiet });
    expect(opened).toMatchObject({ version: '0.1.0', found: { person: people, deal: 0 } });
    const there = openReader(opened.database, systemPorts);
    expect(there.sql.pragma('user_version', { simple: true })).toBe(readMigrations().length);
    there.close();
  });
});

describe('the database of a backup', () => {
  function aDatabase() {
    const dir = temporaryFolder();
    aProfile(dir, 'Ada');
    const path = join(dir, 'copy.sqlite');
    const sql = new Database(join(dir, 'kith.sqlite'));
    sql.exec(`VACUUM INTO '${path}'`);
    sql.close();
    const change = (text: string): void => {
      const copy = new Database(path);
      copy.exec(text);
      copy.close();
    };
    const facts = () => {
      const copy = new Database(path);
      try {
        return { schema: { version: readMigrations().length, sha256: schemaHash(copy) }, rows: factsOf(copy).rows };
      } finally {
        copy.close();
      }
    };
    return { path, change, facts };
  }

  it('as Kith makes it is taken', () => {
    const { path, facts } = aDatabase();
    expect(() => checkDatabase(path, facts())).not.toThrow();
  });

  it.each([
    ['a trigger', "CREATE TRIGGER evil AFTER UPDATE ON contacts BEGIN DELETE FROM entries; END"],
    ['a view', 'CREATE VIEW evil AS SELECT 1'],
    ['a table', 'CREATE TABLE evil (x)'],
    ['an index less', 'DROP INDEX emailsByAddress'],
    ['the mark of another program', 'PRAGMA application_id = 7'],
  ])('with %s is refused, also where its manifest says so', (_what, text) => {
    const { path, change, facts } = aDatabase();
    change(text);
    expect(() => checkDatabase(path, facts())).toThrow(expect.objectContaining({ code: 'altered' }));
  });

  it('with other rows than its manifest says is refused', () => {
    const { path, change, facts } = aDatabase();
    const manifest = facts();
    change('DELETE FROM participants');
    expect(() => checkDatabase(path, manifest)).toThrow(expect.objectContaining({ code: 'altered' }));
  });

  it('of a newer version is refused as such', () => {
    const { path, facts } = aDatabase();
    const manifest = facts();
    expect(() => checkDatabase(path, { ...manifest, schema: { ...manifest.schema, version: readMigrations().length + 1 } })).toThrow(expect.objectContaining({ code: 'newer-version' }));
  });
});
