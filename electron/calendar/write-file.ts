import { closeSync, fsyncSync, lstatSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarFailure, CalendarFile } from '../../core/api/calendar.ts';
import { PRODUCT } from '../../core/calendar/records.ts';
import { calendarWords } from '../../core/calendar/words.ts';
import { CalendarWriter } from '../../core/calendar/write.ts';
import { calendarMeetings, calendarReminders } from '../../db/calendar.ts';
import { deviceSettings } from '../../db/settings.ts';
import type { Store } from '../../db/store.ts';

export const CALENDAR_NAME = 'kith.ics';

/** The calendar of one moment, in pieces. */
export function calendarPieces(store: Store, { whose, form }: Pick<CalendarFile, 'whose' | 'form'>): string[] {
  const { locale, hours } = deviceSettings(store);
  const writer = new CalendarWriter({ form, words: calendarWords(locale), allDayAt: hours.allDayAt, owner: store.member });
  store.sql.transaction(() => {
    for (const reminder of calendarReminders(store, whose)) writer.reminder(reminder);
    for (const meeting of calendarMeetings(store, whose)) writer.meeting(meeting);
  })();
  return [...writer.pieces()];
}

/**
 * Puts a calendar into a folder: written aside and renamed, so that no program reads half of it. A file that says
 * the same already is left alone; a file that somebody else's program or profile wrote is never touched.
 */
export function putCalendar(folder: string, owner: string, pieces: readonly string[]): CalendarFailure | undefined {
  const path = join(folder, CALENDAR_NAME);
  const aside = `${path}.part`;
  const bytes = Buffer.from(pieces.join(''));
  try {
    if (!statSync(folder).isDirectory()) return 'folder-gone';
    const present = contentOf(path);
    if (present === 'no file' || (present && !isOurs(present, owner))) return 'in-the-way';
    if (present?.equals(bytes)) return undefined;
    // Others write in this folder: what lies there in its place, or a link to elsewhere, is taken away and not written through.
    rmSync(aside, { force: true });
    const file = openSync(aside, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
    return undefined;
  } catch (cause) {
    const failure = failureOf(cause);
    // The folder that could not be written cannot be cleaned either; what is left is written over the next time.
    if (failure === 'disk-full') rmSync(aside, { force: true });
    return failure;
  }
}

function contentOf(path: string): Buffer | 'no file' | undefined {
  try {
    // A link, or a device, is nothing that Kith has put there, and reading it may not end.
    return lstatSync(path).isFile() ? readFileSync(path) : 'no file';
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

function isOurs(content: Buffer, owner: string): boolean {
  const head = content.subarray(0, 1_000).toString();
  return content.length === 0 || (head.includes(`PRODID:${PRODUCT}\r\n`) && head.includes(`X-WR-RELCALID:${owner}\r\n`));
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/** @throws what is no failure of a disk. */
function failureOf(cause: unknown): CalendarFailure {
  const code = codeOf(cause);
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'folder-gone';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'not-allowed';
  if (code === 'EISDIR') return 'in-the-way';
  if (/^E[A-Z]+$/.test(code)) return 'not-written';
  throw cause;
}
