import { describe, expect, it, onTestFinished } from 'vitest';
import type { NewReminder } from '../../core/api/reminders.ts';
import type { Id } from '../../core/ids.ts';
import { createContact, mergeContacts } from '../../db/contact-writes.ts';
import { getContact } from '../../db/contacts.ts';
import { createEntry, listEntries } from '../../db/entries.ts';
import { completeReminder, createReminder, getReminder, listReminders, reopenReminder, setCadence, skipReminder, snoozeReminder, updateReminder } from '../../db/reminders.ts';
import { ensureMember } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';
import { countWaiting, listToday } from '../../db/today.ts';
import { undo } from '../../db/undo.ts';
import { type Tx, write } from '../../db/write.ts';
import { aTeam } from '../support/replicas.ts';
import { aStore, fakePorts } from '../support/stores.ts';

const BERLIN = 'Europe/Berlin';

/** A desk on Thursday 15 January 2026 at 10:00 in Berlin. */
class Desk {
  readonly ports = fakePorts(1);
  readonly store: Store;

  constructor() {
    const { store, remove } = aStore(1, this.ports);
    onTestFinished(remove);
    this.store = store;
    write(store, { code: 'profile.started' }, (tx) => ensureMember(tx, 'Robin'));
  }

  act<T>(change: (tx: Tx) => T): T {
    return write(this.store, { code: 'test' }, change).result;
  }

  person(fullName: string, more: Partial<Parameters<typeof createContact>[1]> = {}): Id {
    return this.act((tx) => createContact(tx, { kind: 'person', fullName, ...more }));
  }

  remind(reminder: NewReminder): Id {
    return this.act((tx) => createReminder(tx, reminder));
  }

  complete(id: Id): Id | null {
    return this.act((tx) => completeReminder(tx, id, {}, BERLIN)).nextId;
  }

  today(zone = BERLIN) {
    return listToday(this.store, { zone, whose: 'mine', laterDays: 7, limit: 50 });
  }

  open(): string[] {
    return listReminders(this.store, { state: 'open', limit: 50 }).rows.map(({ purpose, due }) => `${purpose} ${due}`);
  }
}

const allDay = (due: string) => ({ due, zone: '' });
const timed = (due: string, zone = BERLIN) => ({ due, zone });
const DAY_MS = 24 * 60 * 60_000;

describe('a reminder', () => {
  it('is about somebody, has a purpose and is its author\'s', () => {
    const desk = new Desk();
    const ada = desk.person('Ada Lovelace', { organisation: { name: 'Engine Works', title: '' } });
    const id = desk.remind({ contactId: ada, kind: 'call', purpose: 'ask about the engine', priority: 1, ...timed('2026-01-16T10:00') });
    expect(getReminder(desk.store, id)).toMatchObject({
      kind: 'call', purpose: 'ask about the engine', due: '2026-01-16T10:00', zone: BERLIN, priority: 1, doneAt: null, repeat: null,
      contact: { id: ada, name: 'Ada Lovelace', organisation: 'Engine Works' }, owner: { name: 'Robin' },
    });
  });

  it('goes into the bin with whom it is about, and comes back with them', () => {
    const desk = new Desk();
    const ada = desk.person('Ada Lovelace');
    desk.remind({ contactId: ada, purpose: 'ask', ...allDay('2026-01-15') });
    desk.act((tx) => tx.remove('contacts', ada));
    expect([desk.open(), desk.today().dueToday]).toEqual([[], { rows: [], total: 0 }]);
    desk.act((tx) => tx.restore('contacts', ada));
    expect([desk.open(), desk.today().dueToday.total]).toEqual([['ask 2026-01-15'], 1]);
  });

  it('follows a merge', () => {
    const desk = new Desk();
    const [ada, other] = [desk.person('Ada Lovelace'), desk.person('A. Lovelace')];
    desk.remind({ contactId: other, purpose: 'ask', ...allDay('2026-01-15') });
    desk.act((tx) => mergeContacts(tx, ada, other, []));
    expect(desk.today().dueToday.rows.map(({ contact }) => contact?.id)).toEqual([ada]);
    expect(listReminders(desk.store, { state: 'open', contactId: ada, limit: 5 }).rows).toHaveLength(1);
  });

  it('is put off with all that it is, and undo puts it back', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', notes: 'bring the plan', ...timed('2026-01-15T10:00') });
    const { changeId } = write(desk.store, { code: 'reminder.snoozed' }, (tx) => snoozeReminder(tx, id, timed('2026-01-16T10:00')));
    expect(getReminder(desk.store, id)).toMatchObject({ due: '2026-01-16T10:00', notes: 'bring the plan' });
    undo(desk.store, changeId);
    expect(getReminder(desk.store, id)).toMatchObject({ due: '2026-01-15T10:00' });
  });

  it('comes in pages in the order in which it is due, days before the times of the day', () => {
    const desk = new Desk();
    for (const [purpose, due] of [['d', timed('2026-01-17T08:00')], ['b', allDay('2026-01-16')], ['c', timed('2026-01-16T09:00')], ['a', timed('2026-01-14T09:00')], ['e', allDay('2026-02-01')]] as const) desk.remind({ purpose, ...due });
    const purposes: string[] = [];
    for (let after: string | undefined, isMore = true; isMore; ) {
      const page = listReminders(desk.store, { state: 'open', limit: 2, ...(after === undefined ? {} : { after }) });
      purposes.push(...page.rows.map(({ purpose }) => purpose));
      isMore = page.next !== null;
      after = page.next ?? undefined;
    }
    expect(purposes).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('done', () => {
  it('logs what happened and makes the next step, all in one change', () => {
    const desk = new Desk();
    const ada = desk.person('Ada Lovelace');
    const id = desk.remind({ contactId: ada, kind: 'call', purpose: 'ask', ...allDay('2026-01-15') });
    const { changeId } = write(desk.store, { code: 'reminder.completed' }, (tx) =>
      completeReminder(tx, id, { log: { kind: 'call', body: 'She likes it' }, nextStep: { contactId: ada, purpose: 'send the offer', kind: 'email', ...allDay('2026-01-19') } }, BERLIN),
    );
    expect(desk.open()).toEqual(['send the offer 2026-01-19']);
    expect(listEntries(desk.store, { contactId: ada, limit: 5 }).rows).toMatchObject([{ kind: 'call', body: 'She likes it' }]);
    expect(listReminders(desk.store, { state: 'done', limit: 5 }).rows).toMatchObject([{ purpose: 'ask', doneAt: desk.ports.now() }]);
    expect(desk.today().doneToday).toBe(1);
    undo(desk.store, changeId);
    expect(desk.open()).toEqual(['ask 2026-01-15']);
    expect(listEntries(desk.store, { contactId: ada, limit: 5 }).rows).toEqual([]);
  });

  it('is not done twice, and may be opened again', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...allDay('2026-01-15') });
    desk.complete(id);
    expect(() => desk.complete(id)).toThrow(expect.objectContaining({ code: 'already-done' }));
    desk.act((tx) => reopenReminder(tx, id));
    expect(() => desk.act((tx) => reopenReminder(tx, id))).toThrow(expect.objectContaining({ code: 'not-done' }));
    expect(desk.open()).toEqual(['ask 2026-01-15']);
  });

  it('says so where there is nobody on whose timeline it could be logged, and changes nothing', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...allDay('2026-01-15') });
    expect(() => desk.act((tx) => completeReminder(tx, id, { log: { kind: 'call', body: 'x' } }, BERLIN))).toThrow(expect.objectContaining({ code: 'no-contact' }));
    expect(desk.open()).toEqual(['ask 2026-01-15']);
  });
});

describe('what comes again', () => {
  const weekly = { kind: 'rule', rule: 'FREQ=WEEKLY' } as const;

  it('is there again once it is done, with what it is', () => {
    const desk = new Desk();
    const ada = desk.person('Ada Lovelace');
    const id = desk.remind({ contactId: ada, kind: 'call', purpose: 'ask', notes: 'n', priority: 2, ...timed('2026-01-15T10:30'), repeat: weekly });
    const next = desk.complete(id)!;
    expect(getReminder(desk.store, next)).toMatchObject({ contact: { id: ada }, kind: 'call', purpose: 'ask', notes: 'n', priority: 2, due: '2026-01-22T10:30', zone: BERLIN, repeat: weekly, doneAt: null });
    expect(desk.open()).toEqual(['ask 2026-01-22T10:30']);
  });

  it('comes next week, not three times, when it was done three weeks late', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...allDay('2026-01-01'), repeat: weekly });
    desk.ports.advance(6 * DAY_MS); // Wednesday the 21st
    desk.complete(id);
    expect(desk.open()).toEqual(['ask 2026-01-22']);
  });

  it('stays at nine in the morning when the clocks change', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...timed('2026-03-27T09:00'), repeat: weekly });
    const next = desk.complete(id)!;
    const at = (reminder: Id): number => desk.store.prepare('SELECT dueAt AS n FROM reminders WHERE id = unhex(?)').get(reminder.replaceAll('-', ''))!.n;
    expect(getReminder(desk.store, next).due).toBe('2026-04-03T09:00');
    expect(at(next) - at(id)).toBe(7 * DAY_MS - 60 * 60_000);
  });

  it('comes three weeks after it was done', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...timed('2026-01-10T09:00'), repeat: { kind: 'afterDone', every: 'P3W' } });
    desk.complete(id);
    expect(desk.open()).toEqual(['ask 2026-02-05T09:00']);
  });

  it('ends by count', () => {
    const desk = new Desk();
    const first = desk.remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: { kind: 'rule', rule: 'FREQ=DAILY;COUNT=2' } });
    const second = desk.complete(first)!;
    desk.ports.advance(DAY_MS);
    expect(desk.complete(second)).toBeNull();
    expect(desk.open()).toEqual([]);
  });

  it('leaves one out', () => {
    const desk = new Desk();
    const id = desk.remind({ purpose: 'ask', ...allDay('2026-01-16'), repeat: weekly });
    desk.act((tx) => skipReminder(tx, id, BERLIN));
    expect(desk.open()).toEqual(['ask 2026-01-23']);
    const once = desk.remind({ purpose: 'once', ...allDay('2026-01-16') });
    expect(() => desk.act((tx) => skipReminder(tx, once, BERLIN))).toThrow(expect.objectContaining({ code: 'does-not-repeat' }));
  });

  it('changes this one alone, or all that come after it', () => {
    const desk = new Desk();
    const first = desk.remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: weekly });
    desk.act((tx) => updateReminder(tx, first, { fields: { purpose: 'only now' }, due: allDay('2026-01-16') }));
    expect(desk.open()).toEqual(['only now 2026-01-16']);
    const second = desk.complete(first)!;
    expect(desk.open()).toEqual(['ask 2026-01-22']);
    desk.act((tx) => updateReminder(tx, second, { fields: { purpose: 'from now on' }, due: allDay('2026-01-23'), scope: 'later' }));
    expect(desk.open()).toEqual(['from now on 2026-01-23']);
    desk.ports.advance(8 * DAY_MS);
    desk.complete(listReminders(desk.store, { state: 'open', limit: 1 }).rows[0]!.id);
    expect(desk.open()).toEqual(['from now on 2026-01-30']);
  });

  it('is about somebody else, or comes again otherwise, as a new one in its place', () => {
    const desk = new Desk();
    const [ada, bo] = [desk.person('Ada'), desk.person('Bo')];
    const id = desk.remind({ contactId: ada, purpose: 'ask', ...allDay('2026-01-16'), repeat: weekly });
    const { changeId } = write(desk.store, { code: 'reminder.updated' }, (tx) => updateReminder(tx, id, { fields: { contactId: bo }, repeat: null }));
    expect(listReminders(desk.store, { state: 'open', limit: 5 }).rows).toMatchObject([{ purpose: 'ask', due: '2026-01-16', contact: { id: bo }, repeat: null }]);
    undo(desk.store, changeId);
    expect(listReminders(desk.store, { state: 'open', limit: 5 }).rows).toMatchObject([{ id, contact: { id: ada }, repeat: weekly }]);
  });

  it('comes once where two people who do not know of each other did it', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    const id = write(mine, { code: 'test' }, (tx) => createReminder(tx, { purpose: 'ask', ...allDay('2026-01-15'), repeat: weekly })).result;
    replicas.deliverAll();
    for (const store of [mine, theirs]) write(store, { code: 'test' }, (tx) => completeReminder(tx, id, {}, BERLIN));
    replicas.deliverAll();
    for (const store of [mine, theirs]) expect(listReminders(store, { state: 'open', limit: 5 }).rows.map(({ due }) => due)).toEqual(['2026-01-22']);
  });

  it('is refused where Kith does not know such a rule', () => {
    const desk = new Desk();
    expect(() => desk.remind({ purpose: 'ask', ...allDay('2026-01-15'), repeat: { kind: 'rule', rule: 'FREQ=SECONDLY' } })).toThrow(expect.objectContaining({ code: 'bad-rule' }));
    expect(desk.open()).toEqual([]);
  });
});

describe('today', () => {
  it('has what is overdue, due today and due later, in this order', () => {
    const desk = new Desk();
    for (const [purpose, due] of [
      ['old', allDay('2026-01-02')], ['this morning', timed('2026-01-15T09:30')], ['any time', allDay('2026-01-15')], ['afternoon', timed('2026-01-15T16:00')],
      ['tomorrow', allDay('2026-01-16')], ['next week', timed('2026-01-22T10:00')], ['in a month', allDay('2026-02-15')],
    ] as const) desk.remind({ purpose, ...due });
    const { today, overdue, dueToday, later } = desk.today();
    expect(today).toBe('2026-01-15');
    expect(countWaiting(desk.store, BERLIN)).toBe(4);
    expect([overdue, dueToday, later].map(({ rows, total }) => [rows.map(({ purpose }) => purpose), total])).toEqual([[['old', 'this morning'], 2], [['any time', 'afternoon'], 2], [['tomorrow', 'next week'], 2]]);
  });

  it('keeps a time in its own zone, and a day with the device, wherever one travels', () => {
    const desk = new Desk(); // 09:00 UTC: evening in Auckland
    desk.remind({ purpose: 'call Berlin', ...timed('2026-01-15T16:00') });
    desk.remind({ purpose: 'any time', ...allDay('2026-01-15') });
    const { today, dueToday, later } = desk.today('Pacific/Auckland');
    expect(today).toBe('2026-01-15');
    expect(dueToday.rows.map(({ purpose }) => purpose)).toEqual(['any time']);
    expect(later.rows.map(({ purpose }) => purpose)).toEqual(['call Berlin']); // 04:00 on the 16th there
  });

  it('counts all and gives the first', () => {
    const desk = new Desk();
    desk.act((tx) => Array.from({ length: 30 }, (_, n) => createReminder(tx, { purpose: String(n), ...allDay('2026-01-14') })));
    const { overdue } = listToday(desk.store, { zone: BERLIN, whose: 'mine', laterDays: 7, limit: 10 });
    expect([overdue.rows.length, overdue.total]).toEqual([10, 30]);
  });

  it('has one\'s own and nobody\'s, or everybody\'s', () => {
    const { stores: [mine, theirs], replicas } = aTeam('Robin', 'Sam');
    for (const store of [mine, theirs]) write(store, { code: 'test' }, (tx) => createReminder(tx, { purpose: store === mine ? 'mine' : 'theirs', ...allDay('2026-01-01') }));
    write(mine, { code: 'test' }, (tx) => createReminder(tx, { purpose: 'nobody', ownerId: null, ...allDay('2026-01-02') }));
    replicas.deliverAll();
    const purposes = (whose: 'mine' | 'everybody') => listToday(mine, { zone: BERLIN, whose, laterDays: 7, limit: 10 }).overdue.rows.map(({ purpose }) => purpose).toSorted();
    expect([purposes('mine'), purposes('everybody')]).toEqual([['mine', 'nobody'], ['mine', 'nobody', 'theirs']]);
  });

  it('has those whom one wants to talk to again, until one does', () => {
    const desk = new Desk();
    const [ada, bo] = [desk.person('Ada'), desk.person('Bo')];
    desk.act((tx) => createEntry(tx, { kind: 'call', at: Date.UTC(2025, 10, 20), participants: [ada] }));
    desk.act((tx) => createEntry(tx, { kind: 'note', at: Date.UTC(2026, 0, 14), participants: [ada] }));
    desk.act((tx) => setCadence(tx, ada, 'P6W'));
    desk.act((tx) => setCadence(tx, bo, 'P6W'));
    const due = () => desk.today().cadences.rows.map(({ contact, dueOn }) => `${contact.name} ${dueOn}`);
    expect(due()).toEqual(['Ada 2026-01-01']);
    const call = desk.act((tx) => createEntry(tx, { kind: 'call', at: Date.UTC(2026, 0, 15), participants: [ada] }));
    expect(due()).toEqual([]);
    desk.act((tx) => tx.remove('entries', call));
    expect(due()).toEqual(['Ada 2026-01-01']);
    desk.act((tx) => setCadence(tx, ada, ''));
    expect(due()).toEqual([]);
    desk.ports.advance(43 * DAY_MS);
    expect(due()).toEqual(['Bo 2026-02-26']);
  });

  it('counts for an organisation what happened with its people', () => {
    const desk = new Desk();
    const ada = desk.person('Ada', { organisation: { name: 'Engine Works', title: '' } });
    const firm = getContact(desk.store, ada).affiliations[0]!.organisation!.id;
    desk.act((tx) => createEntry(tx, { kind: 'meeting', at: Date.UTC(2026, 0, 10), participants: [ada] }));
    const stored = () => desk.store.prepare('SELECT touchedAt AS n FROM cadences').get()!.n;
    desk.act((tx) => setCadence(tx, firm, 'P1M'));
    expect(stored()).toBe(Date.UTC(2026, 0, 10));
    desk.act((tx) => createEntry(tx, { kind: 'call', at: Date.UTC(2026, 0, 14), participants: [ada] }));
    expect(stored()).toBe(Date.UTC(2026, 0, 14));
  });

  it('has people with whom nothing is planned, the last first', () => {
    const desk = new Desk();
    const [ada, bo, cy, di] = [desk.person('Ada'), desk.person('Bo'), desk.person('Cy'), desk.person('Di')];
    desk.person('Never met');
    desk.act((tx) => {
      createEntry(tx, { kind: 'call', at: Date.UTC(2026, 0, 10), participants: [ada] });
      createEntry(tx, { kind: 'meeting', at: Date.UTC(2026, 0, 12), participants: [bo] });
      createEntry(tx, { kind: 'call', at: Date.UTC(2026, 0, 13), participants: [cy] });
      createEntry(tx, { kind: 'call', at: Date.UTC(2025, 5, 1), participants: [di] });
      createReminder(tx, { contactId: cy, purpose: 'ask', ...allDay('2026-03-01') });
    });
    const { rows, total } = desk.today().noNextStep;
    expect(rows.map(({ contact, lastKind }) => `${contact.name} ${lastKind}`)).toEqual(['Bo meeting', 'Ada call']);
    expect(total).toBe(2);
  });

  it('has the birthdays of the coming days, also without a year and on 29 February', () => {
    const desk = new Desk();
    desk.person('Ada', { birthday: '1815-01-18' });
    desk.person('Bo', { birthday: '--01-15' });
    desk.person('Cy', { birthday: '1990-01-24' });
    const leap = desk.person('Leap', { birthday: '1992-02-29' });
    expect(desk.today().anniversaries.map(({ contact, on, years }) => [contact.name, on, years])).toEqual([['Bo', '2026-01-15', null], ['Ada', '2026-01-18', 211]]);
    desk.ports.advance(44 * DAY_MS); // 28 February
    expect(desk.today().anniversaries).toMatchObject([{ contact: { id: leap }, on: '2026-02-28', years: 34, label: 'birthday' }]);
  });
});
