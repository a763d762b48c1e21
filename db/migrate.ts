import { readFileSync } from 'node:fs';
import { APPLICATION_ID, type Sql, refuseNewer } from './open.ts';

export interface Migration {
  readonly tag: string;
  readonly statements: readonly string[];
}

/** The migrations in this version of Kith, oldest first, as drizzle-kit wrote them. */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as { entries: { tag: string }[] };
  return journal.entries.map(({ tag }) => ({
    tag,
    statements: readFileSync(new URL(`${tag}.sql`, folder), 'utf8')
      .split('--> statement-breakpoint')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  }));
}

/**
 * Brings the database to the newest version, all or nothing, and returns the tags that were applied.
 * `user_version` counts the migrations done. Foreign keys are off before the transaction begins: drizzle
 * rebuilds tables, and inside a transaction the pragma does nothing, so child rows would cascade away.
 * Errors: `database-newer` when a later Kith wrote the file; it is left alone.
 */
export function migrate(sql: Sql, migrations: readonly Migration[], beforeFirst: () => void = () => {}): string[] {
  const done = refuseNewer(sql, migrations.length);
  const todo = migrations.slice(done);
  if (todo.length === 0) return [];
  if (done > 0) beforeFirst();
  sql.pragma('foreign_keys = OFF');
  try {
    sql.transaction(() => {
      for (const { statements } of todo) for (const statement of statements) sql.exec(statement);
      const orphans = sql.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0) throw new Error(`migration leaves ${orphans.length} rows without their parent`);
      sql.pragma(`application_id = ${APPLICATION_ID}`);
      sql.pragma(`user_version = ${migrations.length}`);
    }).immediate();
  } finally {
    sql.pragma('foreign_keys = ON');
  }
  return todo.map(({ tag }) => tag);
}
