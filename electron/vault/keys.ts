import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** What everything in an encrypted profile is read with, each of 32 bytes. Survives a structured clone. */
export interface VaultKeys {
  database: Uint8Array;
  files: Uint8Array;
  names: Uint8Array;
  /** Of what lies in the profile only while it is brought in. */
  uploads: Uint8Array;
}

/** One secret of 32 bytes stands behind all keys; none of them says anything about another. */
export function keysOf(secret: Uint8Array): VaultKeys {
  return { database: derive(secret, 'database'), files: derive(secret, 'files'), names: derive(secret, 'names'), uploads: derive(secret, 'uploads') };
}

/** HKDF with SHA-256 (RFC 5869). */
export function derive(secret: Uint8Array, use: string, salt: Uint8Array = new Uint8Array()): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, `kith vault 1 ${use}`, 32));
}

export const hmac = (key: Uint8Array, ...parts: (Uint8Array | string)[]): Buffer => {
  const made = createHmac('sha256', key);
  for (const part of parts) made.update(part);
  return made.digest();
};

// A hash is two blocks and no two files share one, so that a fixed IV tells nothing that the name need hide: whoever
// has a file but no key cannot say whether it is here. And unlike an HMAC it can be turned back into the hash.
const IV = Buffer.alloc(16);

/** The name under which a file lies, from the SHA-256 of its content; both are 64 hexadecimal digits. */
export function nameOf(hash: string, key: Uint8Array): string {
  const cipher = createCipheriv('aes-256-cbc', key, IV).setAutoPadding(false);
  return Buffer.concat([cipher.update(hash, 'hex'), cipher.final()]).toString('hex');
}

export function hashNamed(name: string, key: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-cbc', key, IV).setAutoPadding(false);
  return Buffer.concat([decipher.update(name, 'hex'), decipher.final()]).toString('hex');
}
