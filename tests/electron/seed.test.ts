import { expect, it, onTestFinished } from 'vitest';
import { ensureMember } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { listToday } from '../../db/today.ts';
import { write } from '../../db/write.ts';
import { seed } from '../../electron/seed.ts';
import { aStore } from '../support/stores.ts';

const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

function seeded(amounts: { contacts: number; entries: number; reminders?: number }): { store: Store; told: { done: number; total: number } | undefined } {
  const { store, remove } = aStore();
  onTestFinished(remove);
  write(store, { code: 'profile.started' }, (tx) => ensureMember(tx, 'Robin'));
  let told: { done: number; total: number } | undefined;
  for (const step of seed(store, { ...amounts, seed: 1 })) told = step;
  return { store, told };
}

const names = (store: Store): unknown[] => store.prepare('SELECT name, status FROM contacts ORDER BY n').all();

it('makes the same people whether they have reminders or not, and none unless told', () => {
  const [without, withThem] = [seeded({ contacts: 40, entries: 20 }), seeded({ contacts: 40, entries: 20, reminders: 60 })];
  expect(names(withThem.store)).toEqual(names(without.store));
  expect([without.told, withThem.told]).toEqual([{ done: 60, total: 60 }, { done: 120, total: 120 }]);
  expect(without.store.prepare('SELECT count(*) AS n FROM reminders').get()!.n).toBe(0);
});

it('makes reminders that are overdue, for today, to come and done, with and without a time, some that come again, and cadences', () => {
  const { store } = seeded({ contacts: 40, entries: 20, reminders: 60 });
  const { overdue, dueToday, later } = listToday(store, { zone: ZONE, whose: 'mine', laterDays: 60, limit: 100 });
  const open = [...overdue.rows, ...dueToday.rows, ...later.rows];
  for (const group of [overdue, dueToday, later]) expect(group.total).toBeGreaterThan(3);
  expect(open).toHaveLength(40);
  expect(new Set(open.map(({ zone }) => zone))).toEqual(new Set(['', ZONE]));
  expect(open.filter(({ repeat }) => repeat !== null).length).toBeGreaterThan(3);
  expect(store.prepare('SELECT count(*) AS n FROM reminders WHERE doneAt IS NOT NULL').get()!.n).toBe(20);
  expect(store.prepare('SELECT count(*) AS n FROM cadences WHERE hidden = 0').get()!.n).toBeGreaterThan(10);
});

it('makes none about nobody', () => {
  expect(seeded({ contacts: 0, entries: 0, reminders: 5 }).store.prepare('SELECT count(*) AS n FROM reminders').get()!.n).toBe(0);
});
