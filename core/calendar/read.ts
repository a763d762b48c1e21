// Reads iCalendar (RFC 5545) and vCalendar 1.0: to-dos as reminders, events as meetings of the timeline.
import ICAL from 'ical.js';
import { type RawComponent, rawComponents } from './components.ts';
import type { CalendarItem, CalendarProblemCode, CalendarReading } from './items.ts';
import { Moments } from './moments.ts';
import { Parsed } from './parsed.ts';
import { readEvent } from './read-event.ts';
import { type Now, readTodo } from './read-todo.ts';
import { FileZones } from './zones.ts';

export type { CalendarReading } from './items.ts';

/** Whether text is the beginning of a calendar. */
export const isCalendar = (text: string): boolean => /^\s*BEGIN:VCALENDAR\s*$/im.test(text.slice(0, 2_000));

/** Of all rules of a file: a few seconds' worth. */
const MOST_STEPS = 300_000;

/** All that a file holds, and what of it could not be taken. What lies in the past depends on now. */
export function readCalendar(text: string, device: Pick<Now, 'nowMs' | 'zone'>): CalendarReading {
  const now: Now = { nowMs: device.nowMs, zone: device.zone, stepsLeft: MOST_STEPS };
  const reading: CalendarReading = { items: [], problems: [], total: 0 };
  const zones = new FileZones(now.zone, new Date(now.nowMs).getUTCFullYear());
  const moments = new Moments(zones, now.zone);
  const parsed: Parsed[] = [];
  for (const raw of rawComponents(text)) {
    const component = parse(raw);
    if (raw.name === 'VTIMEZONE') {
      if (component) zones.add(component);
      continue;
    }
    reading.total++;
    if (component) parsed.push(new Parsed(component, reading.total, moments));
    else reading.problems.push({ row: reading.total, code: 'not-readable', title: '' });
  }
  for (const { main, overrides } of families(parsed)) {
    const found = contentOf(main, overrides, now);
    if (typeof found === 'string') reading.problems.push({ row: main.row, code: found, title: main.line('summary') });
    else reading.items.push(...found);
    for (const each of [main, ...overrides]) for (const code of each.remarks) reading.problems.push({ row: each.row, code, title: each.line('summary') });
  }
  reading.problems.sort((a, b) => a.row - b.row);
  return reading;
}

function contentOf(main: Parsed, overrides: readonly Parsed[], now: Now): CalendarItem[] | CalendarProblemCode {
  try {
    if (main.component.name === 'vevent') return readEvent(main, overrides, now);
    const item = readTodo(main, overrides, now);
    return typeof item === 'string' ? item : [item];
  } catch (cause) {
    // The library throws plain errors at values that are none, such as a rule of half a word.
    if (cause instanceof Error) return 'not-readable';
    throw cause;
  }
}

function parse({ lines }: RawComponent): ICAL.Component | undefined {
  for (const some of [lines, lines.filter((line) => /^[A-Za-z][\w-]*[;:]/.test(line))]) {
    try {
      return new ICAL.Component(ICAL.parse(some.join('\r\n')));
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
    }
  }
  return undefined;
}

/** Each with the occurrences of it that differ. What differs from nothing in the file stands for itself. */
function families(all: readonly Parsed[]): { main: Parsed; overrides: Parsed[] }[] {
  const keyOf = (each: Parsed): string => `${each.component.name} ${each.uid}`;
  const isOverride = (each: Parsed): boolean => each.component.getFirstProperty('recurrence-id') !== null;
  const mains = new Map<string, { main: Parsed; overrides: Parsed[] }>();
  for (const each of all) if (!isOverride(each) && !mains.has(keyOf(each)) && each.repeats) mains.set(keyOf(each), { main: each, overrides: [] });
  const found: { main: Parsed; overrides: Parsed[] }[] = [];
  for (const each of all) {
    const family = mains.get(keyOf(each));
    if (family && isOverride(each)) family.overrides.push(each);
    else found.push(family?.main === each ? family : { main: each, overrides: [] });
  }
  return found;
}
