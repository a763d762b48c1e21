import { z } from 'zod';
import { command, job, query } from '../call.ts';
import type { Progress } from './contacts.ts';

/** Where an export of everything lies: a ZIP that came up with `transfer.upload`, or a folder that may be looked in. */
export const EverythingPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upload'), uploadId: z.string().min(1).max(60) }),
  z.strictObject({ kind: z.literal('folder'), folder: z.string().min(1).max(100) }),
]);
export type EverythingPlace = z.infer<typeof EverythingPlace>;

/** What an export says of itself, all of its records read and summed up. Its history is proven when it is taken in. */
export interface EverythingLook {
  /** Milliseconds since 1970. */
  exportedAt: number;
  /** The version of Kith that wrote it. */
  version: string;
  /** How many records that are shown, by kind: `person`, `organisation`, `entry`, `reminder`, `deal`. */
  counts: Record<string, number>;
  /** Attached files, and their bytes. */
  files: { count: number; bytes: number };
  /** Nothing was written here yet, so that it can be taken in. */
  isEmptyHere: boolean;
}

export interface EverythingProgress extends Progress {
  /** Bytes of the history, then files. Nothing is known of the rest but that it is being done. */
  phase: 'records' | 'checking' | 'files' | 'placing';
}

export interface EverythingTaken {
  contacts: number;
  records: number;
  files: number;
}

export const everything = {
  /** Folders that may be looked in; `canChoose` where the dialog of the system can ask for another. */
  folders: query<{ folders: { token: string; name: string }[]; canChoose: boolean }>()(z.void()),
  /** Null when nothing was chosen. Errors: `no-dialog`. */
  chooseFolder: command<{ token: string; name: string } | null>()(z.void()),
  /** Errors: `not-everything` for any other file or folder, `newer-version`, `everything-damaged`, `everything-unsafe`, `upload-not-found`, `not-granted`, `cancelled`. */
  look: job<Progress, EverythingLook>()(z.strictObject({ from: EverythingPlace })),
  /**
   * Makes this profile, in which nothing was done yet, equal to the one that was exported. All of it is made beside what
   * is there, which stays as it is until the last moment. Errors: as `look`, `profile-not-empty`, `profile-changed`, `disk-full`.
   */
  take: job<EverythingProgress, EverythingTaken>()(z.strictObject({ from: EverythingPlace })),
};
