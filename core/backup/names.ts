// What backups are called. The name says when, to the minute and in UTC, so that they sort by age anywhere.
import { freeFileName } from '../file-name.ts';

export const BACKUP_ENDING = '.kith-backup';

/** Such as `Kith 2026-11-28 1429Z.kith-backup`; a second one of that minute gets `(2)`. `madeAt` is in milliseconds since 1970. */
export function backupName(madeAt: number, taken: Iterable<string>): string {
  const [day, time] = new Date(madeAt).toISOString().split('T') as [string, string];
  return freeFileName(`Kith ${day} ${time.slice(0, 2)}${time.slice(3, 5)}Z${BACKUP_ENDING}`, taken);
}

/** The file beside a backup that lists which attachments it needs. */
export const listName = (backup: string): string => `${backup.slice(0, -BACKUP_ENDING.length)}.files`;

const NAME = /^Kith (\d{4}-\d\d-\d\d) (\d\d)(\d\d)Z(?: \(\d+\))?\.kith-backup$/;

/** When a backup of this name was made, in milliseconds since 1970; undefined where it is no name of one. */
export function madeAtOf(name: string): number | undefined {
  const [, day, hour, minute] = NAME.exec(name) ?? [];
  if (day === undefined) return undefined;
  const at = Date.parse(`${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(at) ? undefined : at;
}
