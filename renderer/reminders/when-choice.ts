import type { When } from '../../core/quick-add.ts';
import type { Due } from '../../core/reminders.ts';
import { snoozed } from '../../core/schedule.ts';
import type { WorkingHours } from '../../core/schedule.ts';
import { dayIn } from './dates.ts';
import { deviceZone } from './device-zone.ts';
import type { DayPreset } from './dates.ts';

/** When something is to be done: a day by a name, or picked, perhaps at a time. */
export type WhenChoice = { preset: DayPreset } | { on: string; at: string };

/** Null where no whole day was picked. */
export function dueOf(choice: WhenChoice, nowMs: number, hours: WorkingHours): Due | null {
  const zone = deviceZone();
  if ('preset' in choice) return { due: dayIn(choice.preset, nowMs, zone, hours), zone: '' };
  if (choice.on === '') return null;
  return dueAt(choice.on, choice.at, zone);
}

/** A day, and where a time is given that time in the zone. */
export const dueAt = (day: string, time: string, zone: string): Due => (time === '' ? { due: day, zone: '' } : { due: `${day}T${time.slice(0, 5)}`, zone });

/** A reminder put off to what a phrase says. Where that is a day, the time of day is kept. */
export const snoozedTo = ({ due, zone }: Due, when: When, hours: WorkingHours, nowMs = Date.now()): Due =>
  when.kind === 'day' ? snoozed(due, zone, { on: when.date }, nowMs, deviceZone(), hours) : dueAt(when.date, when.time, deviceZone());
