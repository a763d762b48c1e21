// The age format: the header by the age-encryption library, the payload by Node's own ChaCha20-Poly1305, which is
// some forty times faster than the library's in JavaScript. Source: age-encryption.org/v1.
//
//   header   text: who can open the file, and a MAC over that
//   nonce    16 bytes; the key of the payload is HKDF-SHA256(file key, nonce, "payload")
//   payload  chunks of 64 KiB, each with 16 bytes of tag; the nonce of a chunk counts, and its last byte marks the last
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { Decrypter, Encrypter, Stanza, type Identity, type Recipient } from 'age-encryption';

export const CHUNK = 64 * 1024;
export const TAG = 16;
const NONCE = 16;

/** Largest header that is read. Ours has some 200 bytes. */
const LARGEST_HEADER = 64 * 1024;

/** For whom a file is sealed: the holder of the recovery key by its public half, or who knows a passphrase. */
export type SealFor = { recipient: string } | { passphrase: string };

/** What opens a file. The file key is known only to who made the file, for as long as it is being made. */
export type Unlock = { identity: string } | { passphrase: string } | { fileKey: Uint8Array };

export class AgeError extends Error {
  readonly code: 'not-age' | 'truncated' | 'altered' | 'wrong-key';
  constructor(code: AgeError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The beginning of a file, up to its payload, and its key. */
export async function newHeader(seal: SealFor): Promise<{ head: Buffer; fileKey: Uint8Array; payloadKey: Buffer }> {
  let fileKey: Uint8Array | undefined;
  const encrypter = new Encrypter();
  encrypter.addRecipient('recipient' in seal ? seal.recipient : byPassphrase(seal.passphrase));
  // Of the key that the library makes a recipient of ours keeps a copy, and adds nothing to the file.
  encrypter.addRecipient({ wrapFileKey: (key) => ((fileKey = key.slice()), []) });
  const empty = Buffer.from(await encrypter.encrypt(new Uint8Array(0)));
  const header = empty.subarray(0, empty.length - NONCE - TAG);
  const nonce = randomBytes(NONCE);
  return { head: Buffer.concat([header, nonce]), fileKey: fileKey!, payloadKey: payloadKey(fileKey!, nonce) };
}

/**
 * Opens a file by its first bytes. `start` has `LARGEST_HEADER` of them or, of a smaller file, all.
 * @throws AgeError
 */
export async function openHeader(start: Buffer, unlock: Unlock): Promise<{ headBytes: number; payloadKey: Buffer }> {
  const length = headerLength(start);
  const fileKey = 'fileKey' in unlock ? unlock.fileKey : await fileKeyOf(start.subarray(0, length), unlock);
  const nonce = start.subarray(length, length + NONCE);
  if (nonce.length < NONCE) throw new AgeError('truncated', 'the file ends before its content');
  return { headBytes: length + NONCE, payloadKey: payloadKey(fileKey, nonce) };
}

export const HEADER_LIMIT = LARGEST_HEADER;

function headerLength(start: Buffer): number {
  const magic = Buffer.from('age-encryption.org/v1\n');
  if (start.length === 0 || !start.subarray(0, magic.length).equals(magic.subarray(0, start.length))) throw new AgeError('not-age', 'the file is not in the age format');
  const mac = start.indexOf('\n--- ');
  const end = mac < 0 ? -1 : start.indexOf('\n', mac + 1);
  if (end >= 0) return end + 1;
  throw start.length < LARGEST_HEADER ? new AgeError('truncated', 'the file ends within its header') : new AgeError('altered', 'the header has no end');
}

async function fileKeyOf(header: Buffer, unlock: Exclude<Unlock, { fileKey: Uint8Array }>): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity('identity' in unlock ? unlock.identity : ofPassphrase(unlock.passphrase));
  // Asked only when the one before it could not open the header.
  let isRefused = false;
  decrypter.addIdentity({ unwrapFileKey: () => ((isRefused = true), null) });
  try {
    return await decrypter.decryptHeader(header);
  } catch {
    if (isRefused) throw new AgeError('wrong-key', 'the key does not open the file');
    throw new AgeError('altered', 'the header was altered');
  }
}

const LOG_N = 18;
/** A hostile file may not ask for more than four times our own work. */
const MOST_LOG_N = 20;
const SCRYPT_LABEL = 'age-encryption.org/v1/scrypt';

function byPassphrase(passphrase: string): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16);
      const cipher = createCipheriv('chacha20-poly1305', await scryptKey(passphrase, salt, LOG_N), Buffer.alloc(12), { authTagLength: TAG });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza(['scrypt', unpadded(salt), String(LOG_N)], body)];
    },
  };
}

function ofPassphrase(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas;
      if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt') return null;
      const [, salt = '', logN = ''] = stanza.args;
      if (!/^[1-9]\d?$/.test(logN) || Number(logN) > MOST_LOG_N || stanza.body.length !== 16 + TAG) throw new AgeError('altered', 'the header asks for what no backup has');
      return open(await scryptKey(passphrase, Buffer.from(salt, 'base64'), Number(logN)), Buffer.alloc(12), stanza.body) ?? null;
    },
  };
}

function scryptKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const N = 2 ** logN;
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([Buffer.from(SCRYPT_LABEL), salt]), 32, { N, r: 8, p: 1, maxmem: 2 * 128 * 8 * N }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));

function chunkNonce(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function open(key: Uint8Array, nonce: Buffer, sealed: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

/** Seals a payload as it comes. */
export class Sealer {
  readonly #key: Buffer;
  readonly #rest = Buffer.alloc(CHUNK);
  #restBytes = 0;
  #chunks = 0;

  constructor(payloadKey: Buffer) {
    this.#key = payloadKey;
  }

  /** What can be written so far. The last chunk is held back: only the end tells that it is the last. */
  add(plain: Uint8Array): Buffer[] {
    const sealed: Buffer[] = [];
    let at = 0;
    while (at < plain.length) {
      if (this.#restBytes === CHUNK) {
        sealed.push(...this.#seal(this.#rest, false));
        this.#restBytes = 0;
      }
      // Whole chunks that are not the last need no copy.
      if (this.#restBytes === 0) {
        while (plain.length - at > CHUNK) {
          sealed.push(...this.#seal(plain.subarray(at, at + CHUNK), false));
          at += CHUNK;
        }
      }
      const taken = Math.min(CHUNK - this.#restBytes, plain.length - at);
      this.#rest.set(plain.subarray(at, at + taken), this.#restBytes);
      this.#restBytes += taken;
      at += taken;
    }
    return sealed;
  }

  end(): Buffer[] {
    return this.#seal(this.#rest.subarray(0, this.#restBytes), true);
  }

  #seal(plain: Uint8Array, isLast: boolean): Buffer[] {
    const cipher = createCipheriv('chacha20-poly1305', this.#key, chunkNonce(this.#chunks++, isLast), { authTagLength: TAG });
    const text = cipher.update(plain);
    cipher.final();
    return [text, cipher.getAuthTag()];
  }
}

/** One chunk of a payload: its plain text, or undefined where it is not what was written. */
export const openChunk = (payloadKey: Buffer, index: number, isLast: boolean, sealed: Uint8Array): Buffer | undefined => open(payloadKey, chunkNonce(index, isLast), sealed);

/** As much of a chunk as can be seen without knowing that it is right: only to tell what is the matter with it. */
export function unauthenticated(payloadKey: Buffer, index: number, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('chacha20-poly1305', payloadKey, chunkNonce(index, true), { authTagLength: TAG });
  return decipher.update(sealed.subarray(0, Math.max(0, sealed.length - TAG)));
}

/** Size of the sealed file of a payload. */
export const sealedBytes = (headBytes: number, plainBytes: number): number => headBytes + plainBytes + TAG * Math.max(1, Math.ceil(plainBytes / CHUNK));
