// What lies in the profile of databases that are no longer in use: those that a restore took the place of, copies from
// before a newer version changed them, and damaged ones. They go by themselves where others push them out, all but the
// damaged; a person may remove each.
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Aside } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { erasedSince } from '../../db/erased.ts';
import type { StorePorts } from '../../db/store.ts';
import { codeOf } from '../backup/disk.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { reading } from './ours.ts';

/** How they are named, by folder. */
const PLACES: readonly { folder: string; name: RegExp; why: (name: string) => Aside['why'] }[] = [
  { folder: 'set-aside', name: /^\d{4}-\d\d-\d\d \d{6}( \d+)?$/, why: () => 'damaged' },
  { folder: 'safety', name: /^\d{4}-\d\d-\d\d \d{6}( \d+)? restore$/, why: () => 'replaced' },
  { folder: 'safety', name: /^\d{4}-\d\d-\d\d \d{6}\.\d{3}Z (migration|restore)\.sqlite(\.[0-9a-f]{64}\.sealed)?$/, why: (name) => (name.includes(' migration.') ? 'before-update' : 'replaced') },
];

/** Newest first. Only a database that is `open` is asked who was erased: another is left alone, with what lies beside it. */
export async function asidesIn(profileDir: string, { isOpen, keys, ports }: { isOpen: boolean; keys: VaultKeys | undefined; ports: StorePorts }): Promise<Aside[]> {
  const found: Omit<Aside, 'erasedSince'>[] = [];
  for (const { folder, name: pattern, why } of PLACES) {
    for (const name of await namesIn(join(profileDir, folder))) {
      if (pattern.test(name)) found.push({ name: `${folder}/${name}`, why: why(name), at: timeOf(name), bytes: await roomOf(join(profileDir, folder, name)) });
    }
  }
  if (found.length === 0) return [];
  const erased = isOpen ? reading(join(profileDir, DATABASE_NAME), keys, ports, (store) => found.map(({ at }) => erasedSince(store, at))) : undefined;
  return found.map((aside, index) => ({ ...aside, erasedSince: erased?.[index] ?? null })).toSorted((a, b) => b.at - a.at);
}

/** Errors: `aside-not-found`. */
export async function removeAside(profileDir: string, name: string): Promise<void> {
  const place = PLACES.find(({ folder, name: pattern }) => name.startsWith(`${folder}/`) && pattern.test(name.slice(folder.length + 1)));
  try {
    if (!place) throw notFound();
    await lstat(join(profileDir, name));
  } catch (cause) {
    throw codeOf(cause) === 'ENOENT' ? notFound() : cause;
  }
  await rm(join(profileDir, name), { recursive: true, force: true });
}

const notFound = (): CallError => new CallError('aside-not-found', 'This copy is not there any longer.');

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw cause;
  }
}

/** `2026-05-01 123456`, in UTC. */
function timeOf(name: string): number {
  const [, day, hours, minutes, seconds] = /^(\S+) (\d\d)(\d\d)(\d\d)/.exec(name)!;
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
}

/** Attachments that the profile still has lie there by a second name, which takes no room. */
async function roomOf(path: string): Promise<number> {
  const found = await lstat(path);
  if (!found.isDirectory()) return found.nlink > 1 ? 0 : found.size;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await roomOf(join(path, name));
  return bytes;
}
