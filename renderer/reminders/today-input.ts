// What Today asks for. It knows nothing of days, whose rules come with the page: the frame asks ahead of that.
import type { InputOf } from '../api.ts';
import { deviceZone } from './device-zone.ts';
import type { Whose } from './whose.ts';

/** How far ahead Later looks. */
export const LATER_DAYS = 7;
/** Rows of each group at first: as many as one can see. */
export const FIRST_ROWS = 25;
/** And when more are wanted; the rest is on the screen Reminders. */
export const MOST_ROWS = 100;

export const todayInput = (whose: Whose, limit: number): InputOf<'reminders.today'> => ({ zone: deviceZone(), whose, laterDays: LATER_DAYS, limit });

const MOST_AHEAD = 100;

export const aheadInput = (whose: Whose): InputOf<'reminders.ahead'> => ({ zone: deviceZone(), whose, days: LATER_DAYS, limit: MOST_AHEAD });
