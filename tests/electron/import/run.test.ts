import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallError } from '../../../core/call.ts';
import type { ImportReport } from '../../../core/api/transfer.ts';
import { createContact, updateContact } from '../../../db/contact-writes.ts';
import { createEntry } from '../../../db/entries.ts';
import { listFields } from '../../../db/lists.ts';
import { undo, undoState } from '../../../db/undo.ts';
import { write } from '../../../db/write.ts';
import { writeExport } from '../../../electron/export/run.ts';
import { mappingOf, runImport } from '../../../electron/import/run.ts';
import { derivedMistakes } from '../../support/derived.ts';
import { FIXTURES_IN_WORDS } from './fixtures-in-words.ts';
import { type ImportProfile, aFile, aProfile, counts, fixtureFile, inWords } from './imports.ts';

const told = (profile: ImportProfile): string[] => profile.cards().map(inWords);

/** Everything that the tables of people and their history hold, without what an undo hid. */
function visibleRows({ store }: ImportProfile): Record<string, number> {
  const tables = ['contacts', 'emails', 'phones', 'addresses', 'links', 'dates', 'facts', 'contactTags', 'affiliations', 'relations', 'entries', 'participants', 'fieldValues', 'tags', 'fields', 'sourceKeys'];
  return Object.fromEntries(tables.map((table) => [table, store.prepare(`SELECT count(*) AS n FROM ${table} WHERE hidden = 0`).get()!.n] as const).filter(([, count]) => count > 0));
}

const inBin = ({ store }: ImportProfile): number => store.prepare('SELECT count(*) AS n FROM contacts WHERE hidden = 1').get()!.n;
const logged = ({ store }: ImportProfile): number => store.prepare('SELECT count(*) AS n FROM changes').get()!.n;

async function refusalOf(call: Promise<unknown>): Promise<CallError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof CallError) return error;
    throw error;
  }
  return expect.fail('it was not refused');
}

describe('the files of other programs', () => {
  it.each(FIXTURES_IN_WORDS)('$file', async ({ file, counts: expected, contacts }) => {
    const profile = aProfile();
    const foreseen = await profile.dryRun(fixtureFile(file));
    expect(visibleRows(profile)).not.toHaveProperty('contacts');
    const report = await profile.import(fixtureFile(file));
    expect(counts(report)).toEqual(expected);
    expect(told(profile)).toEqual(contacts);
    expect(derivedMistakes(profile.store)).toEqual([]);

    expect(counts(foreseen)).toEqual(expected);
    expect(foreseen.errors).toEqual(report.errors);
    expect(foreseen.doubts.map(({ row, reason }) => ({ row, reason }))).toEqual(report.doubts.map(({ row, reason }) => ({ row, reason })));
    expect(foreseen).toMatchObject({ changeId: null, errorsFile: null });
  });

  it.each(FIXTURES_IN_WORDS)('$file a second time changes nothing', async ({ file, counts: { skipped = 0, ...taken } }) => {
    const profile = aProfile();
    await profile.import(fixtureFile(file));
    const before = logged(profile);
    const all = Object.values(taken).reduce((sum, count) => sum + count, 0);
    const expected = { ...(all > 0 && { unchanged: all }), ...(skipped > 0 && { skipped }) };
    expect(counts(await profile.dryRun(fixtureFile(file)))).toEqual(expected);
    const again = await profile.import(fixtureFile(file));
    expect(counts(again)).toEqual(expected);
    expect(again.changeId).toBeNull();
    expect(logged(profile)).toBe(before);
  });

  it.each(FIXTURES_IN_WORDS.filter(({ contacts }) => contacts.length > 0))('$file is gone after one undo the next day, and comes again', async ({ file, counts: expected, contacts }) => {
    const first = aProfile();
    const { changeId } = await first.import(fixtureFile(file));
    const profile = first.nextDay();
    expect(undo(profile.store, changeId!).kept).toEqual([]);
    expect(visibleRows(profile)).toEqual({});
    expect(inBin(profile)).toBe(0);
    expect(derivedMistakes(profile.store)).toEqual([]);

    expect(counts(await profile.dryRun(fixtureFile(file)))).toEqual(expected);
    expect(counts(await profile.import(fixtureFile(file)))).toEqual(expected);
    expect(told(profile)).toEqual(contacts);
  });

  it.each([
    ['csv/obsidian-importer-comprehensive-test.csv', 'notes', 'notes'],
    ['csv/PapaParse-malformed.tsv', 'table', 'without names'],
    ['csv/csv-spectrum-quotes_and_newlines.csv', 'table', 'without names'],
  ])('%s is refused with a word that says so', async (file, what, words) => {
    const profile = aProfile();
    const before = logged(profile);
    for (const refused of [await refusalOf(profile.import(fixtureFile(file))), await refusalOf(profile.dryRun(fixtureFile(file)))]) {
      expect(refused).toMatchObject({ code: 'not-contacts', details: { what } });
      expect(refused.message).toContain(words);
    }
    expect(logged(profile)).toBe(before);
  });
});

describe('what the fixtures’ notes and photos hold', () => {
  const notesOf = async (file: string, name: string): Promise<string[]> => {
    const profile = aProfile();
    await profile.import(fixtureFile(file));
    return profile.cards().find((card) => inWords(card).startsWith(name))!.entries!.map(({ body = '' }) => body);
  };

  it('are whole, line by line', async () => {
    const [hours] = await notesOf('vcard/kcontacts-vcard10.vcf', 'Dr. med.');
    expect(hours!.split('\n')).toHaveLength(6);
    expect(hours).toContain('8–12, 15–18');
    expect((await notesOf('vcard/ez-vcard-John_Doe_GMAIL.vcf', 'Mr.')).at(-1)).toMatch(/Favotire Color: Blue$/);
    expect(await notesOf('vcard/android_frameworks_opt_vcard-v21_invalid_comment_line.vcf', 'Conference')).toEqual(['This is an (sharp ->#<- sharp) example. This message must NOT be ignored.']);
  });

  it('store a photo once, without where it was taken', async () => {
    const profile = aProfile();
    await profile.import(fixtureFile('vcard/ez-vcard-John_Doe_IPHONE.vcf'));
    expect(profile.context.files.list()).toHaveLength(1);
    const [hash] = profile.context.files.list();
    expect(profile.store.prepare('SELECT photo FROM contacts WHERE photo IS NOT NULL').get()!['photo']).toBe(hash);
    expect(Buffer.from(profile.context.files.read(hash!, 0).bytes).includes('Exif')).toBe(false);
  });
});

describe('who is joined, and who is kept apart', () => {
  const header = 'First Name,Last Name,Email,Phone,Company';
  const file = (...rows: string[]) => aFile([header, ...rows, ''].join('\n'));

  it('joins Google and LinkedIn only where e-mail and name agree', async () => {
    const profile = aProfile();
    await profile.import(fixtureFile('csv/rolomind-google.csv'));
    const foreseen = await profile.dryRun(fixtureFile('csv/rolomind-linkedin.csv'));
    const report = await profile.import(fixtureFile('csv/rolomind-linkedin.csv'));
    // John, Jane and Alice are joined; Bob has no e-mail address on LinkedIn; Charlie is new.
    expect(counts(report)).toEqual({ created: 1, updated: 3, doubtful: 1 });
    expect(counts(foreseen)).toEqual(counts(report));
    expect(report.doubts).toMatchObject([{ row: 3, name: 'Bob Wilson', likeName: 'Bob Wilson', reason: 'same-name' }]);
    const people = told(profile);
    expect(people.filter((person) => person.startsWith('Bob Wilson'))).toHaveLength(2);
    expect(people.find((person) => person.startsWith('John Doe'))).toBe(
      'John Doe; mail john@example.com; tel work +1-555-0123; at Acme Corp (CEO); lives work 123 Main St, San Francisco, CA; web Website https://acme.com, LinkedIn https://linkedin.com/in/johndoe; dates Connected On 2024-01-15',
    );
    expect(people.filter((person) => person === 'the firm Acme Corp')).toHaveLength(1);
  });

  it.each([
    ['the same e-mail address under another name', 'Augusta,Byron,ada@x.org,,', 'same-email'],
    ['the same phone, spelled otherwise', 'Augusta,Byron,a@y.org,(020) 7946-0958,', 'same-phone'],
    ['the same name with another e-mail address', 'Ada,King,other@y.org,,', 'same-name'],
    ['the same name without accents', 'Áda,King,,,', 'same-name'],
  ])('keeps apart %s', async (_story, row, reason) => {
    const profile = aProfile();
    await profile.import(file('Ada,King,ada@x.org,020 7946 0958,'));
    const foreseen = await profile.dryRun(file(row));
    const report = await profile.import(file(row));
    expect(report).toMatchObject({ doubtful: 1, created: 0, updated: 0, doubts: [{ row: 1, likeName: 'Ada King', reason }] });
    expect(foreseen).toMatchObject({ doubtful: 1, doubts: [{ row: 1, likeName: 'Ada King', reason }] });
    expect(foreseen.doubts[0]!.likeId).toBe(report.doubts[0]!.likeId);
    expect(told(profile)).toHaveLength(2);
  });

  it('joins e-mail and name whatever their case', async () => {
    const profile = aProfile();
    await profile.import(file('Ada,King,ada@x.org,,'));
    expect(counts(await profile.import(file('ADA,KING,Ada@X.org,+44 20 7946 0958,')))).toEqual({ updated: 1 });
    expect(told(profile)).toEqual(['Ada King; mail ada@x.org; tel +44 20 7946 0958']);
  });

  it('finds duplicates inside one file as well', async () => {
    const profile = aProfile();
    const rows = file('Ada,King,ada@x.org,,', 'Ada,King,ada@x.org,020 7946 0958,', 'Ada,King,,,', 'Ada,King,ada@x.org,,', 'Grace,Hopper,ada@x.org,,');
    const foreseen = await profile.dryRun(rows);
    const report = await profile.import(rows);
    expect(counts(report)).toEqual({ created: 1, updated: 1, unchanged: 1, doubtful: 2 });
    expect(counts(foreseen)).toEqual(counts(report));
    expect(report.doubts.map(({ row, reason }) => [row, reason])).toEqual([[3, 'same-name'], [5, 'same-email']]);
  });

  it('takes the firm that there is, and makes one of a name only once', async () => {
    const profile = aProfile();
    await profile.import(file(',,,,Acme', 'Ada,King,,,Acme', 'Bo,Ek,,,ACME'));
    expect(told(profile)).toEqual(['the firm Acme', 'Ada King; at Acme', 'Bo Ek; at Acme']);
  });
});

describe('what was done here', () => {
  const rows = (phone: string) => aFile(`First Name,Last Name,Email,Phone\nAda,King,ada@x.org,${phone}\n`);
  const ada = (profile: ImportProfile) => profile.cards()[0]!;

  it('is not overwritten when the file comes again, nor when it has changed', async () => {
    const profile = aProfile();
    await profile.import(rows('020 7946 0958'));
    const id = ada(profile).uid as Parameters<typeof updateContact>[1];
    write(profile.store, { code: 'contact.updated' }, (tx) => {
      updateContact(tx, id, { given: 'Augusta Ada', status: 'active' });
      tx.remove('emails', profile.store.prepare('SELECT id FROM emails').all().map(({ id: bytes }) => bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5'))[0] as typeof id);
    });
    expect(counts(await profile.import(rows('020 7946 0958')))).toEqual({ unchanged: 1 });
    expect(inWords(ada(profile))).toBe('Augusta Ada King; tel 020 7946 0958');
  });

  it('is added to by a row that says more, under the same key', async () => {
    const profile = aProfile();
    const vcard = (more: string) => aFile(`BEGIN:VCARD\r\nVERSION:3.0\r\nUID:ada-1\r\nFN:Ada King\r\nN:King;Ada;;;\r\n${more}END:VCARD\r\n`);
    await profile.import(vcard('EMAIL:ada@x.org\r\n'));
    const foreseen = await profile.dryRun(vcard('EMAIL:ada@x.org\r\nEMAIL:king@x.org\r\nTITLE:Countess\r\n'));
    const report = await profile.import(vcard('EMAIL:ada@x.org\r\nEMAIL:king@x.org\r\nTITLE:Countess\r\n'));
    expect([counts(foreseen), counts(report)]).toEqual([{ updated: 1 }, { updated: 1 }]);
    expect(told(profile)).toEqual(['Ada King; mail ada@x.org, king@x.org; at – (Countess)']);
  });

  it('is reported, not brought back, when it lies in the bin', async () => {
    const profile = aProfile();
    await profile.import(rows('020 7946 0958'));
    write(profile.store, { code: 'contacts.removed' }, (tx) => tx.remove('contacts', ada(profile).uid as Parameters<typeof updateContact>[1]));
    for (const report of [await profile.dryRun(rows('020 7946 0958')), await profile.import(rows('020 7946 0958'))]) {
      expect(counts(report)).toEqual({ skipped: 1 });
      expect(report.errors).toMatchObject([{ row: 1, code: 'in-bin', message: expect.stringContaining('Ada King') }]);
    }
    expect(profile.cards()).toEqual([]);
    expect(inBin(profile)).toBe(1);
  });

  it('keeps a contact that was edited since when its import is undone', async () => {
    const profile = aProfile();
    const { changeId } = await profile.import(rows('020 7946 0958'));
    write(profile.store, { code: 'contact.updated' }, (tx) => updateContact(tx, ada(profile).uid as Parameters<typeof updateContact>[1], { status: 'active' }));
    const { kept } = undo(profile.store, changeId!);
    expect(kept).toMatchObject([{ table: 'contacts', reason: 'changed-since' }]);
    expect(profile.cards()).toHaveLength(1);
  });

  it('is one change, under one label', async () => {
    const profile = aProfile();
    const { changeId } = await profile.import(rows('020 7946 0958'));
    expect(undoState(profile.store).undo).toMatchObject({ changeId, code: 'contacts.imported' });
  });
});

describe('an import that does not finish', () => {
  const many = (count: number) => aFile(`First Name,Last Name,Email,Company\n${Array.from({ length: count }, (_, i) => `Ada,King ${i},ada.${i}@x.org,Firm ${i % 7}\n`).join('')}`);

  it('leaves nothing when it is cancelled half-way', async () => {
    const profile = aProfile();
    const signal = { aborted: false };
    let phases = '';
    const running = runImport(profile.context, many(3_000), {}, signal, ({ phase }) => {
      phases += phase[0];
      if (phase === 'writing' && profile.store.prepare('SELECT count(*) AS n FROM contacts').get()!.n > 0) signal.aborted = true;
    });
    expect(await refusalOf(running)).toMatchObject({ code: 'cancelled' });
    expect(phases).toMatch(/wu/);
    expect(visibleRows(profile)).toEqual({});
    expect(inBin(profile)).toBe(0);
    expect(undoState(profile.store).undo).toBeUndefined();
    expect(derivedMistakes(profile.store)).toEqual([]);
    expect(counts(await profile.import(many(3_000)))).toEqual({ created: 3_000 });
  });

  it('leaves nothing when it fails half-way', async () => {
    const profile = aProfile();
    const { context } = profile;
    const picture = readFileSync(fixtureFile('vcard/ez-vcard-John_Doe_IPHONE.vcf').path, 'latin1');
    const cards = aFile(Buffer.from(`${Array.from({ length: 500 }, (_, i) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada ${i}\r\nEND:VCARD\r\n`).join('')}${picture}`, 'latin1'));
    const full = { ...context, files: { ...context.files, keep: () => { throw new CallError('disk-full', 'The disk is full.'); } } };
    expect(await refusalOf(runImport(full, cards, {}, { aborted: false }, () => undefined))).toMatchObject({ code: 'disk-full' });
    expect(visibleRows(profile)).toEqual({});
    expect(inBin(profile)).toBe(0);
    expect(counts(await profile.import(cards))).toEqual({ created: 501 });
  });

  it('is taken back at the next start when the program died', async () => {
    const first = aProfile();
    const dies = ({ phase }: { phase: string }): void => {
      if (phase === 'undoing' || visibleRows(first)['contacts']! > 500) throw new Error('the program dies here');
    };
    await expect(runImport(first.context, many(3_000), {}, { aborted: false }, dies)).rejects.toThrow('dies here');
    const profile = first.nextDay();
    const { undoOpenBatches } = await import('../../../db/undo.ts');
    expect(undoOpenBatches(profile.store)).toBeGreaterThan(0);
    expect(visibleRows(profile)).toEqual({});
  });
});

describe('how a file is read', () => {
  const odd = 'Wer,Elektropost,Shoe size,Favourite tree\nAda King,ada@x.org,38,larch\n';

  it('puts what nobody mapped into one note, or by choice into custom fields', async () => {
    const noted = aProfile();
    await noted.import(aFile(odd), { as: 'csv', columns: ['name.full', 'email', 'unmapped', 'unmapped'] });
    expect(told(noted)).toEqual(['Ada King; mail ada@x.org; note "Shoe size: 38⏎Favourite tree: larch"']);
    const fielded = aProfile();
    await fielded.import(aFile(odd), { as: 'csv', columns: ['name.full', 'email', 'unmapped', 'unmapped'], unmapped: 'custom' });
    expect(new Map(fielded.cards()[0]!.custom.map(({ name, value }) => [name, value]))).toEqual(new Map([['Shoe size', '38'], ['Favourite tree', 'larch']]));
    expect(fielded.cards()[0]!.entries).toEqual([]);
  });

  it('follows a mapping that was kept by name, whatever the order of the columns', async () => {
    const profile = aProfile();
    const mapping = await mappingOf(profile.context, aFile(odd), { as: 'csv', columns: ['name.full', 'email', 'fact', 'ignore'] }, 'Forester');
    expect(mapping).toMatchObject({ name: 'Forester', headers: ['Wer', 'Elektropost', 'Shoe size', 'Favourite tree'] });
    await profile.import(aFile('Favourite tree,Shoe size,Wer,Elektropost\noak,41,Bo Ek,bo@x.org\n'), { mapping });
    expect(told(profile)).toEqual(['Bo Ek; mail bo@x.org; facts Shoe size 41']);
  });

  it('reads deals as people only where somebody says which columns to take', async () => {
    const profile = aProfile();
    const mapping = await mappingOf(profile.context, aFile('Deal Name,Amount\nAda King,5\n'), { as: 'csv', columns: ['name.full', 'ignore'] }, 'Odd');
    await profile.import(aFile('Deal Name,Amount\nAda King,5\n'), { mapping });
    expect(told(profile)).toEqual(['Ada King']);
  });

  it('refuses a kind and a column that there are not', async () => {
    const profile = aProfile();
    expect(await refusalOf(profile.import(aFile(odd), { as: 'abacus' }))).toMatchObject({ code: 'unknown-kind' });
    expect(await refusalOf(profile.import(aFile(odd), { as: 'csv', columns: ['name.full', 'shoe'] }))).toMatchObject({ code: 'bad-input' });
  });

  it('keeps an owner who is no member here as a fact, and makes one who is the owner', async () => {
    const profile = aProfile();
    await profile.import(aFile('Record ID,First Name,Last Name,Email,Contact owner\n1,Bo,Ek,bo@x.org,ADA\n2,Li,Ma,li@x.org,Grace Hopper\n'));
    expect(profile.cards().map(({ ownerName, facts }) => [ownerName, facts])).toEqual([['Ada', []], [undefined, [{ label: 'owner', text: 'Grace Hopper' }]]]);
  });

  it('makes tags of the groups of a vCard file', async () => {
    const profile = aProfile();
    await profile.import(aFile(['BEGIN:VCARD', 'VERSION:4.0', 'UID:u1', 'FN:Ada', 'END:VCARD', 'BEGIN:VCARD', 'VERSION:4.0', 'KIND:group', 'FN:Engineers', 'MEMBER:u1', 'END:VCARD', ''].join('\r\n')));
    expect(told(profile)).toEqual(['Ada; tags Engineers']);
  });
});

describe('the files of a timeline', () => {
  const content = Buffer.alloc(2_500_000, 'plan of the balustrade ');

  /** A profile in which two people share a note with a file, and its JSON. */
  async function exported(): Promise<string> {
    const from = aProfile();
    const hash = from.context.files.keep(content);
    write(from.store, { code: 'entry.created' }, (tx) => {
      const participants = ['Ada King', 'Bo Ek'].map((fullName) => createContact(tx, { kind: 'person', fullName }));
      createEntry(tx, { kind: 'note', at: Date.UTC(2026, 0, 5), body: 'See the plan', participants, attachments: [{ name: 'plan.txt', type: 'text/plain', hash, size: content.length }] });
    });
    const path = join(from.dir, 'out.json');
    await writeExport(from.context, { format: 'json' }, path, { aborted: false }, () => undefined);
    return readFileSync(path, 'utf8');
  }

  it('go out with the contacts, each once, and come back as they were', async () => {
    const json = await exported();
    expect(json.match(/"last":true/g)).toHaveLength(1);
    const to = aProfile();
    const file = aFile(json);
    expect(counts(await to.dryRun(file))).toEqual({ created: 2 });
    expect(to.context.files.list()).toEqual([]);
    const report = await to.import(file);
    expect([counts(report), report.errors]).toEqual([{ created: 2 }, []]);
    const [attached, ...others] = to.store.prepare('SELECT n, name, type, hash, size FROM attachments WHERE hidden = 0').all();
    expect(others).toEqual([]);
    expect(attached).toMatchObject({ name: 'plan.txt', type: 'text/plain', size: content.length });
    expect(readFileSync(to.context.files.path(attached!['hash'] as string)).equals(content)).toBe(true);
  });

  it('stay out where they are damaged, and the contacts come all the same', async () => {
    const json = (await exported()).replace(/"base64":"..../, '"base64":"AAAA');
    const to = aProfile();
    const report = await to.import(aFile(json));
    expect(counts(report)).toEqual({ created: 2 });
    expect(report.errors).toMatchObject([{ row: 0, code: 'damaged-file' }]);
    expect(to.context.files.list()).toEqual([]);
    expect(told(to)).toEqual(['Ada King; note "See the plan"', 'Bo Ek; note "See the plan"']);
  });
});

describe('rows that could not be read', () => {
  it('are all in a CSV with the reason, also those that the report has no room for', async () => {
    const profile = aProfile();
    const rows = Array.from({ length: 2_500 }, (_, i) => (i % 2 === 0 ? `,,,=cmd${i}` : `Ada,King ${i},ada.${i}@x.org,`));
    const report: ImportReport = await profile.import(aFile(`First Name,Last Name,Email,Remark\n${rows.join('\n')}\n`));
    expect(counts(report)).toEqual({ created: 1_250, skipped: 1_250 });
    expect(report.errors).toHaveLength(1_000);
    const text = Buffer.from(profile.context.files.read(report.errorsFile!, 0).bytes).toString();
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('\ufeffRow,Reason,First Name,Last Name,Email,Remark');
    expect(lines).toHaveLength(1_252);
    expect(lines[1]).toBe("1,\"This row has no name, company, e-mail or phone.\",,,,'=cmd0");
    expect(lines[1_250]).toMatch(/^2499,/);
  });

  it('say what is wrong with a row whose quote is never closed, and keep the next one', async () => {
    const profile = aProfile();
    const report = await profile.import(fixtureFile('csv/PapaParse-malformed.tsv'), { as: 'csv', columns: ['name.full'] });
    expect(counts(report)).toEqual({ created: 8, skipped: 1 });
    expect(report.errors).toContainEqual({ row: 8, code: 'unclosed-quote', message: expect.any(String) });
    expect(told(profile).at(-1)).toMatch(/^VSF/);
  });
});

describe('what the dry run says', () => {
  const cell = fc.constantFrom('', 'Ada', 'Bo', 'King', 'Åsa', '王小明');
  const row = fc.tuple(cell, cell, fc.constantFrom('', 'a@x.org', 'b@x.org', 'A@X.org'), fc.constantFrom('', '020 7946 0958', '+44 20 7946 0958', '12'), fc.constantFrom('', 'Acme', 'ACME', 'King'));

  it('comes true, in any file and after any other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.array(row, { minLength: 1, maxLength: 8 }), async (first, second) => {
        const profile = aProfile();
        for (const rows of [first, second]) {
          const file = aFile(`First Name,Last Name,Email,Phone,Company\n${rows.map((cells) => `${cells.join(',')}\n`).join('')}`);
          const foreseen = await profile.dryRun(file);
          const report = await profile.import(file);
          expect(counts(foreseen)).toEqual(counts(report));
          expect(foreseen.doubts.map(({ row: at, likeName, reason }) => [at, likeName, reason])).toEqual(report.doubts.map(({ row: at, likeName, reason }) => [at, likeName, reason]));
          expect(derivedMistakes(profile.store)).toEqual([]);
          expect(listFields(profile.store)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
