// What a profile is made of, from plain to encrypted or the other way: databases, stores of files, and whole folders.
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { giveUpWal, writeAnew } from '../../db/write-anew.ts';
import { openFilesAt } from '../files.ts';
import { syncFolder } from '../move-into.ts';
import type { VaultKeys } from './keys.ts';
import { SealedWriter, openSealed } from './sealed-file.ts';

export interface Turning {
  readonly keys: VaultKeys;
  readonly isToSealed: boolean;
  /** A folder on the same disk for what is not whole yet. */
  readonly incoming: string;
  /** Told before each piece. */
  readonly step: () => void;
  /** Told after it, of the bytes that it had. */
  readonly worked: (bytes: number) => void;
}

/** Errors: `damaged`, `profile-in-use`. */
export function turnDatabase(from: string, to: string, { keys, isToSealed }: Turning): void {
  const source = { path: from, key: isToSealed ? undefined : keys.database };
  giveUpWal(source);
  writeAnew(source, { path: to, key: isToSealed ? keys.database : undefined }, `${to}.scratch`);
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** A store of files, see electron/files.ts. */
export function turnFiles(from: string, to: string, { keys, isToSealed, incoming, step, worked }: Turning): void {
  const source = openFilesAt(from, incoming, isToSealed ? undefined : keys);
  mkdirSync(to, { mode: 0o700 });
  const target = openFilesAt(to, incoming, isToSealed ? keys : undefined);
  for (const hash of source.list()) {
    step();
    const file = target.begin();
    for (const piece of source.pieces(hash)) file.add(piece);
    file.end();
    worked(source.size(hash));
  }
  syncFolder(to);
}

/**
 * Copies of profiles and of databases, which stay what they are: they can be restored in the state that the profile
 * is in. A database that cannot be read, and any other file, becomes one sealed file, or a plain one again.
 */
export function turnCopies(from: string, to: string, turning: Turning): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [path, next] = [join(from, entry.name), join(to, entry.name)];
    turning.step();
    if (entry.isDirectory()) (entry.name === 'files' ? turnFiles : turnCopies)(path, next, turning);
    else if (entry.isFile()) {
      const size = sizeOf(path);
      if (!entry.name.endsWith('.sqlite') || !isTurned(path, next, turning)) turnWhole(path, to, entry.name, turning);
      turning.worked(size);
    }
  }
  syncFolder(to);
}

function isTurned(path: string, next: string, turning: Turning): boolean {
  try {
    turnDatabase(path, next, turning);
    return true;
  } catch (cause) {
    // What is damaged is kept as it is; what has to do with the disk ends the conversion.
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (!/^(damaged|SQLITE_(NOTADB|CORRUPT|ERROR))/.test(code)) throw cause;
    rmSync(next, { force: true });
    return false;
  }
}

/** Folders of which nothing is read but whole files. */
export function turnFolder(from: string, to: string, turning: Turning): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = join(from, entry.name);
    turning.step();
    if (entry.isDirectory()) turnFolder(path, join(to, entry.name), turning);
    else if (entry.isFile()) {
      turnWhole(path, to, entry.name, turning);
      turning.worked(sizeOf(path));
    }
  }
  syncFolder(to);
}

/** The name of a sealed file says the hash by which it can be opened. */
const SEALED = /^(.*)\.([0-9a-f]{64})\.sealed$/s;

function turnWhole(path: string, folder: string, name: string, { keys, isToSealed }: Turning): void {
  if (isToSealed) sealFile(path, folder, name, keys);
  else unsealFile(path, folder, name, keys);
}

function sealFile(path: string, folder: string, name: string, keys: VaultKeys): void {
  const part = join(folder, `${name}.part`);
  const writer = new SealedWriter(part, keys.files);
  for (const piece of piecesOf(path)) writer.add(piece);
  renameSync(part, join(folder, `${name}.${writer.end()}.sealed`));
}

function unsealFile(path: string, folder: string, name: string, keys: VaultKeys): void {
  const [, plainName, hash] = SEALED.exec(name) ?? [];
  const file = openSync(join(folder, plainName ?? name), 'wx', 0o600);
  try {
    for (const piece of plainName === undefined ? piecesOf(path) : sealedPieces(path, hash!, keys)) writeSync(file, piece);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function* sealedPieces(path: string, hash: string, keys: VaultKeys): Generator<Uint8Array> {
  const file = openSealed(path, hash, keys.files);
  try {
    yield* file.pieces();
  } finally {
    file.close();
  }
}

function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.alloc(1024 * 1024);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** Of a file, or of all below a folder, in bytes. */
export function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  return found.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : found.size;
}
