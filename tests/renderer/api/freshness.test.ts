import { expect, it } from 'vitest';
import { QueryClient } from '@tanstack/react-query';
import { apiKey } from '../../../renderer/api.ts';
import { isStaleAfter, keepFresh } from '../../../renderer/api/freshness.ts';
import { aRow, anId, kithInMemory } from '../kith-in-memory.ts';

const ADA = anId('contact', 1);
const BEN = anId('contact', 2);
const query = (key: readonly unknown[], data: unknown) => ({ queryKey: key, state: { data } }) as Parameters<typeof isStaleAfter>[0];
const adasPage = query(apiKey('contacts.get', { id: ADA }), { id: ADA, affiliations: [{ organisation: { id: anId('contact', 9) } }] });
const list = query(apiKey('contacts.list', { filter: [], sort: { by: 'name', descending: false }, limit: 100 }), { rows: [] });

it('leaves the page of one contact alone when another changes', () => {
  expect(isStaleAfter(adasPage, { contacts: [BEN] })).toBe(false);
  expect(isStaleAfter(adasPage, { contacts: [ADA] })).toBe(true);
  expect(isStaleAfter(adasPage, { contacts: '*' })).toBe(true);
});

it('asks anew for a page that shows another contact by name', () => {
  expect(isStaleAfter(adasPage, { contacts: [anId('contact', 9)] })).toBe(true);
});

it('asks anew for lists when anything that they show changes, and only then', () => {
  expect(isStaleAfter(list, { contacts: [BEN] })).toBe(true);
  expect(isStaleAfter(list, { contactTags: [anId('tag', 1)] })).toBe(true);
  expect(isStaleAfter(list, { views: '*' })).toBe(false);
  expect(isStaleAfter(query(apiKey('views.list', { record: 'contacts' }), []), { contacts: '*' })).toBe(false);
});

it('shows the first of many changes at once and the rest together', async () => {
  const kith = kithInMemory([aRow(1)]);
  await kith.connection.client.contacts.count({ filter: [] });
  const queries = new QueryClient();
  let asked = 0;
  await queries.prefetchQuery({ queryKey: ['contacts.count', { filter: [] }], queryFn: () => ++asked, staleTime: Number.POSITIVE_INFINITY });
  const waits: (() => void)[] = [];
  keepFresh(kith.connection.client, queries, (_ms, run) => {
    waits.push(run);
    return () => {};
  });
  const isStale = () => queries.getQueryState(['contacts.count', { filter: [] }])?.isInvalidated;

  kith.changed({ contacts: [ADA] });
  await expect.poll(isStale).toBe(true);
  await queries.refetchQueries({ type: 'all' });
  expect(isStale()).toBe(false);

  for (let n = 0; n < 50; n++) kith.changed({ contacts: [ADA] });
  await kith.connection.client.contacts.count({ filter: [] });
  expect(isStale()).toBe(false);
  waits.at(-1)?.();
  expect(isStale()).toBe(true);
  expect(waits).toHaveLength(2);
});

it('waits longer while changes come that nobody could name', async () => {
  const kith = kithInMemory([aRow(1)]);
  await kith.connection.client.contacts.count({ filter: [] });
  const waits: { ms: number; run: () => void }[] = [];
  keepFresh(kith.connection.client, new QueryClient(), (ms, run) => {
    waits.push({ ms, run });
    return () => {};
  });
  for (const change of [{ contacts: [ADA] }, { contacts: '*' as const }, { contacts: [ADA] }]) {
    kith.changed(change);
    await kith.connection.client.contacts.count({ filter: [] });
    waits.at(-1)?.run();
  }
  expect(waits.map(({ ms }) => ms)).toEqual([30, 250, 30]);
});
