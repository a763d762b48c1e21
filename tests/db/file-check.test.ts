import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createContact } from '../../db/contact-writes.ts';
import { type CheckPlace, SLICE, checkSlice, slicesOf } from '../../db/file-check.ts';
import { readMigrations } from '../../db/migrate.ts';
import { type Sql, openDatabase } from '../../db/open.ts';
import { openStore } from '../../db/store.ts';
import { write } from '../../db/write.ts';
import { fakePorts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PEOPLE = 600;

function aDatabase(): string {
  const path = join(temporaryFolder(), 'kith.sqlite');
  const store = openStore(path, fakePorts(1));
  write(store, { code: 'test' }, (tx) => {
    for (let i = 0; i < PEOPLE; i++) createContact(tx, { kind: 'person', fullName: `Person ${i}`, emails: [{ address: `p${i}@x.example` }] });
  });
  store.close();
  return path;
}

/** Every place where a round stops, from `from` on; it ends with the error that it met. */
function round(path: string, from?: CheckPlace): { places: CheckPlace[]; error: unknown } {
  let sql: Sql | undefined;
  const places: CheckPlace[] = [];
  try {
    sql = openDatabase(path, 'reader', readMigrations().length);
    for (let place = checkSlice(sql, from); place !== null; place = checkSlice(sql, place)) places.push(place);
    return { places, error: undefined };
  } catch (error) {
    return { places, error };
  } finally {
    sql?.close();
  }
}

describe('the check of a file', () => {
  it('reads every row of every table in slices, and comes to its end', () => {
    const path = aDatabase();
    const { places, error } = round(path);
    expect(error).toBeUndefined();
    expect(places.filter(({ table }) => table === 'contacts').map(({ after }) => after)).toEqual([0, SLICE, 2 * SLICE, PEOPLE]);
    const sql = openDatabase(path, 'reader', readMigrations().length);
    expect(slicesOf(sql)).toBeGreaterThan(places.length / 4);
    expect(slicesOf(sql)).toBeLessThan(places.length * 4);
    sql.close();
  });

  it('goes on where it was, also in a table that is there no longer', () => {
    const path = aDatabase();
    const { places } = round(path);
    const at = places.findIndex(({ table, after }) => table === 'emails' && after === SLICE);
    expect(round(path, places[at]).places).toEqual(places.slice(at + 1));
    expect(round(path, { table: 'gone', after: 5 }).error).toBeUndefined();
  });

  it('meets every broken page of rows or of an index', () => {
    const path = aDatabase();
    const whole = readFileSync(path);
    let met = 0;
    for (let page = 2; page <= whole.length / 4096; page++) {
      const kind = whole[(page - 1) * 4096];
      if (![2, 5, 10, 13].includes(kind!)) continue;
      writeFileSync(path, Buffer.from(whole).fill(0xee, (page - 1) * 4096, page * 4096));
      expect(round(path).error, `page ${page} of kind ${kind}`).toMatchObject({ code: expect.stringMatching(/^(SQLITE_CORRUPT|damaged)/) });
      met++;
    }
    expect(met).toBeGreaterThan(50);
  });

  it('meets an index that does not fit its table', () => {
    const path = aDatabase();
    const sql = new Database(path);
    sql.unsafeMode(true);
    sql.pragma('writable_schema = ON');
    // The index of one column over the rows of another.
    const sqlOf = sql.prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'emails' AND sql LIKE '%address%' OR (type = 'index' AND tbl_name = 'emails' AND sql LIKE '%folded%') LIMIT 1").pluck().get();
    expect(sqlOf).toBeDefined();
    const name = /INDEX `?(\w+)`?/.exec(sqlOf!)![1]!;
    sql.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(`CREATE INDEX ${name} ON emails (label)`, name);
    sql.close();
    expect(round(path).error).toMatchObject({ code: 'SQLITE_CORRUPT' });
  });
});
