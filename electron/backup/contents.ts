// What goes into a backup: the parts of its archive, and the manifest that says what they are.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { openReader } from '../../db/store.ts';
import { type FileStore, openFiles } from '../files.ts';
import { plainPages } from '../vault/pages.ts';
import { systemPorts } from '../workers/ports.ts';
import type { Part } from './archive.ts';
import { type Copy, withSql } from './copy.ts';
import { type Facts, fingerprintOf, namedFiles } from './facts.ts';
import type { BackupRequest } from './make.ts';
import { DATABASE_PART, FORMAT, MANIFEST_NAME, type Manifest } from './manifest.ts';
import type { BackupState } from './state.ts';

export interface Contents {
  facts: Facts;
  /** Of each table that is not too large for it. */
  digests: Record<string, string>;
  fingerprint: string;
  /** SHA-256 of the plain database. */
  sha256: string;
  bytes: number;
  database: () => Iterable<Uint8Array>;
  files: { sha256: string; bytes: number; pieces: () => Iterable<Uint8Array> }[];
}

export async function contentsOf({ profileDir, keys, version }: BackupRequest, copy: Copy, { facts, digests }: { facts: Facts; digests: Promise<Record<string, string>> }): Promise<Contents> {
  const key = keys?.database;
  const database = (): Iterable<Uint8Array> => (key ? plainPages(copy.path, key) : piecesOf(copy.path));
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of database()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return {
    facts,
    fingerprint: withSql(copy.path, key, (sql) => fingerprintOf(sql, version)),
    sha256: hash.digest('hex'),
    bytes,
    database,
    files: filesOf(openFiles(profileDir, keys), copy, key),
    digests: await digests,
  };
}

function filesOf(files: FileStore, copy: Copy, key: Uint8Array | undefined): Contents['files'] {
  const there = files.list();
  if (there.length === 0) return [];
  const store = openReader(copy.path, systemPorts, key);
  try {
    return namedFiles(store, there).map((sha256) => ({ sha256, bytes: files.size(sha256), pieces: () => files.pieces(sha256) }));
  } finally {
    store.close();
  }
}

const PIECE = 1024 * 1024;

/** Each piece is good until the next is asked for. */
function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  const piece = Buffer.allocUnsafeSlow(PIECE);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) yield piece.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

export interface Planned {
  manifest: Manifest;
  parts: Part[];
}

/** `inside` are the attachments that go into the archive, `files` those that lie beside it. */
export function plan({ version, now }: BackupRequest, { profile }: BackupState, contents: Contents, inside: (Part & { sha256: string })[], files: Manifest['files']): Planned {
  const { facts, digests, sha256, bytes, database } = contents;
  const parts = [{ name: DATABASE_PART, bytes, sha256, pieces: database }, ...inside];
  const manifest: Manifest = {
    format: FORMAT,
    program: 'kith',
    version,
    schema: facts.schema,
    profile,
    device: facts.device,
    madeAt: now,
    rows: facts.rows,
    digests,
    counts: facts.counts,
    parts: parts.map((part) => ({ name: part.name, bytes: part.bytes, sha256: part.sha256 })),
    files,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return { manifest, parts: [{ name: MANIFEST_NAME, bytes: text.length, pieces: () => [text] }, ...parts] };
}
