// Whether a page says something about backups that nobody asked for: rarely, and one thing at a time.
import type { BackupStatus } from '../../core/api/backup.ts';

export type Hint =
  /** There is something to lose and no backup. */
  | { kind: 'never' }
  /** The newest backup was made then. */
  | { kind: 'old'; at: number }
  /** Somebody is asked whether they still have their key. */
  | { kind: 'key' };

/** What this device remembers of it. */
export interface HintMemory {
  /** When it was first seen that there is something to lose and no backup. */
  since: number | null;
  /** Nothing is said about missing or old backups before. */
  quietUntil: number;
}

export const NO_MEMORY: HintMemory = { since: null, quietUntil: 0 };

const DAY_MS = 86_400_000;
/** Who has just begun is left alone for so long. */
const PATIENCE_MS = 3 * DAY_MS;
/** An automatic backup is made each day: a week without one means that something is the matter. */
const OLD_MS = 7 * DAY_MS;
/** Who put the hint away hears nothing more of it for so long. */
const QUIET_MS = 30 * DAY_MS;

/** Invented people alone are nothing to lose. */
export function hintOf({ contacts, hasSampleData }: { contacts: number; hasSampleData: boolean }, status: BackupStatus, memory: HintMemory, nowMs: number): Hint | null {
  const at = lastBackupAt(status);
  if (nowMs >= memory.quietUntil) {
    if (at !== null && nowMs - at >= OLD_MS) return { kind: 'old', at };
    if (at === null && isAtRisk(contacts, hasSampleData) && memory.since !== null && nowMs - memory.since >= PATIENCE_MS) return { kind: 'never' };
  }
  return status.key.kind === 'made' && status.key.isAskedFor && at !== null ? { kind: 'key' } : null;
}

/** When to begin to count, where that is now. */
export function sinceWhen({ contacts, hasSampleData }: { contacts: number; hasSampleData: boolean }, status: BackupStatus, memory: HintMemory, nowMs: number): number | null {
  return memory.since === null && lastBackupAt(status) === null && isAtRisk(contacts, hasSampleData) ? nowMs : null;
}

export const quietFrom = (memory: HintMemory, nowMs: number): HintMemory => ({ ...memory, quietUntil: nowMs + QUIET_MS });

export function lastBackupAt({ destinations }: Pick<BackupStatus, 'destinations'>): number | null {
  return destinations.reduce<number | null>((last, { lastAt }) => (lastAt !== null && lastAt > (last ?? 0) ? lastAt : last), null);
}

export const isOld = (at: number, nowMs: number): boolean => nowMs - at >= OLD_MS;

/** The sample has fewer people than this. */
const SAMPLE_PEOPLE = 100;

const isAtRisk = (contacts: number, hasSampleData: boolean): boolean => contacts > (hasSampleData ? SAMPLE_PEOPLE : 0);

export function readHintMemory(stored: unknown): HintMemory | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { since, quietUntil } = stored as Record<string, unknown>;
  return (typeof since === 'number' || since === null) && typeof quietUntil === 'number' ? { since, quietUntil } : null;
}
