// The first file of a backup says what the rest is.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sql } from '../../db/open.ts';

export const MANIFEST_NAME = 'manifest.json';
export const DATABASE_PART = 'kith.sqlite';
export const FORMAT = 1;

/** A manifest that says more than this is none of ours. */
export const LARGEST_MANIFEST = 256 * 1024 * 1024;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Size = z.number().int().nonnegative();

export const Manifest = z.object({
  format: z.literal(FORMAT),
  program: z.literal('kith'),
  /** The version of Kith that made it. */
  version: z.string().max(100),
  /** How many migrations the database has had, and the SHA-256 of the statements that make its tables. */
  schema: z.object({ version: z.number().int().nonnegative(), sha256: Sha256 }),
  /** Whose backup it is, and which device made it. */
  profile: z.string().max(100),
  device: z.string().max(100),
  /** Milliseconds since 1970. */
  madeAt: z.number().int(),
  /** All rows, by table. */
  rows: z.record(z.string().max(100), Size),
  /** Of tables that are not too large for it, the SHA-256 of their rows. Backups made before there were any have none. */
  digests: z.record(z.string().max(100), Sha256).default({}),
  /** Those that are shown, by kind. */
  counts: z.record(z.string().max(100), Size),
  /** The files that follow in the archive, in their order; the first is the database. */
  parts: z.array(z.object({ name: z.string().max(100), bytes: Size, sha256: Sha256 })),
  /** Attachments that lie beside the backup: `files/` and the first two characters of `stored`, then `stored`. */
  files: z.array(z.object({ stored: z.string().regex(/^[0-9a-f]{64}\.age$/), bytes: Size, sha256: Sha256 })),
});
export type Manifest = z.infer<typeof Manifest>;

/** An attachment within the archive: `files/`, the first two characters of its SHA-256, and the whole. */
export const partOfFile = (sha256: string): string => `files/${sha256.slice(0, 2)}/${sha256}`;

/** The statements that made the tables, indexes and triggers, in the order of their names. */
export function schemaHash(sql: Sql): string {
  const hash = createHash('sha256');
  for (const { type, name, text } of sql.prepare<[], { type: string; name: string; text: string }>("SELECT type, name, coalesce(sql, '') AS text FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name").all()) {
    hash.update(JSON.stringify([type, name, text]));
  }
  return hash.digest('hex');
}
