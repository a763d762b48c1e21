import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCHEMA_FILE, schemaText } from '../../../build/everything-schema.ts';
import { isReservedFileName } from '../../../core/file-name.ts';
import { createEntry } from '../../../db/entries.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { Batch, write } from '../../../db/write.ts';
import { openReader } from '../../../db/store.ts';
import { FreeNames } from '../../../electron/export/everything/names.ts';
import { writeEverything } from '../../../electron/export/everything/run.ts';
import { exportEverything } from '../../../electron/export/everything/task.ts';
import { fileSink, zipPlace } from '../../../electron/export/everything/zip.ts';
import { openZip } from '../../../electron/import/everything/zip.ts';
import { systemPorts } from '../../../electron/workers/ports.ts';
import { type Desk, aDesk } from '../../support/desk.ts';
import { NO_SIGNAL, anEmptyProfile, fillProfile, textOf } from '../../support/everything.ts';
import { doCall, randomCall } from '../../support/random-calls.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('what lies in an export of everything', () => {
  it('is what other programs read', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const dir = await exported(desk);
    expect(readdirSync(dir).toSorted()).toEqual(['README.txt', 'calendar.ics', 'contacts.vcf', 'csv', 'files', 'kith.json', 'notes']);
    expect(readdirSync(join(dir, 'csv')).toSorted()).toEqual(['deal-lines.csv', 'deals.csv', 'entries.csv', 'organisations.csv', 'people.csv', 'products.csv', 'reminders.csv']);
    expect(textOf(dir, 'csv', 'people.csv')).toContain('ada@example.org');
    expect(textOf(dir, 'csv', 'people.csv')).not.toContain('HYPERLINK');
    expect(textOf(dir, 'csv', 'deals.csv')).toContain('1200.50');
    expect(textOf(dir, 'contacts.vcf').match(/BEGIN:VCARD/g)).toHaveLength(3);
    expect(textOf(dir, 'contacts.vcf')).toContain('PHOTO');
    expect(textOf(dir, 'calendar.ics')).toContain('+1 call');
    expect(textOf(dir, 'calendar.ics')).toContain('BEGIN:VEVENT');
  });

  it('runs as no formula in a spreadsheet', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const dir = await exported(desk);
    expect(textOf(dir, 'csv', 'organisations.csv')).toContain('"\'=HYPERLINK(""https://example.org"")"');
    expect(textOf(dir, 'csv', 'reminders.csv')).toContain(",'+1 call,");
  });

  it('has the timeline of each contact as Markdown that leads to its files', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const dir = await exported(desk);
    expect(readdirSync(join(dir, 'notes')).toSorted()).toEqual(['ADA King (2).md', 'Ada King.md', '_HYPERLINK(_https___example.org_).md'].map((name) => name.replace('_HYPERLINK', '=HYPERLINK')).toSorted());
    const note = textOf(dir, 'notes', 'Ada King.md');
    expect(note).toMatch(/^---\nid: "[0-9a-f-]{36}"\nkind: "person"\nname: "Ada King"\n/);
    expect(note).toContain('# A heading\n\n- one');
    const paths = [...note.matchAll(/\]\(<\.\.\/([^>]+)>\)/g)].map(([, path]) => path!.split('/').map(decodeURIComponent).join('/'));
    expect(paths.map((path) => readFileSync(join(dir, path), 'utf8'))).toEqual(['one', 'two', 'three']);
    // What is not on this device is named and leads nowhere.
    expect(textOf(dir, 'notes', 'ADA King (2).md')).toMatch(/^- gone.txt$/m);
  });

  it('is the same moment in every file, whatever is written meanwhile', async () => {
    const dir = temporaryFolder();
    const { store, files } = anEmptyProfile(dir);
    fillProfile({ store, files });
    const reader = openReader(join(dir, 'kith.sqlite'), systemPorts);
    const to = join(temporaryFolder(), 'all');
    await writeEverything({ store: reader, files, version: '0' }, to, {
      get aborted() {
        write(store, { code: 'test' }, (tx) => createContact(tx, { kind: 'person', given: 'Late', family: 'Comer' }));
        return false;
      },
    }, () => undefined);
    for (const name of ['kith.json', 'contacts.vcf', 'csv/people.csv']) expect(textOf(to, name)).not.toContain('Late');
    expect(store.prepare("SELECT count(*) AS n FROM contacts WHERE given = 'Late'").get()!.n).toBeGreaterThan(2);
    reader.close();
    store.close();
  });
});

describe('kith.json', () => {
  it('is as the published schema says, whatever was done', async () => {
    const validate = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object);
    await fc.assert(
      fc.asyncProperty(fc.array(randomCall, { maxLength: 30 }), async (calls) => {
        const desk = aDesk(temporaryFolder());
        fillProfile(desk);
        for (const call of calls) doCall(desk.store, call);
        const all = JSON.parse(textOf(await exported(desk), 'kith.json')) as { records: Record<string, object[]> };
        expect(validate(all), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
        (all.records['contacts']![0] as Record<string, unknown>)['horoscope'] = 'lion';
        expect(validate(all)).toBe(false);
      }),
      { numRuns: 6 },
    );
  }, 60_000);

  it('has a schema that is kept; "npm run docs" writes it', () => {
    expect(schemaText()).toBe(readFileSync(SCHEMA_FILE, 'utf8'));
  });
});

describe('the names in it', () => {
  it('are taken by every system, stay in their folder, and are each there once', () => {
    const nasty = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('CON', 'con.txt', 'nul', '..', '.', '', 'a/b', 'a\\b', 'COM1.md', 'ß', 'SS', 'ẞ', 'é', 'e\u0301', 'a ', 'a.', 'a', 'A', 'ﬁ', 'fi', `${'長'.repeat(120)}.pdf`, 'x (2)', 'x', 'x'));
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 40 }), (names) => {
        const free = new FreeNames();
        const taken = names.map((name) => free.take('', name, 'file'));
        expect(new Set(taken.map((name) => name.normalize('NFKC').toUpperCase().toLowerCase())).size).toBe(names.length);
        for (const name of taken) {
          for (const full of [name, `${name}.md`]) expect(Buffer.byteLength(full)).toBeLessThanOrEqual(255);
          // oxlint-disable-next-line no-control-regex
          expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]|[. ]$|^\.|^$/);
          expect(isReservedFileName(name)).toBe(false);
        }
      }),
    );
  });
});

describe('the ZIP', () => {
  it('is read by other programs, large and small, packed and not', async () => {
    const path = join(temporaryFolder(), 'all.zip');
    const place = zipPlace(fileSink(path), Date.UTC(2026, 0, 15, 9));
    const long = Array.from({ length: 3_000 }, (_, i) => `${i} ${Math.sin(i)} `.repeat(30));
    await place.add('small.txt', ['hello']);
    await place.add('empty.txt', []);
    await place.add('größe/小.txt', ['x'.repeat(5_000)]);
    await place.add('long.txt', long);
    await place.add('stored.bin', long, { isPacked: true });
    place.finish();
    execFileSync('unzip', ['-tq', path]);
    const read = execFileSync('python3', ['-c', 'import sys,zipfile,hashlib\nz=zipfile.ZipFile(sys.argv[1])\nprint([(i.filename,i.file_size) for i in z.infolist()], z.testzip(), z.read("long.txt")==z.read("stored.bin"))', path], { encoding: 'utf8' });
    const size = Buffer.byteLength(long.join(''));
    expect(read.trim()).toBe(`[('small.txt', 5), ('empty.txt', 0), ('größe/小.txt', 5000), ('long.txt', ${size}), ('stored.bin', ${size})] None True`);
  });

  it('has more entries than fit without ZIP64', async () => {
    const path = join(temporaryFolder(), 'all.zip');
    const place = zipPlace(fileSink(path), 0);
    for (let i = 0; i < 70_000; i++) await place.add(`notes/${i}.md`, ['x']);
    place.finish();
    expect(execFileSync('python3', ['-c', 'import sys,zipfile\nprint(len(zipfile.ZipFile(sys.argv[1]).infolist()))', path], { encoding: 'utf8' }).trim()).toBe('70000');
    const zip = openZip(path);
    expect(zip.size('notes/69999.md')).toBe(1);
    zip.close();
  }, 60_000);

  it('is no bomb to who reads it, however often somebody repeats themselves', async () => {
    const path = join(temporaryFolder(), 'all.zip');
    const place = zipPlace(fileSink(path), 0);
    const blanks = ' '.repeat(64 * 1024);
    await place.add('long.txt', Array.from({ length: 500 }, () => blanks));
    await place.add('short.txt', [blanks]);
    place.finish();
    expect(statSync(path).size).toBeGreaterThan((500 * blanks.length) / 100);
    const zip = openZip(path);
    let size = 0;
    for await (const piece of zip.read('long.txt')) size += piece.length;
    expect(size).toBe(500 * blanks.length);
    zip.close();
  });
});

it('packs fully what only begins by repeating itself', async () => {
  const path = join(temporaryFolder(), 'all.zip');
  const place = zipPlace(fileSink(path), 0);
  const lines = Array.from({ length: 200 }, (_, i) => `{"id":"${(i * 2_654_435_761).toString(16)}","subject":"About the roof"},\n`).join('');
  await place.add('kith.json', [' '.repeat(512 * 1024), ...Array.from({ length: 300 }, () => lines)]);
  place.finish();
  expect(statSync(path).size).toBeLessThan((300 * lines.length) / 10);
  const zip = openZip(path);
  let text = '';
  for await (const piece of zip.read('kith.json')) text += piece.toString();
  expect(text.trimStart()).toBe(lines.repeat(300));
  zip.close();
});

describe('an export that does not come to its end', () => {
  it.each(['all.zip', 'all'])('leaves nothing when it is cancelled: %s', async (name) => {
    const desk = aDesk();
    fillProfile(desk);
    const dir = temporaryFolder();
    let looks = 0;
    const signal = {
      get aborted() {
        return ++looks > 20;
      },
    };
    await expect(writeEverything({ store: desk.store, files: desk.files, version: '0' }, join(dir, name), signal, () => undefined)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(dir)).toEqual([]);
    expect(desk.store.inTransaction).toBe(false);
  });

  it('leaves a folder with something in it alone', async () => {
    const desk = aDesk();
    const dir = join(temporaryFolder(), 'mine');
    mkdirSync(dir);
    writeFileSync(join(dir, 'diary.txt'), 'dear diary');
    await expect(exported(desk, dir)).rejects.toMatchObject({ code: 'folder-not-empty' });
    expect(readdirSync(dir)).toEqual(['diary.txt']);
  });

  it('leaves what an earlier one left', async () => {
    const desk = aDesk();
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'all.zip.unfinished'), 'x');
    await expect(exported(desk, join(dir, 'all.zip'))).rejects.toMatchObject({ code: 'unfinished-there' });
  });

  it('waits for an import, of which only a part is there', async () => {
    const desk = aDesk();
    const batch = Batch.open(desk.store, { code: 'test' });
    await expect(exported(desk)).rejects.toMatchObject({ code: 'writing-meanwhile' });
    batch.close();
    await expect(exported(desk)).resolves.toBeTypeOf('string');
  });
});

describe('for the page', () => {
  it('is written by a worker into the store of files', async () => {
    const desk = aDesk();
    fillProfile(desk);
    const seen: number[] = [];
    const { hash, name, contacts, missing } = await exportEverything(desk.context, new AbortController().signal, ({ done, total }) => void seen.push(done / total));
    expect({ contacts, missing }).toEqual({ contacts: 3, missing: 1 });
    expect(name).toMatch(/^Kith \d{4}-\d\d-\d\d\.zip$/);
    expect(seen.at(-1)).toBe(1);
    const zip = openZip(desk.files.path(hash));
    expect(zip.size('kith.json')).toBeGreaterThan(1_000);
    zip.close();
  });

  it('is cancelled there, and leaves nothing', async () => {
    const desk = aDesk();
    write(desk.store, { code: 'test' }, (tx) => {
      for (let i = 0; i < 3_000; i++) createEntry(tx, { kind: 'note', body: `${i}`.repeat(50), participants: [createContact(tx, { kind: 'person', given: `${i}` })] });
    });
    const stop = new AbortController();
    await expect(exportEverything(desk.context, stop.signal, () => stop.abort())).rejects.toMatchObject({ code: 'cancelled' });
    expect(desk.files.list()).toEqual([]);
    expect(readdirSync(join(desk.dir, 'incoming'))).toEqual([]);
  });
});

async function exported(desk: Desk, to = join(temporaryFolder(), 'all')): Promise<string> {
  await writeEverything({ store: desk.store, files: desk.files, version: '0' }, to, NO_SIGNAL, () => undefined);
  return to;
}
