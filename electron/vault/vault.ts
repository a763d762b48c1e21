// What the main process knows of an encrypted profile and of the app lock: who may come in, and with what everything
// is read. The page asks through electron/vault/calls.ts; nothing that it says is taken for true.
import { randomBytes } from 'node:crypto';
import { identityToRecipient } from 'age-encryption';
import type { Proof, VaultState } from '../../core/api/vault.ts';
import { readRecoveryKey } from '../../core/backup/recovery-key.ts';
import { CallError } from '../../core/call.ts';
import { type AppLock, checkPassword, passwordFrom, readAppLock, writeAppLock } from './app-lock.ts';
import { type VaultKeys, keysOf } from './keys.ts';
import { type Keychain, unwrapByIdentity, unwrapByPassphrase, wrapByPassphrase, wrapForRecipient } from './slots.ts';
import { Tries } from './tries.ts';
import { type VaultFile, readVault, writeVault } from './vault-file.ts';

/** The recovery key of the profile, which is that of its backups. */
export interface RecoveryKeys {
  /** Its public half; undefined before there is one. */
  recipient(): string | undefined;
  /** Makes another, and keeps its public half. Gives the key itself, which is kept nowhere in clear. */
  make(): Promise<{ recipient: string; key: string }>;
}

export interface VaultPorts {
  readonly now: () => number;
  readonly recovery: RecoveryKeys;
  readonly keychain?: Keychain | undefined;
  /** Asks by the system who is there, such as by Touch ID; false where that was refused. */
  readonly systemPrompt?: (() => Promise<boolean>) | undefined;
  /** How much work a passphrase takes; only a test has another. */
  readonly logN?: number;
}

export class Vault {
  readonly #dir: string;
  readonly #ports: VaultPorts;
  readonly #tries: Tries;
  /** While the profile is open. */
  #secret: Uint8Array | undefined;
  #keychainFailed = false;
  /** The keychain opened the profile, and nobody was asked. */
  #byKeychain = false;

  constructor(profileDir: string, ports: VaultPorts) {
    this.#dir = profileDir;
    this.#ports = ports;
    this.#tries = new Tries(ports.now);
  }

  get isEncrypted(): boolean {
    return readVault(this.#dir) !== undefined;
  }

  get lockAfterMinutes(): number | null {
    return readAppLock(this.#dir).afterMinutes;
  }

  /** A start that asked for nothing would be a way round the lock. Of an encrypted profile it asked, unless the keychain answered. */
  get locksAtStart(): boolean {
    const { afterMinutes, password } = readAppLock(this.#dir);
    return this.isEncrypted ? this.#byKeychain && afterMinutes !== null : password !== null;
  }

  /** What a locked app asks for; null where nothing could unlock it. */
  get asks(): VaultState['asks'] {
    if (this.isEncrypted) return 'passphrase';
    return readAppLock(this.#dir).password ? 'password' : null;
  }

  state(): VaultState {
    const file = readVault(this.#dir);
    const { keychain, recovery, systemPrompt } = this.#ports;
    return {
      encrypted: file !== undefined,
      keychain: !keychain ? 'none' : file?.keychain ? 'used' : 'unused',
      keychainFailed: this.#keychainFailed,
      recoveryKey: file !== undefined || recovery.recipient() !== undefined,
      asks: this.asks,
      lockAfter: this.lockAfterMinutes,
      systemPrompt: systemPrompt !== undefined && this.#secret !== undefined,
      waitMs: this.#tries.waitMs,
    };
  }

  /** What the profile is read with; undefined for one that is not encrypted. Errors: `locked` where a person has to be asked. */
  async keys(): Promise<VaultKeys | undefined> {
    const file = readVault(this.#dir);
    if (!file) {
      this.#secret = undefined;
      return undefined;
    }
    this.#secret ??= await this.#fromKeychain(file);
    if (!this.#secret) throw new CallError('locked', 'This profile is encrypted. Unlock it with its passphrase or its recovery key.');
    return keysOf(this.#secret);
  }

  async #fromKeychain({ keychain: slot }: VaultFile): Promise<Uint8Array | undefined> {
    if (!slot || !this.#ports.keychain) return undefined;
    try {
      const secret = new Uint8Array(await this.#ports.keychain.unwrap(new Uint8Array(Buffer.from(slot.wrapped, 'base64'))));
      this.#byKeychain = true;
      return secret;
    } catch {
      // It may have lost its key, or belong to another machine: whoever is there has the passphrase.
      this.#keychainFailed = true;
      return undefined;
    }
  }

  /**
   * Lets in who knows the passphrase or has the recovery key; keeps the secret of an encrypted profile from then on.
   * Errors: `wrong-passphrase`, `wrong-recovery-key`, `try-later`, `no-system-prompt`.
   */
  prove(proof: Proof): Promise<void> {
    return this.#tries.attempt(async () => {
      const file = readVault(this.#dir);
      if ('system' in proof) return this.#proveBySystem();
      if (file) this.#secret = await this.#unwrap(file, proof);
      else if ('passphrase' in proof) await this.#provePassword(proof.passphrase);
      else await this.#proveOwner(proof.recoveryKey);
    });
  }

  /** Only of an app that locked itself: at the start the system's word would give no key. */
  async #proveBySystem(): Promise<void> {
    const { systemPrompt } = this.#ports;
    if (!systemPrompt || (this.isEncrypted && !this.#secret)) throw new CallError('no-system-prompt', 'The system cannot be asked who is there.');
    if (!(await systemPrompt())) throw new CallError('cancelled', 'The system did not say that it is you.');
  }

  #unwrap(file: VaultFile, proof: Exclude<Proof, { system: true }>): Promise<Uint8Array> {
    if ('passphrase' in proof) return unwrapByPassphrase(file.passphrase, proof.passphrase);
    return unwrapByIdentity(file.recovery, readRecoveryKey(proof.recoveryKey));
  }

  async #provePassword(text: string): Promise<void> {
    const { password } = readAppLock(this.#dir);
    if (password) await checkPassword(password, text);
  }

  async #proveOwner(typed: string): Promise<void> {
    const recipient = this.#ports.recovery.recipient();
    if (recipient === undefined || (await identityToRecipient(readRecoveryKey(typed))) !== recipient) throw new CallError('wrong-recovery-key', 'This is the recovery key of another profile. Nothing was changed.');
  }

  /** What a profile that is not encrypted yet will be opened by, and its keys. Nothing of it is kept here: see `entered`. */
  async prepare(passphrase: string, useKeychain: boolean): Promise<{ secret: Uint8Array; vault: VaultFile; recoveryKey: string | null }> {
    if (this.isEncrypted) throw new CallError('already-encrypted', 'This profile is encrypted already.');
    const secret = new Uint8Array(randomBytes(32));
    const known = this.#ports.recovery.recipient();
    const made = known === undefined ? await this.#ports.recovery.make() : undefined;
    return {
      secret,
      vault: {
        version: 1,
        cipher: 'sqlcipher-4',
        passphrase: await wrapByPassphrase(secret, passphrase, this.#ports.logN),
        recovery: await wrapForRecipient(secret, known ?? made!.recipient),
        keychain: useKeychain ? await this.#keychainSlot(secret) : null,
      },
      recoveryKey: made?.key ?? null,
    };
  }

  /** After a conversion: the secret of the profile as it is now; undefined for a plain one. */
  entered(secret: Uint8Array | undefined): void {
    this.#secret = secret;
    if (secret) writeAppLock(this.#dir, { ...readAppLock(this.#dir), password: null });
  }

  /** Errors: `not-encrypted`. */
  async changePassphrase(next: string): Promise<void> {
    const passphrase = await wrapByPassphrase(this.secret(), next, this.#ports.logN);
    this.#rewrite({ passphrase });
  }

  /** Errors: `not-encrypted`. */
  async newRecoveryKey(): Promise<string> {
    const secret = this.secret();
    const { recipient, key } = await this.#ports.recovery.make();
    this.#rewrite({ recovery: await wrapForRecipient(secret, recipient) });
    return key;
  }

  /** Errors: `not-encrypted`, `no-keychain`. */
  async setKeychain(use: boolean): Promise<void> {
    this.#rewrite({ keychain: use ? await this.#keychainSlot(this.secret()) : null });
    this.#keychainFailed = false;
  }

  /** Errors: `cannot-lock`. */
  async setLock(afterMinutes: number | null, password: string | null | undefined): Promise<void> {
    const before = readAppLock(this.#dir);
    const next: AppLock = { ...before, afterMinutes };
    if (!this.isEncrypted && password !== undefined) next.password = password === null ? null : await passwordFrom(password);
    if (next.password === null && !this.isEncrypted && afterMinutes !== null) throw new CallError('cannot-lock', 'Choose a password first: nothing else could unlock Kith.');
    writeAppLock(this.#dir, next);
  }

  /** Of an open encrypted profile. Errors: `not-encrypted`. */
  secret(): Uint8Array {
    if (!this.isEncrypted || !this.#secret) throw new CallError('not-encrypted', 'This profile is not encrypted.');
    return this.#secret;
  }

  async #keychainSlot(secret: Uint8Array): Promise<NonNullable<VaultFile['keychain']>> {
    if (!this.#ports.keychain) throw new CallError('no-keychain', 'This system has no keychain that Kith could use.');
    return { wrapped: Buffer.from(await this.#ports.keychain.wrap(secret)).toString('base64') };
  }

  #rewrite(change: Partial<VaultFile>): void {
    writeVault(this.#dir, { ...readVault(this.#dir)!, ...change });
  }
}
