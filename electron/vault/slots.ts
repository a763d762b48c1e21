// The secret of an encrypted profile, wrapped in each of the ways in which it can be had again. Any one of them suffices.
import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { Decrypter, Encrypter } from 'age-encryption';
import * as z from 'zod';
import { CallError } from '../../core/call.ts';

/** Those of the age format: some 256 MB and a second for each try. */
const LOG_N = 18;
const MOST_LOG_N = 20;

const Base64 = z.base64();

export const PassphraseSlot = z.object({
  /** Scrypt (RFC 7914) with r = 8, p = 1 and N = 2 to this. */
  logN: z.number().int().min(10).max(MOST_LOG_N),
  salt: Base64,
  /** Nonce (12 bytes), the secret under AES-256-GCM, tag (16 bytes). */
  sealed: Base64,
});
export type PassphraseSlot = z.infer<typeof PassphraseSlot>;

/** A file of the age format with the secret's 64 hexadecimal digits: `age -d` opens it with the recovery key. */
export const RecoverySlot = z.object({ recipient: z.string(), file: Base64 });
export type RecoverySlot = z.infer<typeof RecoverySlot>;

/** What the keychain of the system made of the secret. */
export const KeychainSlot = z.object({ wrapped: Base64 });
export type KeychainSlot = z.infer<typeof KeychainSlot>;

/** The keychain of the system: what it wraps only this user of this machine can unwrap. */
export interface Keychain {
  wrap(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
  /** Rejects where it lost its key. */
  unwrap(bytes: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

const CONTEXT = Buffer.from('kith vault 1 passphrase');

/** Takes its time in a thread of its own. */
export async function wrapByPassphrase(secret: Uint8Array, passphrase: string, logN = LOG_N): Promise<PassphraseSlot> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await stretched(passphrase, salt, logN), nonce).setAAD(CONTEXT);
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { logN, salt: salt.toString('base64'), sealed: sealed.toString('base64') };
}

/** Errors: `wrong-passphrase`. */
export async function unwrapByPassphrase({ logN, salt, sealed }: PassphraseSlot, passphrase: string): Promise<Uint8Array> {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', await stretched(passphrase, Buffer.from(salt, 'base64'), logN), bytes.subarray(0, 12)).setAAD(CONTEXT);
  decipher.setAuthTag(bytes.subarray(-16));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]));
  } catch {
    throw new CallError('wrong-passphrase', 'This is not the passphrase of this profile. Nothing was changed.');
  }
}

const scryptAsync = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

/** The same word may be typed as other code points on another keyboard. */
export function stretched(passphrase: string, salt: Uint8Array, logN: number): Promise<Buffer> {
  return scryptAsync(passphrase.normalize('NFKC'), salt, 32, { N: 2 ** logN, r: 8, p: 1, maxmem: 2 ** logN * 1024 + 2 ** 20 });
}

export async function wrapForRecipient(secret: Uint8Array, recipient: string): Promise<RecoverySlot> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return { recipient, file: Buffer.from(await encrypter.encrypt(Buffer.from(secret).toString('hex'))).toString('base64') };
}

/** `identity` is a whole one, `AGE-SECRET-KEY-1…`. Errors: `wrong-recovery-key`. */
export async function unwrapByIdentity({ file }: RecoverySlot, identity: string): Promise<Uint8Array> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return new Uint8Array(Buffer.from(await decrypter.decrypt(new Uint8Array(Buffer.from(file, 'base64')), 'text'), 'hex'));
  } catch {
    throw new CallError('wrong-recovery-key', 'This is the recovery key of another profile, or an older one of this. Nothing was changed.');
  }
}
