// A plain database that comes as a stream, such as out of a backup, becomes an encrypted one, and no page of it stands
// on the disk in clear on the way.
//
// A page needs 80 bytes at its end for IV and HMAC. Databases that were encrypted before have them, and their pages are
// encrypted as they come. Others have to be written anew by SQLite; until then their pages lie in a file of another
// cipher that needs no room, `aes256cbc` of SQLite3 Multiple Ciphers in its oldest form, under a key that is thrown
// away. That one notices no damage: whoever restores has checked the stream before.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { CallError } from '../../core/call.ts';
import { writeAnew } from '../../db/write-anew.ts';
import { isSealable, sealPages } from './pages.ts';

const PAGE = 4096;
/** Of a database, and enough to know its kind. */
const HEAD = 100;

/** The file must not be there yet. Errors: `damaged` where the stream is no database of whole pages of 4,096 bytes. */
export async function sealDatabase(plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, path: string, key: Uint8Array): Promise<void> {
  const { head, all } = await peek(plain);
  if (head.toString('latin1', 0, 15) !== 'SQLite format 3' || head.readUInt16BE(16) !== PAGE) throw new CallError('damaged', 'This is not a database of Kith.');
  if (isSealable(head)) return sealPages(all, path, key);
  const passing = `${path}.passing`;
  const password = randomBytes(24).toString('base64');
  try {
    await writePassing(all, passing, password);
    writeAnew({ path: passing, password }, { path, key }, `${path}.scratch`);
  } finally {
    rmSync(passing, { force: true });
  }
}

async function peek(plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const source = Symbol.asyncIterator in plain ? plain[Symbol.asyncIterator]() : plain[Symbol.iterator]();
  let head = Buffer.alloc(0);
  while (head.length < HEAD) {
    const { done, value } = await source.next();
    if (done) throw new CallError('damaged', 'The database ends before it begins.');
    head = Buffer.concat([head, value]);
  }
  async function* all() {
    yield head;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  }
  return { head, all: all() };
}

async function writePassing(plain: AsyncIterable<Uint8Array>, path: string, password: string): Promise<void> {
  const key = keyOf(password);
  const file = openSync(path, 'wx', 0o600);
  try {
    let rest = Buffer.alloc(0);
    let number = 1;
    for await (const bytes of plain) {
      rest = Buffer.concat([rest, bytes]);
      const whole = rest.length - (rest.length % PAGE);
      for (let at = 0; at < whole; at += PAGE) writeSync(file, passingPage(rest.subarray(at, at + PAGE), number++, key));
      rest = Buffer.from(rest.subarray(whole));
    }
    if (rest.length > 0) throw new CallError('damaged', 'The database ends within a page.');
  } finally {
    closeSync(file);
  }
}

/** As the cipher does: the password is 32 bytes long already, and needs none of its padding. */
function keyOf(password: string): Buffer {
  let key = sha256(Buffer.from(password, 'latin1'));
  for (let round = 0; round < 4001; round++) key = sha256(key);
  return key;
}

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function passingPage(page: Buffer, number: number, key: Buffer): Buffer {
  const numberBytes = Buffer.alloc(4);
  numberBytes.writeUInt32LE(number);
  const cipher = createCipheriv('aes-256-cbc', sha256(key, numberBytes, Buffer.from('sAlT')), ivOf(number)).setAutoPadding(false);
  return cipher.update(page);
}

/** Four numbers of a generator that the number of the page begins (`sqlite3mcGenerateInitialVector`), through MD5. */
function ivOf(number: number): Buffer {
  const seeds = Buffer.alloc(16);
  let z = number + 1;
  for (let at = 0; at < 16; at += 4) {
    const q = Math.floor(z / 52774);
    z = 40692 * (z - 52774 * q) - 3791 * q;
    if (z < 0) z += 2147483399;
    seeds.writeUInt32LE(z, at);
  }
  return createHash('md5').update(seeds).digest();
}
