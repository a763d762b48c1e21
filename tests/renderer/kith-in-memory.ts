// A Kith behind the page that lives in the page: the real calls over a real port, and rows in an array.
import { api } from '../../core/api/index.ts';
import type { Api, ChangedEvent } from '../../core/api/index.ts';
import type { BulkChange, ContactDetail, ContactRow } from '../../core/api/contacts.ts';
import type { View } from '../../core/api/lists.ts';
import type { Ahead, NewReminder, Today } from '../../core/api/reminders.ts';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { CallError } from '../../core/call.ts';
import type { Handlers } from '../../core/call.ts';
import type { Field } from '../../core/fields.ts';
import type { Condition, Filter, Selection } from '../../core/filters.ts';
import { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { dayOf, dueState, instantOf, startOfDay } from '../../core/schedule.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { domPortWire } from '../../core/wire.ts';
import type { Wire } from '../../core/wire.ts';
import { afterMs, openConnection } from '../../renderer/api.ts';
import type { Connection } from '../../renderer/api.ts';

/** The id of the nth thing of a kind: readable in a failure, and valid. */
export const anId = (kind: 'contact' | 'tag' | 'member' | 'view' | 'field' | 'choice' | 'reminder', n: number): Id =>
  Id.parse(`${{ contact: 'c0', tag: 'a0', member: 'e0', view: 'f0', field: 'd0', choice: 'b0', reminder: '90' }[kind]}000000-0000-7000-8000-${String(n).padStart(12, '0')}`);

const STAMP = '0'.repeat(34);

export function aRow(n: number, row: Partial<ContactRow> = {}): ContactRow {
  return {
    id: anId('contact', n),
    kind: 'person',
    name: `Person ${n}`,
    photo: null,
    organisation: null,
    email: `person${n}@mail.example`,
    phone: '',
    city: '',
    tags: [],
    roles: [],
    status: '',
    source: '',
    owner: null,
    birthday: null,
    createdAt: 0,
    lastContactAt: null,
    custom: {},
    seen: { status: STAMP, source: STAMP, ownerId: STAMP, organisationName: STAMP, email: STAMP },
    emailId: anId('contact', n + 1_000_000),
    phoneId: null,
    ...row,
  };
}

export function aReminder(n: number, reminder: Partial<Reminder> = {}): Reminder {
  return {
    id: anId('reminder', n),
    kind: 'call',
    purpose: `Purpose ${n}`,
    contact: { id: anId('contact', n), kind: 'person', name: `Person ${n}`, photo: null, hidden: false, organisation: '' },
    owner: { id: anId('member', 1), name: 'Maren' },
    due: dayOf(Date.now(), 'UTC'),
    zone: '',
    priority: 0,
    notes: '',
    deal: null,
    repeat: null,
    doneAt: null,
    seen: {},
    ...reminder,
  };
}

const TAGS = [
  { id: anId('tag', 1), name: 'customer', colour: 0, count: 0 },
  { id: anId('tag', 2), name: 'supplier', colour: 1, count: 0 },
];
const MEMBERS = [{ id: anId('member', 1), name: 'Maren', email: '', isMe: true }];

export interface KithInMemory {
  connection: Connection;
  rows: ContactRow[];
  views: View[];
  fields: Field[];
  reminders: Reminder[];
  /** What was shown on this device of them, the last first. */
  fired: { id: Id; at: number; seen: boolean }[];
  /** What was typed and not sent, by key. */
  drafts: Map<string, string>;
  /** Contacts as a page of their own shows them. */
  details: Map<Id, ContactDetail>;
  /** Meetings and recurring reminders beyond the open ones. */
  ahead: Ahead;
  /** Whether it is known when what comes again does so. */
  knowsNext: boolean;
  /** What stands beside Today. */
  rail: Pick<Today, 'cadences' | 'noNextStep' | 'anniversaries' | 'stalled'>;
  members: { id: Id; name: string; email: string; isMe: boolean }[];
  profile: ProfileInfo;
  /** Every call that was made, by name, with its input. */
  calls: { name: string; input: unknown }[];
  /** Calls of this name are refused until it is undone. */
  refuse: (name: string, code: string) => () => void;
  /** Calls of this name wait until what this gives back is called. */
  hold: (name: string) => () => void;
  /** A bulk job waits for this before it ends; without it jobs end at once. */
  holdJobs: () => { release: () => void };
  /** Tells the page that something changed elsewhere. */
  changed: (event: ChangedEvent) => void;
  /** Breaks the wire, as when the host goes; the next one opens when `mayReopen`. */
  breakWire: () => void;
  mayReopen: boolean;
}

export function kithInMemory(rows: ContactRow[]): KithInMemory {
  const refused = new Map<string, string>();
  const heldCalls = new Map<string, Promise<void>>();
  let held: Promise<void> | undefined;
  let here: Wire | undefined;
  let emit: (event: ChangedEvent) => void = () => {};
  const kith: KithInMemory = {
    connection: undefined as unknown as Connection,
    rows,
    views: [],
    fields: [],
    reminders: [],
    details: new Map(),
    ahead: { occurrences: [], meetings: [] },
    knowsNext: true,
    fired: [],
    drafts: new Map(),
    rail: { cadences: { rows: [], total: 0 }, noNextStep: { rows: [], total: 0 }, anniversaries: [], stalled: { rows: [], total: 0 } },
    members: MEMBERS,
    profile: {
      team: { place: 'Larch & Stone', currency: 'EUR', country: 'GB' },
      device: { locale: 'en-GB', theme: 'light', density: 'default', singleKeys: true, sidebar: 'full', onboarded: true, hours: { workFrom: '09:00', workTo: '17:00', workingDays: [1, 2, 3, 4, 5], quietFrom: '00:00', quietTo: '00:00', quietOnDaysOff: false, allDayAt: '09:00' } },
      personal: { keys: {} },
      me: { id: anId('member', 1), name: 'Maren' },
      version: '0',
      warning: null,
      host: 'browser',
      contacts: rows.length,
      hasSampleData: false,
    },
    calls: [],
    refuse(name, code) {
      refused.set(name, code);
      return () => void refused.delete(name);
    },
    hold(name) {
      let release = () => {};
      heldCalls.set(name, new Promise((resolve) => {
        release = () => {
          heldCalls.delete(name);
          resolve();
        };
      }));
      return () => release();
    },
    holdJobs() {
      let release = () => {};
      held = new Promise((resolve) => {
        release = () => {
          held = undefined;
          resolve();
        };
      });
      return { release };
    },
    changed: (event) => emit(event),
    breakWire: () => here?.close(),
    mayReopen: true,
  };

  const done = { changeId: anId('view', 999) };
  const matching = (filter: Filter) => kith.rows.filter((row) => filter.every((condition) => fits(row, condition)));
  const chosen = (selection: Selection) => ('ids' in selection ? kith.rows.filter(({ id }) => selection.ids.includes(id)) : matching(selection.filter).filter(({ id }) => !selection.except.includes(id)));
  const replace = (id: Id, part: Partial<ContactRow>) => {
    const place = kith.rows.findIndex((row) => row.id === id);
    const row = kith.rows[place];
    if (!row) throw new CallError('contact-not-found', 'gone');
    kith.rows[place] = { ...row, ...part };
    emit({ contacts: [id] });
    return done;
  };
  const changes = (row: ContactRow, change: BulkChange) => change.kind !== 'tag' || change.add.some((name) => !row.tags.some((tag) => tag.name === name));
  let preferences: Record<string, unknown> = {};

  const handlers = {
    contacts: {
      list: ({ filter, limit, offset = 0 }) => ({ rows: matching(filter).slice(offset, offset + limit), next: null }),
      get({ id }) {
        const contact = kith.details.get(id);
        if (!contact) throw new CallError('contact-not-found', 'not in this Kith');
        return contact;
      },
      count: ({ filter }) => ({ total: matching(filter).length }),
      ids: ({ filter, from, to }) => ({ ids: matching(filter).slice(from, to + 1).map(({ id }) => id) }),
      values: ({ field }) => (field === 'status' ? ['active', 'dormant'] : []),
      similar: ({ fullName }) => kith.rows.filter(({ name }) => name === fullName).map(({ id, kind, name }) => ({ id, kind, name, photo: null, hidden: false })),
      create(contact) {
        const row = aRow(kith.rows.length, { name: contact.fullName ?? '', email: contact.emails?.[0]?.address ?? '' });
        kith.rows.push(row);
        emit({ contacts: [row.id] });
        return { ...done, id: row.id };
      },
      update: ({ id, fields }) => replace(id, fields.status === undefined ? {} : { status: fields.status }),
      updatePart: ({ id, values }) => replace(kith.rows.find(({ emailId }) => emailId === id)!.id, { email: String(values['address']) }),
      setTags: ({ id, tags }) => replace(id, { tags: tags.map((name) => ({ id: TAGS.find((tag) => tag.name === name)?.id ?? anId('tag', 9), name, colour: 0 })) }),
      remove({ id }) {
        kith.rows = kith.rows.filter((row) => row.id !== id);
        emit({ contacts: [id] });
        return done;
      },
      bulkPreview({ selection, change }) {
        const selected = chosen(selection);
        return { selected: selected.length, changing: selected.filter((row) => changes(row, change)).length, samples: [] };
      },
      async bulk({ selection, change }, { signal, progress }) {
        const selected = chosen(selection).filter((row) => changes(row, change));
        progress({ done: 1, total: selected.length });
        await held;
        if (signal.aborted) throw new CallError('cancelled', 'cancelled');
        if (change.kind === 'tag') for (const row of selected) replace(row.id, { tags: [...row.tags, ...change.add.map((name) => ({ id: anId('tag', 9), name, colour: 0 }))] });
        return { ...done, changed: selected.length };
      },
    },
    tags: { list: () => TAGS },
    fields: { list: () => kith.fields },
    members: { list: () => kith.members },
    gate: { state: () => ({ kind: 'open' }) },
    reminders: reminderHandlers(kith, (event) => emit(event)),
    search: { recent: () => [], find: ({ text }) => ({ contacts: kith.rows.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())).map(({ id, kind, name }) => ({ id, kind, name, photo: null, hidden: false, detail: '' })), entries: [], deals: [] }) },
    entries: { create: () => ({ ...done, id: anId('view', 998) }) },
    views: {
      list: () => kith.views,
      create({ name, definition }) {
        const view = { id: anId('view', kith.views.length + 1), name, definition, orderKey: 'a' };
        kith.views = [...kith.views, view];
        emit({ views: [view.id] });
        return { ...done, id: view.id };
      },
    },
    profile: {
      info: () => kith.profile,
      preference: ({ key }) => preferences[key] ?? null,
      setPreference({ key, value }) {
        preferences = { ...preferences, [key]: value };
      },
    },
    drafts: {
      get({ key }) {
        const text = kith.drafts.get(key);
        return text === undefined ? null : { text, updatedAt: 0 };
      },
      put: ({ key, text }) => void kith.drafts.set(key, text),
      discard: ({ key }) => void kith.drafts.delete(key),
    },
    history: { undo: () => ({ ...done, code: 'contact.removed', params: {}, kept: [] }) },
  } as { [Group in keyof Handlers<Api>]?: Partial<Handlers<Api>[Group]> } as Handlers<Api>;

  const noted = Object.fromEntries(
    Object.entries(handlers).map(([group, calls]) => [
      group,
      Object.fromEntries(
        Object.entries(calls as Record<string, (input: unknown, context: never) => unknown>).map(([call, run]) => [
          call,
          (input: unknown, context: never) => {
            const name = `${group}.${call}`;
            kith.calls.push({ name, input });
            const code = refused.get(name);
            if (code) throw new CallError(code, 'refused by the test');
            const holding = heldCalls.get(name);
            return holding ? holding.then(() => run(input, context)) : run(input, context);
          },
        ]),
      ),
    ]),
  ) as unknown as Handlers<Api>;

  kith.connection = openConnection({
    openWire() {
      if (!kith.mayReopen) return Promise.reject(new Error('nobody is there'));
      const { port1, port2 } = new MessageChannel();
      here = domPortWire(port2);
      const served = serveCalls(api, noted, domPortWire(port1), { onError: (error, name) => console.error(name, error) });
      emit = (event) => served.emit('changed', event);
      return Promise.resolve({ wire: here, isSignedOut: () => false });
    },
    after: afterMs,
    onReopened: () => {},
  });
  return kith;
}

function fits(row: ContactRow, condition: Condition): boolean {
  switch (condition.field) {
    case 'kind':
      return row.kind === condition.is;
    case 'tag':
      return row.tags.some(({ id }) => id === condition.tagId) === (condition.op === 'has');
    case 'status':
      return (row.status === condition.value) === (condition.op === 'is');
    case 'text':
      return row.name.toLowerCase().includes(condition.words.toLowerCase());
    default:
      throw new Error(`the Kith in memory does not filter by ${condition.field}`);
  }
}

/** Open ones by when they are due, without series and without bin. */
function reminderHandlers(kith: KithInMemory, emit: (event: ChangedEvent) => void): Partial<Handlers<Api>['reminders']> {
  const at = ({ due, zone }: Reminder) => instantOf(due, zone) ?? startOfDay(due, 'UTC');
  const of = (whose: 'mine' | 'everybody' | undefined) => kith.reminders.filter(({ owner }) => whose !== 'mine' || owner === null || owner.id === kith.profile.me.id);
  const open = (whose: 'mine' | 'everybody' | undefined) => of(whose).filter(({ doneAt }) => doneAt === null).toSorted((a, b) => at(a) - at(b));
  const changed = (id: Id) => {
    emit({ reminders: [id] });
    return { changeId: anId('view', 999) };
  };
  const change = (id: Id, part: Partial<Reminder>) => {
    kith.reminders = kith.reminders.map((reminder) => (reminder.id === id ? { ...reminder, ...part } : reminder));
    return changed(id);
  };
  const add = ({ repeat = null, contactId, ownerId, ...fields }: NewReminder): Id => {
    const contact = kith.rows.find(({ id }) => id === contactId);
    const reminder = aReminder(1_000 + kith.reminders.length, {
      ...(fields as Partial<Reminder>),
      repeat,
      contact: contact ? { id: contact.id, kind: contact.kind, name: contact.name, photo: null, hidden: false, organisation: '' } : null,
      owner: kith.members.find(({ id }) => id === ownerId) ?? null,
    });
    kith.reminders = [...kith.reminders, reminder];
    changed(reminder.id);
    return reminder.id;
  };
  return {
    today({ zone, whose, laterDays, limit }) {
      const now = Date.now();
      const stateOf = ({ due, zone: own }: Reminder) => dueState(due, own, now, zone);
      const some = (rows: Reminder[]) => ({ rows: rows.slice(0, limit), total: rows.length });
      const today = dayOf(now, zone);
      return {
        today,
        overdue: some(open(whose).filter((reminder) => stateOf(reminder) === 'overdue')),
        dueToday: some(open(whose).filter((reminder) => stateOf(reminder) === 'today')),
        later: some(open(whose).filter((reminder) => stateOf(reminder) === 'later' && at(reminder) < startOfDay(today, zone) + (laterDays + 1) * 86_400_000)),
        doneToday: of(whose).filter(({ doneAt }) => doneAt !== null && dayOf(doneAt, zone) === today).length,
        ...kith.rail,
      };
    },
    list({ state, whose, contactId, limit, after = '0' }) {
      const all = state === 'open' ? open(whose) : of(whose).filter(({ doneAt }) => doneAt !== null);
      const fitting = all.filter(({ contact }) => contactId === undefined || contact?.id === contactId);
      const end = Number(after) + limit;
      return { rows: fitting.slice(Number(after), end), next: end < fitting.length ? String(end) : null };
    },
    inbox({ limit }) {
      const waiting = kith.fired.flatMap(({ id, at, seen }) => open('mine').filter((reminder) => reminder.id === id && dueState(reminder.due, reminder.zone, Date.now(), 'UTC') !== 'later').map((reminder) => ({ reminder, at, seen })));
      return { rows: waiting.slice(0, limit), unseen: waiting.filter(({ seen }) => !seen).length };
    },
    seen() {
      kith.fired = kith.fired.map((fired) => ({ ...fired, seen: true }));
      emit({ fired: '*' });
    },
    create: (reminder) => ({ id: add(reminder), changeId: anId('view', 999) }),
    update: ({ id, fields: { ownerId, contactId: _contactId, ...fields } = {}, due, repeat }) =>
      change(id, { ...(fields as Partial<Reminder>), ...due, ...(repeat === undefined ? {} : { repeat }), ...(ownerId === undefined ? {} : { owner: kith.members.find((member) => member.id === ownerId) ?? null }) }),
    snooze: ({ id, to }) => change(id, to),
    complete({ id, nextStep }) {
      const nextId = nextStep ? add(nextStep) : null;
      return { ...change(id, { doneAt: Date.now() }), nextId, entryId: null, isNextKnown: kith.knowsNext };
    },
    ahead: () => kith.ahead,
    updateOccurrence: () => changed(anId('reminder', 0)),
    skipOccurrence({ seriesId, occurrence }) {
      kith.ahead = { ...kith.ahead, occurrences: kith.ahead.occurrences.filter((each) => each.seriesId !== seriesId || each.due !== occurrence) };
      return changed(anId('reminder', 0));
    },
    reopen: ({ id }) => change(id, { doneAt: null }),
    remove({ id }) {
      kith.reminders = kith.reminders.filter((reminder) => reminder.id !== id);
      return changed(id);
    },
  };
}
