// What a manifest tells of a database.
import { createHash } from 'node:crypto';
import type { Sql } from '../../db/open.ts';
import { unnamedFiles } from '../../db/stored-files.ts';
import type { Store } from '../../db/store.ts';
import { schemaHash } from './manifest.ts';

export interface Facts {
  schema: { version: number; sha256: string };
  device: string;
  rows: Record<string, number>;
  counts: Record<string, number>;
}

export function factsOf(sql: Sql): Facts {
  const tables = sql.prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all();
  return {
    schema: { version: sql.pragma('user_version', { simple: true }) as number, sha256: schemaHash(sql) },
    device: sql.prepare<[], string>("SELECT lower(hex(value)) FROM device WHERE key = 'device'").pluck().get() ?? '',
    rows: Object.fromEntries(tables.map((table) => [table, count(sql, `"${table}"`)])),
    counts: countsOf(sql),
  };
}

/** How many rows that are shown, by kind. */
export function countsOf(sql: Sql): Record<string, number> {
  return {
    person: count(sql, "contacts WHERE hidden = 0 AND kind = 'person'"),
    organisation: count(sql, "contacts WHERE hidden = 0 AND kind = 'organisation'"),
    entry: count(sql, 'entries WHERE hidden = 0'),
    reminder: count(sql, 'reminders WHERE hidden = 0'),
    deal: count(sql, 'deals WHERE hidden = 0'),
  };
}

const count = (sql: Sql, from: string): number => sql.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get()!;

/** Of the files in a profile those that its records name, in the order of their hashes. */
export function namedFiles(store: Store, hashes: readonly string[]): string[] {
  const steps = unnamedFiles(store, hashes);
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    const unnamed = new Set(step.value);
    return hashes.filter((hash) => !unnamed.has(hash)).sort();
  }
}

/**
 * Stands for what people wrote and chose: the log has every change of a record, and what it leaves out is hashed.
 * What a device notes by itself, such as when its calendar was written, is not in it.
 */
export function fingerprintOf(sql: Sql, version: string): string {
  const hash = createHash('sha256').update(JSON.stringify([version, sql.pragma('user_version', { simple: true })]));
  hash.update(String(sql.prepare<[], number | null>('SELECT max(n) FROM changes').pluck().get()));
  for (const statement of ['SELECT * FROM drafts ORDER BY 1', "SELECT key, value FROM preferences WHERE key LIKE 'device.%' ORDER BY key"]) {
    for (const row of sql.prepare<[], unknown[]>(statement).raw().iterate()) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
