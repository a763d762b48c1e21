import { CallError } from '../core/call.ts';
import type { NewReminder } from '../core/api/reminders.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { afterDone, nextOccurrence, parseRule } from '../core/recurrence.ts';
import { type Due, Every, type Reminder, type ReminderFields, type ReminderKind, type Repeat } from '../core/reminders.ts';
import { cadenceDue, dayOf, wallTimeOf } from '../core/schedule.ts';
import { seenOf } from './contact-list.ts';
import { contactRef, contactRow } from './contacts.ts';
import { createEntry } from './entries.ts';
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
  const found = store.prepare(`SELECT r.* ${SHOWN} AND ${conditions.join(' AND ')} ORDER BY ${at}${direction}, r.n${direction} LIMIT ?`).all(...params, limit + 1);
  const last = found.length > limit ? found[limit - 1] : undefined;
  return { rows: reminderRows(store, found.slice(0, limit)), next: last ? `${Number(last[state === 'open' ? 'sortAt' : 'doneAt'])}:${last.n}` : null };
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

/** The fields that a form shows and whose versions it hands back. */
const SEEN = ['kind', 'purpose', 'due', 'ownerId', 'notes'] as const;

/** Reminders as a screen gets them, in the order of `rows`. */
export function reminderRows(store: Store, rows: readonly Row[]): Reminder[] {
  if (rows.length === 0) return [];
  const numbers = (column: string): string => JSON.stringify([...new Set(rows.flatMap((row) => (row[column] === null ? [] : [row[column]])))]);
  const contacts = byNumber(store.prepare('SELECT n, id, kind, name, photo, hidden FROM contacts WHERE n IN (SELECT value FROM json_each(?))').all(numbers('contactN')));
  const series = byNumber(store.prepare('SELECT * FROM reminderSeries WHERE n IN (SELECT value FROM json_each(?))').all(numbers('seriesN')));
  const organisations = organisationsOf(store, numbers('contactN'));
  const members = new Map(store.prepare('SELECT id, name FROM members').all().map((member) => [idFromBytes(member.id), member['name'] as string]));
  return rows.map((row) => {
    const contact = contacts.get(row['contactN'] as number);
    const ownerId = row['ownerId'] === null ? undefined : idFromBytes(row['ownerId'] as Buffer);
    const owner = ownerId === undefined ? undefined : members.get(ownerId);
    const comesFrom = series.get(row['seriesN'] as number);
    return {
      id: idFromBytes(row.id),
      kind: row['kind'] as ReminderKind,
      purpose: row['purpose'] as string,
      due: row['due'] as string,
      zone: row['zone'] as string,
      priority: row['priority'] as number,
      notes: row['notes'] as string,
      contact: contact ? { ...contactRef(contact), organisation: organisations.get(contact.n) ?? '' } : null,
      owner: ownerId !== undefined && owner !== undefined ? { id: ownerId, name: owner } : null,
      repeat: comesFrom ? repeatOf(comesFrom) : null,
      doneAt: row['doneAt'] as number | null,
      seen: seenOf('reminders', row, SEEN),
    };
  });
}

const byNumber = (rows: readonly Row[]): Map<number, Row> => new Map(rows.map((row) => [row.n, row]));

/** Where each person works: of several the first that has not ended. */
function organisationsOf(store: Store, contactNumbers: string): Map<number, string> {
  const rows = store
    .prepare(
      `SELECT a.personN AS n, o.name FROM affiliations a JOIN contacts o ON o.n = a.organisationN
       WHERE a.personN IN (SELECT value FROM json_each(?)) AND a.hidden = 0 AND o.hidden = 0 ORDER BY a.endedOn IS NULL, a.id DESC`,
    )
    .all(contactNumbers);
  return new Map(rows.map((row) => [row.n, row['name'] as string]));
}

function repeatOf(series: Row): Repeat {
  return series['rule'] === '' ? { kind: 'afterDone', every: series['afterDone'] as string } : { kind: 'rule', rule: series['rule'] as string };
}

/** Makes a reminder and, where it comes again, its series. It is the author's unless it says whose. Errors: `contact-not-found`, `bad-rule`. */
export function createReminder(tx: Tx, { repeat, due, zone, ...given }: NewReminder): Id {
  const fields = { kind: 'task' as ReminderKind, purpose: '', contactId: null, ownerId: tx.store.member, priority: 0, notes: '', ...definedOf(given) };
  const contactId = fields.contactId === null ? null : idFromBytes(contactRow(tx.store, fields.contactId).id);
  const values = { ...fields, contactId };
  if (!repeat) {
    const id = newId(tx.store);
    tx.insert('reminders', id, { ...values, due, zone, createdAt: tx.store.ports.now() });
    return id;
  }
  const seriesId = newId(tx.store);
  const rule = repeat.kind === 'rule' ? readRule(repeat.rule) : '';
  tx.insert('reminderSeries', seriesId, { ...values, start: due, zone, rule, afterDone: repeat.kind === 'afterDone' ? repeat.every : '' });
  return insertOccurrence(tx, seriesId, values, due, due, zone);
}

function readRule(text: string): string {
  const rule = parseRule(text);
  if (!rule.ok) throw new CallError('bad-rule', 'Kith cannot repeat a reminder in this way. Choose another.');
  return rule.rule;
}

/** Its id is made of the series and which of it it is: who completes the one before on two devices makes one next. */
function insertOccurrence(tx: Tx, seriesId: Id, fields: ReminderFields, occurrence: string, due: string, zone: string): Id {
  const id = naturalId('reminder', fields.contactId ?? '', seriesId, occurrence);
  tx.insert('reminders', id, { ...fields, seriesId, occurrence, due, zone, createdAt: tx.store.ports.now() });
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
  const series = row['seriesN'] === null ? undefined : tx.store.prepare('SELECT * FROM reminderSeries WHERE n = ?').get(row['seriesN']);
  const comesOtherwise = repeat !== undefined && JSON.stringify(repeat) !== JSON.stringify(series ? repeatOf(series) : null);
  const isLater = scope === 'later' && series !== undefined;
  if (isOfAnother || comesOtherwise || (isLater && due)) {
    const [was] = reminderRows(tx.store, [row]);
    createReminder(tx, {
      purpose: was!.purpose,
      kind: was!.kind,
      priority: was!.priority,
      notes: was!.notes,
      contactId: was!.contact?.id ?? null,
      ownerId: was!.owner?.id ?? null,
      ...given,
      due: due?.due ?? was!.due,
      zone: due?.zone ?? was!.zone,
      repeat: repeat === undefined ? was!.repeat : repeat,
    });
    tx.remove('reminders', id);
    return;
  }
  tx.update('reminders', id, { ...values, ...due }, seen);
  if (isLater) tx.update('reminderSeries', idFromBytes(series.id), values);
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

/** `zone` is the device's. Errors: `reminder-not-found`, `already-done`, `no-contact` for a log about nobody. */
export function completeReminder(tx: Tx, id: Id, { log, nextStep }: Completion, zone: string): { nextId: Id | null; entryId: Id | null } {
  const row = reminderRow(tx.store, id);
  if (row['doneAt'] !== null) throw new CallError('already-done', 'This was done already.');
  const contact = row['contactN'] === null ? undefined : tx.store.prepare('SELECT id FROM contacts WHERE n = ?').get(row['contactN']);
  if (log && !contact) throw new CallError('no-contact', 'There is nobody on whose timeline this could stand.');
  tx.update('reminders', id, { doneAt: tx.store.ports.now(), doneBy: tx.store.member });
  const entryId = log && contact ? createEntry(tx, { kind: log.kind, body: log.body, ...(log.outcome === undefined ? {} : { outcome: log.outcome }), participants: [idFromBytes(contact.id)] }) : null;
  const again = bringNext(tx, row, zone);
  return { nextId: nextStep ? createReminder(tx, nextStep) : again, entryId };
}

/** Errors: `reminder-not-found`, `not-done`. */
export function reopenReminder(tx: Tx, id: Id): void {
  if (reminderRow(tx.store, id)['doneAt'] === null) throw new CallError('not-done', 'This was not done yet.');
  tx.update('reminders', id, { doneAt: null, doneBy: null });
}

/** Leaves one occurrence out. Errors: `reminder-not-found`, `does-not-repeat`. */
export function skipReminder(tx: Tx, id: Id, zone: string): Id | null {
  const row = reminderRow(tx.store, id);
  const series = row['seriesN'] === null ? undefined : tx.store.prepare('SELECT * FROM reminderSeries WHERE n = ?').get(row['seriesN']);
  if (!series) throw new CallError('does-not-repeat', 'This reminder does not come again: there is nothing to skip to.');
  tx.update('reminderSeries', idFromBytes(series.id), { skipped: [...skippedOf(series), row['occurrence']].join(' ') });
  const next = bringNext(tx, row, zone);
  tx.remove('reminders', id);
  return next;
}

const skippedOf = (series: Row): string[] => (series['skipped'] as string).split(' ').filter(Boolean);

/** Makes the occurrence after this one: the first that is still to come, however long this one was overdue. Null at the end of a series. */
function bringNext(tx: Tx, row: Row, deviceZone: string): Id | null {
  if (row['seriesN'] === null) return null;
  const series = tx.store.prepare('SELECT * FROM reminderSeries WHERE n = ? AND hidden = 0').get(row['seriesN']);
  if (!series) return null;
  const start = series['start'] as string;
  const zone = series['zone'] as string;
  const now = tx.store.ports.now();
  const here = start.includes('T') ? wallTimeOf(now, zone) : dayOf(now, deviceZone);
  const occurrence = row['occurrence'] as string;
  const next =
    series['rule'] === ''
      ? afterDone(dayOf(now, deviceZone), series['afterDone'] as string, start.split('T')[1])
      : nextOccurrence({ rule: series['rule'] as string, start, zone, skipped: skippedOf(series) }, occurrence > here ? occurrence : here);
  if (next === null) return null;
  const contact = series['contactId'] as Buffer | null;
  const owner = series['ownerId'] as Buffer | null;
  const fields: ReminderFields = {
    kind: series['kind'] as ReminderKind,
    purpose: series['purpose'] as string,
    priority: series['priority'] as number,
    notes: series['notes'] as string,
    contactId: contact && idFromBytes(contact),
    ownerId: owner && idFromBytes(owner),
  };
  return insertOccurrence(tx, idFromBytes(series.id), fields, next, next, zone);
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
