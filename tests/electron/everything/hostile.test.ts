import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { digests } from '../../../db/digest.ts';
import { openTrialStore } from '../../../db/store.ts';
import { takeIn, wholeCommits } from '../../../db/whole.ts';
import { CallError } from '../../../core/call.ts';
import { writeEverything } from '../../../electron/export/everything/run.ts';
import { JsonCutter } from '../../../electron/import/everything/json-cutter.ts';
import { importEverything } from '../../../electron/import/everything/run.ts';
import { openSource } from '../../../electron/import/everything/open-source.ts';
import { aZip } from '../../support/a-zip.ts';
import { aDesk } from '../../support/desk.ts';
import { NO_SIGNAL, anEmptyProfile, fillProfile } from '../../support/everything.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Document {
  [name: string]: unknown;
  version: number;
  database: number;
  fields: Record<string, string[]>;
  records: Record<string, Record<string, unknown>[]>;
  commits: { stamp: string; changes: Record<string, unknown>[] }[];
  files: { sha256: string; size: number; path: string }[];
  sums: Record<string, { records: number; sha256: string }>;
}

let whole: string;
let document: string;

beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kith-test-'));
  mkdirSync(join(dir, 'from'));
  const desk = anEmptyProfile(join(dir, 'from'));
  fillProfile(desk);
  whole = join(dir, 'whole');
  await writeEverything({ store: desk.store, files: desk.files, version: '0' }, whole, NO_SIGNAL, () => undefined);
  desk.store.close();
  document = readFileSync(join(whole, 'kith.json'), 'utf8');
  return () => rmSync(dir, { recursive: true });
});

describe('a kith.json that is not as Kith wrote it', () => {
  const altered: [what: string, code: string, alter: (document: Document) => void][] = [
    ['of another program', 'not-everything', (all) => void (all['schema'] = 'other')],
    ['of a later version', 'newer-version', (all) => void (all.version = 2)],
    ['of a later database', 'newer-version', (all) => void (all.database = 999)],
    ['with a table that nobody knows', 'everything-damaged', (all) => void (all.fields['spaceships'] = ['name'])],
    ['with a field that nobody knows', 'everything-damaged', (all) => void all.fields['contacts']!.push('horoscope')],
    ['with a member that nobody knows', 'everything-damaged', (all) => void (all['more'] = 1)],
    ['without sums', 'everything-damaged', (all) => delete (all as Partial<Document>).sums],
    ['with a record less', 'everything-damaged', (all) => void all.records['contacts']!.pop()],
    ['with a record that was altered', 'everything-damaged', (all) => void (all.records['contacts']![0]!['given'] = 'Eve')],
    ['with records that its history does not give', 'everything-damaged', (all) => resum(all, () => void (all.records['contacts']![0]!['given'] = 'Eve'))],
    ['with a clock that its history does not give', 'everything-damaged', (all) => resum(all, () => void (all.records['contacts']![0]!['clock'] = '00'))],
    ['without its history', 'everything-damaged', (all) => void (all.commits = [])],
    ['with a change less', 'everything-damaged', (all) => void all.commits.at(-1)!.changes.pop()],
    ['with a stamp that is none', 'everything-damaged', (all) => void (all.commits[0]!.stamp = 'now')],
    ['with a change of no kind', 'everything-damaged', (all) => void (all.commits[0]!.changes[0]!['op'] = 'explode')],
    ['with a change of a table that nobody knows', 'everything-damaged', (all) => void (all.commits[0]!.changes[0]!['table'] = 'sqlite_schema')],
    ['with a field that is no field', 'everything-damaged', (all) => void (all.commits[0]!.changes[0]!['values'] = { 'n = 1; --': 'x' })],
    ['with a value of another kind', 'everything-damaged', (all) => insertOf(all, 'contacts')['createdAt'] = 'yesterday'],
    ['with a value that is none of the choices', 'everything-damaged', (all) => insertOf(all, 'contacts')['kind'] = 'robot'],
    ['with an id that is none', 'everything-damaged', (all) => insertOf(all, 'entries')['memberId'] = '../..'],
    ['with a delete that saw nothing readable', 'everything-damaged', (all) => void all.commits.at(-1)!.changes.push({ op: 'remove', table: 'contacts', id: all.records['contacts']![0]!['id'], after: '01ffff00' })],
    ['with a file that leads elsewhere', 'everything-damaged', (all) => void (all.files[0]!.path = '../secret')],
    ['with a file that leads elsewhere from within', 'everything-unsafe', (all) => void (all.files[0]!.path = 'files/../../secret')],
    ['with a file that is not there', 'everything-damaged', (all) => void (all.files[0]!.path = 'files/nobody.txt')],
    ['with a file of another content', 'everything-damaged', (all) => void (all.files.at(-1)!.sha256 = 'a'.repeat(64))],
    ['with a file of another size', 'everything-damaged', (all) => void (all.files[0]!.size = 1)],
  ];

  it.each(altered)('%s: %s', async (_what, code, alter) => {
    const all = JSON.parse(document) as Document;
    alter(all);
    await expectRefused(withDocument(JSON.stringify(all)), code);
  });

  const texts: [what: string, code: string, text: () => string | Buffer][] = [
    ['empty', 'everything-damaged', () => ''],
    ['cut off in the middle', 'everything-damaged', () => document.slice(0, document.length / 2)],
    ['cut off at the end of a record', 'everything-damaged', () => document.slice(0, document.indexOf('\n', document.length / 3))],
    ['cut off before its last bracket', 'everything-damaged', () => document.trimEnd().slice(0, -1)],
    ['with something behind it', 'everything-damaged', () => `${document}{}`],
    ['a list', 'everything-damaged', () => '[]'],
    ['a number', 'everything-damaged', () => '7'],
    ['an empty object', 'not-everything', () => '{}'],
    ['not JSON', 'everything-damaged', () => document.replace('"commits":[', '"commits" [')],
    ['with a record that is not JSON', 'everything-damaged', () => document.replace('"given":"Ada"', '"given":Ada')],
    ['with brackets that do not close', 'everything-damaged', () => document.replace('"records":{', '"records":[')],
    ['deeper than anything', 'everything-damaged', () => document.replace('"commits":[', `"commits":[${'['.repeat(100_000)}`)],
    ['not UTF-8', 'everything-damaged', () => Buffer.concat([Buffer.from(document.slice(0, 200)), Buffer.from([0xff, 0xfe]), Buffer.from(document.slice(200))])],
  ];

  it.each(texts)('%s: %s', async (_what, code, text) => {
    await expectRefused(withDocument(text()), code);
  });

  it('may be laid out in another way', async () => {
    const dir = withDocument(JSON.stringify(JSON.parse(document), undefined, 3));
    const profile = anEmptyProfile(temporaryFolder());
    await expect(importEverything(profile, openSource(dir)!, false, NO_SIGNAL, () => undefined)).resolves.toMatchObject({ contacts: 3 });
  });

  it('may be of an earlier version, which lacked a table and a field', async () => {
    const all = JSON.parse(document) as Document;
    all.database -= 1;
    resum(all, () => {
      delete all.records['personSettings'];
      all.fields['reminders'] = all.fields['reminders']!.filter((field) => field !== 'dealId');
    });
    delete all.fields['personSettings'];
    delete all.sums['personSettings'];
    const profile = anEmptyProfile(temporaryFolder());
    await expect(importEverything(profile, openSource(withDocument(JSON.stringify(all)))!, false, NO_SIGNAL, () => undefined)).resolves.toMatchObject({ contacts: 3 });
  });

  it('says what a delete saw in the form that deletes have', () => {
    const desk = aDesk();
    fillProfile(desk);
    const commit = [...wholeCommits(desk.store)].at(-1)!;
    const trial = openTrialStore(':memory:', desk.store);
    const removal = { op: 'remove' as const, table: 'contacts' as const, id: commit.changes[0]!.id, after: '01ffff00' };
    expect(() => takeIn(trial, [{ ...commit, changes: [removal] }])).toThrow('what it saw');
    trial.close();
  });

  it('is refused by its code, whatever stands in its changes', { timeout: 120_000 }, () => {
    const desk = aDesk();
    fillProfile(desk);
    const commits = [...wholeCommits(desk.store)];
    const changes = commits.flatMap((commit) => commit.changes.map((_change, at) => [commit, at] as const));
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('id', 'values', 'before', 'after', 'field', 'seen', 'stamp'), fc.jsonValue(), (which, name, value) => {
        const [commit, at] = changes[which % changes.length]!;
        const hostile = { ...commit, changes: commit.changes.map((change, i) => (i === at ? { ...change, [name]: value } : change)) };
        const trial = openTrialStore(':memory:', desk.store);
        try {
          takeIn(trial, [hostile]);
        } catch (error) {
          // `importEverything` says that the export is damaged; the program goes on.
          expect(error).toBeInstanceOf(Error);
        } finally {
          trial.close();
        }
      }),
      { numRuns: Number(process.env['KITH_RUNS'] ?? 40) },
    );
  });
});

describe('a folder with links', () => {
  it.each(['kith.json', 'files'])('is not followed out of itself: %s', async (what) => {
    const dir = withDocument(document);
    const outside = join(temporaryFolder(), 'outside');
    renameSync(join(dir, what), outside);
    symlinkSync(outside, join(dir, what));
    await expectRefused(dir, 'everything-unsafe');
  });
});

describe('a ZIP that nobody should trust', () => {
  const small = { name: 'kith.json', content: '{}' };
  const zips: [what: string, code: string, zip: () => Buffer][] = [
    ['leads out of itself', 'everything-unsafe', () => aZip([small, { name: '../../evil', content: 'x' }])],
    ['leads out of itself on Windows', 'everything-unsafe', () => aZip([small, { name: '..\\evil', content: 'x' }])],
    ['leads to a drive', 'everything-unsafe', () => aZip([small, { name: 'C:/evil', content: 'x' }])],
    ['leads to the root', 'everything-unsafe', () => aZip([small, { name: '/etc/passwd', content: 'x' }])],
    ['has a name that ends early', 'everything-unsafe', () => aZip([small, { name: 'a\0.txt', content: 'x' }])],
    ['has a link', 'everything-unsafe', () => aZip([small, { name: 'files/a', content: '/etc/passwd', mode: 0o120_777 }])],
    ['has the same name twice', 'everything-unsafe', () => aZip([small, small])],
    ['is a bomb', 'everything-unsafe', () => aZip([{ name: 'kith.json', content: Buffer.alloc(8 * 1024 * 1024, ' ') }])],
    ['is a bomb of parts that lie over each other', 'everything-unsafe', () => aZip([small, { name: 'a', content: 'x'.repeat(9_000) }, { name: 'b', content: 'x'.repeat(9_000), sharesWith: 1 }])],
    ['says that it is smaller than it is', 'everything-damaged', () => aZip([{ name: 'kith.json', content: ' '.repeat(1_000_000), size: 100 }])],
    ['has another sum than it says', 'everything-damaged', () => aZip([{ ...small, crc: 1 }])],
    ['is encrypted', 'everything-damaged', () => aZip([{ ...small, flags: 1 }])],
    ['is packed in another way', 'everything-damaged', () => aZip([{ ...small, method: 12 }])],
    ['says that it has more entries', 'everything-damaged', () => aZip([small], { count: 2 })],
    ['says that it has fewer entries', 'everything-damaged', () => aZip([small, { name: 'a', content: 'x' }], { count: 1 })],
    ['has its list elsewhere', 'everything-damaged', () => aZip([small], { listAt: 7 })],
    ['ends in the middle', 'everything-damaged', () => aZip([small]).subarray(0, 40)],
  ];

  it.each(zips)('%s: %s', async (_what, code, zip) => {
    const path = join(temporaryFolder(), 'all.zip');
    writeFileSync(path, zip());
    await expectRefused(path, code);
  });

  it('gives no more than it says before it is refused', async () => {
    const path = join(temporaryFolder(), 'all.zip');
    writeFileSync(path, aZip([{ name: 'kith.json', content: JSON.stringify(Array.from({ length: 200_000 }, (_, i) => i)), size: 100 }]));
    const zip = openSource(path)!;
    let given = 0;
    const readAll = async (): Promise<void> => {
      for await (const piece of zip.read('kith.json')) given += piece.length;
    };
    await expect(readAll()).rejects.toMatchObject({ code: 'everything-damaged' });
    expect(given).toBeLessThanOrEqual(100);
  });

  it('never does more than refuse, whichever bytes of it are others', { timeout: 120_000 }, async () => {
    const dir = temporaryFolder();
    const good = aZip([{ name: 'kith.json', content: document }]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }), fc.option(fc.nat()), async (changes, cut) => {
        const bytes = Buffer.from(good.subarray(0, cut === null ? good.length : cut % good.length));
        // Near its end, where the list is, every byte counts.
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % 2 === 0 ? bytes.length - 1 - (at % Math.min(120, bytes.length)) : at % bytes.length] = value;
        const path = join(dir, 'all.zip');
        writeFileSync(path, bytes);
        try {
          const source = openSource(path);
          if (!source) return;
          for await (const _ of source.read('kith.json')) continue;
        } catch (error) {
          if (!(error instanceof CallError)) throw error;
          expect(error.code).toMatch(/^everything-(damaged|unsafe)$/);
        }
      }),
      { numRuns: Number(process.env['KITH_RUNS'] ?? 300) },
    );
  });
});

describe('what is cut out of a document', () => {
  it('is the same however it comes in pieces', () => {
    const members = (size: number): string[] => {
      const cutter = new JsonCutter();
      const found: string[] = [];
      for (let at = 0; at < document.length; at += size) for (const { path, text } of cutter.push(document.slice(at, at + size))) found.push(`${path} ${text}`);
      cutter.end();
      return found;
    };
    const all = members(document.length);
    expect(all.filter((one) => one.startsWith('records.contacts '))).toHaveLength(3);
    for (const size of [1, 2, 7, 1_000]) expect(members(size)).toEqual(all);
  });
});

it('leaves nothing of an import that was cancelled', async () => {
  const dir = temporaryFolder();
  const profile = anEmptyProfile(dir);
  const before = digests(profile.store);
  const stop = { aborted: false };
  await expect(importEverything(profile, openSource(whole)!, false, stop, () => void (stop.aborted = true))).rejects.toMatchObject({ code: 'cancelled' });
  expect(digests(profile.store)).toEqual(before);
  expect(readdirSync(dir)).not.toContain('importing');
  profile.store.close();
});

/** Refused by that code, and the profile is as it was, without anything beside it. */
async function expectRefused(path: string, code: string): Promise<void> {
  const dir = temporaryFolder();
  const profile = anEmptyProfile(dir);
  const before = digests(profile.store);
  const take = async (): Promise<unknown> => importEverything(profile, openSource(path)!, false, NO_SIGNAL, () => undefined);
  await expect(take()).rejects.toMatchObject({ code });
  expect(digests(profile.store)).toEqual(before);
  expect(profile.files.list()).toEqual([]);
  expect(readdirSync(dir)).not.toContain('importing');
  profile.store.close();
}

/** Changes records and says what they now come to, as somebody would who means it. */
function resum(all: Document, change: () => void): void {
  change();
  for (const [name, records] of Object.entries(all.records)) {
    all.sums[name] = { records: records.length, sha256: createHash('sha256').update(records.map((record) => `${JSON.stringify(record)}\n`).join('')).digest('hex') };
  }
}

/** What the first record of a table was made with. */
function insertOf(all: Document, table: string): Record<string, unknown> {
  const insert = all.commits.flatMap(({ changes }) => changes).find((change) => change['table'] === table && change['op'] === 'insert')!;
  return insert['values'] as Record<string, unknown>;
}

function withDocument(text: string | Buffer): string {
  const dir = join(temporaryFolder(), 'all');
  cpSync(whole, dir, { recursive: true });
  writeFileSync(join(dir, 'kith.json'), text);
  return dir;
}
