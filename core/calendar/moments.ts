import type ICAL from 'ical.js';
import type { DueText } from '../due.ts';
import { instantOf, startOfDay, wallTimeOf } from '../schedule.ts';
import type { FileZones } from './zones.ts';

/** A day, or a time in a zone with its instant. */
export interface Moment {
  due: DueText;
  /** Empty for a day. */
  zone: string;
  /** Of a day its beginning on this device. */
  atMs: number;
}

/** The times of a file, read for a device in this zone. */
export class Moments {
  readonly #zones: FileZones;
  readonly #deviceZone: string;

  constructor(zones: FileZones, deviceZone: string) {
    this.#zones = zones;
    this.#deviceZone = deviceZone;
  }

  /** A time in the zone of its property. One that floats, or whose zone nobody knows, is one of this device. */
  moment(time: ICAL.Time, tzid: string | undefined): Moment {
    const day = `${four(time.year)}-${two(time.month)}-${two(time.day)}`;
    if (time.isDate) return { due: day, zone: '', atMs: startOfDay(day, this.#deviceZone) };
    const wall = `${day}T${two(time.hour)}:${two(time.minute)}`;
    if (isUtc(time)) return inZone(wall, 'UTC', time.second);
    const zone = tzid === undefined ? undefined : this.#zones.named(tzid);
    if (zone?.kind !== 'rules') return inZone(wall, zone?.name ?? this.#deviceZone, time.second);
    const atMs = Date.parse(`${wall}:${two(time.second)}Z`) - zone.zone.utcOffset(time) * 1000;
    return { due: wallTimeOf(atMs, this.#deviceZone), zone: this.#deviceZone, atMs };
  }

  isKnown(tzid: string | undefined): boolean {
    return tzid === undefined || this.#zones.named(tzid) !== undefined;
  }

  /** The time as a clock of this device shows it: programs write what happens once in UTC, wherever it was meant. */
  here(moment: Moment): Moment {
    return moment.zone === 'UTC' ? { ...moment, due: wallTimeOf(moment.atMs, this.#deviceZone), zone: this.#deviceZone } : moment;
  }
}

/** What a time is on the clock and in the form of another: exceptions may be in UTC, or days, where their series has times. */
export function dueLike(moment: Moment, { due, zone }: Moment): DueText {
  if (zone === '') return moment.due.slice(0, 10);
  if (moment.zone === '') return moment.due + due.slice(10);
  return moment.zone === zone ? moment.due : wallTimeOf(moment.atMs, zone);
}

const isUtc = (time: ICAL.Time): boolean => time.zone?.tzid === 'UTC';

const inZone = (due: DueText, zone: string, second: number): Moment => ({ due, zone, atMs: instantOf(due, zone)! + second * 1000 });

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');
