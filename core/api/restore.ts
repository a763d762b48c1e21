// Two groups. `restore` is answered by the main process, with or without a database: it lists backups, opens one in a
// private place, compares it with the profile, puts it in the profile's place, and proves that backups restore.
// `opened` reads in an opened backup and brings records of it back; for that the database must be open.
//
//   const { id } = await api.restore.open({ from, secret }, { onProgress })
//   const counts = await api.restore.compare({ opened: id })
//   const { rows } = await api.opened.differences({ opened: id, kind: 'person', side: 'there', limit: 50 })
//   await api.opened.bringBack({ opened: id, records: [{ kind: 'person', id: rows[0].id }] })
//   await api.restore.inPlace({ opened: id })
//   await api.restore.close({ opened: id })
//
// Secrets are strings of the input: they are in no log, no error and no file.
import { z } from 'zod';
import { command, job, query } from '../call.ts';
import type { Deal, DealCard } from '../deals.ts';
import { DealFilter, DealSort } from '../deal-filters.ts';
import { Filter, Sort } from '../filters.ts';
import { Id } from '../ids.ts';
import type { Reminder } from '../reminders.ts';
import { Choice, type ComparedKind, DifferenceSide, type FieldDifference, type FieldValueText, RecordKind, type RecordState } from '../restore.ts';
import type { ContactDetail, ContactPage } from './contacts.ts';
import type { EntryPage } from './entries.ts';

/** `kept` is the recovery key that the system's keychain or the encrypted profile has; `passphrase` opens the key's file beside the backups. */
export const Secret = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('kept') }),
  z.strictObject({ kind: z.literal('key'), text: z.string().max(1_000) }),
  z.strictObject({ kind: z.literal('passphrase'), text: z.string().max(1_000) }),
]);
export type Secret = z.infer<typeof Secret>;

/** Where a backup lies: in a destination of this profile, in another folder that was granted or chosen, or come up from the page. */
export const BackupPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('destination'), destination: z.string().max(100), name: z.string().min(1).max(300) }),
  z.strictObject({ kind: z.literal('folder'), folder: z.string().max(100), name: z.string().min(1).max(300) }),
  z.strictObject({ kind: z.literal('upload'), uploadId: z.string().max(60), name: z.string().max(1_000) }),
]);
export type BackupPlace = z.infer<typeof BackupPlace>;

export interface BackupItem {
  place: BackupPlace;
  name: string;
  /** When it was made, in milliseconds since 1970; of a file with a name of its own, when the file was written. */
  at: number;
  bytes: number;
  /** What is shown, by kind, as the program that made it noted; null where this device knows nothing of it. */
  counts: Record<string, number> | null;
  /** When it was last read back and found whole, and when it was last restored for a trial. */
  verifiedAt: number | null;
  provenAt: number | null;
}

export interface BackupList {
  /** Newest first. */
  backups: BackupItem[];
  /** Destinations of this profile, and whether they can be reached now. */
  destinations: { id: string; name: string; isThere: boolean }[];
  /** Other folders that may be looked in: granted in the terminal, or chosen since the start. */
  folders: { token: string; name: string }[];
  /** The recovery key is at hand: `{ kind: 'kept' }` opens the backups of this profile. */
  hasKey: boolean;
  /** What the last trial of all destinations found; null before there was one. By itself it comes each month where the key is at hand. */
  lastDrill: DrillReport | null;
}

/** A backup that was opened, and stays open until it is closed or the program ends. */
export interface OpenedView {
  id: string;
  name: string;
  madeAt: number;
  /** The version of Kith that made it. */
  version: string;
  counts: Record<string, number>;
  files: number;
  /** Attachments that are neither with the backup nor here. */
  filesMissing: number;
  /** Whether it was made of this profile. One of another can be looked at, and nothing else. */
  isOfThisProfile: boolean;
}

export interface ComparedCount {
  kind: ComparedKind;
  /** How many can be seen in the backup, and here. */
  inBackup: number;
  inProfile: number;
  /** Of these: only in the backup, only here, and in both with something that differs. */
  there: number;
  here: number;
  changed: number;
}

export interface RestoreProgress {
  step: 'reading' | 'checking' | 'copying' | 'putting-in-place';
  /** Bytes; `total` is 0 where nobody knows. */
  done: number;
  total: number;
}

/** How a backup takes the place of the profile: what is here is kept, the backup is made what goes on here, is looked at once more, and they are exchanged. */
export const PLACING_STEPS = ['keeping', 'readying', 'checking', 'exchanging'] as const;

export interface PlacingProgress {
  step: (typeof PLACING_STEPS)[number];
  /** Attachments; `total` is 0 where there is nothing to count. */
  done: number;
  total: number;
}

export interface RestoredInPlace {
  madeAt: number;
  /** What was here lies in a copy inside the profile. `set-aside`: it was damaged, so that its files were moved away as they are. `none`: nothing was here. */
  before: 'safety-copy' | 'set-aside' | 'none';
  /** Contacts and the like that somebody had erased since the backup, and that were erased again. */
  erasedAgain: number;
  filesMissing: number;
}

/** What lies in the profile of a database that is no longer in use. */
export interface Aside {
  /** Its place in the profile. */
  name: string;
  /** `replaced`: a restore took its place. `damaged`: set aside, since it could not be used as it was. `before-update`: a copy from before a newer version changed it. */
  why: 'replaced' | 'damaged' | 'before-update';
  at: number;
  /** That its removal makes room for. */
  bytes: number;
  /** How many people somebody had erased since who may still be in it; null where nobody can tell at the moment. */
  erasedSince: number | null;
}

/** What a trial restore of the newest backup of one destination found. */
export interface DrillResult {
  destination: string;
  /** What the destination is called. */
  name: string;
  backup: string;
  at: number;
  /** Null when it restores; else why not: a code of `open` or of `FAILED_DRILL`. */
  failure: string | null;
  /** Plain English that says what to do. */
  message: string;
  counts: Record<string, number>;
}

/** What a trial restore found, in plain English. */
export const FAILED_DRILL = {
  none: 'The newest backup was restored for a trial, and has what it should have.',
  'no-backup': 'There is no backup in this folder yet.',
  'folder-gone': 'The folder of these backups is not there. Connect its disk, then try again.',
  'backup-gone': 'The newest backup is not in its folder any longer. Make a new one.',
  'files-missing': 'Attachments of the newest backup are missing in its folder. Make a new backup, which brings them again.',
  'counts-differ': 'What came out of the newest backup is not what was put in. Make a new one, and keep the older ones.',
} as const;

export interface DrillReport {
  results: DrillResult[];
  /** When the trial ended. */
  provenAt: number;
}

export const restore = {
  /** Backups that this profile knows of, and those in a folder that was granted or chosen. Errors: `not-granted`. */
  list: query<BackupList>()(z.strictObject({ folder: z.string().max(100).optional() })),
  /** Asks for a folder with the dialog of the system; null when nothing was chosen. Errors: `no-dialog` where there is none. */
  chooseFolder: command<{ token: string; name: string } | null>()(z.void()),
  /** Bytes of a backup, in pieces of at most 1 MiB. Errors: `upload-not-found`. */
  upload: command<{ uploadId: string }>()(z.strictObject({ uploadId: z.string().max(60).optional(), bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 1024 * 1024, 'at most 1 MiB') })),
  /**
   * Reads the whole backup, checks it, and unpacks it in a private place. `anyProfile` also opens one of another
   * profile, to look at. Errors: `wrong-key`, `other-profile`, `newer-version`, `truncated`, `altered`, `not-a-backup`,
   * `recovery-key-short`, `recovery-key-long`, `recovery-key-mistyped`, `no-passphrase`, `no-key-kept`, `disk-full`,
   * `backup-gone`, `backup-not-readable`, `upload-not-found`, `not-granted`. Nothing is changed by any of them.
   */
  open: job<RestoreProgress, OpenedView>()(z.strictObject({ from: BackupPlace, secret: Secret, anyProfile: z.boolean().optional() })),
  /** Removes what was unpacked. */
  close: command<void>()(z.strictObject({ opened: z.string().max(60) })),
  /** What differs between the backup and the profile as it is now. Errors: `backup-not-open`. */
  compare: job<RestoreProgress, { counts: ComparedCount[] }>()(z.strictObject({ opened: z.string().max(60) })),
  /**
   * Keeps what is here, then puts the backup in its place. The gate says `restoring` meanwhile, with how far it is, and
   * `open` after; the opened backup is used up, also where it fails. Until it is `exchanging` it can be cancelled.
   * Errors: `backup-not-open`, `other-profile`, `disk-full`, `altered`, `cancelled`: nothing was changed then.
   */
  inPlace: job<PlacingProgress, RestoredInPlace>()(z.strictObject({ opened: z.string().max(60) })),
  /** Cancels what puts a backup in place, whoever began it; nothing where it can no longer be. */
  cancelInPlace: command<void>()(z.void()),
  /** What was set aside in the profile: by restores, before migrations, and of damaged databases. Newest first. */
  asides: query<Aside[]>()(z.void()),
  /** Removes one of them for good. Errors: `aside-not-found`. */
  removeAside: command<void>()(z.strictObject({ name: z.string().min(1).max(200) })),
  /** Restores the newest backup of each destination, or of one, into a temporary place and compares. Errors: `no-destination`, and those of `open` about the key. */
  drill: job<RestoreProgress, DrillReport>()(z.strictObject({ secret: Secret, destination: z.string().max(100).optional() })),
};

export interface Difference {
  id: Id;
  kind: RecordKind;
  side: DifferenceSide;
  name: string;
  /** Whom a reminder, an entry or a deal is about. */
  about: string;
  changedAt: number;
}

/** A contact or a deal that is in a backup. */
export interface OpenedRow {
  id: Id;
  kind: RecordKind;
  name: string;
  /** The organisation of a contact; whom a deal is with. */
  about: string;
  /** Of a contact an e-mail address, or a phone. */
  detail: string;
  /** Of a deal. */
  amount: { minor: number; currency: string } | null;
}

/** A part of a record that is only in the backup, or has other values there. */
export interface PartDifference {
  /** How `choices` names it, such as `emails/ID`. */
  key: string;
  table: string;
  /** It comes back unless somebody chooses `here`. */
  isMissing: boolean;
  suggested: Choice;
  /** What it holds in the backup; ids as text. */
  there: Record<string, FieldValueText>;
  /** Where it is here: what differs. `choices` names these `KEY/FIELD`. */
  fields: FieldDifference[];
}

/** What bringing a record back would do. */
export interface RecordLook {
  state: RecordState;
  /** The record that stands for it here, or would. */
  id: Id;
  name: string;
  /** Its own fields that differ; `choices` names them by `field`. */
  fields: FieldDifference[];
  parts: PartDifference[];
  /** What else would come with it. */
  missing: { entries: number; reminders: number; deals: number };
}

export interface BroughtBack {
  /** Null where everything was here already. */
  changeId: Id | null;
  /** Made anew, or taken out of the bin. */
  records: Record<RecordKind, number>;
  /** E-mail addresses, tags, participants and the like. */
  parts: number;
  /** Values that were taken from the backup. */
  fields: number;
  /** What could not come, since what it belongs to is not here. */
  left: number;
  filesMissing: number;
  /** Where the chosen contacts and other records are now, in the order that they were chosen. */
  ids: Id[];
}

const Opened = z.strictObject({ opened: z.string().max(60) });
const limit = z.number().int().min(1).max(200);
const after = z.string().max(200).optional();

/** Each may fail with `backup-not-open`. */
export const opened = {
  /** What `restore.compare` counted; null where it has not run. */
  counts: query<{ counts: ComparedCount[] | null }>()(Opened),
  /** One kind and side of the differences, the last changed first. Errors: `not-compared`, `bad-cursor`. */
  differences: query<{ rows: Difference[]; next: string | null }>()(Opened.extend({ kind: RecordKind, side: DifferenceSide, limit, after })),
  /** All that is in it, whether it differs or not, by name; `total` is how many there are. */
  everything: query<{ rows: OpenedRow[]; total: number }>()(Opened.extend({ what: z.enum(['contacts', 'deals']), words: z.string().max(200), limit, offset: z.number().int().min(0) })),
  /** What bringing one record back would do. Errors: `record-not-in-backup`. */
  look: query<RecordLook>()(Opened.extend({ kind: RecordKind, id: Id })),

  // The backup as it is, read only: the same shapes as the calls of the profile.
  contacts: query<ContactPage>()(Opened.extend({ filter: Filter, sort: Sort, limit, after })),
  contact: query<ContactDetail>()(Opened.extend({ id: Id })),
  entries: query<EntryPage>()(Opened.extend({ contactId: Id.optional(), dealId: Id.optional(), limit, after })),
  reminders: query<{ rows: Reminder[]; next: string | null }>()(Opened.extend({ contactId: Id.optional(), state: z.enum(['open', 'done']), limit, after })),
  deals: query<{ rows: DealCard[]; next: string | null }>()(Opened.extend({ filter: DealFilter, sort: DealSort, limit, after, now: z.number().int() })),
  deal: query<Deal>()(Opened.extend({ id: Id })),
  /** An attachment of the backup, in pieces. Errors: `file-not-found`. */
  file: query<{ bytes: Uint8Array; size: number; next: number | null }>()(Opened.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/), offset: z.number().int().min(0) })),

  /**
   * Brings records back as one change that can be undone. What is here is kept unless `choices` says otherwise; of a
   * contact `without` leaves away what it names. Done twice it changes nothing the second time. Errors:
   * `record-not-in-backup`, `other-profile`, `cancelled`: then nothing is changed.
   */
  bringBack: job<{ done: number; total: number }, BroughtBack>()(
    Opened.extend({
      records: z
        .array(z.strictObject({ kind: RecordKind, id: Id, choices: z.record(z.string().max(200), Choice).optional(), without: z.array(z.enum(['entries', 'reminders', 'deals'])).max(3).optional() }))
        .min(1)
        .max(1_000),
    }),
  ),
};
