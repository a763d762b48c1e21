// What to-dos and events have in common.
import ICAL from 'ical.js';
import { LINE_MAX, TEXT_MAX } from '../contacts.ts';
import { parseRule } from '../recurrence.ts';
import type { CalendarPerson, CalendarProblemCode } from './items.ts';
import type { Moment, Moments } from './moments.ts';

// What is written a little wrong, such as a date where a time belongs, is read all the same.
ICAL.design.strict = false;

/** A component with its row in the file. */
export class Parsed {
  readonly component: ICAL.Component;
  readonly row: number;
  readonly moments: Moments;
  readonly remarks = new Set<CalendarProblemCode>();

  constructor(component: ICAL.Component, row: number, moments: Moments) {
    this.component = component;
    this.row = row;
    this.moments = moments;
  }

  /** Undefined where there is none, and for one that is none. */
  when(name: string): Moment | undefined {
    const property = this.component.getFirstProperty(name);
    return property === null ? undefined : this.times(property)[0];
  }

  /** All times of a property, which may be a list. */
  times(property: ICAL.Property): Moment[] {
    const tzid = property.getFirstParameter('tzid') || undefined;
    if (!this.moments.isKnown(tzid)) this.remarks.add('zone-unknown');
    return valuesOf(property).flatMap((value) => (value instanceof ICAL.Time && isReal(value) ? [this.moments.moment(value, tzid)] : []));
  }

  allTimes(name: string): Moment[] {
    return this.component.getAllProperties(name).flatMap((property) => this.times(property));
  }

  text(name: string): string {
    const property = this.component.getFirstProperty(name);
    const [value] = property === null ? [] : valuesOf(property);
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  }

  /** One line of what was written. */
  line(name: string): string {
    return this.#atMost(LINE_MAX, this.text(name).replaceAll(/\s+/g, ' '));
  }

  notes(...extra: readonly string[]): string {
    return this.#atMost(TEXT_MAX, [this.text('description'), ...extra].filter(Boolean).join('\n\n'));
  }

  /** The rule that it comes again by, as a reminder can have it. */
  rule(): { kept: string | undefined } | undefined {
    const property = this.component.getFirstProperty('rrule');
    if (property === null) return undefined;
    const [value] = valuesOf(property);
    const parsed = value instanceof ICAL.Recur ? parseRule(value.toString()) : undefined;
    return { kept: parsed?.ok ? parsed.rule : undefined };
  }

  get repeats(): boolean {
    return ['rrule', 'rdate'].some((name) => this.component.getFirstProperty(name) !== null);
  }

  get status(): string {
    return this.text('status').toUpperCase();
  }

  get isCancelled(): boolean {
    return this.status === 'CANCELLED';
  }

  /** Without one, what it says is what it is known by. */
  get uid(): string {
    return this.text('uid') || `none:${[this.component.name, this.text('summary'), this.when('dtstart')?.due ?? '', this.when('due')?.due ?? ''].join('\n')}`;
  }

  get people(): CalendarPerson[] {
    const found = new Map<string, CalendarPerson>();
    for (const name of ['organizer', 'attendee']) {
      for (const property of this.component.getAllProperties(name)) {
        const [value] = valuesOf(property);
        const address = typeof value === 'string' ? value.replace(/^mailto:/i, '').trim() : '';
        if (/^[^\s@]+@[^\s@]+$/.test(address) && !found.has(address.toLowerCase())) found.set(address.toLowerCase(), { address, name: (property.getFirstParameter('cn') || '').trim() });
      }
    }
    return [...found.values()];
  }

  #atMost(most: number, text: string): string {
    if (text.length <= most) return text;
    this.remarks.add('text-cut');
    return text.slice(0, most).toWellFormed();
  }
}

/** None where they cannot be read: the library throws plain errors at them. */
export function valuesOf(property: ICAL.Property): readonly (string | number | object)[] {
  try {
    return property.getValues().filter((value) => value !== null && value !== undefined) as (string | number | object)[];
  } catch (cause) {
    if (cause instanceof Error) return [];
    throw cause;
  }
}

function isReal({ year, month, day, hour, minute, second }: ICAL.Time): boolean {
  if (![year, month, day, hour, minute, second].every((part) => Number.isInteger(part))) return false;
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() && hour <= 23 && minute <= 59 && second <= 60;
}
