import { z } from 'zod';
import { command, query } from '../call.ts';

/** A calendar file that this device keeps up to date. */
export const CalendarFile = z.strictObject({
  /** The token of a folder that was granted to Kith; the page knows no paths. */
  folder: z.string().min(1).max(100),
  whose: z.enum(['mine', 'everybody']),
  /** Reminders as to-dos, or as events for programs that show no to-dos. */
  form: z.enum(['todo', 'event']),
});
export type CalendarFile = z.infer<typeof CalendarFile>;

/** Why the file could not be written. */
export const CalendarFailure = z.enum(['folder-gone', 'not-granted', 'not-allowed', 'disk-full', 'in-the-way', 'not-written']);
export type CalendarFailure = z.infer<typeof CalendarFailure>;

export interface CalendarStatus {
  file: CalendarFile | null;
  /** What the file is called in its folder. */
  name: string;
  /** Folders that were granted, without their paths. */
  folders: { token: string; name: string }[];
  /** When the file was last as it should be, in milliseconds since 1970. */
  writtenAt: number | null;
  failure: CalendarFailure | null;
}

export const calendar = {
  status: query<CalendarStatus>()(z.void()),
  /** Null keeps none any longer; the file stays where it is. Errors: `not-granted`. */
  setFile: command<void>()(CalendarFile.nullable()),
  /** Answers when it was tried: `status` says what came of it. */
  writeNow: command<void>()(z.void()),
  /** Asks for a folder with the dialog of the system, and grants it; null when nothing was chosen. Errors: `no-dialog` where there is none. */
  chooseFolder: command<{ token: string; name: string } | null>()(z.void()),
};
