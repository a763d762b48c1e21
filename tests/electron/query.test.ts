import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readArguments } from '../../electron/terminal/arguments.ts';
import { query } from '../../electron/terminal/query.ts';
import { type Session, openSession } from '../../electron/terminal/session.ts';

const dir = mkdtempSync(join(tmpdir(), 'kith-query-'));
let session: Session;

beforeAll(async () => {
  session = openSession(dir, 'write', 'maren');
  const ada = await session.call('contacts', 'create', { kind: 'person', fullName: 'Ada Lindqvist' });
  await session.call('deals', 'create', { title: 'Pergola', contact: { id: ada.id }, minor: 12_500_00, currency: 'EUR', tags: ['spring'] });
  await session.call('deals', 'create', { title: 'Benches', minor: 900_00, currency: 'EUR', source: 'Fair' });
});
afterAll(() => {
  session.close();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(...words: string[]): Promise<{ title: string }[]> {
  const { rows } = await query(session, readArguments(['query', 'deals', ...words], { query: { values: ['where', 'text', 'sort', 'limit', 'after'], positionals: [1, 1] } }));
  return rows as { title: string }[];
}

it.each([
  [[], ['Benches', 'Pergola']],
  [['--where', 'state=won'], []],
  [['--where', 'tag=Spring'], ['Pergola']],
  [['--where', 'source=Fair'], ['Benches']],
  [['--where', 'atLeast=1000 eur'], ['Pergola']],
  [['--where', 'atMost=900.00 EUR'], ['Benches']],
  [['--where', 'attention=none', '--sort', '-amount', '--limit', '1'], ['Pergola']],
  [['--text', 'pergola'], ['Pergola']],
  [['--where', 'stage=Enquiry'], ['Benches', 'Pergola']],
  [['--where', 'stage= ANFRAGE'], ['Benches', 'Pergola']],
  [['--where', 'stage=in talks'], []],
  [['--where', 'pipeline=pipeline'], ['Benches', 'Pergola']],
])('query deals %j', async (words, titles) => {
  expect((await ask('--sort', 'title', ...words)).map(({ title }) => title)).toEqual(titles);
});

it.each([
  [['--where', 'state=stuck'], /state is open, won, lost or closed/],
  [['--where', 'tag=nobody'], /There is no tag "nobody"/],
  [['--where', 'atLeast=12'], /an amount with its currency/],
  [['--where', 'colour=red'], /Deals can be asked for by state/],
  [['--sort', 'weight'], /--sort takes title/],
  [['--where', 'closeBy=soon'], /a day such as/],
  [['--where', 'stage=Limbo'], /There is no stage "Limbo". There are "Enquiry", "In talks", "Quoted", "Agreed"\./],
  [['--where', 'pipeline=Limbo'], /There is no pipeline "Limbo". There are "Pipeline"\./],
  [['--after', '["a0/a1",2]'], /--after takes what a query of deals printed/],
  [['--after', Buffer.from('contacts:at:50').toString('base64url')], /--after takes what a query of deals printed/],
])('query deals %j says what to do', async (words, message) => {
  await expect(ask(...words)).rejects.toThrow(message);
});
