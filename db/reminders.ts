import { CallError } from '../core/call.ts';
import type { NewReminder } from '../core/api/reminders.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { type Due, Every, type Reminder, type ReminderFields, type ReminderKind, type Repeat } from '../core/reminders.ts';
import { cadenceDue } from '../core/schedule.ts';
import { contactRow } from './contacts.ts';
import { linkReminder } from './deal-reminders.ts';
import { createEntry } from './entries.ts';
import { reminderRows, repeatOf } from './reminder-rows.ts';
import { bringNext, createSeries, endSeries, leaveOut, seriesOf } from './series.ts';
import { type Row, type Store, isInBin, newId } from './store.ts';
import type { Tx } from './write.ts';

/** Whose reminders: one's own, which are also those that are nobody's, or everybody's. */
export type Whose = 'mine' | 'everybody';

const SHOWN = `FROM reminders r LEFT JOIN contacts c ON c.n = r.contactN WHERE r.hidden = 0 AND (r.contactN IS NULL OR c.hidden = 0)`;

export interface ReminderRequest {
  state: 'open' | 'done';
  contactId?: Id | undefined;
  whose?: Whose | undefined;
  limit: number;
  after?: string | undefined;
}

/** Open ones in the order in which they are due, done ones the last first. `after` is a place in that order. Errors: `bad-cursor`. */
export function listReminders(store: Store, { state, contactId, whose, limit, after }: ReminderRequest): { rows: Reminder[]; next: string | null } {
  const [at, sign, direction] = state === 'open' ? ['r.sortAt', '>', ''] : ['r.doneAt', '<', ' DESC'];
  const conditions = [`r.doneAt IS ${state === 'open' ? '' : 'NOT '}NULL`];
  const params: unknown[] = [];
  if (contactId !== undefined) {
    conditions.push('r.contactN = ?');
    params.push(contactRow(store, contactId).n);
  }
  if (whose === 'mine') {
    conditions.push('(r.ownerId IS NULL OR r.ownerId = ?)');
    params.push(idToBytes(store.member));
  }
  if (after !== undefined) {
    const place = /^(-?\d{1,16}):(\d{1,12})$/.exec(after);
    if (!place) throw new CallError('bad-cursor', 'The list has changed. Load it again from the start.');
    conditions.push(`(${at}, r.n) ${sign} (?, ?)`);
    params.push(Number(place[1]), Number(place[2]));
  }
  const found = store.prepare(`SELECT r.n, ${at} AS at ${SHOWN} AND ${conditions.join(' AND ')} ORDER BY ${at}${direction}, r.n${direction} LIMIT ?`).all(...params, limit + 1);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { rows: reminderRows(store, found.slice(0, limit)), next: last ? `${Number(last['at'])}:${last.n}` : null };
}

/** Of somebody: the next of the open ones, and how often one wants to talk. Errors: `contact-not-found`. */
export function plannedWith(store: Store, contactId: Id, zone: string) {
  const contact = contactRow(store, contactId);
  const open = store.prepare('SELECT count(*) AS n FROM reminders WHERE contactN = ? AND doneAt IS NULL AND hidden = 0').get(contact.n)!.n;
  const cadence = store.prepare('SELECT * FROM cadences WHERE contactN = ? AND hidden = 0 ORDER BY dueOn LIMIT 1').get(contact.n);
  const every = Every.safeParse(cadence?.['every']).data;
  const touchedAt = (cadence?.['touchedAt'] as number | null | undefined) ?? null;
  return {
    next: listReminders(store, { state: 'open', contactId, limit: 1 }).rows[0] ?? null,
    open,
    cadence: every === undefined ? null : { every, dueOn: cadenceDue(touchedAt ?? (contact['createdAt'] as number), every, zone), lastContactAt: touchedAt },
  };
}

/** Errors: `reminder-not-found`. */
export function getReminder(store: Store, id: Id): Reminder {
  return reminderRows(store, [reminderRow(store, id)])[0]!;
}

/** Errors: `reminder-not-found`, also for one in the bin. */
export function reminderRow(store: Store, id: Id): Row {
  const row = store.prepare('SELECT * FROM reminders WHERE id = ?').get(idToBytes(id));
  if (!row || isInBin(row)) throw new CallError('reminder-not-found', 'This reminder no longer exists.');
  return row;
}

/** Makes a reminder and, where it comes again, its series. It is the author's unless it says whose. Errors: `contact-not-found`, `bad-rule`. */
export function createReminder(tx: Tx, { repeat, due, zone, ...given }: NewReminder, skipped: readonly string[] = []): Id {
  const fields = { kind: 'task' as ReminderKind, purpose: '', contactId: null, ownerId: tx.store.member, priority: 0, notes: '', ...definedOf(given) };
  const contactId = fields.contactId === null ? null : idFromBytes(contactRow(tx.store, fields.contactId).id);
  const values = { ...fields, contactId };
  if (repeat) return createSeries(tx, values, { due, zone }, repeat, skipped);
  const id = newId(tx.store);
  tx.insert('reminders', id, { ...values, due, zone, createdAt: tx.store.ports.now() });
  return id;
}

export interface ReminderChange {
  fields?: Partial<ReminderFields> | undefined;
  due?: Due | undefined;
  repeat?: Repeat | null | undefined;
  scope?: 'this' | 'later' | undefined;
  seen?: Record<string, string> | undefined;
}

/**
 * Changes a reminder, or with `later` it and all that come after it. Where it is to come again in another way, or
 * is about somebody else, a new one takes its place. Errors: `reminder-not-found`, `contact-not-found`, `bad-rule`.
 */
export function updateReminder(tx: Tx, id: Id, { fields = {}, due, repeat, scope = 'this', seen }: ReminderChange): void {
  const row = reminderRow(tx.store, id);
  const given = definedOf(fields);
  const { contactId, ...values } = given;
  const isOfAnother = contactId !== undefined && (contactId === null ? null : contactRow(tx.store, contactId).n) !== row['contactN'];
  const series = seriesOf(tx.store, row);
  const comesOtherwise = repeat !== undefined && JSON.stringify(repeat) !== JSON.stringify(series ? repeatOf(series) : null);
  const isLater = scope === 'later' && series !== undefined;
  if (isOfAnother || comesOtherwise || (isLater && due)) {
    const [was] = reminderRows(tx.store, [row]);
    const rest = isLater && series['rule'] !== '' ? endSeries(tx, series, row['occurrence'] as string) : null;
    const successor = createReminder(
      tx,
      {
        purpose: was!.purpose,
        kind: was!.kind,
        priority: was!.priority,
        notes: was!.notes,
        contactId: was!.contact?.id ?? null,
        ownerId: was!.owner?.id ?? null,
        ...given,
        due: due?.due ?? was!.due,
        zone: due?.zone ?? was!.zone,
        repeat: repeat !== undefined ? repeat : rest ? { kind: 'rule', rule: rest.rule } : was!.repeat,
      },
      rest?.skipped,
    );
    keepDeal(tx, successor, row);
    tx.remove('reminders', id);
    return;
  }
  tx.update('reminders', id, { ...values, ...due }, seen);
  if (isLater) tx.update('reminderSeries', idFromBytes(series.id), values);
}

/** What takes the place of a reminder, or of the rest of a series, is about the same deal. */
export function keepDeal(tx: Tx, successor: Id, of: Row): void {
  if (of['dealId'] !== null) linkReminder(tx, successor, idFromBytes(of['dealId'] as Buffer));
}

/** Puts it off. */
export function snoozeReminder(tx: Tx, id: Id, to: Due): void {
  reminderRow(tx.store, id);
  tx.update('reminders', id, { ...to });
}

export interface Completion {
  log?: { kind: NonNullable<Parameters<typeof createEntry>[1]['kind']>; body: string; outcome?: string | undefined } | undefined;
  nextStep?: NewReminder | undefined;
}

/**
 * `zone` is the device's. It is done also where it comes again in a way that is not known here: `isNextKnown` is
 * false then, and there is no next one. Errors: `reminder-not-found`, `already-done`, `no-contact` for a log about nobody.
 */
export function completeReminder(tx: Tx, id: Id, { log, nextStep }: Completion, zone: string): { nextId: Id | null; entryId: Id | null; isNextKnown: boolean } {
  const row = reminderRow(tx.store, id);
  if (row['doneAt'] !== null) throw new CallError('already-done', 'This was done already.');
  const contact = row['contactN'] === null ? undefined : tx.store.prepare('SELECT id FROM contacts WHERE n = ?').get(row['contactN']);
  if (log && !contact) throw new CallError('no-contact', 'There is nobody on whose timeline this could stand.');
  tx.update('reminders', id, { doneAt: tx.store.ports.now(), doneBy: tx.store.member });
  const entryId = log && contact ? createEntry(tx, { kind: log.kind, body: log.body, ...(log.outcome === undefined ? {} : { outcome: log.outcome }), participants: [idFromBytes(contact.id)], deals: row['dealId'] === null ? [] : [idFromBytes(row['dealId'] as Buffer)] }) : null;
  const next = bringNext(tx, row, zone);
  const nextId = nextStep ? createReminder(tx, nextStep) : next.id;
  if (nextStep) keepDeal(tx, nextId!, row);
  return { nextId, entryId, isNextKnown: next.isKnown };
}

/** Errors: `reminder-not-found`, `not-done`. */
export function reopenReminder(tx: Tx, id: Id): void {
  if (reminderRow(tx.store, id)['doneAt'] === null) throw new CallError('not-done', 'This was not done yet.');
  tx.update('reminders', id, { doneAt: null, doneBy: null });
}

/** Leaves one occurrence out. Errors: `reminder-not-found`, `does-not-repeat`, `next-not-known` where it comes again in a way that is not known here. */
export function skipReminder(tx: Tx, id: Id, zone: string): Id | null {
  const row = reminderRow(tx.store, id);
  const series = seriesOf(tx.store, row);
  if (!series) throw new CallError('does-not-repeat', 'This reminder does not come again: there is nothing to skip to.');
  leaveOut(tx, series, row['occurrence'] as string);
  const next = bringNext(tx, row, zone);
  if (!next.isKnown) throw new CallError('next-not-known', 'This version of Kith does not know when this reminder comes again.');
  tx.remove('reminders', id);
  return next.id;
}

/** Empty for not by plan. Errors: `contact-not-found`. */
export function setCadence(tx: Tx, contactId: Id, every: string): void {
  const contact = contactRow(tx.store, contactId);
  const wanted = naturalId('cadence', idFromBytes(contact.id));
  // Of those who were merged into this contact too.
  for (const row of tx.store.prepare('SELECT id FROM cadences WHERE contactN = ? AND hidden = 0').all(contact.n)) {
    if (idFromBytes(row.id) !== wanted) tx.remove('cadences', idFromBytes(row.id));
  }
  const present = tx.row('cadences', idToBytes(wanted));
  if (every === '') {
    if (present?.hidden === 0) tx.remove('cadences', wanted);
  } else if (present?.hidden === 0) tx.update('cadences', wanted, { every });
  else tx.insert('cadences', wanted, { contactId: idFromBytes(contact.id), every });
}

/** Without what was left out: an absent field keeps its value. */
function definedOf<Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };
}
