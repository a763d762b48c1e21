// The pages of an encrypted database without SQLite: out of a closed file, and into a new one. The format is that of
// SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/): pages of 4,096 bytes whose last 80 hold the IV of AES-256-CBC
// and an HMAC-SHA512 over content, IV and the number of the page. The first 16 bytes of the file are its salt.
import { createCipheriv, createDecipheriv, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { CallError } from '../../core/call.ts';

const PAGE = 4096;
const IV = 16;
const MAC = 64;
/** At the end of every page. */
export const RESERVED = IV + MAC;
const SALT = 16;
const MAGIC = Buffer.from('SQLite format 3\0');
/** In one piece. */
const PAGES = 64;

/**
 * A closed encrypted database as a plain one, in pieces of up to 256 KiB that belong to the caller; opens in every
 * SQLite. Errors: `damaged` where a page was not written with this key.
 */
export function* plainPages(path: string, key: Uint8Array): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    let macKey: Uint8Array | undefined;
    for (let number = 1; ; ) {
      const piece = Buffer.alloc(PAGES * PAGE);
      const length = readSync(file, piece, 0, piece.length, (number - 1) * PAGE);
      if (length % PAGE !== 0) throw damaged();
      macKey ??= macKeyOf(key, piece.subarray(0, SALT));
      for (let at = 0; at < length; at += PAGE) openPage(piece.subarray(at, at + PAGE), number++, key, macKey);
      if (length > 0) yield piece.subarray(0, length);
      if (length < piece.length) return;
    }
  } finally {
    closeSync(file);
  }
}

/**
 * Opens single pages of a database that may be damaged, in place; false where one is not what was written with this
 * key. Where the salt of the file is lost no page can be told from another: then all of them are opened.
 */
export function pageOpener(path: string, key: Uint8Array): (page: Buffer, number: number) => boolean {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(SALT);
  const second = Buffer.alloc(PAGE);
  try {
    readSync(file, head, 0, SALT, 0);
    readSync(file, second, 0, PAGE, PAGE);
  } finally {
    closeSync(file);
  }
  const macKey = macKeyOf(key, head);
  const isSaltKnown = isAsWritten(second, 2, macKey);
  return (page, number) => {
    if (isSaltKnown && !isAsWritten(page, number, macKey)) return false;
    decryptPage(page, number, key);
    return true;
  };
}

/** Whether pages can be encrypted as they are: the rest must be written anew. Looks at the first 100 bytes of a plain database. */
export const isSealable = (head: Uint8Array): boolean => head.length >= 21 && Buffer.from(head.buffer, head.byteOffset, head.byteLength).readUInt16BE(16) === PAGE && head[20] === RESERVED;

/**
 * Writes a plain database as an encrypted one, page by page as it comes; `isSealable` must hold for it. The file must
 * not be there yet, and is on the disk when this resolves.
 */
export async function sealPages(plain: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, path: string, key: Uint8Array): Promise<void> {
  const file = openSync(path, 'wx', 0o600);
  try {
    const salt = randomBytes(SALT);
    const macKey = macKeyOf(key, salt);
    let rest = Buffer.alloc(0);
    let number = 1;
    for await (const bytes of plain) {
      rest = Buffer.concat([rest, bytes]);
      if (number === 1 && rest.length >= PAGE && !isSealable(rest)) throw new Error('a database without room for IV and HMAC');
      const whole = rest.length - (rest.length % PAGE);
      for (let at = 0; at < whole; at += PAGE) sealPage(rest.subarray(at, at + PAGE), number++, key, macKey, salt);
      if (whole > 0) writeSync(file, rest, 0, whole);
      rest = Buffer.from(rest.subarray(whole));
    }
    if (rest.length > 0 || number === 1) throw new CallError('damaged', 'The database ends within a page.');
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** SQLCipher's key of the HMAC: two rounds suffice, since the key is random and no passphrase. */
function macKeyOf(key: Uint8Array, salt: Uint8Array): Buffer {
  return pbkdf2Sync(key, salt.map((byte) => byte ^ 0x3a), 2, 32, 'sha512');
}

function macOf(page: Buffer, number: number, macKey: Uint8Array): Buffer {
  const numberBytes = Buffer.alloc(4);
  numberBytes.writeUInt32LE(number);
  return createHmac('sha512', macKey).update(page.subarray(number === 1 ? SALT : 0, PAGE - MAC)).update(numberBytes).digest();
}

function openPage(page: Buffer, number: number, key: Uint8Array, macKey: Uint8Array): void {
  if (!isAsWritten(page, number, macKey)) throw damaged();
  decryptPage(page, number, key);
}

const isAsWritten = (page: Buffer, number: number, macKey: Uint8Array): boolean => timingSafeEqual(macOf(page, number, macKey), page.subarray(PAGE - MAC));

function decryptPage(page: Buffer, number: number, key: Uint8Array): void {
  const content = page.subarray(number === 1 ? SALT : 0, PAGE - RESERVED);
  const decipher = createDecipheriv('aes-256-cbc', key, page.subarray(PAGE - RESERVED, PAGE - MAC)).setAutoPadding(false);
  decipher.update(content).copy(content);
  if (number === 1) MAGIC.copy(page);
  page.fill(0, PAGE - RESERVED);
}

function sealPage(page: Buffer, number: number, key: Uint8Array, macKey: Uint8Array, salt: Uint8Array): void {
  const content = page.subarray(number === 1 ? SALT : 0, PAGE - RESERVED);
  const iv = randomBytes(IV);
  iv.copy(page, PAGE - RESERVED);
  createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(content).copy(content);
  if (number === 1) page.set(salt);
  macOf(page, number, macKey).copy(page, PAGE - MAC);
}

const damaged = () => new CallError('damaged', 'A page of the database is not as it was written, or was written with another key.');
