// `kith doctor` in a terminal does with a damaged profile what the recovery screen does.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../electron/terminal/doctor.ts';
import { openForWriting } from '../../electron/open-for-writing.ts';
import { seed } from '../../electron/seed.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CLI = builtProgram('electron/cli.ts');

function aProfile(): string {
  const dir = temporaryFolder();
  const { store } = openForWriting(dir, 'Robin');
  for (const _ of seed(store, { contacts: 50, entries: 100, reminders: 5, seed: 2 })) continue;
  store.close();
  return dir;
}

function kith(dir: string, ...args: string[]): { code: number | null; out: string; json: () => Diagnosis & { error?: { code: string } } } {
  const { status, stdout } = spawnSync(process.execPath, [CLI, ...args, '--profile', dir], { encoding: 'utf8' });
  return { code: status, out: stdout, json: () => JSON.parse(stdout) as Diagnosis };
}

const database = (dir: string): string => join(dir, 'kith.sqlite');
const spoil = (dir: string, from: number, to: number): void => writeFileSync(database(dir), readFileSync(database(dir)).fill(0xee, from, to));

describe('kith doctor', () => {
  it('finds nothing in a profile that is in order', () => {
    const found = kith(aProfile(), 'doctor', '--json');
    expect([found.code, found.json()]).toEqual([0, { ok: true, findings: [] }]);
  });

  it('says that the beginning is overwritten, and with --repair builds the database anew and keeps the old one', () => {
    const dir = aProfile();
    spoil(dir, 0, 100);
    const spoilt = readFileSync(database(dir));
    expect(kith(dir, 'doctor', '--json').json()).toMatchObject({ ok: false, trouble: { kind: 'not-a-database' } });
    expect(readFileSync(database(dir)).equals(spoilt)).toBe(true);
    const mended = kith(dir, 'doctor', '--repair', '--json').json();
    expect(mended).toMatchObject({ ok: true, rebuilt: { how: 'salvaged', lost: [], incomplete: [] } });
    const [folder] = readdirSync(join(dir, 'set-aside'));
    expect(readFileSync(join(dir, 'set-aside', folder!, 'kith.sqlite')).equals(spoilt)).toBe(true);
    expect(kith(dir, 'doctor', '--json').json()).toEqual({ ok: true, findings: [] });
    expect((JSON.parse(kith(dir, 'query', 'contacts', '--limit', '200', '--json').out) as { rows: unknown[] }).rows).toHaveLength(50);
  });

  it('tells in words, table by table, what could not be saved', () => {
    const dir = aProfile();
    const bytes = readFileSync(database(dir));
    for (let page = 6; page < bytes.length / 4096; page += 4) bytes.fill(0, page * 4096, (page + 1) * 4096);
    writeFileSync(database(dir), bytes);
    const { out } = kith(dir, 'doctor', '--repair');
    expect(out).toContain('mended  The database was built anew from what could be read. The damaged files are in the folder "set-aside" of the profile.');
    expect(out).toMatch(/ {2}\w+: \d+ of (\d+|an unknown number of) rows/);
    expect(existsSync(join(dir, 'rebuilding'))).toBe(false);
  });

  it('says that nothing is in an empty file, and leaves it', () => {
    const dir = aProfile();
    truncateSync(database(dir), 0);
    for (const args of [['doctor', '--json'], ['doctor', '--repair', '--json']]) expect(kith(dir, ...args).json()).toMatchObject({ ok: false, trouble: { kind: 'empty' } });
    expect(readFileSync(database(dir)).length).toBe(0);
  });

  it('ends with 1 where something stays wrong, in words and with --json, and with 0 where it was mended', () => {
    const dir = aProfile();
    spoil(dir, 0, 100);
    expect([kith(dir, 'doctor').code, kith(dir, 'doctor', '--json').code]).toEqual([1, 1]);
    expect(kith(dir, 'doctor').out).toContain('Run "kith doctor --repair"');
    expect(kith(dir, 'doctor', '--repair').code).toBe(0);
    expect(kith(dir, 'doctor')).toMatchObject({ code: 0, out: 'Everything is in order.\n' });
  });

  it('ends with 1 for what it found in a database that opens', () => {
    const dir = aProfile();
    const sql = new Database(database(dir));
    sql.exec("UPDATE contacts SET sortKey = 'elsewhere' WHERE n = 1");
    sql.close();
    expect(kith(dir, 'doctor')).toMatchObject({ code: 1, out: expect.stringContaining('contacts.sortKey') });
    expect(kith(dir, 'doctor', '--repair').code).toBe(0);
  });

  it.each([
    ['an empty file', ''],
    ['a text', `${'A text that somebody copied there. '.repeat(400)}\n`],
    // Its second page begins like one with rows.
    ['a text with line ends', `${' '.repeat(4096)}\r\n\r\n${'another line\r\n'.repeat(600)}`],
  ])('advises to restore, and no repair, where the database is %s', (_what, text) => {
    const dir = aProfile();
    writeFileSync(database(dir), text);
    for (const ending of ['-wal', '-shm']) rmSync(`${database(dir)}${ending}`, { force: true });
    const { code, out } = kith(dir, 'doctor');
    expect(code).toBe(1);
    expect(out).toContain(`kith restore FILE --in-place --profile "${dir}"`);
    expect(out).not.toContain('--repair');
    expect(kith(dir, 'doctor', '--repair').code).toBe(1);
  });

  it('goes on without a WAL that is missing only with --repair', () => {
    const dir = aProfile();
    writeFileSync(join(dir, 'database.json'), '{"open":true}');
    expect(kith(dir, 'doctor', '--json').json()).toMatchObject({ ok: false, trouble: { kind: 'wal-missing' } });
    expect(JSON.parse(kith(dir, 'query', 'contacts', '--json').out)).toMatchObject({ error: { code: 'wal-missing' } });
    expect(kith(dir, 'doctor', '--repair', '--json').json()).toEqual({ ok: true, findings: [] });
    expect(kith(dir, 'query', 'contacts', '--json').code).toBe(0);
  });
});
