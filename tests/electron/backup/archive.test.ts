import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../../core/call.ts';
import { CHUNK, Sealer, type SealFor, type Unlock, newHeader, sealedBytes } from '../../../electron/backup/age.ts';
import { BLOCK, END_MARK, type Part, writeArchive } from '../../../electron/backup/archive.ts';
import { type Manifest, partOfFile } from '../../../electron/backup/manifest.ts';
import { payloadOf } from '../../../electron/backup/payload.ts';
import { extractBackup, readManifest } from '../../../electron/backup/read.ts';
import { TAR_END, readTarHeader, tarHeader, tarPadding } from '../../../electron/backup/tar.ts';
import { MADE_AT, quietly } from '../../support/backups.ts';
import { haveTools } from '../../support/debian-tools.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const hasAge = haveTools({ age: 'age', 'age-keygen': 'age', zstd: 'zstd', tar: 'tar' });

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const KEY = await generateX25519Identity();
const RECIPIENT = await identityToRecipient(KEY);
const SLOW = { timeout: 60_000 };

/** A manifest of these contents, the first of which stands for the database. */
function aManifest(contents: readonly Uint8Array[], more: Partial<Manifest> = {}): Manifest {
  return {
    format: 1,
    program: 'kith',
    version: '1.2.3',
    schema: { version: 7, sha256: '0'.repeat(64) },
    profile: 'mine',
    device: '00',
    madeAt: MADE_AT,
    rows: {},
    digests: {},
    counts: { person: 3 },
    parts: contents.map((bytes, n) => ({ name: n === 0 ? 'kith.sqlite' : partOfFile(sha256(bytes)), bytes: bytes.length, sha256: sha256(bytes) })),
    files: [],
    ...more,
  };
}

function partsOf(manifest: unknown, contents: readonly Uint8Array[]): Part[] {
  const text = Buffer.from(JSON.stringify(manifest));
  return [
    { name: 'manifest.json', bytes: text.length, pieces: () => [text] },
    ...contents.map((bytes, n) => ({ name: n === 0 ? 'kith.sqlite' : partOfFile(sha256(bytes)), bytes: bytes.length, pieces: () => [bytes] })),
  ];
}

async function archive(parts: readonly Part[], seal: SealFor = { recipient: RECIPIENT }): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await writeArchive(parts, MADE_AT, seal, async (some) => void pieces.push(...some), quietly);
  return Buffer.concat(pieces);
}

/** An age file with this inside, whatever it is. */
async function sealed(payload: Uint8Array): Promise<Buffer> {
  const { head, payloadKey } = await newHeader({ recipient: RECIPIENT });
  const sealer = new Sealer(payloadKey);
  return Buffer.concat([head, ...sealer.add(payload), ...sealer.end()]);
}

function aFile(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), 'a.kith-backup');
  writeFileSync(path, bytes);
  return path;
}

async function codeOf(bytes: Uint8Array, unlock: Unlock = { identity: KEY }, more: { profile?: string; newestSchema?: number } = {}): Promise<string> {
  const used: string[] = [];
  try {
    await extractBackup(aFile(bytes), unlock, (name) => ({ write: () => void used.push(name), end: () => undefined }), { ...quietly, ...more });
    return 'read';
  } catch (error) {
    if (error instanceof CallError) return error.code;
    throw error;
  }
}

async function contentsOf(path: string, unlock: Unlock): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  await extractBackup(
    path,
    unlock,
    (name) => {
      const pieces: Buffer[] = [];
      return { write: (bytes) => void pieces.push(Buffer.from(bytes)), end: () => void contents.set(name, Buffer.concat(pieces)) };
    },
    quietly,
  );
  return contents;
}

describe('the age format', () => {
  const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17];

  it('is what the library opens, in any pieces, and what it writes is opened', SLOW, async () => {
    for (const size of sizes) {
      const plain = randomBytes(size);
      const { head, payloadKey } = await newHeader({ recipient: RECIPIENT });
      const sealer = new Sealer(payloadKey);
      const out = [head];
      for (let at = 0; at < size; ) {
        const taken = 1 + Math.floor(Math.random() * 1.7 * CHUNK);
        out.push(...sealer.add(plain.subarray(at, at + taken)));
        at += taken;
      }
      out.push(...sealer.end());
      const file = Buffer.concat(out);
      expect(file.length).toBe(sealedBytes(head.length, size));
      const decrypter = new Decrypter();
      decrypter.addIdentity(KEY);
      expect(Buffer.from(await decrypter.decrypt(file)).equals(plain)).toBe(true);

      const encrypter = new Encrypter();
      encrypter.addRecipient(RECIPIENT);
      expect(await plainOf(await encrypter.encrypt(plain), { identity: KEY })).toBe(sha256(plain));
    }
  });

  it('of a passphrase is the library’s too, both ways', SLOW, async () => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase('correct horse battery');
    const { head, payloadKey } = await newHeader({ passphrase: 'correct horse battery' });
    const sealer = new Sealer(payloadKey);
    expect(await decrypter.decrypt(Buffer.concat([head, ...sealer.add(Buffer.from('hello')), ...sealer.end()]), 'text')).toBe('hello');
    const encrypter = new Encrypter();
    encrypter.setPassphrase('correct horse battery');
    encrypter.setScryptWorkFactor(12);
    const theirs = await encrypter.encrypt('hello');
    expect(await plainOf(theirs, { passphrase: 'correct horse battery' })).toBe(sha256(Buffer.from('hello')));
    expect(await codeOf(theirs, { passphrase: 'another horse' })).toBe('wrong-key');
  });

  it('refuses a header that asks for more work than any backup', async () => {
    const { head } = await newHeader({ recipient: RECIPIENT });
    const greedy = head.toString('latin1').replace(/-> X25519 \S+\n\S+\n/, `-> scrypt ${'A'.repeat(22)} 24\n${'A'.repeat(43)}\n`);
    expect(await codeOf(Buffer.from(greedy, 'latin1'), { passphrase: 'x' })).toBe('altered');
  });

  it.skipIf(!hasAge)('is what Debian’s age opens, and what it writes is opened', SLOW, async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'key'), `${KEY}\n`);
    for (const size of sizes) {
      const plain = randomBytes(size);
      writeFileSync(join(dir, 'ours.age'), await sealed(plain));
      expect(execFileSync('age', ['-d', '-i', 'key', 'ours.age'], { cwd: dir, maxBuffer: 1e9 }).equals(plain)).toBe(true);
      const theirs = execFileSync('age', ['-r', RECIPIENT], { input: plain, maxBuffer: 1e9 });
      expect(await plainOf(theirs, { identity: KEY })).toBe(sha256(plain));
    }
  });

  async function plainOf(file: Uint8Array, unlock: Unlock): Promise<string> {
    const hash = createHash('sha256');
    for await (const { plain } of payloadOf(aFile(file), unlock)) hash.update(plain);
    return hash.digest('hex');
  }
});

describe('tar', () => {
  it('headers are read back, also of sizes beyond eight gigabytes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9/.]{1,100}$/), fc.oneof(fc.nat(), fc.integer({ min: 8 * 2 ** 30 - 2, max: 8 * 2 ** 30 + 2 }), fc.integer({ min: 0, max: 2 ** 52 })), (name, bytes) => {
        expect(readTarHeader(tarHeader({ name, bytes }, MADE_AT / 1000))).toEqual({ name, bytes });
      }),
    );
  });

  it('takes no links, folders, damaged headers or names it cannot write', () => {
    const header = tarHeader({ name: 'a', bytes: 1 }, 0);
    expect(readTarHeader(header)).toEqual({ name: 'a', bytes: 1 });
    for (const type of '12345x') {
      const other = Buffer.from(header);
      other.write(type, 156, 'latin1');
      other.write(`${(Number.parseInt(header.toString('latin1', 148, 154), 8) + type.charCodeAt(0) - 0x30).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
      expect(readTarHeader(other)).toBeUndefined();
    }
    for (let at = 0; at < 512; at++) {
      const flipped = Buffer.from(header);
      flipped[at]! ^= 4;
      expect(readTarHeader(flipped)).not.toEqual({ name: 'a', bytes: 1 });
    }
    expect(() => tarHeader({ name: 'ü', bytes: 0 }, 0)).toThrow('cannot be a name');
  });
});

describe('a backup', () => {
  const contents = [randomBytes(2 * BLOCK + 1_000), Buffer.from('a note'), Buffer.alloc(0), randomBytes(70_000)];

  it('gives back every part, byte by byte', async () => {
    const path = aFile(await archive(partsOf(aManifest(contents), contents)));
    expect([...(await contentsOf(path, { identity: KEY })).values()].map(sha256)).toEqual(contents.map(sha256));
    expect(await readManifest(path, { identity: KEY }, quietly)).toEqual(aManifest(contents));
  });

  it('of before there were digests of tables is read as one without', async () => {
    const { digests: _none, ...old } = aManifest([Buffer.from('a database')]);
    const path = aFile(await archive(partsOf(old, [Buffer.from('a database')])));
    expect((await readManifest(path, { identity: KEY }, quietly)).digests).toEqual({});
  });

  it('may be sealed by a passphrase', SLOW, async () => {
    const path = aFile(await archive(partsOf(aManifest(contents), contents), { passphrase: 'correct horse battery' }));
    expect((await readManifest(path, { passphrase: 'correct horse battery' }, quietly)).counts).toEqual({ person: 3 });
  });

  it('says in a code of its own what is wrong with it', async () => {
    const good = await archive(partsOf(aManifest(contents), contents));
    const manifest = aManifest(contents);
    expect(await codeOf(good)).toBe('read');
    expect(await codeOf(good, { identity: await generateX25519Identity() })).toBe('wrong-key');
    expect(await codeOf(good, { passphrase: 'correct horse battery' })).toBe('wrong-key');
    expect(await codeOf(good, { identity: KEY }, { profile: 'mine' })).toBe('read');
    expect(await codeOf(good, { identity: KEY }, { profile: 'yours' })).toBe('other-profile');
    expect(await codeOf(good, { identity: KEY }, { newestSchema: 6 })).toBe('newer-version');
    expect(await codeOf(await archive(partsOf({ ...manifest, format: 2, parts: 'otherwise' }, contents)))).toBe('newer-version');
    expect(await codeOf(Buffer.from('PK\x03\x04 a zip'))).toBe('not-a-backup');
    expect(await codeOf(Buffer.alloc(0))).toBe('not-a-backup');
    expect(await codeOf(await sealed(Buffer.from('not zstd')))).toBe('not-a-backup');
    expect(await codeOf(await sealed(zstdCompressSync(Buffer.from('not tar'))))).toBe('not-a-backup');
    expect(await codeOf(await archive(partsOf({ ...manifest, program: 'other' }, contents)))).toBe('not-a-backup');
  });

  it('is refused where its parts are not what the manifest says', async () => {
    const manifest = aManifest(contents);
    const put = (change: (parts: Manifest['parts']) => Manifest['parts'] | void): Manifest => {
      const parts = structuredClone(manifest.parts);
      return { ...manifest, parts: change(parts) ?? parts };
    };
    expect(await codeOf(await archive(partsOf(put((parts) => void (parts[0]!.sha256 = '1'.repeat(64))), contents)))).toBe('altered');
    for (const other of [
      put((parts) => parts.slice(0, -1)),
      put((parts) => [...parts, parts[1]!]),
      put((parts) => parts.toReversed()),
      put((parts) => void parts[0]!.bytes++),
      put((parts) => void (parts[1]!.name = 'files/../../../etc/passwd')),
      put((parts) => void (parts[1]!.name = '/etc/passwd')),
      { ...manifest, files: [{ stored: '../x.age', bytes: 1, sha256: '0'.repeat(64) }] },
    ]) {
      expect(await codeOf(await archive(partsOf(other, contents)))).toBe('not-a-backup');
    }
  });

  it('is refused where something follows what it should be', async () => {
    const bytes = Buffer.from(JSON.stringify(aManifest([contents[1]!])));
    const tar = Buffer.concat([tarHeader({ name: 'manifest.json', bytes: bytes.length }, 0), bytes, Buffer.alloc(tarPadding(bytes.length)), tarHeader({ name: 'kith.sqlite', bytes: 6 }, 0), contents[1]!, Buffer.alloc(tarPadding(6)), TAR_END]);
    expect(await codeOf(await sealed(zstdCompressSync(tar)))).toBe('read');
    expect(await codeOf(await sealed(zstdCompressSync(Buffer.concat([tar, Buffer.alloc(512)]))))).toBe('not-a-backup');
    expect(await codeOf(await sealed(zstdCompressSync(tar.subarray(0, -512))))).toBe('not-a-backup');
  });

  it('does not let a bomb grow beyond what the manifest says', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(64 * 1024 * 1024));
    const bytes = Buffer.from(JSON.stringify(aManifest([contents[1]!])));
    const head = zstdCompressSync(Buffer.concat([tarHeader({ name: 'manifest.json', bytes: bytes.length }, 0), bytes, Buffer.alloc(tarPadding(bytes.length)), tarHeader({ name: 'kith.sqlite', bytes: 2 ** 40 }, 0)]));
    expect(await codeOf(await sealed(Buffer.concat([head, ...Array.from({ length: 64 }, () => bomb)])))).toBe('not-a-backup');
  });

  it('is found out whatever bit is another, and nothing of it is used before', SLOW, async () => {
    const small = [Buffer.from('the database'), Buffer.from('a file')];
    const good = await archive(partsOf(aManifest(small), small));
    const header = good.indexOf('\n--- ') + 1;
    for (let at = 0; at < good.length; at++) {
      const bad = Buffer.from(good);
      bad[at]! ^= 1 << at % 8;
      const code = await codeOf(bad);
      // Of a header nobody can tell whether it was altered or is for another key, nor of the nonce behind it.
      if (at >= header + 48 + 16) expect(code, `byte ${at}`).toBe('altered');
      else expect(['altered', 'wrong-key', 'not-a-backup', 'truncated'], `byte ${at}`).toContain(code);
    }
  });

  it('is found out wherever it ends too early', SLOW, async () => {
    const small = [Buffer.from('the database'), randomBytes(3 * CHUNK)];
    const good = await archive(partsOf(aManifest(small), small));
    const start = good.length % CHUNK;
    const lengths = [...Array.from({ length: 40 }, (_, n) => Math.floor((good.length * n) / 40)), ...Array.from({ length: 40 }, (_, n) => good.length - 1 - n), start + CHUNK, good.indexOf('\n--- ') + 30];
    for (const length of lengths) expect(await codeOf(good.subarray(0, length)), `${length} bytes`).toBe(length === 0 ? 'not-a-backup' : 'truncated');
    expect(await codeOf(Buffer.concat([good, Buffer.from('x')]))).toBe('altered');
  });

  it('gives a sink nothing where only the end is wrong', async () => {
    const small = [randomBytes(5 * CHUNK)];
    const good = await archive(partsOf(aManifest(small), small));
    let used = 0;
    const reading = extractBackup(aFile(good.subarray(0, -1)), { identity: KEY }, () => ({ write: () => void used++, end: () => void used++ }), quietly);
    await expect(reading).rejects.toMatchObject({ code: 'truncated' });
    expect(used).toBe(0);
  });

  it('stops when it is cancelled, written or read', async () => {
    const path = aFile(await archive(partsOf(aManifest(contents), contents)));
    const stop = new AbortController();
    const watch = { signal: stop.signal, progress: () => stop.abort(new CallError('cancelled', 'enough')) };
    await expect(extractBackup(path, { identity: KEY }, () => undefined, watch)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(writeArchive(partsOf(aManifest(contents), contents), 0, { recipient: RECIPIENT }, async () => undefined, watch)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('ends in a mark that zstd skips', async () => {
    const path = aFile(await archive(partsOf(aManifest(contents), contents)));
    const pieces: Buffer[] = [];
    for await (const { plain } of payloadOf(path, { identity: KEY })) pieces.push(plain);
    expect(Buffer.concat(pieces).subarray(-END_MARK.length).equals(END_MARK)).toBe(true);
    expect(readFileSync(path).includes('KITH-END')).toBe(false);
  });
});
