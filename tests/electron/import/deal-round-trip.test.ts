import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DealSheet, emptySheet } from '../../../core/deal-sheet.ts';
import { dealsToCsv } from '../../../core/export/deal-csv.ts';
import { cardsToJson } from '../../../core/export/json.ts';
import type { Id } from '../../../core/ids.ts';
import { closeDeal, moveDeal } from '../../../db/deal-moves.ts';
import { createDeal, setCompetitors, setDealContact } from '../../../db/deals.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { createEntry } from '../../../db/entries.ts';
import { setDealFieldValue } from '../../../db/field-values.ts';
import { createField } from '../../../db/lists.ts';
import { createPipeline, listPipelines } from '../../../db/pipelines.ts';
import { SheetReader, matchingDeals } from '../../../db/sheet-of-deal.ts';
import { write } from '../../../db/write.ts';
import { type DealExportRequest, writeDealExport, writeExport } from '../../../electron/export/run.ts';
import { type ReadEvent, inspectFile, readContacts } from '../../../electron/import/read/contacts.ts';
import { anySheet } from '../../builders/deal-sheet.ts';
import { derivedMistakes } from '../../support/derived.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type ImportProfile, aFile, aProfile } from './imports.ts';
import { bytes, collect } from './sources.ts';

const NEVER = { aborted: false };

async function dealsIn(text: Iterable<string>): Promise<DealSheet[]> {
  const file = [...text].map((chunk) => Buffer.from(chunk));
  const open = () => bytes(...file);
  const inspection = await inspectFile(open, false);
  const events: ReadEvent[] = await collect(readContacts(open, inspection, { unmapped: 'note', dayFirst: true, numbers: { locale: 'de', currency: 'CHF' } }));
  return events.flatMap((event) => {
    if (event.kind === 'error') throw new Error(`Not a deal: ${JSON.stringify(event)}`);
    if (event.kind === 'deal' && event.warnings.length > 0) throw new Error(`Warned: ${event.warnings.join()}`);
    return event.kind === 'deal' ? [event.deal] : [];
  });
}

const aUuid = '00000000-0000-1000-8000-000000000000';
const someSheets = fc.uniqueArray(anySheet, { minLength: 1, maxLength: 4, selector: ({ uid }) => uid });
const comparable = ({ custom, ...sheet }: DealSheet) => ({ ...sheet, custom: custom.map((one) => JSON.stringify(one)).sort() });

describe('deals that go out come back equal', () => {
  it('as CSV', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someSheets, async (sheets) => {
        expect((await dealsIn(dealsToCsv(() => sheets))).map(comparable)).toEqual(sheets.map(comparable));
      }),
      // By 1604, address books say that they know no year.
      { numRuns: 200, examples: [[[{ ...emptySheet(), uid: aUuid, sourceKey: `uid:${aUuid}`, title: 'Deal', expectedClose: '1604-12-31' }]]] },
    );
  });

  it('as JSON', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(someSheets, async (sheets) => {
        expect(await dealsIn(cardsToJson([], '2026-05-01T10:00:00.000Z', [], { pipelines: [], deals: () => sheets }))).toEqual(sheets);
      }),
      { numRuns: 200 },
    );
  });

  it('with nothing in CSV that a spreadsheet would run', () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const [, ...rows] = [...dealsToCsv(() => [sheet])];
        const cells = [...rows.join('').matchAll(/("(?:[^"]|"")*"|[^",\r\n][^,\r\n]*|)(?:,|\r\n)/g)].map(([, cell]) => cell);
        expect(cells.length).toBeGreaterThanOrEqual(24);
        for (const cell of cells) expect(cell).not.toMatch(/^"?[=@]/);
      }),
    );
  });
});

/** A profile with deals of every kind. */
function aFullProfile(): ImportProfile {
  const profile = aProfile();
  write(profile.store, { code: 'deal.created' }, (tx) => {
    const ada = createContact(tx, { kind: 'person', fullName: 'Vera Lang', emails: [{ address: 'vera@lang.example' }], organisation: { name: 'Mill' } });
    const tom = createContact(tx, { kind: 'person', fullName: 'Tom Reiff' });
    const pipelineId = createPipeline(tx, 'Wholesale', [{ name: 'Samples', probability: 30 }, { name: 'Terms', probability: 60 }]);
    const stages = listPipelines(tx.store).find(({ id }) => id === pipelineId)!.stages.map(({ id }) => id);
    const fieldId = createField(tx, { record: 'deal', name: 'Roof', type: 'choices', choices: ['Slate', 'Reed'] });
    const choices = tx.store.prepare('SELECT id FROM fieldChoices').all();
    expect(choices).toHaveLength(2);
    const { id: roof } = createDeal(tx, {
      title: 'Roof', stageId: stages[0]!, contact: { id: ada }, organisation: { name: 'Mill' }, currency: 'CHF', expectedClose: '2026-06-19', probability: 45, committed: true, source: 'Fair', notes: '# Notes', tags: ['hot', 'new; old'],
      lines: [{ productId: null, text: 'Slates', quantity: 2_500, price: 1_999, discount: 1_000, recurring: '', times: 1 }, { productId: null, text: 'Care', quantity: 1_000, price: 500, discount: 0, recurring: 'P1M', times: 12 }],
    });
    setDealContact(tx, roof, tom, 'pays');
    setCompetitors(tx, roof, ['Other Roofs']);
    moveDeal(tx, roof, stages[1]!, null);
    createEntry(tx, { kind: 'note', body: 'Measured', participants: [ada], deals: [roof] });
    const { id: gate } = createDeal(tx, { title: 'Gate', contact: { id: tom }, minor: 12_300 });
    closeDeal(tx, gate, { outcome: 'lost', reason: { origin: 'timing' }, note: 'Next year' });
    createDeal(tx, { title: '', organisation: { name: 'Mill' } });
    setDealFieldValue(tx, gate, fieldId, null);
  });
  return profile;
}

const sheets = ({ store }: ImportProfile, withHistory: boolean): DealSheet[] => {
  const reader = new SheetReader(store, { withHistory });
  return matchingDeals(store, [], store.ports.now()).map((id) => reader.sheet(id));
};

async function exported(profile: ImportProfile, format: DealExportRequest['format'], filter: DealExportRequest['filter'] = []): Promise<string> {
  const path = join(temporaryFolder(), 'deals');
  await writeDealExport(profile.context, { format, filter }, path, NEVER, () => undefined);
  return readFileSync(path, 'utf8');
}

describe('deals from one profile to another', () => {
  it('come in JSON with everything: people, pipelines, lines, the past and their entries', async () => {
    const from = aFullProfile();
    const to = aProfile();
    const report = await to.import(aFile(await exported(from, 'json')));
    expect([report.deals, report.errors]).toEqual([{ created: 3, updated: 0, unchanged: 0, doubtful: 0, skipped: 0, people: 0, organisations: 0, pipelines: 1, stages: 2 }, []]);
    expect(report.created).toBe(6);
    expect(sheets(to, true)).toEqual(sheets(from, true));
    expect(sheets(to, true)[0]!.entries).toHaveLength(1);
    expect(derivedMistakes(to.store)).toEqual([]);
  });

  it('come in CSV with their value as one sum and whom they are with, first of all', async () => {
    const from = aFullProfile();
    const to = aProfile();
    const report = await to.import(aFile(await exported(from, 'csv')));
    expect(report.deals).toMatchObject({ created: 3, people: 2, organisations: 1, pipelines: 1 });
    const alike = ({ contacts: [first], organisation, ...sheet }: DealSheet) => ({ ...sheet, first: first?.name, organisation: organisation?.name, uid: sheet.uid as Id });
    expect(sheets(to, false).map(alike)).toEqual(sheets(from, false).map(alike));
  });

  it.each(['json', 'csv'] as const)('change nothing where they came from, as %s', async (format) => {
    const profile = aFullProfile();
    const before = sheets(profile, true);
    const report = await profile.import(aFile(await exported(profile, format)));
    expect(report.deals).toMatchObject({ created: 0, updated: 0, unchanged: 3, doubtful: 0, people: 0, pipelines: 0, stages: 0 });
    expect(sheets(profile, true)).toEqual(before);
  });

  it('are those that match, and only their people', async () => {
    const profile = aFullProfile();
    write(profile.store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'person', fullName: 'Somebody Else' }));
    const file = JSON.parse(await exported(profile, 'json', [{ field: 'state', is: 'lost' }])) as { contacts: { name: { given: string } }[]; deals: { title: string }[] };
    expect([file.deals.map(({ title }) => title), file.contacts.map(({ name }) => name.given)]).toEqual([['Gate'], ['Tom']]);
    expect((await exported(profile, 'csv', [{ field: 'state', is: 'open' }])).split('\r\n')).toHaveLength(4);
  });

  it('stand in the JSON of everything, and not in that of some contacts', async () => {
    const profile = aFullProfile();
    const path = join(temporaryFolder(), 'all');
    await writeExport(profile.context, { format: 'json' }, path, NEVER, () => undefined);
    const all = JSON.parse(readFileSync(path, 'utf8')) as { deals?: unknown[]; contacts: { uid: Id }[] };
    expect(all.deals).toHaveLength(3);
    await writeExport(profile.context, { format: 'json', ids: [all.contacts[0]!.uid] }, path, NEVER, () => undefined);
    expect(JSON.parse(readFileSync(path, 'utf8'))).not.toHaveProperty('deals');
    const other = aProfile();
    await writeExport(other.context, { format: 'json' }, path, NEVER, () => undefined);
    expect(JSON.parse(readFileSync(path, 'utf8'))).not.toHaveProperty('deals');
  });

  it('say what is wrong in a file that was cut or changed', async () => {
    const from = aFullProfile();
    const text = await exported(from, 'json');
    const cut = await aProfile().import(aFile(text.slice(0, text.lastIndexOf('"Gate"'))));
    expect([cut.deals, cut.errors.map(({ code }) => code)]).toMatchObject([{ created: 1, skipped: 1 }, ['cut-off']]);
    const changed = await aProfile().import(aFile(text.replace('"2026-06-19"', '"someday"')));
    expect(changed.errors).toMatchObject([{ code: 'not-a-deal', message: expect.stringContaining('expectedClose') }]);
    expect(changed.deals).toMatchObject({ created: 2, skipped: 1 });
  });
});
