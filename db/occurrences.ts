// An occurrence that is ahead of the open one of its series, and so no reminder yet: changed alone, with all later ones, or left out.
import { CallError } from '../core/call.ts';
import type { Id } from '../core/ids.ts';
import { idFromBytes } from '../core/ids.ts';
import type { OccurrenceChange } from '../core/api/reminders.ts';
import type { Due } from '../core/reminders.ts';
import { daysAfter } from '../core/schedule.ts';
import { contactRow } from './contacts.ts';
import { repeatOf } from './reminder-rows.ts';
import { createReminder, keepDeal, skipReminder, updateReminder } from './reminders.ts';
import { endSeries, fieldsOf, insertOccurrence, isOpen, leaveOut, openOccurrence, rowOfOccurrence, seriesWith } from './series.ts';
import type { Row, Store } from './store.ts';
import type { Tx } from './write.ts';

/**
 * `this` makes it a reminder of its own; `later` ends the series before it and begins another there; `all` changes the
 * open one and with it all that come after. One that has become a reminder meanwhile is changed as such.
 * Errors: `occurrence-not-found`, `contact-not-found`, `bad-rule`.
 */
export function changeOccurrence(tx: Tx, { seriesId, occurrence, scope, fields = {}, due, repeat }: OccurrenceChange): void {
  const { series, rule } = seriesWith(tx.store, seriesId, occurrence);
  const present = presentOccurrence(tx.store, series, occurrence);
  if (scope === 'all') {
    const first = openOccurrence(tx.store, series);
    if (!first) throw gone();
    updateReminder(tx, idFromBytes(first.id), { fields, due: due && shifted(first['occurrence'] as string, occurrence, due), repeat, scope: 'later' });
    return;
  }
  if (present) {
    updateReminder(tx, idFromBytes(present.id), { fields, due, repeat, scope });
    return;
  }
  const was = fieldsOf(series);
  const values = { ...was, ...fields };
  const at = due ?? { due: occurrence, zone: rule.zone };
  const isOfAnother = values.contactId !== was.contactId && contactNumber(tx.store, values.contactId) !== series['contactN'];
  const comesOtherwise = repeat !== undefined && JSON.stringify(repeat) !== JSON.stringify(repeatOf(series));
  if (scope === 'later' || (comesOtherwise && repeat !== null)) {
    const changedAlone = tx.store.prepare('SELECT occurrence FROM reminders WHERE seriesN = ? AND hidden IN (0, 1) AND occurrence > ? ORDER BY occurrence').all(series.n, occurrence);
    const rest = endSeries(tx, series, occurrence);
    const again = repeat !== undefined ? repeat : rest && { kind: 'rule' as const, rule: rest.rule };
    const successor = createReminder(tx, { ...values, ...at, repeat: again }, [...(rest?.skipped ?? []), ...changedAlone.map((row) => row['occurrence'] as string)]);
    keepDeal(tx, successor, series);
  } else if (isOfAnother || comesOtherwise) {
    // Which of a series something is goes by whom that is about: another's is one of its own, and this one is left out.
    leaveOut(tx, series, occurrence);
    keepDeal(tx, createReminder(tx, { ...values, ...at }), series);
  } else {
    insertOccurrence(tx, seriesId, { ...values, contactId: was.contactId }, occurrence, at);
  }
}

/** Errors: `occurrence-not-found`. */
export function skipOccurrence(tx: Tx, seriesId: Id, occurrence: string, zone: string): void {
  const { series } = seriesWith(tx.store, seriesId, occurrence);
  const present = presentOccurrence(tx.store, series, occurrence);
  if (present) skipReminder(tx, idFromBytes(present.id), zone);
  else leaveOut(tx, series, occurrence);
}

/** The reminder that it has become. Errors: `occurrence-not-found` for what was done or deleted, or comes before the open one. */
function presentOccurrence(store: Store, series: Row, occurrence: string): Row | undefined {
  const present = rowOfOccurrence(store, series, occurrence);
  const first = openOccurrence(store, series);
  if ((present && !isOpen(present)) || !first || (first['occurrence'] as string) > occurrence) throw gone();
  return present;
}

const gone = () => new CallError('occurrence-not-found', 'This reminder no longer comes at that time.');

const contactNumber = (store: Store, id: Id | null): number | null => (id === null ? null : contactRow(store, id).n);

/** The first one, as many days away as this one was moved, at the time that it was given. */
function shifted(first: string, occurrence: string, to: Due): Due {
  const days = Math.round((Date.parse(to.due.slice(0, 10)) - Date.parse(occurrence.slice(0, 10))) / DAY_MS);
  return { due: daysAfter(first.slice(0, 10), days) + to.due.slice(10), zone: to.zone };
}

const DAY_MS = 24 * 60 * 60_000;
