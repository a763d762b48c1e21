// Where opened backups lie: inside the profile, for its owner only, and not longer than the program runs.
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CallError } from '../../core/call.ts';
import { type FileStore, openFilesAt } from '../files.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { putWhole } from '../vault/vault-file.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

/** A folder of the profile whose content passes. */
export const RESTORING = 'restoring';
const OPENED = 'opened.json';
const UPLOAD = 'upload';

/** What is known of an opened backup; nothing in it was written by a person but the name of the file. */
const Opened = z.object({
  name: z.string(),
  madeAt: z.number(),
  version: z.string(),
  /** Of the profile that it was made of. */
  profile: z.string(),
  /** What is shown, by kind: as the manifest says, and as it was counted in the database. */
  counts: z.record(z.string(), z.number()),
  found: z.record(z.string(), z.number()),
  /** Attachments that it names, and how many of them are neither with it nor here. */
  files: z.number(),
  filesMissing: z.number(),
});
export type Opened = z.infer<typeof Opened>;

export interface OpenedBackup extends Opened {
  id: string;
  database: string;
  /** What the comparison with the profile found. */
  compared: string;
}

const isId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);

/** A fresh folder for a backup that is being opened or comes up. */
export function newPlace(profileDir: string): { id: string; dir: string } {
  const id = randomBytes(16).toString('hex');
  const dir = join(profileDir, RESTORING, id);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return { id, dir };
}

/** Its attachments that the profile lacks; in an encrypted profile they are encrypted as its own are. */
export const filesIn = (dir: string, keys: VaultKeys | undefined): FileStore => {
  for (const name of ['files', 'incoming']) mkdirSync(join(dir, name), { recursive: true, mode: 0o700 });
  return openFilesAt(join(dir, 'files'), join(dir, 'incoming'), keys);
};

/** It is whole and was checked: from now on it can be used. */
export function keepOpened(profileDir: string, id: string, opened: Opened): OpenedBackup {
  putWhole(join(profileDir, RESTORING, id, OPENED), JSON.stringify(opened));
  return openedBackup(profileDir, id);
}

/** Errors: `backup-not-open`. */
export function openedBackup(profileDir: string, id: string): OpenedBackup {
  const dir = join(profileDir, RESTORING, id);
  if (!isId(id) || !existsSync(join(dir, OPENED))) throw new CallError('backup-not-open', 'This backup is no longer open. Open it again.');
  return { ...Opened.parse(JSON.parse(readFileSync(join(dir, OPENED), 'utf8'))), id, database: join(dir, DATABASE_NAME), compared: join(dir, 'compared.sqlite') };
}

export const dirOf = (profileDir: string, { id }: { id: string }): string => join(profileDir, RESTORING, id);

export function closeOpened(profileDir: string, id: string): void {
  if (!isId(id)) return;
  rmSync(join(profileDir, RESTORING, id), { recursive: true, force: true });
  const folder = join(profileDir, RESTORING);
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

/** Adds a piece of a backup that comes from a page; without an id it begins a new file. Errors: `upload-not-found`. */
export function addUpload(profileDir: string, uploadId: string | undefined, bytes: Uint8Array): string {
  const id = uploadId ?? newPlace(profileDir).id;
  if (uploadId !== undefined) uploadedFile(profileDir, uploadId);
  appendFileSync(join(profileDir, RESTORING, id, UPLOAD), bytes, { mode: 0o600 });
  return id;
}

/** Errors: `upload-not-found`. */
export function uploadedFile(profileDir: string, uploadId: string): string {
  const path = join(profileDir, RESTORING, uploadId, UPLOAD);
  if (!isId(uploadId) || !existsSync(path)) throw new CallError('upload-not-found', 'This file is no longer here. Choose it again.');
  return path;
}

/** What earlier runs left; nobody else has the profile open. */
export function clearOpened(profileDir: string): void {
  rmSync(join(profileDir, RESTORING), { recursive: true, force: true });
}
