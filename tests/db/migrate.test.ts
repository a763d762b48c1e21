import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CallError } from '../../core/call.ts';
import { listBin } from '../../db/bin.ts';
import { listContacts } from '../../db/contact-list.ts';
import { createContact } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { listDrafts } from '../../db/drafts.ts';
import { listEntries } from '../../db/entries.ts';
import { type Migration, migrate, readMigrations } from '../../db/migrate.ts';
import { APPLICATION_ID, type Sql, openDatabase } from '../../db/open.ts';
import { search } from '../../db/search.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openReader, openStore } from '../../db/store.ts';
import { undo, undoState } from '../../db/undo.ts';
import { write } from '../../db/write.ts';
import { derivedMistakes } from '../support/derived.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ALL = readMigrations();

describe('a fresh profile', () => {
  it('gets every migration and says whose it is', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    expect(migrate(sql, ALL)).toEqual(ALL.map(({ tag }) => tag));
    expect(pragma(sql, 'application_id')).toBe(APPLICATION_ID);
    expect(pragma(sql, 'user_version')).toBe(ALL.length);
    expect(migrate(sql, ALL)).toEqual([]);
  });

  it('is written as the security design says', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys', 'trusted_schema', 'cell_size_check', 'busy_timeout'];
    expect(Object.fromEntries(settings.map((name) => [name, pragma(sql, name)]))).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      secure_delete: 1,
      foreign_keys: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      busy_timeout: 5000,
    });
  });

  it('reads its migrations in the order of the journal, each in single statements', () => {
    expect(ALL.map(({ tag }) => tag)).toEqual(ALL.map(({ tag }) => tag).toSorted());
    for (const { statements } of ALL) for (const statement of statements) expect(statement).not.toContain('statement-breakpoint');
  });
});

describe('a file that is not for this Kith', () => {
  it('of a newer version is refused and left alone, byte for byte', () => {
    const path = join(temporaryFolder(), 'kith.sqlite');
    openStore(path, fakePorts(1)).close();
    changeFile(path, `PRAGMA user_version = ${ALL.length + 1}`);
    const before = fingerprint(path);
    expect(refusal(() => openStore(path, fakePorts(1)))).toMatchObject({ code: 'database-newer', details: { done: ALL.length + 1, known: ALL.length } });
    expect(refusal(() => openReader(path, fakePorts(1))).code).toBe('database-newer');
    expect(fingerprint(path)).toEqual(before);
  });

  it('of a newer version that crashed keeps what is only in its write-ahead log', () => {
    const dir = temporaryFolder();
    const path = join(dir, 'kith.sqlite');
    openStore(path, fakePorts(1)).close();
    const running = new Database(path);
    running.exec(`PRAGMA user_version = ${ALL.length + 1}; CREATE TABLE newer (a)`);
    const crashed = join(dir, 'crashed.sqlite');
    for (const part of ['', '-wal']) copyFileSync(path + part, crashed + part);
    running.close();
    const before = fingerprint(crashed);
    expect(refusal(() => openStore(crashed, fakePorts(1))).code).toBe('database-newer');
    expect(fingerprint(crashed)).toEqual(before);
  });

  it('of another program is refused and left alone, byte for byte', () => {
    const path = join(temporaryFolder(), 'other.sqlite');
    const other = new Database(path);
    other.exec('CREATE TABLE photos (a); INSERT INTO photos VALUES (1)');
    other.close();
    const before = fingerprint(path);
    expect(refusal(() => openStore(path, fakePorts(1))).code).toBe('not-kith');
    changeFile(path, 'PRAGMA application_id = 252006674');
    const marked = fingerprint(path);
    expect(refusal(() => openStore(path, fakePorts(1))).code).toBe('not-kith');
    expect(fingerprint(path)).toEqual(marked);
    expect(marked).not.toEqual(before);
  });

  it('that is no database is refused and left alone', () => {
    const path = join(temporaryFolder(), 'kith.sqlite');
    writeFileSync(path, 'Dear diary, '.repeat(1_000));
    const before = fingerprint(path);
    expect(refusal(() => openStore(path, fakePorts(1))).code).toBe('not-a-database');
    expect(fingerprint(path)).toEqual(before);
  });

  it('that a crash left half written, outside of a WAL, is as it was before', () => {
    for (const [owner, code] of [[APPLICATION_ID, 'opened'], [7, 'read-only']] as const) {
      const [was, left] = [temporaryFolder(), temporaryFolder()].map((dir) => join(dir, 'kith.sqlite')) as [string, string];
      const store = openStore(was, fakePorts(1));
      write(store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace' }));
      store.close();
      const sql = new Database(was);
      sql.pragma('journal_mode = DELETE');
      sql.pragma(`application_id = ${owner}`);
      sql.pragma('cache_size = 5');
      sql.exec("BEGIN; UPDATE contacts SET name = 'Half Written'; CREATE TABLE filler (x); INSERT INTO filler WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT randomblob(1000) FROM n");
      for (const end of ['', '-journal']) copyFileSync(was + end, left + end);
      sql.exec('ROLLBACK');
      sql.close();
      const before = readFileSync(left);
      let opened: Store | undefined;
      const outcome = (() => {
        try {
          opened = openStore(left, fakePorts(1));
          return 'opened';
        } catch (cause) {
          return (cause as CallError).code;
        }
      })();
      expect(outcome).toBe(code);
      if (opened) {
        loadLocale(opened);
        expect(listContacts(opened, { filter: [], sort: { by: 'name', descending: false }, limit: 5 }).rows.map(({ name }) => name)).toEqual(['Ada Lovelace']);
        opened.close();
      } else expect(readFileSync(left).equals(before)).toBe(true);
    }
  });

  it('that cannot be opened is said to be so', () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'kith.sqlite'));
    expect(refusal(() => openStore(join(dir, 'kith.sqlite'), fakePorts(1))).code).toBe('cannot-read');
    expect(refusal(() => openReader(join(dir, 'missing.sqlite'), fakePorts(1))).code).toBe('cannot-open');
  });
});

describe('a migration', () => {
  const PARENTS: Migration = {
    tag: '0000_parents',
    statements: [
      'CREATE TABLE shelves (n INTEGER PRIMARY KEY, name TEXT)',
      'CREATE TABLE books (n INTEGER PRIMARY KEY, shelfN INTEGER REFERENCES shelves(n) ON DELETE CASCADE)',
      "INSERT INTO shelves VALUES (1, 'tall'), (2, 'low')",
      'INSERT INTO books (shelfN) VALUES (1), (1), (2)',
    ],
  };
  /** As drizzle-kit writes it: inside a transaction its pragmas do nothing. */
  const REBUILD: Migration = {
    tag: '0001_rebuild',
    statements: [
      'PRAGMA foreign_keys=OFF',
      "CREATE TABLE __new_shelves (n INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '')",
      'INSERT INTO __new_shelves SELECT n, name FROM shelves',
      'DROP TABLE shelves',
      'ALTER TABLE __new_shelves RENAME TO shelves',
      'PRAGMA foreign_keys=ON',
    ],
  };

  it('that rebuilds a table keeps every row that refers to it', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    migrate(sql, [PARENTS]);
    expect(migrate(sql, [PARENTS, REBUILD])).toEqual(['0001_rebuild']);
    expect(count(sql, 'books')).toBe(3);
    expect(count(sql, 'shelves')).toBe(2);
    expect(pragma(sql, 'foreign_keys')).toBe(1);
    sql.exec('DELETE FROM shelves WHERE n = 1');
    expect(count(sql, 'books')).toBe(1);
  });

  it('that would leave rows without their parent changes nothing', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    migrate(sql, [PARENTS]);
    const orphaning: Migration = { tag: '0001_orphaning', statements: ['DELETE FROM shelves WHERE n = 1'] };
    expect(() => migrate(sql, [PARENTS, orphaning])).toThrow('leaves 2 rows without their parent');
    expect(count(sql, 'shelves')).toBe(2);
    expect(pragma(sql, 'user_version')).toBe(1);
  });

  it('that fails half way takes those before it back too', () => {
    const path = join(temporaryFolder(), 'kith.sqlite');
    const sql = open(path);
    migrate(sql, [PARENTS]);
    const before = contents(sql);
    const good: Migration = { tag: '0001_good', statements: ['CREATE TABLE lamps (a)', 'UPDATE shelves SET name = name || name'] };
    const bad: Migration = { tag: '0002_bad', statements: ['ALTER TABLE books ADD COLUMN title TEXT', 'DELETE FROM books', 'INSERT INTO nowhere VALUES (1)'] };
    expect(() => migrate(sql, [PARENTS, good, bad])).toThrow('nowhere');
    expect(contents(sql)).toBe(before);
    expect(pragma(sql, 'user_version')).toBe(1);
    expect(pragma(sql, 'foreign_keys')).toBe(1);
    expect(migrate(sql, [PARENTS, good])).toEqual(['0001_good']);
  });

  it('asks for a copy first, but only where there is something to copy and something to do', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    let copies = 0;
    const copy = (): void => {
      copies++;
      expect(sql.inTransaction).toBe(false);
      expect(pragma(sql, 'user_version')).toBe(1);
    };
    migrate(sql, [PARENTS], copy);
    migrate(sql, [PARENTS], copy);
    expect(copies).toBe(0);
    migrate(sql, [PARENTS, REBUILD], copy);
    expect(copies).toBe(1);
  });

  it('is not begun when the copy cannot be made', () => {
    const sql = open(join(temporaryFolder(), 'kith.sqlite'));
    migrate(sql, [PARENTS]);
    const full = new Error('the disk is full');
    expect(() => migrate(sql, [PARENTS, REBUILD], () => { throw full; })).toThrow(full);
    expect(pragma(sql, 'user_version')).toBe(1);
  });
});

describe('a database of an earlier release', () => {
  const releases = new URL('../fixtures/databases/', import.meta.url);

  it.each(readdirSync(releases).filter((name) => name.endsWith('.sqlite')))('%s is opened and used', (name) => {
    const path = join(temporaryFolder(), 'kith.sqlite');
    copyFileSync(new URL(name, releases), path);
    const store = openStore(path, fakePorts(3, Date.UTC(2027, 0, 1)));
    onTestFinished(() => store.close());
    loadLocale(store);

    const { rows } = listContacts(store, { filter: [], sort: { by: 'name', descending: false }, limit: 50 });
    expect(rows.map((row) => row.name)).toEqual(['Ada Łodz-Müller', 'Harbour AB', '王小明']);
    const ada = getContact(store, rows[0]!.id);
    expect(ada).toMatchObject({ nickname: 'Addie', birthday: '--02-29', roles: ['customer'] });
    expect(ada.phones.map(({ shown }) => shown)).toEqual(['070-555 01 23', '08-12 34 56']);
    expect(Object.values(ada.custom)).toEqual([{ type: 'number', value: 38.5 }]);
    expect(ada.tags.map((tag) => tag.name)).toEqual(['Garden', 'VIP']);
    expect(ada.relations[0]!.to!.name).toBe('王小明');
    expect(listEntries(store, { contactId: ada.id, limit: 10 }).rows).toMatchObject([{ body: '# Plans\n\n- [x] called about the *garden*', attachments: [{ name: 'plan.pdf' }] }]);
    expect(listBin(store, 10).rows.map((item) => item.name)).toEqual(['Gone Soon']);
    expect(listDrafts(store)).toHaveLength(1);
    expect(search(store, 'ada lodz', { contacts: 5, entries: 5 }).contacts.map((hit) => hit.name)).toEqual(['Ada Łodz-Müller']);
    expect(search(store, 'called garden', { contacts: 5, entries: 5 }).entries).toHaveLength(1);
    expect(derivedMistakes(store)).toEqual([]);

    const last = undoState(store).undo!;
    expect(last.code).toBe('contact.updated');
    expect(undo(store, last.changeId).kept).toEqual([]);
    expect(getContact(store, rows[2]!.id).status).toBe('');
    write(store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Made Later', tags: ['garden'] }));
    expect(listContacts(store, { filter: [{ field: 'tag', op: 'has', tagId: ada.tags[0]!.id }], sort: { by: 'created', descending: false }, limit: 5 }).rows).toHaveLength(2);
    expect(derivedMistakes(store)).toEqual([]);
  });
});

function open(path: string): Sql {
  const sql = openDatabase(path, 'writer', ALL.length);
  onTestFinished(() => void sql.close());
  return sql;
}

function refusal(act: () => unknown): CallError {
  try {
    act();
  } catch (error) {
    if (error instanceof CallError) return error;
    throw error;
  }
  return expect.fail('it was opened');
}

/** By another program, without a write-ahead log left behind. */
function changeFile(path: string, statement: string): void {
  const sql = new Database(path);
  sql.exec(statement);
  sql.close();
}

/** Hashes of the database and of what its write-ahead log holds. */
function fingerprint(path: string): string[] {
  return [path, `${path}-wal`].map((file) => createHash('sha256').update(existsSync(file) ? readFileSync(file) : '').digest('hex'));
}

function pragma(sql: Sql, name: string): unknown {
  return sql.pragma(name, { simple: true });
}

function count(sql: Sql, table: string): unknown {
  return sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}

function contents(sql: Sql): string {
  const schema = sql.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  return JSON.stringify([schema, sql.prepare('SELECT * FROM shelves').all(), sql.prepare('SELECT * FROM books').all()]);
}
