import type { VaultKeys } from '../vault/keys.ts';

/** What a worker is started with; it survives a structured clone. */
export interface WorkerData {
  profileDir: string;
  version: string;
  host: 'window' | 'browser';
  /** The cloud service whose folder the profile lies in. */
  syncedBy: string | undefined;
  /** Of an encrypted profile. */
  keys?: VaultKeys | undefined;
  /** The process that opened the profile has the keychain of the system, and answers for it. */
  hasKeychain?: boolean;
  /** The name for the member that a first start makes. */
  memberName: string;
}

export const DATABASE_NAME = 'kith.sqlite';
