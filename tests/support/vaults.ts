import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { closeSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { wrapByPassphrase, wrapForRecipient } from '../../electron/vault/slots.ts';
import type { VaultFile } from '../../electron/vault/vault-file.ts';

export const PASSPHRASE = 'four quiet words here';
/** Far less work than for people: a test tries it many times. */
const QUICK_LOG_N = 12;

export async function testVault(secret: Uint8Array, identity?: string): Promise<VaultFile> {
  const recipient = await identityToRecipient(identity ?? (await generateX25519Identity()));
  return { version: 1, cipher: 'sqlcipher-4', passphrase: await wrapByPassphrase(secret, PASSPHRASE, QUICK_LOG_N), recovery: await wrapForRecipient(secret, recipient), keychain: null };
}

/** The files below a folder that hold these words, in UTF-8, UTF-16 or base64, or have them in their name. */
export function filesWith(dir: string, words: string): string[] {
  const wanted = [Buffer.from(words), Buffer.from(words, 'utf16le'), ...[0, 1, 2].map((shift) => base64Core(words, shift))];
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(words) || holds(path, wanted));
}

function holds(path: string, wanted: readonly Buffer[]): boolean {
  const bytes = readFileSync(path);
  return wanted.some((one) => bytes.includes(one));
}

/** The middle of it, which is the same whatever stands before and behind. */
function base64Core(words: string, shift: number): Buffer {
  const text = Buffer.from('x'.repeat(shift) + words).toString('base64').replace(/=+$/, '');
  return Buffer.from(text.slice(shift === 0 ? 0 : 4, -4));
}

/** Whether a file begins as a plain database does. */
export function isPlainDatabase(path: string): boolean {
  const head = Buffer.alloc(16);
  const file = openSync(path, 'r');
  readSync(file, head);
  closeSync(file);
  return head.toString('latin1') === 'SQLite format 3\0';
}
