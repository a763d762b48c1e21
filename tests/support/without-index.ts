import Database from 'better-sqlite3';

/** Changes rows behind the back of an index. */
export function withoutIndex(path: string, name: string, change: (sql: Database.Database) => void): void {
  const hide = new Database(path);
  hide.unsafeMode(true);
  hide.pragma('writable_schema = ON');
  const schema = hide.prepare('SELECT * FROM sqlite_schema WHERE name = ?').get(name) as Record<string, unknown>;
  hide.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(name);
  hide.close();
  const sql = new Database(path);
  change(sql);
  sql.unsafeMode(true);
  sql.pragma('writable_schema = ON');
  sql.prepare('INSERT INTO sqlite_schema VALUES ($type, $name, $tbl_name, $rootpage, $sql)').run(schema);
  sql.close();
}
