// `vault.json` in an encrypted profile: how the secret of its keys can be had. Where it is, the profile is encrypted.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { CallError } from '../../core/call.ts';
import { syncFolder } from '../move-into.ts';
import { KeychainSlot, PassphraseSlot, RecoverySlot } from './slots.ts';

export const VAULT_NAME = 'vault.json';

const VaultFile = z.object({
  version: z.literal(1),
  cipher: z.literal('sqlcipher-4'),
  passphrase: PassphraseSlot,
  recovery: RecoverySlot,
  keychain: KeychainSlot.nullable(),
});
export type VaultFile = z.infer<typeof VaultFile>;

/** Undefined where the profile is not encrypted. Errors: `vault-damaged`. */
export function readVault(profileDir: string): VaultFile | undefined {
  const path = join(profileDir, VAULT_NAME);
  if (!existsSync(path)) return undefined;
  const parsed = VaultFile.safeParse(json(path));
  if (parsed.success) return parsed.data;
  throw new CallError('vault-damaged', `${path} cannot be read, or was made by a newer version of Kith. It holds the wrapped key of this profile: put it back from a copy, or restore a backup.`);
}

export function writeVault(profileDir: string, vault: VaultFile, name = VAULT_NAME): void {
  putWhole(join(profileDir, name), JSON.stringify(vault, undefined, 2));
}

/** Written aside and renamed: after a crash there is the one or the other, and never half of it. */
export function putWhole(path: string, text: string): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  syncFolder(dirname(path));
}

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
