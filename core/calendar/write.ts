// Writes reminders and meetings as iCalendar (RFC 5545), the same bytes for the same records: nothing in it says when
// it was written. Names of people stand in titles and descriptions only; nobody becomes an attendee, so that no
// calendar sends invitations.
import { splitSeries } from '../recurrence.ts';
import { instantOf, isTimed } from '../schedule.ts';
import { untilAsDue } from '../schedule/rule-parts.ts';
import { compactDue, compactInstant, line, textLine } from './lines.ts';
import { type CalendarForm, type CalendarMeeting, type CalendarReminder, PRODUCT, UID_HOST } from './records.ts';
import { timeZoneLines } from './time-zone.ts';
import type { CalendarWords } from './words.ts';

export interface CalendarOptions {
  form: CalendarForm;
  words: CalendarWords;
  /** When one hears of what is due on a day without a time, `09:00`. */
  allDayAt: string;
  /** Whose calendar it is: another's file is known by it. */
  owner: string;
}

/** Gathers components, then gives the whole file in pieces. */
export class CalendarWriter {
  readonly #options: CalendarOptions;
  readonly #components: string[] = [];
  /** The first year in which a zone is needed. */
  readonly #zones = new Map<string, number>();

  constructor(options: CalendarOptions) {
    this.#options = options;
  }

  reminder(reminder: CalendarReminder): void {
    if (reminder.doneAt !== null && this.#options.form === 'event') return;
    const split = reminder.series && splitSeries({ ...reminder.series }, reminder.series.occurrence);
    const rest = split?.later;
    if (!reminder.series || !rest) return this.#once(reminder);
    // A start that does not fit its rule is none of its occurrences: it stands alone, and the rest comes after it.
    const isOfRule = rest.start === reminder.series.occurrence;
    if (!isOfRule) this.#once(reminder);
    const uid = reminder.series.id;
    const repeats = [line('RRULE', ruleWithUntil(rest.rule, rest.start, rest.zone)), ...rest.skipped.map((due) => this.#when('EXDATE', due, rest.zone))];
    this.#add(uid, reminder, rest.start, rest.zone, repeats);
    if (isOfRule && (reminder.due !== rest.start || reminder.zone !== rest.zone)) this.#add(uid, reminder, reminder.due, reminder.zone, [this.#when('RECURRENCE-ID', rest.start, rest.zone)]);
  }

  meeting({ id, at, minutes, subject, body, participants, madeAt, changedAt }: CalendarMeeting): void {
    const { words } = this.#options;
    const names = participants.join(', ');
    this.#components.push(
      [
        line('BEGIN', 'VEVENT'),
        ...versionLines(id, madeAt, changedAt),
        line('DTSTART', compactInstant(at)),
        ...(minutes !== null && minutes > 0 ? [line('DURATION', `PT${minutes}M`)] : []),
        textLine('SUMMARY', titled(subject || words.kinds.meeting, names)),
        ...described([names === '' ? '' : `${words.with}: ${names}`, body]),
        line('END', 'VEVENT'),
      ].join(''),
    );
  }

  *pieces(): Generator<string> {
    const { words, owner } = this.#options;
    yield [line('BEGIN', 'VCALENDAR'), line('VERSION', '2.0'), line('PRODID', PRODUCT), line('CALSCALE', 'GREGORIAN'), textLine('X-WR-CALNAME', words.name), line('X-WR-RELCALID', owner)].join('');
    for (const [zone, year] of [...this.#zones].sort(([a], [b]) => (a < b ? -1 : 1))) yield timeZoneLines(zone, year);
    yield* this.#components;
    yield line('END', 'VCALENDAR');
  }

  #once(reminder: CalendarReminder): void {
    this.#add(reminder.id, reminder, reminder.due, reminder.zone, []);
  }

  #add(uid: string, reminder: CalendarReminder, due: string, zone: string, repeats: readonly string[]): void {
    const { form, words } = this.#options;
    const isTodo = form === 'todo';
    const name = isTodo ? 'VTODO' : 'VEVENT';
    // What repeats counts from a start; a to-do that is due once has none before it is due.
    const needsStart = !isTodo || repeats.length > 0;
    const title = titled(reminder.purpose || words.kinds[reminder.kind], reminder.contact);
    this.#components.push(
      [
        line('BEGIN', name),
        ...versionLines(uid, reminder.madeAt, reminder.changedAt),
        ...(needsStart ? [this.#when('DTSTART', due, zone)] : []),
        ...(isTodo ? [this.#when('DUE', due, zone)] : isTimed(due) ? [line('DURATION', 'PT15M')] : []),
        ...repeats,
        textLine('SUMMARY', title),
        ...described([reminder.notes]),
        ...(reminder.priority > 0 ? [line('PRIORITY', reminder.priority > 1 ? '1' : '3')] : []),
        ...(isTodo ? statusLines(reminder.doneAt) : [line('TRANSP', 'TRANSPARENT')]),
        ...(reminder.doneAt === null ? [this.#alarm(title, due, isTodo && !needsStart)] : []),
        line('END', name),
      ].join(''),
    );
  }

  #when(name: string, due: string, zone: string): string {
    if (!isTimed(due)) return line(`${name};VALUE=DATE`, compactDue(due));
    const year = Number(due.slice(0, 4));
    this.#zones.set(zone, Math.min(year, this.#zones.get(zone) ?? year));
    return line(`${name};TZID=${zone}`, compactDue(due));
  }

  /** A day begins at midnight: one hears of it at the hour of the device. */
  #alarm(title: string, due: string, isByEnd: boolean): string {
    const [hours, minutes] = this.#options.allDayAt.split(':').map(Number) as [number, number];
    const after = isTimed(due) ? 'PT0S' : `PT${hours}H${minutes}M`;
    return [line('BEGIN', 'VALARM'), line('ACTION', 'DISPLAY'), line(isByEnd ? 'TRIGGER;RELATED=END' : 'TRIGGER', after), textLine('DESCRIPTION', title), line('END', 'VALARM')].join('');
  }
}

/** A later version has a higher number, whatever it was counted from. */
function versionLines(uid: string, madeAt: number, changedAt: number): string[] {
  const sequence = Math.min(2 ** 31 - 1, Math.max(0, Math.floor((changedAt - madeAt) / 1000)));
  return [line('UID', `${uid}@${UID_HOST}`), line('DTSTAMP', compactInstant(changedAt)), line('CREATED', compactInstant(madeAt)), line('LAST-MODIFIED', compactInstant(changedAt)), line('SEQUENCE', String(sequence))];
}

function statusLines(doneAt: number | null): string[] {
  return doneAt === null ? [line('STATUS', 'NEEDS-ACTION')] : [line('STATUS', 'COMPLETED'), line('COMPLETED', compactInstant(doneAt)), line('PERCENT-COMPLETE', '100')];
}

const titled = (title: string, names: string): string => [title, names].filter(Boolean).join(' · ');

function described(texts: readonly string[]): string[] {
  const text = texts.filter(Boolean).join('\n\n');
  return text === '' ? [] : [textLine('DESCRIPTION', text)];
}

/** UNTIL as RFC 5545 wants it: of days a day, of times in a zone an instant in UTC. */
function ruleWithUntil(rule: string, start: string, zone: string): string {
  return rule.replace(/UNTIL=([^;]+)/, (_, until: string) => {
    const end = untilAsDue(until);
    if (!isTimed(start)) return `UNTIL=${compactDue(end.slice(0, 10))}`;
    if (until.endsWith('Z')) return `UNTIL=${until}`;
    return `UNTIL=${compactInstant(instantOf(isTimed(end) ? end : end + start.slice(10), zone)!)}`;
  });
}
