import { z } from 'zod';
import { command, job, query } from '../call.ts';
import type { PlacingProgress } from './restore.ts';

/** Why the database of a profile is not open. Each has a screen of its own. */
export type TroubleKind =
  /** Its pages or indexes are broken. */
  | 'damaged'
  /** Where the database should be lies something else. */
  | 'not-a-database'
  | 'other-program'
  /** The file is there and holds nothing. */
  | 'empty'
  /** The file was there and is not any longer. */
  | 'database-gone'
  /** The newest changes lay in a file of their own, which is gone. */
  | 'wal-missing'
  | 'newer'
  | 'read-only'
  | 'folder-gone'
  | 'disk-full'
  /** The disk reports an error. */
  | 'unreadable'
  /** Another program has the profile. */
  | 'in-use'
  /** None of these: a fault of Kith itself, or damage that nothing else explains. */
  | 'failed';

/** What is known of it. Nothing in it was written by a person but the name of their folder. */
export interface Trouble {
  kind: TroubleKind;
  /** Found at the start, while Kith ran, or by the check in the background. */
  found: 'start' | 'running' | 'check';
  /** Such as `SQLITE_CORRUPT`, for a report. */
  code: string;
  /** The folder of the profile, with `~` for the person's own. */
  folder: string;
  /** Who has the profile, where that is what is the matter. */
  holder?: { program: string; pid: number; host: string; since: number };
  /** How many migrations the database has had, and how many this Kith knows. */
  versions?: { done: number; known: number };
}

/** Of one table: how many rows there were as far as that can be known, and how many of them are in the rebuilt one. */
export interface SavedTable {
  table: string;
  saved: number;
  /** Null where even their number is lost. */
  of: number | null;
}

/** A record that is not whole. */
export interface LostRecord {
  id: string;
  /** What it is called as far as anything still says it; empty where nothing does. */
  name: string;
  /** Where nothing does: words by which it was found, in no order. */
  words: string;
}

/** What became of the records of one table that are not whole. */
export interface LostRecords {
  table: string;
  /** At most a hundred. */
  records: LostRecord[];
  count: number;
}

/** What a rebuilt database holds. */
export interface Rebuilt {
  /** `mended`: only what follows from the rest was wrong. `salvaged`: read row by row. */
  how: 'mended' | 'salvaged';
  tables: SavedTable[];
  /** Records of which nothing is left. */
  lost: LostRecords[];
  /** Records some of whose fields or parts are missing, or were taken from the change log. */
  incomplete: LostRecords[];
  /** Rows that the log knows of and that were built anew from it. */
  fromLog: number;
  madeAt: number;
}

export interface RebuildProgress {
  step: 'copying' | 'mending' | 'reading' | 'deriving' | 'checking';
  done: number;
  total: number;
}

/** Where the program stands between a page and the database. */
export type GateState =
  | { kind: 'open' }
  /** `idle`: the workers go on, but no page sees anything. */
  | { kind: 'locked'; why: 'start' | 'idle' | 'asked' }
  | { kind: 'damaged'; trouble: Trouble; rebuilt: Rebuilt | null }
  /** The profile is being encrypted, or made plain again; it can be cancelled until it is decided. */
  | { kind: 'converting'; to: 'encrypted' | 'plain'; done: number; total: number; isDecided: boolean }
  /** The database is closed for a moment: another is being put in its place. `backup` is how far a backup is, which takes longer. */
  | { kind: 'restoring'; backup?: PlacingProgress };

export const gate = {
  state: query<GateState>()(z.void()),
  /** Looks again, and opens where that can be done now; answers where it stands then. */
  retry: command<GateState>()(z.void()),
  /** Builds a new database beside the one that is there, which stays as it is. Errors: `nothing-to-rebuild`, `disk-full`. */
  rebuild: job<RebuildProgress, Rebuilt>()(z.void()),
  /** Sets the files of the database aside in the profile and puts the rebuilt one in their place. Errors: `not-rebuilt`, `cannot-go-on` where nothing is damaged. */
  takeRebuilt: command<GateState>()(z.void()),
  /** Opens what is there, without the file of the newest changes, or begins anew beside an empty file; what is there is set aside. Errors: `cannot-go-on`. */
  goOn: command<GateState>()(z.strictObject({ as: z.enum(['without-wal', 'new-profile']) })),
  /** Ends the program, and changes nothing. */
  quit: command<void>()(z.void()),
};
