// The recovery key: made, proved, wrapped. In clear it lies in the memory of the program that made it, and on paper.
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askAfterTyping } from '../../core/backup/key-asking.ts';
import { readRecoveryKey } from '../../core/backup/recovery-key.ts';
import { CallError } from '../../core/call.ts';
import type { Keychain } from '../vault/slots.ts';
import { Sealer, newHeader } from './age.ts';
import { diskFailure } from './disk.ts';
import { PartFile } from './file-writer.ts';
import { type BackupState, changeBackupState, markOf, readBackupState } from './state.ts';

/** Lies beside the backups: the recovery key behind a passphrase, as the age program takes it. */
export const KEY_FILE = 'kith-recovery-key.age';

/** What one program holds of the key of a profile, for as long as it runs. */
export class KeyDesk {
  readonly #profileDir: string;
  readonly #keychain: Keychain | undefined;
  readonly #now: () => number;
  readonly #opensProfile: (identity: string) => Promise<boolean>;
  /** Made and not yet typed. */
  #made: { identity: string; recipient: string; at: number } | undefined;
  /** Typed, or made here and then typed. */
  #identity: string | undefined;

  /** `opensProfile`: whether a key is that of an encrypted profile. */
  constructor(profileDir: string, keychain: Keychain | undefined, now: () => number, opensProfile: (identity: string) => Promise<boolean> = () => Promise.resolve(false)) {
    this.#profileDir = profileDir;
    this.#keychain = keychain;
    this.#now = now;
    this.#opensProfile = opensProfile;
  }

  /** Errors: `key-exists`. */
  async make(replace: boolean): Promise<string> {
    if (!replace && readBackupState(this.#profileDir).recipient !== null) throw new CallError('key-exists', 'There is a recovery key already.');
    const identity = await generateX25519Identity();
    this.#made = { identity, recipient: await identityToRecipient(identity), at: this.#now() };
    return identity;
  }

  /** Where there is none yet, the key of an encrypted profile becomes that of its backups. Errors: `RecoveryKeyError`, `other-key`, `no-key`. */
  async type(typed: string): Promise<void> {
    const identity = readRecoveryKey(typed);
    const recipient = await identityToRecipient(identity);
    const now = this.#now();
    if (readBackupState(this.#profileDir).recipient === null && this.#made?.recipient !== recipient && (await this.#opensProfile(identity))) this.#made = { identity, recipient, at: now };
    if (this.#made?.recipient === recipient) {
      const { at } = this.#made;
      const keychain = await this.#wrapped(identity);
      changeBackupState(this.#profileDir, (state) => Object.assign(state, { recipient, keyMadeAt: at, keyTypedAt: now, keyAskAt: askAfterTyping(at, now), keychain, passphraseFile: null }));
      this.#made = undefined;
    } else {
      const state = readBackupState(this.#profileDir);
      if (state.recipient === null && !this.#made) throw new CallError('no-key', 'There is no recovery key yet. Set up backups first.');
      if (state.recipient !== recipient) throw new CallError('other-key', 'This is a recovery key, but not the one of these backups.');
      const keychain = state.keychain ?? (await this.#wrapped(identity));
      changeBackupState(this.#profileDir, (kept) => Object.assign(kept, { keyTypedAt: now, keyAskAt: askAfterTyping(kept.keyMadeAt ?? now, now), keychain }));
    }
    this.#identity = identity;
  }

  /** Puts the key behind a passphrase, in the profile and beside the backups. Errors: `key-needed`, those of `type`. */
  async setPassphrase(passphrase: string, typed: string | undefined): Promise<void> {
    if (typed !== undefined) await this.type(typed);
    const state = readBackupState(this.#profileDir);
    if (state.recipient === null) throw new CallError('no-key', 'There is no recovery key yet. Set up backups first.');
    const identity = await this.#identityFor(state);
    if (identity === undefined) throw new CallError('key-needed', 'Type the recovery key: this program does not have it.');
    const file = await keyFile(identity, state.recipient, passphrase);
    const changed = changeBackupState(this.#profileDir, (kept) => void (kept.passphraseFile = file.toString('base64')));
    for (const { path } of changed.destinations) await reachable(() => putKeyFile(path, changed));
  }

  async removePassphrase(): Promise<void> {
    const { destinations } = changeBackupState(this.#profileDir, (state) => void (state.passphraseFile = null));
    for (const { path } of destinations) await reachable(() => rm(join(path, KEY_FILE), { force: true }));
  }

  async #identityFor(state: BackupState): Promise<string | undefined> {
    if (this.#identity !== undefined && (await identityToRecipient(this.#identity)) === state.recipient) return this.#identity;
    return keptIdentity(state, this.#keychain);
  }

  /** Null where there is no keychain, or it takes nothing now: then the key is asked for whenever it is needed. */
  async #wrapped(identity: string): Promise<string | null> {
    if (!this.#keychain) return null;
    try {
      return Buffer.from(await this.#keychain.wrap(Buffer.from(identity))).toString('base64');
    } catch {
      return null;
    }
  }
}

/** The key that the system's keychain has, for restores and drills; undefined where it has none. Rejects as the keychain does. */
export async function keptIdentity({ keychain: wrapped }: BackupState, keychain: Keychain | undefined): Promise<string | undefined> {
  if (wrapped === null || !keychain) return undefined;
  return Buffer.from(await keychain.unwrap(Buffer.from(wrapped, 'base64'))).toString();
}

/** A file of identities as `age-keygen` writes it, and around it an age file with a passphrase: `age -d -i` takes it as it is. */
async function keyFile(identity: string, recipient: string, passphrase: string): Promise<Buffer> {
  const { head, payloadKey } = await newHeader({ passphrase });
  const sealer = new Sealer(payloadKey);
  return Buffer.concat([head, ...sealer.add(Buffer.from(`# The recovery key of backups made by Kith\n# public key: ${recipient}\n${identity}\n`)), ...sealer.end()]);
}

/** Puts the file of the passphrase beside the backups, where there is one. */
export async function putKeyFile(folder: string, state: BackupState): Promise<void> {
  if (state.passphraseFile === null) return;
  const path = join(folder, KEY_FILE);
  const part = await PartFile.create(path, `${path}.${markOf(state)}.part`);
  try {
    await part.write(Buffer.from(state.passphraseFile, 'base64'));
    await part.finish();
    await part.keep();
  } catch (cause) {
    await part.abandon();
    throw cause;
  }
}

/** A folder that is not there now gets it, or is told, with its next backup. */
async function reachable(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    if (!diskFailure(cause)) throw cause;
  }
}
