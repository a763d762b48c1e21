// What the terminal says of deals to somebody who reads: lines, names of stages, pages, and what was changed.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { historyFrom } from '../../../electron/terminal/history.ts';
import { linesOf } from '../../../electron/terminal/lines.ts';
import { query } from '../../../electron/terminal/query.ts';
import { readArguments } from '../../../electron/terminal/arguments.ts';
import { type Session, openSession } from '../../../electron/terminal/session.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ACCEPTED = { query: { values: ['where', 'sort', 'limit', 'after'], positionals: [1, 1] }, history: { values: ['limit', 'after'], positionals: [1, 1] } } as const;
let session: Session;

beforeEach(() => {
  session = openSession(temporaryFolder(), 'write', 'maren');
  return () => session.close();
});

const ask = (...words: string[]) => query(session, readArguments(['query', ...words], ACCEPTED));
const lines = async (record: string, ...words: string[]): Promise<string[]> => linesOf(session, record, (await ask(record, ...words)).rows);
const stages = async (): Promise<Id[]> => (await session.call('pipelines', 'list', undefined))[0]!.stages.map(({ id }) => id);

async function historyLines(id: Id, ...words: string[]): Promise<{ rows: { field: string | null; before: unknown; after: unknown }[]; said: string[] }> {
  let answered: [unknown, string] = [[], ''];
  await historyFrom(session, readArguments(['history', id, ...words], ACCEPTED), (...given) => ((answered = given), 0));
  return { rows: answered[0] as never, said: answered[1].split('\n').map((line) => line.replace(/^\S+ {2}/, '')) };
}

describe('a line', () => {
  it('of a deal has its title, its stage in words and its value with the currency', async () => {
    const { id } = await session.call('deals', 'create', { title: 'Pergola', minor: 12_500_00, currency: 'EUR' });
    const { id: yen } = await session.call('deals', 'create', { title: 'Benches', minor: 900, currency: 'JPY' });
    expect(await lines('deals', '--sort', 'title')).toEqual([`${yen}  Benches  Enquiry  900 JPY`, `${id}  Pergola  Enquiry  12500.00 EUR`]);
    await session.call('deals', 'close', { id, outcome: 'won' });
    expect(await lines('deals', '--where', 'state=won')).toEqual([`${id}  Pergola  Enquiry (won)  12500.00 EUR`]);
  });

  it('of a pipeline has its name and its stages, and of a product its price', async () => {
    const { id } = (await session.call('pipelines', 'list', undefined))[0]!;
    expect(await lines('pipelines')).toEqual([`${id}  Pipeline  Enquiry, In talks, Quoted, Agreed`]);
    const { id: product } = await session.call('products', 'create', { name: 'Work', unit: 'h', price: 90_00, currency: 'EUR' });
    expect(await lines('products')).toEqual([`${product}  Work  90.00 EUR / h`]);
  });

  it('of a change has the id that "undo" takes', async () => {
    const { changeId } = await session.call('deals', 'create', { title: 'Pergola' });
    expect((await lines('changes', '--limit', '1'))[0]).toMatch(new RegExp(`^${changeId}  \\d{4}-\\S+  maren  deal\\.created$`));
  });

  it('is one line, whatever is in it, and obeys nothing', async () => {
    const { id } = await session.call('products', 'create', { name: 'Work \u001b[2Jand more', currency: 'EUR' });
    const [line] = await linesOf(session, 'entries', [{ id, kind: 'note', subject: 'One\nTwo' }]);
    expect(line).toBe(`${id}  note  One Two`);
    expect((await lines('products'))[0]).toBe(`${id}  Work  [2Jand more  0.00 EUR`);
  });
});

describe('a stage', () => {
  it('that several pipelines have is asked about, and found with its pipeline', async () => {
    await session.call('pipelines', 'create', { name: 'Wholesale', stages: [{ name: 'Enquiry' }, { name: 'Terms' }] });
    const { id } = await session.call('deals', 'create', { title: 'Pergola' });
    await expect(ask('deals', '--where', 'stage=Enquiry')).rejects.toThrow('The stage "Enquiry" is in "Pipeline", "Wholesale". Name one with --where pipeline=NAME too, or say its id: stage=');
    expect((await ask('deals', '--where', 'stage=Enquiry', '--where', 'pipeline=Pipeline')).rows).toMatchObject([{ id }]);
    expect((await ask('deals', '--where', 'stage=Enquiry', '--where', 'pipeline=wholesale')).rows).toEqual([]);
    expect((await ask('deals', '--where', `stage=${(await stages())[0]}`)).rows).toMatchObject([{ id }]);
    await expect(ask('deals', '--where', 'stage=Quoted', '--where', 'pipeline=Wholesale')).rejects.toThrow('There are "Enquiry", "Terms".');
  });

  it('out of use gives way to one in use of the same name', async () => {
    await session.call('pipelines', 'create', { name: 'Wholesale', stages: [{ name: 'Enquiry' }] });
    const wholesale = (await session.call('pipelines', 'list', undefined)).find(({ name }) => name === 'Wholesale')!;
    await session.call('pipelines', 'update', { id: wholesale.id, retired: true });
    const { id } = await session.call('deals', 'create', { title: 'Pergola' });
    expect((await ask('deals', '--where', 'stage=Enquiry')).rows).toMatchObject([{ id }]);
  });
});

it('a cursor is one word of any shell, and leads through the whole list', async () => {
  for (const title of ['A', 'B', 'C']) await session.call('deals', 'create', { title });
  const found: unknown[] = [];
  let next: string | null = null;
  do {
    const page = await ask('deals', '--sort', 'title', '--limit', '1', ...(next === null ? [] : ['--after', next]));
    found.push(...page.rows);
    next = page.next;
    expect(next ?? 'end').toMatch(/^[\w-]+$/);
  } while (next !== null);
  expect(found).toMatchObject([{ title: 'A' }, { title: 'B' }, { title: 'C' }]);
});

describe('the history of a deal', () => {
  it('says each change once, with names and amounts as they were', async () => {
    const { id: fieldId } = await session.call('fields', 'create', { record: 'deal', name: 'Budget', type: 'money', currency: 'EUR' });
    const { id } = await session.call('deals', 'create', { title: 'Pergola', contact: { name: 'Ada' }, minor: 12_500_00, currency: 'EUR' });
    await session.call('deals', 'move', { id, stageId: (await stages())[1]!, after: null });
    await session.call('deals', 'setField', { id, fieldId, value: { type: 'money', value: { minor: 500, currency: 'CHF' } } });
    await session.call('deals', 'setField', { id, fieldId, value: { type: 'money', value: { minor: 700, currency: 'CHF' } } });
    await session.call('deals', 'update', { id, fields: { minor: 100, currency: 'USD' } });
    const reason = (await session.call('closeReasons', 'list', undefined)).find(({ outcome, origin }) => outcome === 'lost' && origin === 'price')!;
    await session.call('deals', 'close', { id, outcome: 'lost', reason: { id: reason.id } });
    const { rows, said } = await historyLines(id);
    expect(said.toSorted()).toEqual(
      [
        'maren  deal.lost  reason: – → Price',
        'maren  deal.lost  outcome: – → lost',
        'maren  deal.updated  currency: EUR → USD',
        'maren  deal.updated  value: 12500.00 EUR → 1.00 USD',
        'maren  deal.updated  Budget: 5.00 CHF → 7.00 CHF',
        'maren  deal.updated  Budget: – → 5.00 CHF',
        'maren  deal.moved  stage: Enquiry → In talks',
        'maren  deal.created  title: added Pergola',
        'maren  deal.created  contact: added Ada',
      ].toSorted(),
    );
    // A script sees every field, and names too.
    expect(rows).toContainEqual(expect.objectContaining({ field: 'stageId', before: 'Enquiry', after: 'In talks' }));
    expect(rows.length).toBeGreaterThan(said.length);
  });

  it('goes on with what it printed, and knows amounts from before the page', async () => {
    const { id } = await session.call('deals', 'create', { title: 'Pergola', minor: 100, currency: 'EUR' });
    await session.call('deals', 'update', { id, fields: { minor: 300 } });
    await session.call('deals', 'update', { id, fields: { currency: 'USD' } });
    const [first, more] = (await historyLines(id, '--limit', '1')).said;
    expect(first).toBe('maren  deal.updated  currency: EUR → USD');
    const [, cursor] = /--after ([\w-]+)$/.exec(more!)!;
    expect((await historyLines(id, '--limit', '1', '--after', cursor!)).said[0]).toBe('maren  deal.updated  value: 1.00 EUR → 3.00 EUR');
    await expect(historyLines(id, '--after', '12:ab')).rejects.toThrow('--after takes what a history printed.');
  });
});
