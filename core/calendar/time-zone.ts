// A time zone as iCalendar tells it (RFC 5545, 3.6.5), made of what this runtime knows of the zone.
import { Temporal } from 'temporal-polyfill';
import { line } from './lines.ts';

/** Up to here changes of the clock are worked out; a yearly rule goes on after it. */
const LAST_YEAR = 2037;

interface Change {
  /** What the clock showed before it was changed, as a clock in UTC. */
  readonly wall: Temporal.PlainDateTime;
  readonly from: number;
  readonly to: number;
}

/** The VTIMEZONE of an IANA zone for times from the beginning of this year on. It has the year before too: readers err about the first change that they are told. */
export function timeZoneLines(zone: string, firstYear: number): string {
  const year = Math.max(2, firstYear - 1);
  const start = Temporal.PlainDateTime.from({ year, month: 1, day: 1 }).toZonedDateTime(zone);
  const before = seconds(start);
  const changes = changesFrom(start);
  const observances = [observance([{ wall: Temporal.PlainDateTime.from({ year: year - 1, month: 1, day: 1 }), from: before, to: before }])];
  for (const alike of groups(changes)) {
    const yearly = yearlyEnd(alike);
    const once = alike.slice(0, alike.length - yearly.length);
    if (once.length > 0) observances.push(observance(once));
    if (yearly.length > 0) observances.push(observance(yearly.slice(0, 1), ruleOf(yearly)));
  }
  return [line('BEGIN', 'VTIMEZONE'), line('TZID', zone), ...observances, line('END', 'VTIMEZONE')].join('');
}

function changesFrom(start: Temporal.ZonedDateTime): Change[] {
  const changes: Change[] = [];
  let from = seconds(start);
  for (let at = start.getTimeZoneTransition('next'); at !== null && at.year <= LAST_YEAR; at = at.getTimeZoneTransition('next')) {
    const to = seconds(at);
    const wall = at.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ seconds: from });
    if (to !== from) changes.push({ wall, from, to });
    from = to;
  }
  return changes;
}

const seconds = (at: Temporal.ZonedDateTime): number => Math.round(at.offsetNanoseconds / 1e9);

function groups(changes: readonly Change[]): Change[][] {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const key = `${change.from} ${change.to}`;
    found.set(key, [...(found.get(key) ?? []), change]);
  }
  return [...found.values()];
}

/** The last changes, one a year up to the last year, that one yearly rule tells; none where there is no such rule. */
function yearlyEnd(changes: readonly Change[]): Change[] {
  const last = changes.at(-1);
  if (!last || last.wall.year < LAST_YEAR) return [];
  const yearly: Change[] = [];
  for (const change of changes.toReversed()) {
    const next = [change, ...yearly];
    const isInRow = yearly.length === 0 || change.wall.year === yearly[0]!.wall.year - 1;
    if (!isInRow || weekOf(next) === undefined) break;
    yearly.unshift(change);
  }
  return yearly.length >= 3 ? yearly : [];
}

/** Which weekday of their month all of them are: `2SU`, `-1SU`; undefined where they are not the same. */
function weekOf(changes: readonly Change[]): string | undefined {
  const [{ wall: first }] = changes as [Change];
  const isAlike = changes.every(({ wall }) => wall.month === first.month && wall.dayOfWeek === first.dayOfWeek && wall.toPlainTime().equals(first.toPlainTime()));
  if (!isAlike) return undefined;
  const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][first.dayOfWeek - 1]!;
  if (changes.every(({ wall }) => wall.day > wall.daysInMonth - 7)) return `-1${weekday}`;
  const week = Math.ceil(first.day / 7);
  return changes.every(({ wall }) => Math.ceil(wall.day / 7) === week) ? `${week}${weekday}` : undefined;
}

const ruleOf = (changes: readonly Change[]): string => `FREQ=YEARLY;BYMONTH=${changes[0]!.wall.month};BYDAY=${weekOf(changes)!}`;

function observance(changes: readonly Change[], rule?: string): string {
  const { wall, from, to } = changes[0]!;
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD';
  return [
    line('BEGIN', kind),
    line('DTSTART', compact(wall)),
    line('TZOFFSETFROM', offset(from)),
    line('TZOFFSETTO', offset(to)),
    ...(rule === undefined ? [] : [line('RRULE', rule)]),
    // The first stands among them too: some programs take a start for no occurrence where there are such dates.
    ...(changes.length > 1 ? changes.map((change) => line('RDATE', compact(change.wall))) : []),
    line('END', kind),
  ].join('');
}

const compact = (wall: Temporal.PlainDateTime): string => wall.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');

function offset(total: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(total);
  return `${total < 0 ? '-' : '+'}${two(size / 3600)}${two((size / 60) % 60)}${size % 60 === 0 ? '' : two(size % 60)}`;
}
