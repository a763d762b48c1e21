// Whether a backup was made of this profile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CallError } from '../../core/call.ts';
import { type Store, type StorePorts, openReader } from '../../db/store.ts';
import { STATE_NAME, changeBackupState, readBackupState } from '../backup/state.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

/**
 * The profile that backups must be of; undefined where any may come: nothing was done here yet, so that one moves to
 * another machine, or this profile has never had to do with backups.
 */
export function ownProfile(profileDir: string, keys: VaultKeys | undefined, ports: StorePorts): string | undefined {
  if (!existsSync(join(profileDir, STATE_NAME))) return undefined;
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path) || reading(path, keys, ports, isUntouched) === true) return undefined;
  return readBackupState(profileDir).profile;
}

export function isOurs(profileDir: string, profile: string, keys: VaultKeys | undefined, ports: StorePorts): boolean {
  const own = ownProfile(profileDir, keys, ports);
  return own === undefined || own === profile;
}

/** From now on this is the profile that the backup was made of. */
export function becomeProfile(profileDir: string, profile: string): void {
  if (existsSync(join(profileDir, STATE_NAME)) && readBackupState(profileDir).profile === profile) return;
  changeBackupState(profileDir, (state) => void (state.profile = profile));
}

function isUntouched(store: Store): boolean {
  return ['contacts', 'entries', 'reminders', 'deals'].every((table) => store.prepare(`SELECT 1 AS n FROM ${table} LIMIT 1`).get() === undefined);
}

/** Undefined where the database cannot be read. */
export function reading<T>(path: string, keys: VaultKeys | undefined, ports: StorePorts, read: (store: Store) => T): T | undefined {
  let store: Store | undefined;
  try {
    store = openReader(path, ports, keys?.database);
    return read(store);
  } catch (cause) {
    if (cause instanceof CallError || cause instanceof Database.SqliteError) return undefined;
    throw cause;
  } finally {
    store?.close();
  }
}
