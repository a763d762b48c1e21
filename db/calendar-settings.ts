import { CalendarFailure, CalendarFile } from '../core/api/calendar.ts';
import { z } from 'zod';
import { getPreference, setPreference } from './settings.ts';
import type { Store } from './store.ts';

/** The calendar file that this device keeps up to date; null for none. */
export function calendarFile(store: Store): CalendarFile | null {
  return CalendarFile.safeParse(getPreference(store, FILE)).data ?? null;
}

export function setCalendarFile(store: Store, file: CalendarFile | null): void {
  setPreference(store, FILE, file);
  setPreference(store, STATE, null);
}

/** What came of the last write. */
const CalendarState = z.object({ writtenAt: z.number().nullable(), failure: CalendarFailure.nullable() });
export type CalendarState = z.infer<typeof CalendarState>;

export function calendarState(store: Store): CalendarState {
  return CalendarState.safeParse(getPreference(store, STATE)).data ?? { writtenAt: null, failure: null };
}

export function setCalendarState(store: Store, state: CalendarState): void {
  setPreference(store, STATE, state);
}

const FILE = 'calendar.file';
const STATE = 'calendar.state';
