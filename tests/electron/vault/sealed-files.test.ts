import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFiles } from '../../../electron/files.ts';
import { openUploads, readUpload } from '../../../electron/uploads.ts';
import { keysOf } from '../../../electron/vault/keys.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PIECE = 1024 * 1024;
const keys = keysOf(Buffer.alloc(32, 7));
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const damaged = expect.objectContaining({ code: 'file-damaged' });

describe('the files of an encrypted profile', () => {
  for (const size of [0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 2_500_000]) {
    it(`gives back ${size} bytes as they were, whole, in pieces, and from within`, () => {
      const files = openFiles(temporaryFolder(), keys);
      const bytes = randomBytes(size);
      let uploadId: string | undefined;
      let hash: string | null = null;
      for (let at = 0; at === 0 || at < size; at += PIECE) ({ uploadId, hash } = files.put(uploadId, bytes.subarray(at, at + PIECE), at + PIECE >= size));
      expect(hash).toBe(hashOf(bytes));
      expect(files.size(hash!)).toBe(size);
      expect(Buffer.concat([...files.pieces(hash!)]).equals(bytes)).toBe(true);
      const read: Uint8Array[] = [];
      for (let offset: number | null = 0; offset !== null; ) {
        const piece: ReturnType<typeof files.read> = files.read(hash!, offset);
        read.push(piece.bytes);
        offset = piece.next;
      }
      expect(Buffer.concat(read).equals(bytes)).toBe(true);
      if (size > 70_000) expect(Buffer.from(files.read(hash!, 65_000).bytes.subarray(0, 1_000)).equals(bytes.subarray(65_000, 66_000))).toBe(true);
      expect(files.list()).toEqual([hash]);
    });
  }

  it('keep what was given when its place gets other bytes before the next piece', () => {
    const files = openFiles(temporaryFolder(), keys);
    const bytes = randomBytes(90_000);
    const place = Buffer.alloc(30_000);
    let uploadId: string | undefined;
    let hash: string | null = null;
    for (let at = 0; at < bytes.length; at += place.length) {
      bytes.copy(place, 0, at);
      ({ uploadId, hash } = files.put(uploadId, place, at + place.length === bytes.length));
    }
    expect(Buffer.concat([...files.pieces(hash!)]).equals(bytes)).toBe(true);
  });

  it('lie under names that do not say what they are, and are known by them again', () => {
    const dir = temporaryFolder();
    const files = openFiles(dir, keys);
    const hash = files.keep(Buffer.from('a contract'));
    const names = readdirSync(join(dir, 'files'), { recursive: true, encoding: 'utf8' });
    expect(names.some((name) => name.includes(hash))).toBe(false);
    expect(openFiles(dir, keys).list()).toEqual([hash]);
    expect(openFiles(dir, keysOf(randomBytes(32))).has(hash)).toBe(false);
  });

  it('are refused where a byte is another, a chunk is gone or in another place, or the file stands for another', () => {
    const files = openFiles(temporaryFolder(), keys);
    const hash = files.keep(randomBytes(200_000));
    const path = files.path(hash);
    const whole = readFileSync(path);
    const fails = (bytes: Buffer) => {
      writeFileSync(path, bytes);
      expect(() => [...files.pieces(hash)]).toThrow(damaged);
    };
    for (const at of [3, 15, 40, 100, 70_000, whole.length - 1]) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 1;
      fails(bytes);
    }
    const head = 60;
    const chunk = 65_536 + 16;
    fails(whole.subarray(0, head + chunk));
    fails(Buffer.concat([whole.subarray(0, head), whole.subarray(head + chunk, head + 2 * chunk), whole.subarray(head, head + chunk), whole.subarray(head + 2 * chunk)]));
    fails(Buffer.alloc(0));
    writeFileSync(path, whole);
    const other = files.keep(randomBytes(10));
    renameSync(files.path(other), path);
    expect(() => files.read(hash, 0)).toThrow(damaged);
  });

  it('keeps an import that waits in the profile unreadable, and reads it back as it came', async () => {
    const dir = temporaryFolder();
    const uploads = openUploads(dir, keys);
    const pieces = [randomBytes(1_000), randomBytes(65_537), randomBytes(13), Buffer.from('the end')];
    let id: string | undefined;
    for (const piece of pieces) id = uploads.add(id, piece);
    expect(uploads.size(id!)).toBe(Buffer.concat(pieces).length);
    // Another worker reads it.
    const read: Buffer[] = [];
    for await (const chunk of readUpload(openUploads(dir, keys).file(id!))) read.push(chunk as Buffer);
    expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
    const { path } = uploads.file(id!);
    expect(statSync(path).size).toBe(uploads.size(id!));
    expect(readFileSync(path).includes('the end')).toBe(false);
    expect(dirname(path)).toBe(join(dir, 'uploads'));
  });
});
