// What stands in a reminder's form, and what it makes of a reminder.
import type { ContactRef } from '../../core/contacts.ts';
import type { Id } from '../../core/ids.ts';
import type { Reminder, ReminderFields, ReminderKind, Repeat } from '../../core/reminders.ts';
import { isTimed } from '../../core/schedule.ts';
import { deviceZone } from './device-zone.ts';
import { canEnd, choiceOf, repeatOf } from './repeat-choice.ts';
import type { RepeatChoice } from './repeat-choice.ts';
import type { RepeatEnd } from './repeat-end.ts';
import { dueAt } from './when-choice.ts';

/** `all` also changes the open one, where what is changed is one ahead of it. */
export type Scope = 'this' | 'later' | 'all';

export interface TypedReminder {
  contact: ContactRef | null;
  kind: ReminderKind;
  purpose: string;
  day: string;
  time: string;
  repeat: RepeatChoice;
  end: RepeatEnd;
  ownerId: Id | null;
  priority: number;
  notes: string;
}

export function typedOf(reminder: Reminder): TypedReminder {
  return {
    contact: reminder.contact,
    kind: reminder.kind,
    purpose: reminder.purpose,
    day: reminder.due.slice(0, 10),
    time: isTimed(reminder.due) ? reminder.due.slice(11) : '',
    ...choiceOf(reminder.repeat, reminder.due, zoneOf(reminder)),
    ownerId: reminder.owner?.id ?? null,
    priority: reminder.priority,
    notes: reminder.notes,
  };
}

/** A time that was in another zone stays there. */
const zoneOf = (reminder: Reminder | null): string => reminder?.zone || deviceZone();

export const dueOfTyped = ({ day, time }: TypedReminder, reminder: Reminder | null) => dueAt(day, time, zoneOf(reminder));

function repeatOfTyped(typed: TypedReminder, reminder: Reminder | null): Repeat | null {
  return repeatOf(typed.repeat, typed.end, dueOfTyped(typed, reminder).due, zoneOf(reminder));
}

/** A rule and a duration know as many. */
const MOST = 999;
const isCount = (count: number | null): boolean => count !== null && Number.isInteger(count) && count >= 1 && count <= MOST;

/** What is missing, or wrong, in the fields of how it comes again. */
export function repeatFault({ repeat, end, day }: TypedReminder): { of: 'count' | 'end'; text: 'numberMissing' | 'lastDayMissing' | 'lastDayTooEarly' } | null {
  if ('count' in repeat && !isCount(repeat.count)) return { of: 'count', text: 'numberMissing' };
  if (!canEnd(repeat)) return null;
  if (end.kind === 'times' && !isCount(end.times)) return { of: 'end', text: 'numberMissing' };
  if (end.kind !== 'day') return null;
  if (end.day === '') return { of: 'end', text: 'lastDayMissing' };
  return end.day < day ? { of: 'end', text: 'lastDayTooEarly' } : null;
}

const fieldsOf = ({ contact, kind, purpose, ownerId, priority, notes }: TypedReminder): ReminderFields => ({ contactId: contact?.id ?? null, kind, purpose: purpose.trim(), ownerId, priority, notes });

export function created(typed: TypedReminder) {
  return { ...fieldsOf(typed), ...dueOfTyped(typed, null), repeat: repeatOfTyped(typed, null) };
}

/** Another choice, or another end of it. */
function repeatsOtherwise(typed: TypedReminder, begun: TypedReminder): boolean {
  return !isSame(typed.repeat, begun.repeat) || (canEnd(typed.repeat) && !isSame(typed.end, begun.end));
}

const isSame = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Whether the rule is written anew. One that stays as it is keeps what is left of its times. */
export function writesRepeat(reminder: Reminder, typed: TypedReminder, scope: Scope): boolean {
  if (repeatsOtherwise(typed, typedOf(reminder))) return true;
  if (scope === 'this' || typed.repeat.kind === 'kept' || typed.day === '' || !isMoved(reminder, typed)) return false;
  // A weekly one that is moved to another day, and all later ones with it, is on that day from then on.
  return !isSame([repeatOfTyped(typed, reminder)], [reminder.repeat]);
}

function isMoved(reminder: Reminder, typed: TypedReminder): boolean {
  const { due, zone } = dueOfTyped(typed, reminder);
  return due !== reminder.due || zone !== reminder.zone;
}

/** Only what is another: what somebody else changed in the meantime stays. */
export function changesOf(reminder: Reminder, typed: TypedReminder, scope: Scope) {
  const begun = typedOf(reminder);
  const was = fieldsOf(begun);
  const is = fieldsOf(typed);
  const fields = Object.fromEntries(Object.entries(is).filter(([name, value]) => was[name as keyof ReminderFields] !== value)) as Partial<ReminderFields>;
  return {
    fields,
    ...(isMoved(reminder, typed) ? { due: dueOfTyped(typed, reminder) } : {}),
    ...(writesRepeat(reminder, typed, scope) ? { repeat: repeatOfTyped(typed, reminder) } : {}),
    scope: repeatsOtherwise(typed, begun) && scope === 'this' ? ('later' as const) : scope,
  };
}

/** Of one that is a reminder, with the versions that were seen. */
export function changesTo(reminder: Reminder, typed: TypedReminder, asked: Scope) {
  const { scope, ...changes } = changesOf(reminder, typed, asked);
  const seen = Object.fromEntries(Object.keys(changes.fields).flatMap((name) => (reminder.seen[name] === undefined ? [] : [[name, reminder.seen[name]]])));
  return { id: reminder.id, ...changes, ...(reminder.repeat ? { scope: scope === 'this' ? scope : ('later' as const) } : {}), ...(Object.keys(seen).length > 0 ? { seen } : {}) };
}
