import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContact } from '../../../db/contact-writes.ts';
import { digests } from '../../../db/digest.ts';
import { openReader, openStore, type Store } from '../../../db/store.ts';
import { ensureMember } from '../../../db/settings.ts';
import { write } from '../../../db/write.ts';
import { plainPages } from '../../../electron/vault/pages.ts';
import { sealDatabase } from '../../../electron/vault/seal-database.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { filesWith } from '../../support/vaults.ts';

const CANARY = 'Zaunkoenigin-4711';

/** A closed copy of a database with a few hundred contacts, as a backup makes one. */
function aCopy(key?: Uint8Array): { path: string; digests: Record<string, string> } {
  const dir = temporaryFolder();
  const store = openStore(join(dir, 'kith.sqlite'), systemPorts, undefined, key);
  write(store, { code: 'test' }, (tx) => ensureMember(tx, 'Robin'));
  for (let n = 0; n < 300; n++) write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', fullName: `${CANARY} ${n}` }));
  const path = join(dir, 'copy.sqlite');
  store.sql.prepare('VACUUM INTO ?').run(path);
  const made = { path, digests: digests(store) };
  store.close();
  return made;
}

function reading(path: string, key?: Uint8Array): Store {
  const store = openReader(path, systemPorts, key);
  onTestFinished(() => store.close());
  return store;
}

const sqlite3 = (): string | undefined => ['/usr/bin/sqlite3', '/usr/local/bin/sqlite3'].find((path) => existsSync(path));

describe('the pages of an encrypted database', { timeout: 60_000 }, () => {
  it('become a plain one that any SQLite opens, with the same content', () => {
    const key = randomBytes(32);
    const { path, digests: before } = aCopy(key);
    expect(filesWith(dirname(path), CANARY)).toEqual([]);
    const plain = join(temporaryFolder(), 'plain.sqlite');
    writeFileSync(plain, Buffer.concat([...plainPages(path, key)].map((piece) => Buffer.from(piece))));
    expect(digests(reading(plain))).toEqual(before);
    const other = sqlite3();
    if (other) expect(execFileSync(other, [plain, 'PRAGMA integrity_check; SELECT count(*) FROM contacts;'], { encoding: 'utf8' })).toBe('ok\n300\n');
  });

  it('are refused where one byte is another, two pages changed places, or the key is not theirs', () => {
    const key = randomBytes(32);
    const { path } = aCopy(key);
    const whole = readFileSync(path);
    const fails = (bytes: Buffer, by: Uint8Array = key) => {
      writeFileSync(path, bytes);
      expect(() => [...plainPages(path, by)]).toThrow(expect.objectContaining({ code: 'damaged' }));
    };
    for (const at of [5, 20, 3_000, 4_020, 4_090, 4096 * 3 + 100]) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      fails(bytes);
    }
    const swapped = Buffer.from(whole);
    whole.copy(swapped, 4096, 8192, 12288);
    whole.copy(swapped, 8192, 4096, 8192);
    fails(swapped);
    fails(whole.subarray(0, -100));
    fails(whole, randomBytes(32));
  });

  it('are read piece by piece, so that memory stays as it is', () => {
    const key = randomBytes(32);
    const { path } = aCopy(key);
    expect(Math.max(...[...plainPages(path, key)].map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
  });
});

describe('a plain database that comes as a stream', () => {
  async function* inCrookedPieces(bytes: Buffer, piece: number, look: () => void) {
    for (let at = 0; at < bytes.length; at += piece) {
      look();
      yield bytes.subarray(at, at + piece);
    }
  }

  for (const [kind, wasEncrypted] of [['of a profile that was encrypted', true], ['of a plain profile', false]] as const) {
    it(`${kind} becomes an encrypted one, and stands on the disk in clear at no time`, async () => {
      const oldKey = wasEncrypted ? randomBytes(32) : undefined;
      const { path, digests: before } = aCopy(oldKey);
      const plain = oldKey ? Buffer.concat([...plainPages(path, oldKey)].map((piece) => Buffer.from(piece))) : readFileSync(path);
      const key = randomBytes(32);
      const dir = temporaryFolder();
      const target = join(dir, 'kith.sqlite');
      const clear: string[] = [];
      await sealDatabase(inCrookedPieces(plain, 5_000, () => clear.push(...filesWith(dir, CANARY))), target, key);
      expect(clear).toEqual([]);
      expect(filesWith(dir, CANARY)).toEqual([]);
      expect(readdirSync(dir)).toEqual(['kith.sqlite']);
      const store = reading(target, key);
      expect(store.sql.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(digests(store)).toEqual(before);
    });
  }

  it('is refused where it is none, or ends within a page', async () => {
    const { path } = aCopy();
    const dir = temporaryFolder();
    const refused = expect.objectContaining({ code: 'damaged' });
    await expect(sealDatabase([Buffer.from('x'.repeat(5_000))], join(dir, 'a'), randomBytes(32))).rejects.toEqual(refused);
    await expect(sealDatabase([readFileSync(path).subarray(0, -10)], join(dir, 'b'), randomBytes(32))).rejects.toEqual(refused);
    await expect(sealDatabase([], join(dir, 'c'), randomBytes(32))).rejects.toEqual(refused);
    expect(readdirSync(dir)).toEqual([]);
  });
});
