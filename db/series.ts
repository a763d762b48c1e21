// What comes again. Of a series one occurrence is a reminder: the open one. The next becomes one when that is done;
// one further ahead only when somebody changes it alone.
import { CallError } from '../core/call.ts';
import { ZoneName } from '../core/due.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { afterDone, nextOccurrence, occurrences, parseRule, type Series, splitSeries } from '../core/recurrence.ts';
import { Every, type ReminderFields, type ReminderKind, type Repeat } from '../core/reminders.ts';
import { dayOf, daysAfter, isTimed, wallTimeOf } from '../core/schedule.ts';
import { type Row, type Store, HIDDEN, newId } from './store.ts';
import type { Tx } from './write.ts';

/** What a reminder came from and comes again by; undefined for one that comes once. */
export function seriesOf(store: Store, reminder: Row): Row | undefined {
  return reminder['seriesN'] === null ? undefined : store.prepare('SELECT * FROM reminderSeries WHERE n = ? AND hidden = 0').get(reminder['seriesN']);
}

/** The occurrences by rule; null where it has none, or a rule or a zone that is not known here, since a newer system made it. */
export function ruleOf(series: Row): Series | null {
  const [rule, start, zone] = [series['rule'] as string, series['start'] as string, series['zone'] as string];
  if (!parseRule(rule).ok || !hasKnownZone(start, zone)) return null;
  return { rule, start, zone, skipped: skippedOf(series) };
}

const hasKnownZone = (start: string, zone: string): boolean => !isTimed(start) || ZoneName.safeParse(zone).success;

const skippedOf = (series: Row): string[] => (series['skipped'] as string).split(' ').filter(Boolean);

/** What the next occurrence of a series gets. */
export function fieldsOf(series: Row): ReminderFields {
  const [contact, owner] = [series['contactId'] as Buffer | null, series['ownerId'] as Buffer | null];
  return {
    kind: series['kind'] as ReminderKind,
    purpose: series['purpose'] as string,
    priority: series['priority'] as number,
    notes: series['notes'] as string,
    contactId: contact && idFromBytes(contact),
    ownerId: owner && idFromBytes(owner),
  };
}

/** Makes a series with its first occurrence. Errors: `bad-rule`. */
export function createSeries(tx: Tx, fields: ReminderFields, { due, zone }: { due: string; zone: string }, repeat: Repeat, skipped: readonly string[] = []): Id {
  const id = newId(tx.store);
  const rule = repeat.kind === 'rule' ? readRule(repeat.rule) : '';
  tx.insert('reminderSeries', id, { ...fields, start: due, zone, rule, afterDone: repeat.kind === 'afterDone' ? repeat.every : '', skipped: skipped.join(' ') });
  return insertOccurrence(tx, id, fields, due, { due, zone });
}

function readRule(text: string): string {
  const rule = parseRule(text);
  if (!rule.ok) throw new CallError('bad-rule', 'Kith cannot repeat a reminder in this way. Choose another.');
  return rule.rule;
}

/** Makes an occurrence a reminder. Its id is made of the series and which of it it is: who does so on two devices makes one. */
export function insertOccurrence(tx: Tx, seriesId: Id, fields: ReminderFields, occurrence: string, { due, zone }: { due: string; zone: string }): Id {
  const id = occurrenceId(fields.contactId, seriesId, occurrence);
  const dealId = (tx.row('reminderSeries', idToBytes(seriesId))?.['dealId'] ?? null) as Buffer | null;
  tx.insert('reminders', id, { ...fields, seriesId, occurrence, due, zone, createdAt: tx.store.ports.now(), dealId: dealId && idFromBytes(dealId) });
  return id;
}

const occurrenceId = (contactId: Id | null, seriesId: Id, occurrence: string): Id => naturalId('reminder', contactId ?? '', seriesId, occurrence);

/** The reminder that an occurrence has become: open, done or in the bin. One that undo took back never was. */
export function rowOfOccurrence(store: Store, series: Row, occurrence: string): Row | undefined {
  const row = store.prepare('SELECT * FROM reminders WHERE id = ?').get(idToBytes(occurrenceId(fieldsOf(series).contactId, idFromBytes(series.id), occurrence)));
  return row?.hidden === HIDDEN.takenBack ? undefined : row;
}

export const isOpen = (row: Row | undefined): row is Row => row !== undefined && row.hidden === 0 && row['doneAt'] === null;

/** The open occurrence, of several the first. */
export function openOccurrence(store: Store, series: Row): Row | undefined {
  return store.prepare('SELECT * FROM reminders WHERE seriesN = ? AND hidden = 0 AND doneAt IS NULL ORDER BY occurrence, n LIMIT 1').get(series.n);
}

/** `isKnown` is false where it comes again, but by a rule or in a zone that is not known here. */
export interface Next {
  id: Id | null;
  isKnown: boolean;
}

/** Makes the occurrence after this one a reminder: the first that is still to come, however long this one was overdue. Null at the end of a series. */
export function bringNext(tx: Tx, reminder: Row, deviceZone: string): Next {
  const series = seriesOf(tx.store, reminder);
  if (!series) return { id: null, isKnown: true };
  const [start, zone] = [series['start'] as string, series['zone'] as string];
  const now = tx.store.ports.now();
  const make = (due: string): Next => ({ id: insertOccurrence(tx, idFromBytes(series.id), fieldsOf(series), due, { due, zone }), isKnown: true });
  if (series['rule'] === '') {
    if (!Every.safeParse(series['afterDone']).success || !hasKnownZone(start, zone)) return { id: null, isKnown: false };
    return make(afterDone(dayOf(now, deviceZone), series['afterDone'] as string, start.split('T')[1]));
  }
  const rule = ruleOf(series);
  if (!rule) return { id: null, isKnown: false };
  const here = isTimed(start) ? wallTimeOf(now, zone) : dayOf(now, deviceZone);
  const occurrence = reminder['occurrence'] as string;
  for (let next = nextOccurrence(rule, occurrence > here ? occurrence : here); next !== null; ) {
    const row = rowOfOccurrence(tx.store, series, next);
    if (!row) return make(next);
    const following = nextOccurrence(rule, next);
    // One that was changed alone, ahead of its turn. Where it was put off beyond the one after it, that one's turn comes first.
    if (isOpen(row) && (following === null || (row['due'] as string) <= following)) return { id: idFromBytes(row.id), isKnown: true };
    next = following;
  }
  return { id: null, isKnown: true };
}

/** Ends a series before the first occurrence that is `at` or later; what is already a reminder stays. Gives what comes from there on. */
export function endSeries(tx: Tx, series: Row, at: string): Series | null {
  const rule = ruleOf(series);
  const { earlier, later } = rule ? splitSeries(rule, at) : { earlier: null, later: null };
  if (earlier) tx.update('reminderSeries', idFromBytes(series.id), { rule: earlier.rule });
  else tx.remove('reminderSeries', idFromBytes(series.id));
  return later;
}

/** Leaves an occurrence out. */
export function leaveOut(tx: Tx, series: Row, occurrence: string): void {
  const skipped = skippedOf(series);
  if (!skipped.includes(occurrence)) tx.update('reminderSeries', idFromBytes(series.id), { skipped: [...skipped, occurrence].join(' ') });
}

/** Errors: `occurrence-not-found` where the series does not come at that time, or has ended. */
export function seriesWith(store: Store, seriesId: Id, occurrence: string): { series: Row; rule: Series } {
  const series = store.prepare('SELECT * FROM reminderSeries WHERE id = ? AND hidden = 0').get(idToBytes(seriesId));
  const rule = series && ruleOf(series);
  if (!series || !rule || isTimed(occurrence) !== isTimed(rule.start) || occurrences(rule, occurrence, daysAfter(occurrence.slice(0, 10), 1), 1)[0] !== occurrence) {
    throw new CallError('occurrence-not-found', 'This reminder no longer comes at that time.');
  }
  return { series, rule };
}
