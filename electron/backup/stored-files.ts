// Attachments that lie beside the backups of a folder: each once, in the age format, named by a keyed hash. Beside
// each backup a list says which of them it needs, so that those that none needs can go when their backup goes.
import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BACKUP_ENDING, listName } from '../../core/backup/names.ts';
import { Sealer, type Unlock, newHeader, sealedBytes } from './age.ts';
import type { Watch } from './archive.ts';
import { PartFile } from './file-writer.ts';
import { Joined } from './joined.ts';
import { payloadOf } from './payload.ts';
import { refuse } from './refusal.ts';
import type { PartSink } from './tar-reader.ts';

/** An attachment as it lies beside the backups: its size and SHA-256 can be checked without any key. */
export interface StoredFile {
  stored: string;
  bytes: number;
  sha256: string;
}

/** Who does not have the key cannot tell from the name whether a file that they have is there too. */
export const storedName = (nameKey: Uint8Array, sha256: string): string => `${createHmac('sha256', nameKey).update(sha256, 'hex').digest('hex')}.age`;

export const storedPath = (folder: string, stored: string): string => join(folder, 'files', stored.slice(0, 2), stored);

const LINE = /^([0-9a-f]{64}\.age) (\d+) ([0-9a-f]{64})$/;

/** What the backup of a folder needs; undefined where its list is missing or cannot be read. */
export function readList(folder: string, backup: string): StoredFile[] | undefined {
  const path = join(folder, listName(backup));
  if (!existsSync(path)) return undefined;
  const files: StoredFile[] = [];
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const [, stored, bytes, sha256] = LINE.exec(line) ?? [];
    if (!stored || !sha256) return undefined;
    files.push({ stored, bytes: Number(bytes), sha256 });
  }
  return files;
}

export const listText = (files: Iterable<StoredFile>): string => Array.from(files, ({ stored, bytes, sha256 }) => `${stored} ${bytes} ${sha256}\n`).join('');

/** What the backups of a folder need, together; undefined where one of them does not say so. */
export function listedFiles(folder: string): Map<string, StoredFile> | undefined {
  const all = new Map<string, StoredFile>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith(BACKUP_ENDING))) {
    const files = readList(folder, name);
    if (!files) return undefined;
    for (const file of files) all.set(file.stored, file);
  }
  return all;
}

/** Whether it lies there in the size that it had. */
export const isStored = (folder: string, { stored, bytes }: StoredFile): boolean => statSync(storedPath(folder, stored), { throwIfNoEntry: false })?.size === bytes;

export interface FileToStore {
  sha256: string;
  stored: string;
  pieces: () => Iterable<Uint8Array>;
}

/** Puts an attachment there, reads it back and compares it, and only then gives it its name. Errors: those of the disk, `altered`. */
export async function storeFile(folder: string, file: FileToStore, recipient: string, mark: string, { signal, progress }: Watch): Promise<StoredFile> {
  const path = storedPath(folder, file.stored);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { head, fileKey, payloadKey } = await newHeader({ recipient });
  const part = await PartFile.create(path, `${path}.${mark}.part`);
  try {
    const sealer = new Sealer(payloadKey);
    const room = new Joined();
    await part.write(head);
    let plainBytes = 0;
    for (const piece of file.pieces()) {
      signal.throwIfAborted();
      plainBytes += piece.length;
      await part.write(room.of(sealer.add(piece)));
      progress(plainBytes);
    }
    await part.write(room.of(sealer.end()));
    const sha256 = await part.finish();
    if (part.bytes !== sealedBytes(head.length, plainBytes)) throw new Error('the sealed file has another size than it must have');
    await readStored(part.part, { fileKey }, file.sha256, undefined, signal);
    await part.keep();
    return { stored: file.stored, bytes: part.bytes, sha256 };
  } catch (cause) {
    await part.abandon();
    throw cause;
  }
}

/** Reads an attachment from beside the backups; what the sink was given counts only when this resolves. Errors: those of `payloadOf`; `altered` where it is not what it should be. */
export async function readStored(path: string, unlock: Unlock, sha256: string, sink: PartSink | undefined, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  for await (const { plain } of payloadOf(path, unlock)) {
    signal.throwIfAborted();
    hash.update(plain);
    await sink?.write(plain);
  }
  if (hash.digest('hex') !== sha256) throw refuse('altered');
  await sink?.end();
}

/** Removes what a run of this profile, which `mark` tells, left behind when it was killed. */
export async function removeParts(folder: string, mark: string): Promise<void> {
  const ending = `.${mark}.part`;
  for (const name of readdirSync(folder)) if (name.endsWith(ending)) await rm(join(folder, name), { force: true });
  const files = join(folder, 'files');
  if (!existsSync(files)) return;
  for (const two of readdirSync(files).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const name of readdirSync(join(files, two))) if (name.endsWith(ending)) await rm(join(files, two, name), { force: true });
  }
}
