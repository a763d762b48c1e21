import { daysAfter, dayOf, snoozed } from '../../core/schedule.ts';
import type { WorkingHours } from '../../core/schedule.ts';
import { useApiQuery } from '../api.ts';

/** When the reader works: by it presets reckon. */
export function useWorkingHours(): WorkingHours {
  const { data } = useApiQuery('profile.info', undefined);
  return data?.device.hours ?? USUAL_HOURS;
}

const USUAL_HOURS: WorkingHours = { workFrom: '09:00', workTo: '17:00', workingDays: [1, 2, 3, 4, 5] };

/** A day by a name, for what is planned anew. */
export const DAY_PRESETS = ['tomorrow', 'inThreeDays', 'nextWeek', 'inTwoWeeks'] as const;
export type DayPreset = (typeof DAY_PRESETS)[number];

/** The same days as snoozing leads to. */
export function dayIn(preset: DayPreset, nowMs: number, zone: string, hours: WorkingHours): string {
  const today = dayOf(nowMs, zone);
  return preset === 'inTwoWeeks' ? daysAfter(today, 14) : snoozed(today, '', preset, nowMs, zone, hours).due;
}
