import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createContact } from '../../../db/contact-writes.ts';
import { digests } from '../../../db/digest.ts';
import { createEntry } from '../../../db/entries.ts';
import { openReader } from '../../../db/store.ts';
import { write } from '../../../db/write.ts';
import { makeSafetyCopy, safetyCopies } from '../../../electron/backup/safety.ts';
import { openForWriting } from '../../../electron/open-for-writing.ts';
import { openProfile } from '../../../electron/profile.ts';
import { convert } from '../../../electron/vault/convert.ts';
import { type VaultKeys, keysOf } from '../../../electron/vault/keys.ts';
import { readVault } from '../../../electron/vault/vault-file.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { builtProgram } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { filesWith, isPlainDatabase, testVault } from '../../support/vaults.ts';

const CANARY = 'Zaunkoenigin-4711';
/** All of them in the long suite. */
const EVERY = process.env['KITH_KILLS'] ? 1 : 4;
const UNWATCHED = { step: () => undefined, progress: () => undefined, decided: () => undefined };

/** A profile with a contact, a note with a file, and what lay beside. */
function aProfile(dir = temporaryFolder()): string {
  const profile = openProfile(dir, 'Kith in a test', 0);
  const { store, files } = openForWriting(dir, 'Robin');
  const { id } = write(store, { code: 'test' }, (tx) => ({ id: createContact(tx, { kind: 'person', fullName: CANARY }) })).result;
  for (const text of [CANARY, `${CANARY} `.repeat(9_000)]) {
    const hash = files.keep(new TextEncoder().encode(text));
    write(store, { code: 'test' }, (tx) => createEntry(tx, { kind: 'note', body: `about ${CANARY}`, participants: [id], attachments: [{ name: 'a', type: '', size: text.length, hash }] }));
  }
  store.close();
  mkdirSync(join(dir, 'set-aside', 'of last year'), { recursive: true });
  writeFileSync(join(dir, 'set-aside', 'of last year', 'kith.sqlite'), `damaged ${CANARY}`);
  makeSafetyCopy(dir, 'migration', undefined, 0);
  writeFileSync(join(dir, 'safety', 'note.txt'), CANARY);
  mkdirSync(join(dir, 'restoring'));
  writeFileSync(join(dir, 'restoring', 'upload'), CANARY);
  writeFileSync(join(dir, 'uploads', 'a'.repeat(32)), `name,city\n${CANARY},Bern\n`);
  profile.release();
  return dir;
}

interface Content {
  rows: Record<string, string>;
  files: string[];
  aside: string;
  safety: Record<string, string>;
}

/** The copy that was made for safety, opened as the profile is. */
function safetyOf(dir: string, keys: VaultKeys | undefined): Record<string, string> {
  const store = openReader(join(dir, 'safety', safetyCopies(dir)[0]!), systemPorts, keys?.database);
  try {
    return digests(store);
  } finally {
    store.close();
  }
}

/** What the next start finds: the same content, whether it is encrypted or not. */
function contentOf(dir: string, keys: VaultKeys): { content: Content; isEncrypted: boolean } {
  const profile = openProfile(dir, 'Kith in a test', 0);
  try {
    const isEncrypted = readVault(dir) !== undefined;
    const used = isEncrypted ? keys : undefined;
    const { store, files } = openForWriting(dir, 'Robin', used);
    try {
      expect(store.sql.pragma('integrity_check', { simple: true })).toBe('ok');
      const content = {
        rows: digests(store),
        files: files.list().map((hash) => Buffer.concat([...files.pieces(hash)]).toString()).sort(),
        safety: safetyOf(dir, used),
        aside: readdirSync(join(dir, 'set-aside', 'of last year')).length === 1 ? 'one' : 'other',
      };
      return { content, isEncrypted };
    } finally {
      store.close();
    }
  } finally {
    profile.release();
  }
}

const child = (dir: string, to: string, secret: Uint8Array, step?: number) =>
  spawnSync(process.execPath, [builtProgram('tests/support/convert-child.ts'), dir, to, Buffer.from(secret).toString('hex'), ...(step === undefined ? [] : [String(step)])], { encoding: 'utf8' });

describe('a profile that is encrypted', { timeout: 60_000 }, () => {
  it('holds the same, and nothing of it in clear; made plain again it is as before', async () => {
    const dir = aProfile();
    const secret = randomBytes(32);
    const keys = keysOf(secret);
    const { content: before } = contentOf(dir, keys);
    writeFileSync(join(dir, 'uploads', 'b'.repeat(32)), CANARY);
    expect(filesWith(dir, CANARY).length).toBeGreaterThanOrEqual(7);

    const told: number[][] = [];
    convert({ profileDir: dir, keys, vault: await testVault(secret) }, { ...UNWATCHED, progress: (done, total) => told.push([done, total]) });
    expect(filesWith(dir, CANARY)).toEqual([]);
    expect(isPlainDatabase(join(dir, 'kith.sqlite'))).toBe(false);
    expect(contentOf(dir, keys)).toEqual({ content: before, isEncrypted: true });
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)![0]).toBe(told.at(-1)![1]);

    convert({ profileDir: dir, keys, vault: undefined }, UNWATCHED);
    expect(contentOf(dir, keys)).toEqual({ content: before, isEncrypted: false });
    expect(readFileSync(join(dir, 'set-aside', 'of last year', 'kith.sqlite'), 'utf8')).toBe(`damaged ${CANARY}`);
    expect(readdirSync(dir).filter((name) => /\.(new|old|part|scratch)$|conversion/.test(name))).toEqual([]);
  });

  it('is not made while somebody else reads it', async () => {
    const dir = aProfile();
    const secret = randomBytes(32);
    const reader = openReader(join(dir, 'kith.sqlite'), systemPorts);
    reader.sql.prepare('SELECT count(*) FROM contacts').get();
    const vault = await testVault(secret);
    expect(() => convert({ profileDir: dir, keys: keysOf(secret), vault }, UNWATCHED)).toThrow(expect.objectContaining({ code: 'profile-in-use' }));
    reader.close();
    expect(contentOf(dir, keysOf(secret)).isEncrypted).toBe(false);
  });

  it('stays as it was where making the new one fails', async () => {
    const dir = aProfile();
    const secret = randomBytes(32);
    const { content: before } = contentOf(dir, keysOf(secret));
    const vault = await testVault(secret);
    let steps = 0;
    const failing = { ...UNWATCHED, step: () => { if (++steps === 3) throw new Error('no room'); } };
    expect(() => convert({ profileDir: dir, keys: keysOf(secret), vault }, failing)).toThrow('no room');
    expect(readdirSync(dir).filter((name) => /\.new$|conversion/.test(name))).toEqual([]);
    expect(contentOf(dir, keysOf(secret))).toEqual({ content: before, isEncrypted: false });
  });

  it('has what lay there in clear written over before it is removed', async () => {
    const dir = aProfile();
    const secret = randomBytes(32);
    // A second name of the same bytes: what becomes of them is seen there.
    const second = join(temporaryFolder(), 'second');
    linkSync(join(dir, 'kith.sqlite'), second);
    convert({ profileDir: dir, keys: keysOf(secret), vault: await testVault(secret) }, UNWATCHED);
    expect(statSync(second).size).toBeGreaterThan(4096);
    expect(readFileSync(second).every((byte) => byte === 0)).toBe(true);
  });
});

describe('a conversion that is killed', () => {
  for (const [from, to] of [['plain', 'encrypted'], ['encrypted', 'plain']] as const) {
    it(`on the way to ${to} leaves one or the other, whole, at every step`, { timeout: 300_000 }, async () => {
      const secret = randomBytes(32);
      const keys = keysOf(secret);
      const make = async () => {
        const dir = aProfile();
        if (from === 'encrypted') convert({ profileDir: dir, keys, vault: await testVault(secret) }, UNWATCHED);
        return dir;
      };
      const outcomes = new Set<boolean>();
      let kills = 0;
      for (let step = 1; ; step += EVERY) {
        const dir = await make();
        const before = contentOf(dir, keys).content;
        const { signal, stderr } = child(dir, to, secret, step);
        expect(stderr).toBe('');
        // It has no such step any more: it came to its end.
        if (signal !== 'SIGKILL') break;
        kills++;
        const after = contentOf(dir, keys);
        expect(after.content).toEqual(before);
        outcomes.add(after.isEncrypted);
        // Whichever it is, nothing of the other is left beside it.
        if (after.isEncrypted) expect(filesWith(dir, CANARY)).toEqual([]);
        expect(readdirSync(dir).filter((name) => /\.(new|old)$|conversion\.json$/.test(name))).toEqual([]);
      }
      expect(kills * EVERY).toBeGreaterThan(12);
      expect(outcomes).toEqual(new Set([true, false]));
    });
  }
});
