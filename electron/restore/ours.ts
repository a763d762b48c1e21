// Whether a backup was made of this profile.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CallError } from '../../core/call.ts';
import { type Store, type StorePorts, openReader } from '../../db/store.ts';
import { STATE_NAME, changeBackupState, readBackupState } from '../backup/state.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import type { OpenedBackup } from './place.ts';

/**
 * The profile that a backup must be of to be opened without a question; undefined where that is seen only when it is
 * open: nothing was done here yet, so that one moves to another machine, or nothing says which profile this is.
 */
export function ownProfile(profileDir: string, keys: VaultKeys | undefined, ports: StorePorts): string | undefined {
  if (!existsSync(join(profileDir, STATE_NAME))) return undefined;
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path) || reading(path, keys, ports, isUntouched) === true) return undefined;
  return readBackupState(profileDir).profile;
}

/**
 * Where `backups.json` is missing, or was begun anew after it was, the person who writes here says whose profile this
 * is: an id of their own that every backup has.
 */
export function isOurs(profileDir: string, { profile, database }: Pick<OpenedBackup, 'profile' | 'database'>, keys: VaultKeys | undefined, ports: StorePorts): boolean {
  const isKnown = existsSync(join(profileDir, STATE_NAME));
  if (isKnown && readBackupState(profileDir).profile === profile) return true;
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path)) return true;
  const here = reading(path, keys, ports, (store) => ({ isUntouched: isUntouched(store), member: store.member }));
  // One that cannot be read says nothing. Whatever takes its place, it is set aside for good.
  if (!here) return !isKnown;
  return here.isUntouched || here.member === reading(database, keys, ports, ({ member }) => member);
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
