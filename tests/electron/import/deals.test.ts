import { describe, expect, it } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { createContact } from '../../../db/contact-writes.ts';
import { closeDeal, moveDeal } from '../../../db/deal-moves.ts';
import { updateDeal } from '../../../db/deals.ts';
import { getDeal } from '../../../db/deal-rows.ts';
import { examine } from '../../../db/doctor.ts';
import { listFields } from '../../../db/lists.ts';
import { listPipelines } from '../../../db/pipelines.ts';
import { matchingDeals } from '../../../db/sheet-of-deal.ts';
import { setTeamSettings } from '../../../db/settings.ts';
import { undo } from '../../../db/undo.ts';
import { write } from '../../../db/write.ts';
import { derivedMistakes } from '../../support/derived.ts';
import { type ImportProfile, aFile, aProfile, counts, fixtureFile } from './imports.ts';

const ids = ({ store }: ImportProfile): Id[] => matchingDeals(store, [], store.ports.now());
const deals = (profile: ImportProfile) => ids(profile).map((id) => getDeal(profile.store, id));

function pipelines({ store }: ImportProfile): Record<string, string[]> {
  return Object.fromEntries(listPipelines(store).map(({ name, stages }) => [name, stages.map((stage) => `${stage.name} ${stage.probability}`)]));
}

/** A deal in one line. */
function lines(profile: ImportProfile): string[] {
  const stages = new Map(listPipelines(profile.store).flatMap((pipeline) => pipeline.stages.map((stage) => [stage.id, stage.name || `start ${stage.origin}`] as const)));
  return deals(profile).map(({ title, stageId, outcome, amount, expectedClose, contacts, organisation, owner, reason }) =>
    [
      title,
      stages.get(stageId),
      outcome ?? 'open',
      amount ? `${amount.minor} ${amount.currency}` : '–',
      expectedClose || '–',
      contacts.map(({ contact }) => contact.name).join('+') || '–',
      organisation?.name ?? '–',
      owner?.name ?? '–',
      ...(reason ? [reason.name || reason.origin] : []),
    ].join('; '),
  );
}

function findings({ store, context }: ImportProfile): unknown[] {
  const steps = examine(store, context.files, { repair: false, isAlone: true, readsFile: true });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.findings;
}

const table = (...rows: string[]) => aFile(`${rows.join('\n')}\n`);

describe('deals of other programs', () => {
  it('come from HubSpot with their pipeline, people and past', async () => {
    const profile = aProfile();
    const report = await profile.import(fixtureFile('csv/hubspot-deals.csv'));
    expect(report.deals).toEqual({ created: 5, updated: 0, unchanged: 0, doubtful: 0, skipped: 0, people: 3, organisations: 2, pipelines: 1, stages: 3 });
    expect(report.errors.map(({ row, code, title }) => [row, code, title])).toEqual([[2, 'owner-unknown', 'Sam Sales'], [5, 'who-unknown', 'Fence']]);
    expect(pipelines(profile)['Sales Pipeline']).toEqual(['Appointment scheduled 20', 'Qualified to buy 40', 'Contract sent 90']);
    expect(lines(profile)).toEqual([
      'Harbour kiosk; Qualified to buy; open; 1500000 EUR; 2026-03-31; Ines Maurer+Tom Reiff; Harbour Kiosks; Ada',
      'Terrace roof; Appointment scheduled; open; 420050 EUR; 2026-02-15; Noor El-Amin; –; –',
      'Winter garden; Contract sent; won; 3125000 EUR; 2025-12-10; Ines Maurer; Harbour Kiosks; Ada',
      'Gate repair; Appointment scheduled; lost; –; 2025-10-30; –; Old Mill; –; Too expensive',
      'Fence; Contract sent; open; 99999 EUR; 2026-01-31; –; –; Ada',
    ]);
    const [kiosk, , garden] = deals(profile);
    expect(kiosk).toMatchObject({ notes: 'Two stands by the pier\n\nPriority: high', ownProbability: null, createdAt: Date.UTC(2025, 10, 4, 9, 15) });
    expect(garden!.history).toEqual([{ stageId: garden!.stageId, from: Date.UTC(2025, 8, 20, 8), to: Date.UTC(2025, 11, 10, 16, 45), outcome: 'won' }]);
    expect(garden!.closedAt).toBe(Date.UTC(2025, 11, 10, 16, 45));
    expect([findings(profile), derivedMistakes(profile.store)]).toEqual([[], []]);
  });

  it('come from Pipedrive beside their people, each pipeline with its own stages', async () => {
    const profile = aProfile();
    const report = await profile.import(fixtureFile('csv/pipedrive-deals.csv'));
    expect(report.deals).toMatchObject({ created: 4, people: 2, organisations: 2, pipelines: 2, stages: 3 });
    expect(pipelines(profile)).toMatchObject({ Web: ['Proposal made 33', 'Contact made 67'], Care: ['Signed 70'] });
    expect(lines(profile)).toEqual([
      'Orchard website; Proposal made; open; 125000 EUR; 2026-02-20; Maya Lind; Orchard e.V.; Ada',
      'Clinic booking; Contact made; won; 98000 CHF; –; Jonas Bär; Clinic West; Ada',
      'Shop relaunch; Proposal made; lost; 1200050 EUR; –; Maya Lind; Orchard e.V.; Ada; Went silent',
      'Care contract; Signed; open; 0 EUR; –; –; Clinic West; Ada',
    ]);
    expect(deals(profile)[0]!.tags.map(({ name }) => name)).toEqual(['Hot', 'Referral']);
    expect(deals(profile)[2]!.closedAt).toBe(Date.UTC(2026, 0, 5, 11, 20));
    const maya = profile.cards().find(({ displayName, name }) => (displayName ?? name.given) === 'Maya');
    expect(maya).toMatchObject({ emails: [{ address: 'maya@orchard.example' }], affiliations: [{ organisation: 'Orchard e.V.' }] });
  });

  it('come from Capsule, whose milestones become a pipeline of its name', async () => {
    const profile = aProfile();
    await profile.import(fixtureFile('csv/capsule-opportunities.csv'));
    expect(pipelines(profile)['Capsule']).toEqual(['New 10', 'Proposal 50']);
    expect(lines(profile)).toEqual([
      'Choir robes; Proposal; open; 184000 GBP; 2026-03-01; Lena Voss; St. Anne Choir; Ada',
      'Organ cover; Proposal; won; 45000 GBP; 2025-12-01; –; St. Anne Choir; Ada',
      'Banner; New; lost; 12000 GBP; 2025-12-15; Lena Voss; –; Ada; No budget',
      'Stage lights; New; open; 730000 GBP; 2026-05-01; –; Town Theatre; Ada',
    ]);
    expect(deals(profile)[1]!.closedAt).toBe(Date.UTC(2025, 11, 3, 12));
  });

  it('come from Salesforce, where closed ones are told by their stage', async () => {
    const profile = aProfile();
    const report = await profile.import(fixtureFile('csv/dataloader-opportunityData.csv'));
    expect(report.deals).toMatchObject({ skipped: 0, doubtful: 0 });
    expect(report.deals!.created).toBeGreaterThan(20);
    const won = deals(profile).filter(({ outcome }) => outcome === 'won');
    expect(won[0]).toMatchObject({ title: 'George Foundation - 5000 Widgets', amount: { minor: 50_000_000, currency: 'EUR' } });
    expect(findings(profile)).toEqual([]);
  });

  it('come from a table in German, with its numbers, and a customer who is a company one knows', async () => {
    const profile = aProfile();
    write(profile.store, { code: 'contact.created' }, (tx) => createContact(tx, { kind: 'organisation', fullName: 'Eckbäcker' }));
    const report = await profile.import(fixtureFile('csv/deals-german.csv'));
    expect(report.deals).toMatchObject({ created: 3, people: 1, organisations: 0, pipelines: 1 });
    expect(pipelines(profile)['Imported deals']).toEqual(['Erstgespräch 20', 'Angebot 60']);
    expect(lines(profile)).toEqual([
      'Pergola; Angebot; open; 1240050 EUR; 2026-03-31; –; Eckbäcker; –',
      'Carport; Erstgespräch; open; 320000 EUR; 2026-02-15; Vera Lang; –; –',
      'Zaun; Angebot; open; 90000 CHF; –; Vera Lang; –; –',
    ]);
  });
});

describe('whom a deal is with', () => {
  const people = (profile: ImportProfile) => profile.cards().map(({ name, emails }) => [name.given, name.family, ...emails.map(({ address }) => address)].filter(Boolean).join(' '));

  function with_(...contacts: { fullName: string; emails?: { address: string }[]; organisation?: { name: string } }[]): ImportProfile {
    const profile = aProfile();
    write(profile.store, { code: 'contact.created' }, (tx) => {
      for (const contact of contacts) createContact(tx, { kind: 'person', ...contact });
    });
    return profile;
  }

  it('is whom the same program’s contacts brought, by their number, whatever they are called now', async () => {
    const profile = aProfile();
    await profile.import(table('Record ID,First Name,Last Name,Email,Company Name', '8099,Olga,Fence,,', '8001,Ines,Renamed,other@mail.example,'));
    const report = await profile.import(fixtureFile('csv/hubspot-deals.csv'));
    expect(report.deals).toMatchObject({ people: 2 });
    expect(lines(profile).filter((line) => /^(Fence|Winter)/.test(line))).toEqual([
      'Winter garden; Contract sent; won; 3125000 EUR; 2025-12-10; Ines Renamed; Harbour Kiosks; Ada',
      'Fence; Contract sent; open; 99999 EUR; 2026-01-31; Olga Fence; –; Ada',
    ]);
  });

  it('is found by a later import of the contacts, and by the same file after it', async () => {
    const profile = aProfile();
    await profile.import(fixtureFile('csv/hubspot-deals.csv'));
    const contacts = await profile.import(table('Record ID,First Name,Last Name,Email,Job Title', '8001,Ines,Maurer,ines@harbour.example,Owner', '8099,Olga,Fence,,'));
    expect(counts(contacts)).toEqual({ created: 1, updated: 1 });
    const again = await profile.import(fixtureFile('csv/hubspot-deals.csv'));
    expect(again.deals).toMatchObject({ created: 0, updated: 1, unchanged: 4, people: 0 });
    expect(lines(profile).at(-1)).toBe('Fence; Contract sent; open; 99999 EUR; 2026-01-31; Olga Fence; –; Ada');
  });

  it('is who has the address, else who alone has the name', async () => {
    const profile = with_({ fullName: 'Vera Lang-Huber', emails: [{ address: 'VERA@lang.example' }] }, { fullName: 'Noor Haddad' });
    const report = await profile.import(table('Deal,Value,Contact,Email', 'Carport,10,Vera Lang,vera@lang.example', 'Roof,20,noor haddad,', 'Gate,30,Somebody New,'));
    expect(report.deals).toMatchObject({ created: 3, doubtful: 0, people: 1 });
    expect(deals(profile).map(({ contact }) => contact?.name)).toEqual(['Vera Lang-Huber', 'Noor Haddad', 'Somebody New']);
  });

  it('is made anew and told where several have the name, unless one of them is at the organisation', async () => {
    const profile = with_({ fullName: 'Anna Berg', organisation: { name: 'Mill' } }, { fullName: 'Anna Berg', organisation: { name: 'Dairy' } });
    const file = table('Deal,Value,Contact,Company', 'Roof,10,Anna Berg,Dairy', 'Gate,20,Anna Berg,', 'Fence,30,Anna Berg,');
    const foreseen = await profile.dryRun(file);
    const report = await profile.import(file);
    expect(report.deals).toMatchObject({ created: 2, doubtful: 1, people: 1 });
    expect(report.doubts.map(({ row, name, likeName, reason, record }) => [row, name, likeName, reason, record])).toEqual([[2, 'Anna Berg', 'Anna Berg', 'same-name', 'contact']]);
    expect({ ...foreseen, changeId: null }).toEqual({ ...report, changeId: null });
    expect(people(profile)).toHaveLength(5);
    const [roof, gate, fence] = deals(profile);
    expect(roof!.contact!.id).not.toBe(gate!.contact!.id);
    expect(gate!.contact!.id).toBe(fence!.contact!.id);
  });

  it('is not somebody of the name who has another address', async () => {
    const profile = with_({ fullName: 'Vera Lang', emails: [{ address: 'vera@private.example' }] });
    const report = await profile.import(table('Deal,Value,Contact,Email', 'Carport,10,Vera Lang,vera@lang.example'));
    expect(report.doubts).toMatchObject([{ name: 'Vera Lang', reason: 'same-name' }]);
    expect(people(profile)).toEqual(['Vera Lang vera@private.example', 'Vera Lang vera@lang.example']);
  });
});

describe('an import of deals', () => {
  const FILES = ['hubspot-deals', 'pipedrive-deals', 'capsule-opportunities', 'dataloader-opportunityData', 'deals-german'].map((name) => `csv/${name}.csv`);

  it.each(FILES)('is foreseen by the dry run, which writes nothing: %s', async (path) => {
    const profile = aProfile();
    const foreseen = await profile.dryRun(fixtureFile(path));
    expect([ids(profile), profile.cards(), Object.keys(pipelines(profile))]).toEqual([[], [], ['']]);
    const report = await profile.import(fixtureFile(path));
    expect({ ...foreseen, changeId: null }).toEqual({ ...report, changeId: null });
    expect({ ...(await profile.dryRun(fixtureFile(path))), changeId: null }).toEqual({ ...(await profile.import(fixtureFile(path))), changeId: null });
  });

  it.each(FILES)('adds nothing the second time, also on another day: %s', async (path) => {
    const profile = aProfile();
    const first = await profile.import(fixtureFile(path));
    const before = lines(profile);
    const next = profile.nextDay();
    const report = await next.import(fixtureFile(path));
    expect(report.deals).toMatchObject({ created: 0, updated: 0, unchanged: first.deals!.created, doubtful: 0, people: 0, organisations: 0, pipelines: 0, stages: 0 });
    expect([lines(next), report.changeId]).toEqual([before, null]);
  });

  it.each(FILES)('is gone after one undo, with pipelines and people, and comes again by redo or anew: %s', async (path) => {
    const profile = aProfile();
    const { changeId } = await profile.import(fixtureFile(path));
    const all = lines(profile);
    const { changeId: undone } = undo(profile.store, changeId!);
    expect([ids(profile), profile.cards(), Object.keys(pipelines(profile))]).toEqual([[], [], ['']]);
    const { changeId: again } = undo(profile.store, undone);
    expect(lines(profile)).toEqual(all);
    undo(profile.store, again);
    expect(ids(profile)).toEqual([]);
    await profile.import(fixtureFile(path));
    expect(lines(profile)).toEqual(all);
    expect([findings(profile), derivedMistakes(profile.store)]).toEqual([[], []]);
  });

  it('leaves what somebody changed since, and adds only what a deal lacks', async () => {
    const profile = aProfile();
    const header = 'Deal ID,Deal Name,Pipeline,Stage,Value,Owner,Source,Tags';
    await profile.import(table(header, '1,Roof,Work,Asked,100,,,', '2,Gate,Work,Asked,200,Ada,Fair,'));
    const [roof, gate] = ids(profile);
    write(profile.store, { code: 'deal.updated' }, (tx) => {
      const [, { stages } = { stages: [] }] = listPipelines(tx.store);
      updateDeal(tx, gate!, { minor: 99_900, source: '' });
      closeDeal(tx, gate!, { outcome: 'won' });
      moveDeal(tx, roof!, stages[0]!.id, null);
    });
    const report = await profile.import(table(header, '1,Roof,Work,Offered,100,Ada,Letter,warm', '2,Gate,Work,Lost,250,,Fair,'));
    expect(report.deals).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    expect(deals(profile)[0]).toMatchObject({ source: 'Letter', owner: { name: 'Ada' }, tags: [{ name: 'warm' }], outcome: null });
    expect(deals(profile)[1]).toMatchObject({ minor: 99_900, source: '', outcome: 'won' });
  });

  it('makes as many deals as there are equal rows, and says which are like one that is there', async () => {
    const profile = aProfile();
    const report = await profile.import(table('Deal,Value,Contact', 'Roof,10,Vera Lang', 'Roof,10,Vera Lang', 'Roof,12,Vera Lang'));
    expect(report.deals).toMatchObject({ created: 3, doubtful: 0 });
    const other = await profile.import(table('Deal,Value,Contact', 'roof,15,Vera Lang'));
    expect(other.deals).toMatchObject({ created: 0, doubtful: 1 });
    expect(other.doubts).toMatchObject([{ record: 'deal', name: 'roof', likeName: 'Roof', reason: 'same-deal', likeId: ids(profile)[0] }]);
  });

  it('leaves out what lies in the bin', async () => {
    const profile = aProfile();
    await profile.import(table('Deal ID,Deal Name,Value', '1,Roof,10'));
    write(profile.store, { code: 'deal.removed' }, (tx) => tx.remove('deals', ids(profile)[0]!));
    const report = await profile.import(table('Deal ID,Deal Name,Value', '1,Roof,11'));
    expect([report.deals!.skipped, report.errors[0]!.code, ids(profile)]).toEqual([1, 'deal-in-bin', []]);
  });

  it('goes into the pipeline that has its stages, in any language of the start', async () => {
    const profile = aProfile();
    const report = await profile.import(table('Deal,Value,Phase', 'Roof,10,Anfrage', 'Gate,20,Quoted', 'Fence,30,Kick-off'));
    expect(report.deals).toMatchObject({ pipelines: 0, stages: 1 });
    expect(lines(profile).map((line) => line.split('; ')[1])).toEqual(['start 1', 'start 3', 'Kick-off']);
  });

  it('puts what no column was chosen for into fields of deals, where somebody wants that', async () => {
    const profile = aProfile();
    const file = table('Deal,Value,Roof type', 'Roof,10,Slate');
    await profile.import(file, { unmapped: 'custom' });
    const [field] = listFields(profile.store);
    expect(field).toMatchObject({ record: 'deal', name: 'Roof type', type: 'text' });
    expect(deals(profile)[0]).toMatchObject({ notes: '', fields: { [field!.id]: { type: 'text', value: 'Slate' } } });
  });

  it('reads any table as deals, as somebody maps its columns or keeps them mapped', async () => {
    const profile = aProfile();
    const columns = ['deal.title', 'deal.value', 'deal.organisation', 'ignore'];
    const file = table('What,How much,For,Name', 'Roof,10.5,Mill,x');
    await profile.import(file, { columns });
    const mapping = { name: 'Mine', headers: ['For', 'What', 'How much'], columns: [{ header: 'What', target: 'deal.title' }, { header: 'How much', target: 'deal.value' }, { header: 'For', target: 'deal.organisation' }] } as const;
    const again = await profile.import(table('For,What,How much', 'Dairy,Gate,7'), { mapping: { ...mapping, headers: [...mapping.headers], columns: [...mapping.columns] } });
    expect(again.deals).toMatchObject({ created: 1 });
    const asTable = await profile.import(table('For,What,How much', 'Dairy,Gate,7'), { as: 'csv', mapping: { ...mapping, headers: [...mapping.headers], columns: [...mapping.columns] } });
    expect(asTable.deals).toMatchObject({ unchanged: 1 });
    expect(lines(profile)).toEqual(['Roof; start 1; open; 1050 EUR; –; –; Mill; –', 'Gate; start 1; open; 700 EUR; –; –; Dairy; –']);
  });
});

describe('odd rows of deals', () => {
  async function imported(header: string, ...rows: string[]) {
    const profile = aProfile();
    write(profile.store, { code: 'settings' }, (tx) => setTeamSettings(tx, { currency: 'USD' }));
    const report = await profile.import(table(header, ...rows));
    return { profile, report, problems: report.errors.map(({ row, code }) => `${row} ${code}`), deals: deals(profile) };
  }

  it('keep an amount that cannot be read in the notes', async () => {
    const { deals: found, problems } = await imported('Deal,Value,Currency', 'A,1e30,', 'B,999999999999999,', 'C,abc,EUR', 'D,12.345,EUR', 'E,50,doubloons', 'F,(12.50),EUR', 'G,-3,', 'H,"¥1,200",', 'I,0.10,');
    expect(found.map(({ title, amount, notes }) => [title, amount ? `${amount.minor} ${amount.currency}` : '–', notes])).toEqual([
      ['A', '–', 'Value: 1e30'], ['B', '–', 'Value: 999999999999999'], ['C', '–', 'Value: abc'], ['D', '–', 'Value: 12.345'], ['E', '–', 'Value: 50 doubloons'],
      ['F', '-1250 EUR', ''], ['G', '-300 USD', ''], ['H', '1200 JPY', ''], ['I', '10 USD', ''],
    ]);
    expect(problems).toEqual(['1 amount-unread', '2 amount-unread', '3 amount-unread', '4 amount-unread', '5 currency-unknown']);
  });

  it('keep dates and probabilities that are none in the notes', async () => {
    const { deals: found, problems } = await imported('Deal,Value,Close date,Created,Probability', 'A,1,31.02.2026,soon,140', 'B,1,0000-00-00,2026-01-02,50%', 'C,1,2026-13-01,,x');
    expect(found.map(({ expectedClose, notes, ownProbability }) => [expectedClose, notes, ownProbability])).toEqual([
      ['', 'Probability: 140\nCreated: soon\nClose date: 31.02.2026', null], ['', '', 50], ['', 'Probability: x\nClose date: 2026-13-01', null],
    ]);
    expect(problems).toEqual(['1 probability-unread', '1 date-unread', '3 probability-unread', '3 date-unread']);
    expect(found[1]!.createdAt).toBe(Date.UTC(2026, 0, 2, 12));
  });

  it('never let a deal end before it began, or in days to come', async () => {
    const { deals: found, profile } = await imported('Deal,Value,State,Created,Closed', 'A,1,won,2026-01-10,2026-01-02', 'B,1,lost,2025-01-10,2031-05-01', 'C,1,open,2030-01-01,', 'D,1,won,,2024-05-05');
    const now = profile.store.ports.now();
    for (const { createdAt, closedAt } of found) {
      expect(createdAt).toBeLessThanOrEqual(now);
      if (closedAt !== null) expect(closedAt >= createdAt && closedAt <= now).toBe(true);
    }
    expect([found[0]!.closedAt, found[3]!.createdAt]).toEqual([Date.UTC(2026, 0, 10, 12), Date.UTC(2024, 4, 5, 12)]);
    expect(derivedMistakes(profile.store)).toEqual([]);
  });

  it('leave out a row of nothing, and take in titles of any length and direction', async () => {
    const long = 'מרפסת חדשה '.repeat(11).trim();
    const { deals: found, report } = await imported('Deal,Value,Notes', `${long},1,`, ',5,only a note', `${'x'.repeat(3_000)},2,`, "'=HYPERLINK(1),3,");
    expect(report.deals).toMatchObject({ created: 3, skipped: 1 });
    expect(report.errors.map(({ row, code }) => [row, code])).toEqual([[2, 'nameless-deal']]);
    expect(report.errorsFile).not.toBeNull();
    expect(found.map(({ title }) => title.length)).toEqual([long.length, 1_000, '=HYPERLINK(1)'.length]);
  });

  it('decide by the whole file how its numbers are written', async () => {
    const german = await imported('Deal;Value', 'A;1.000', 'B;2.500,5', 'C;3');
    expect(german.deals.map(({ minor }) => minor)).toEqual([100_000, 250_050, 300]);
    const english = await imported('Deal;Value', 'A;1,000', 'B;2,500.5', 'C;3');
    expect(english.deals.map(({ minor }) => minor)).toEqual([100_000, 250_050, 300]);
  });
});
