// What a line comes to: whom it makes or adds to, what to do next, how often. Pure, so that a test can ask it.
import type { Api } from '../../core/api/index.ts';
import type { CallInput } from '../../core/call.ts';
import type { Id } from '../../core/ids.ts';
import type { QuickAdd } from '../../core/quick-add.ts';
import { ruleFor } from '../../core/recurrence.ts';
import type { Due, Repeat } from '../../core/reminders.ts';
import { daysAfter } from '../../core/schedule.ts';

export type QuickAddInput = CallInput<Api['groups']['reminders']['quickAdd']>;

/** Whom the name in a line is: somebody who is there, somebody new, or nobody: then it is what is to be done. */
export type Who = { kind: 'existing'; id: Id } | { kind: 'new' } | { kind: 'nobody' };

export interface Here {
  /** `YYYY-MM-DD`, of the wall. */
  today: string;
  zone: string;
}

/** Null where there is nothing to add. */
export function inputOf(line: QuickAdd, who: Who, here: Here): QuickAddInput | null {
  const isNobody = who.kind === 'nobody';
  const fullName = isNobody ? '' : line.name;
  const details = { emails: line.emails.map(String), phones: line.phones.map(({ digits, e164 }) => e164 ?? digits), tags: [...line.tags], ...(line.organisation ? { organisation: line.organisation } : {}) };
  const hasDetails = details.emails.length + details.phones.length + details.tags.length > 0 || line.organisation !== '';
  const contact = fullName === '' && !hasDetails ? null : { ...details, ...(who.kind === 'existing' ? { id: who.id } : fullName === '' ? {} : { fullName }) };
  const cadence = cadenceOf(line, contact !== null);
  const purpose = [isNobody ? line.name : '', line.purpose].filter(Boolean).join(' ');
  const isToDo = line.followUp !== undefined || line.when !== undefined || purpose !== '' || (line.every !== undefined && cadence === undefined);
  if (!contact && !isToDo) return null;
  const due = dueOf(line, here);
  const repeat = line.every && cadence === undefined ? repeatOf(line.every, due) : undefined;
  return {
    contact,
    ...(isToDo ? { reminder: { kind: line.followUp ?? 'task', purpose, priority: line.priority, ...due, ...(repeat ? { repeat } : {}) } } : {}),
    ...(cadence === undefined ? {} : { cadence }),
  };
}

const UNITS = { day: 'D', week: 'W', month: 'M', year: 'Y' } as const;

/** "Every 6 weeks" about somebody is how often one wants to talk; with a weekday, or about nobody, it is what comes again. */
export function cadenceOf({ every }: Pick<QuickAdd, 'every'>, isAboutSomebody: boolean): string | undefined {
  return every && isAboutSomebody && every.weekday === undefined ? `P${every.interval}${UNITS[every.unit]}` : undefined;
}

/** What is said with no day is to be done today, or on the next such weekday. */
export function dueOf({ when, every }: Pick<QuickAdd, 'when' | 'every'>, { today, zone }: Here): Due {
  if (when?.kind === 'time') return { due: `${when.date}T${when.time}`, zone };
  if (when) return { due: when.date, zone: '' };
  return { due: every?.weekday === undefined ? today : nextWeekday(every.weekday, today), zone: '' };
}

function nextWeekday(weekday: number, today: string): string {
  const isDay = (date: string): boolean => (new Date(`${date}T12:00Z`).getUTCDay() || 7) === weekday;
  return [1, 2, 3, 4, 5, 6, 7].map((days): string => daysAfter(today, days)).find(isDay) ?? today;
}

function repeatOf(every: NonNullable<QuickAdd['every']>, { due }: Due): Repeat {
  return { kind: 'rule', rule: ruleFor({ interval: every.interval, unit: every.unit, ...(every.weekday === undefined ? {} : { weekday: every.weekday }) }, due) };
}
