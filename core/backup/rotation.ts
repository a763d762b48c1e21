// Which backups of one destination are kept.

/** A backup that this program made. Times are in milliseconds since 1970. */
export interface MadeBackup {
  name: string;
  at: number;
  /** When it was last read back and found whole; null where it never was. */
  verifiedAt: number | null;
}

/** Of so many days, weeks and months that have a backup the newest one is kept. */
export interface Rotation {
  daily: number;
  weekly: number;
  monthly: number;
}

export const ROTATION: Rotation = { daily: 7, weekly: 4, monthly: 12 };

/**
 * The backups that may go. What was never verified takes no place from one that was, and stays until a later one is
 * verified; the last verified one always stays, whatever the rotation says. Days, weeks (from Monday) and months are
 * those of UTC, as in the names.
 */
export function backupsToRemove<B extends MadeBackup>(backups: readonly B[], { daily, weekly, monthly }: Rotation): B[] {
  const verified = backups.filter(({ verifiedAt }) => verifiedAt !== null).toSorted((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
  const last = verified[0];
  if (!last) return [];
  const kept = new Set<B>([last, ...newestOf(verified, dayOf, daily), ...newestOf(verified, weekOf, weekly), ...newestOf(verified, monthOf, monthly)]);
  return backups.filter((backup) => !kept.has(backup) && (backup.verifiedAt !== null || backup.at < last.at));
}

/** The newest of each of the last `count` periods that have any; `backups` come newest first. */
function newestOf<B extends MadeBackup>(backups: readonly B[], periodOf: (at: number) => string | number, count: number): B[] {
  const newest = new Map<string | number, B>();
  for (const backup of backups) {
    const period = periodOf(backup.at);
    if (!newest.has(period)) newest.set(period, backup);
  }
  return [...newest.values()].slice(0, count);
}

const DAY_MS = 86_400_000;
const dayOf = (at: number): number => Math.floor(at / DAY_MS);
// The first of January 1970 was a Thursday.
const weekOf = (at: number): number => Math.floor((dayOf(at) + 3) / 7);
const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);
