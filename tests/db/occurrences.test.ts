import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { NewReminder, OccurrenceChange } from '../../core/api/reminders.ts';
import { type Id, idFromBytes } from '../../core/ids.ts';
import { listAhead } from '../../db/ahead.ts';
import { createContact } from '../../db/contact-writes.ts';
import { createEntry } from '../../db/entries.ts';
import { changeOccurrence, skipOccurrence } from '../../db/occurrences.ts';
import { completeReminder, createReminder, getReminder, listReminders, skipReminder, snoozeReminder, updateReminder } from '../../db/reminders.ts';
import { ensureMember } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { listToday } from '../../db/today.ts';
import { undo, undoState } from '../../db/undo.ts';
import { type Tx, write } from '../../db/write.ts';
import { aTeam } from '../support/replicas.ts';
import { aStore, fakePorts } from '../support/stores.ts';

const BERLIN = 'Europe/Berlin';
const DAY_MS = 24 * 60 * 60_000;
const weekly = { kind: 'rule', rule: 'FREQ=WEEKLY' } as const;
const allDay = (due: string) => ({ due, zone: '' });

/** On Thursday 15 January 2026 at 10:00 in Berlin. */
let store: Store;
let ports: ReturnType<typeof fakePorts>;
beforeEach(() => {
  ports = fakePorts(1);
  const made = aStore(1, ports);
  onTestFinished(made.remove);
  store = made.store;
  write(store, { code: 'profile.started' }, (tx) => ensureMember(tx, 'Robin'));
});

const act = <T>(change: (tx: Tx) => T, on = store): T => write(on, { code: 'test' }, change).result;
const remind = (reminder: NewReminder): Id => act((tx) => createReminder(tx, reminder));
const complete = (id: Id) => act((tx) => completeReminder(tx, id, {}, BERLIN));
const ahead = (days = 30) => listAhead(store, { zone: BERLIN, whose: 'mine', days, limit: 50 });
const daysAhead = (days?: number) => ahead(days).occurrences.map(({ purpose, due }) => `${purpose} ${due}`);
const open = (of = store) => listReminders(of, { state: 'open', limit: 50 }).rows.map(({ purpose, due }) => `${purpose} ${due}`);
const seriesId = (): Id => idFromBytes(store.prepare('SELECT id FROM reminderSeries ORDER BY n LIMIT 1').get()!.id);
const change = (occurrence: string, more: Omit<OccurrenceChange, 'seriesId' | 'occurrence'>) => write(store, { code: 'test' }, (tx) => changeOccurrence(tx, { seriesId: seriesId(), occurrence, ...more }));
const firstOpen = (): Id => listReminders(store, { state: 'open', limit: 1 }).rows[0]!.id;

describe('ahead', () => {
  it('is what comes after the open one, with what it is, in the days that were asked for', () => {
    const ada = act((tx) => createContact(tx, { kind: 'person', fullName: 'Ada Lovelace', organisation: { name: 'Engine Works', title: '' } }));
    remind({ contactId: ada, kind: 'call', purpose: 'ask', priority: 1, due: '2026-01-15T16:00', zone: BERLIN, repeat: weekly });
    expect(daysAhead(14)).toEqual(['ask 2026-01-22T16:00', 'ask 2026-01-29T16:00']);
    expect(ahead(7).occurrences).toMatchObject([{ kind: 'call', priority: 1, zone: BERLIN, at: Date.UTC(2026, 0, 22, 15), repeat: weekly, contact: { id: ada, organisation: 'Engine Works' }, owner: { name: 'Robin' } }]);
    act((tx) => tx.remove('contacts', ada));
    expect(daysAhead()).toEqual([]);
  });

  it('has nothing before now: what an overdue one has missed is not made up for', () => {
    remind({ purpose: 'ask', ...allDay('2025-12-31'), repeat: weekly });
    expect(daysAhead(14)).toEqual(['ask 2026-01-21', 'ask 2026-01-28']);
  });

  it('ends with the series, and knows none of what comes a while after it was done', () => {
    const once = remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=3' } });
    remind({ purpose: 'later', ...allDay('2026-01-15'), repeat: { kind: 'afterDone', every: 'P1W' } });
    expect(daysAhead()).toEqual(['ask 2026-01-16', 'ask 2026-01-17']);
    act((tx) => tx.remove('reminders', once));
    expect(daysAhead()).toEqual([]);
  });

  it('is one\'s own, or everybody\'s', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    act((tx) => createReminder(tx, { purpose: 'ask', ...allDay('2026-01-15'), repeat: weekly }), theirs);
    replicas.deliverAll();
    const of = (whose: 'mine' | 'everybody') => listAhead(mine, { zone: BERLIN, whose, days: 7, limit: 5 }).occurrences.length;
    expect([of('mine'), of('everybody')]).toEqual([0, 1]);
  });

  it('has the meetings of today and of the coming days, with who takes part', () => {
    const [ada, bo] = act((tx) => [createContact(tx, { kind: 'person', fullName: 'Ada' }), createContact(tx, { kind: 'person', fullName: 'Bo' })]);
    const meet = (subject: string, at: number, kind: 'meeting' | 'call' = 'meeting') => act((tx) => createEntry(tx, { kind, subject, at, participants: [ada, bo] }));
    meet('tomorrow', Date.UTC(2026, 0, 16, 9));
    meet('this morning', Date.UTC(2026, 0, 15, 7));
    meet('yesterday', Date.UTC(2026, 0, 14, 9));
    meet('in a month', Date.UTC(2026, 1, 15, 9));
    meet('a call', Date.UTC(2026, 0, 16, 9), 'call');
    expect(ahead(7).meetings.map(({ subject, people }) => [subject, people.map(({ name }) => name)])).toEqual([['this morning', ['Ada', 'Bo']], ['tomorrow', ['Ada', 'Bo']]]);
  });
});

describe('one that is ahead', () => {
  beforeEach(() => void remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: weekly }));

  it('is left out, and comes back with undo', () => {
    const { changeId } = write(store, { code: 'test' }, (tx) => skipOccurrence(tx, seriesId(), '2026-01-22', BERLIN));
    expect(daysAhead(20)).toEqual(['ask 2026-01-29']);
    undo(store, changeId);
    expect(daysAhead(20)).toEqual(['ask 2026-01-22', 'ask 2026-01-29']);
    act((tx) => skipOccurrence(tx, seriesId(), '2026-01-22', BERLIN));
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-29']);
  });

  it('is changed alone: a reminder of its own, of which there are no two when its turn comes', () => {
    const { changeId } = change('2026-01-22', { scope: 'this', fields: { purpose: 'only then' }, due: allDay('2026-01-23') });
    expect([open(), daysAhead(20)]).toEqual([['ask 2026-01-15', 'only then 2026-01-23'], ['ask 2026-01-29']]);
    undo(store, changeId);
    expect([open(), daysAhead(20)]).toEqual([['ask 2026-01-15'], ['ask 2026-01-22', 'ask 2026-01-29']]);
    change('2026-01-22', { scope: 'this', fields: { purpose: 'only then' }, due: allDay('2026-01-23') });
    expect(complete(firstOpen()).nextId).toBe(firstOpen());
    expect(open()).toEqual(['only then 2026-01-23']);
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-29']);
  });

  it('lets the one after it come in its turn where it was put off beyond that', () => {
    change('2026-01-22', { scope: 'this', due: allDay('2026-02-01') });
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-29', 'ask 2026-02-01']);
    ports.advance(18 * DAY_MS); // 2 February
    for (const { id } of listReminders(store, { state: 'open', limit: 5 }).rows) complete(id);
    expect(open()).toEqual(['ask 2026-02-05']);
  });

  it('is done before its turn, and is not brought again', () => {
    change('2026-01-22', { scope: 'this', fields: { notes: 'n' } });
    complete(listReminders(store, { state: 'open', limit: 5 }).rows[1]!.id);
    expect(open()).toEqual(['ask 2026-01-15', 'ask 2026-01-29']);
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-29']);
  });

  it('is about somebody else once, and leaves the series to go on', () => {
    const bo = act((tx) => createContact(tx, { kind: 'person', fullName: 'Bo' }));
    change('2026-01-22', { scope: 'this', fields: { contactId: bo } });
    expect(listReminders(store, { state: 'open', limit: 5 }).rows[1]).toMatchObject({ due: '2026-01-22', contact: { id: bo }, repeat: null });
    expect(daysAhead(20)).toEqual(['ask 2026-01-29']);
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-22', 'ask 2026-01-29']);
  });

  it('goes another way with all later ones, while those before it come as they did', () => {
    const { changeId } = change('2026-01-29', { scope: 'later', fields: { purpose: 'from then on' }, due: allDay('2026-01-30') });
    expect([open(), daysAhead(25)]).toEqual([['ask 2026-01-15', 'from then on 2026-01-30'], ['ask 2026-01-22', 'from then on 2026-02-06']]);
    complete(firstOpen());
    expect(open()).toEqual(['ask 2026-01-22', 'from then on 2026-01-30']);
    expect(complete(firstOpen())).toMatchObject({ nextId: null, isNextKnown: true });
    for (let undone = 0; undone < 2; undone++) undo(store, undoState(store).undo!.changeId);
    undo(store, changeId);
    expect([open(), daysAhead(20)]).toEqual([['ask 2026-01-15'], ['ask 2026-01-22', 'ask 2026-01-29']]);
  });

  it('comes in another way from then on, or no more', () => {
    change('2026-01-22', { scope: 'later', repeat: { kind: 'rule', rule: 'FREQ=DAILY' } });
    expect(daysAhead(9)).toEqual(['ask 2026-01-23', 'ask 2026-01-24']);
    const last = idFromBytes(store.prepare('SELECT id FROM reminderSeries ORDER BY n DESC LIMIT 1').get()!.id);
    act((tx) => changeOccurrence(tx, { seriesId: last, occurrence: '2026-01-24', scope: 'later', repeat: null }));
    expect([open(), daysAhead(30)]).toEqual([['ask 2026-01-15', 'ask 2026-01-22', 'ask 2026-01-24'], ['ask 2026-01-23']]);
  });

  it('changes all of them, the open one too, by as many days', () => {
    change('2026-01-29', { scope: 'all', fields: { purpose: 'all' }, due: { due: '2026-01-30T09:00', zone: BERLIN } });
    expect([open(), daysAhead(20)]).toEqual([['all 2026-01-16T09:00'], ['all 2026-01-23T09:00', 'all 2026-01-30T09:00']]);
  });

  it('is refused where the series does not come then, or that one is over', () => {
    const refused = expect.objectContaining({ code: 'occurrence-not-found' });
    expect(() => change('2026-01-23', { scope: 'this', fields: { purpose: 'x' } })).toThrow(refused);
    expect(() => change('2026-01-22T10:00', { scope: 'this', fields: { purpose: 'x' } })).toThrow(refused);
    expect(() => change('2026-01-08', { scope: 'later' })).toThrow(refused);
    const next = complete(firstOpen()).nextId!;
    expect(() => act((tx) => skipOccurrence(tx, seriesId(), '2026-01-15', BERLIN))).toThrow(refused);
    // What has become a reminder meanwhile is left out as such.
    act((tx) => skipOccurrence(tx, seriesId(), '2026-01-22', BERLIN));
    expect(open()).toEqual(['ask 2026-01-29']);
    expect(() => getReminder(store, next)).toThrow(expect.objectContaining({ code: 'reminder-not-found' }));
  });

  it('is changed alone by two people who do not know of each other: one reminder', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    act((tx) => createReminder(tx, { purpose: 'ask', ...allDay('2026-01-15'), repeat: weekly }), mine);
    replicas.deliverAll();
    const id = idFromBytes(mine.prepare('SELECT id FROM reminderSeries').get()!.id);
    for (const replica of [mine, theirs]) act((tx) => changeOccurrence(tx, { seriesId: id, occurrence: '2026-01-22', scope: 'this', due: allDay('2026-01-23') }), replica);
    replicas.deliverAll();
    for (const replica of [mine, theirs]) expect(open(replica)).toEqual(['ask 2026-01-15', 'ask 2026-01-23']);
  });
});

describe('a series that ends by count', () => {
  it('has as many as before when it goes another way in the middle', () => {
    remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=5' } });
    change('2026-01-17', { scope: 'later', fields: { purpose: 'rest' }, due: { due: '2026-01-17T09:00', zone: BERLIN } });
    expect([open(), daysAhead()]).toEqual([['ask 2026-01-15', 'rest 2026-01-17T09:00'], ['ask 2026-01-16', 'rest 2026-01-18T09:00', 'rest 2026-01-19T09:00']]);
  });

  it('keeps what is left of it, and what is left out, when the open one and all later ones are moved', () => {
    const first = remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=4' } });
    act((tx) => skipOccurrence(tx, seriesId(), '2026-01-17', BERLIN));
    const second = complete(first).nextId!;
    act((tx) => updateReminder(tx, second, { due: allDay('2026-01-16'), scope: 'later' }));
    expect([open(), daysAhead()]).toEqual([['ask 2026-01-16'], ['ask 2026-01-18']]);
  });
});

describe('what only a newer system knows', () => {
  const made = (values: { rule?: string; zone?: string; afterDone?: string }): Id => {
    const id = remind({ purpose: 'ask', due: '2026-01-15T16:00', zone: BERLIN, repeat: values.afterDone ? { kind: 'afterDone', every: 'P1W' } : weekly });
    const { zone } = values;
    act((tx) => {
      tx.update('reminderSeries', seriesId(), values);
      if (zone !== undefined) tx.update('reminders', id, { zone });
    });
    return id;
  };

  it.each([{ rule: 'FREQ=LUNAR' }, { zone: 'Mars/Olympus_Mons' }, { afterDone: 'PT90M' }])('is done, and says that no next one could be made: %o', (values) => {
    const id = made(values);
    expect(complete(id)).toMatchObject({ nextId: null, isNextKnown: false });
    expect(getReminder(store, id).doneAt).toBe(ports.now());
    expect(open()).toEqual([]);
  });

  it('is not left out, since it would be lost', () => {
    const id = made({ rule: 'FREQ=LUNAR' });
    expect(() => act((tx) => skipReminder(tx, id, BERLIN))).toThrow(expect.objectContaining({ code: 'next-not-known' }));
    expect(open()).toEqual(['ask 2026-01-15T16:00']);
    expect(daysAhead()).toEqual([]);
  });

  it('reads a time in an unknown zone as that of UTC, as it is kept', () => {
    const id = made({ zone: 'Mars/Olympus_Mons' });
    expect(getReminder(store, id).zone).toBe('UTC');
    expect(listToday(store, { zone: BERLIN, whose: 'mine', laterDays: 7, limit: 5 }).dueToday.total).toBe(1);
    act((tx) => snoozeReminder(tx, id, allDay('2026-01-20')));
    expect(open()).toEqual(['ask 2026-01-20']);
  });
});
