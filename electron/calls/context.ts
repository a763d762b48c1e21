import type { ChangedEvent } from '../../core/api/index.ts';
import { forgetSteps } from '../../db/purge.ts';
import { abandonSteps } from '../../db/undo.ts';
import { type Batch, type Changed, type Label, type Tx, type Written, write } from '../../db/write.ts';
import type { Store } from '../../db/store.ts';
import { removeSafetyCopies } from '../backup/safety.ts';
import type { FileStore } from '../files.ts';
import { MOST_IN_MEMORY } from '../vault/forget-by-file.ts';
import type { VaultKeys } from '../vault/keys.ts';
import type { Keychain } from '../vault/slots.ts';

/** What the functions behind the calls are given. */
export interface CallContext {
  readonly store: Store;
  readonly files: FileStore;
  readonly profileDir: string;
  /** Of an encrypted profile. */
  readonly keys?: VaultKeys | undefined;
  /** Of the system, where it has one and the program may use it. */
  readonly keychain?: Keychain | undefined;
  /** Who makes the daily backups. Not in a terminal. */
  readonly backups?: { changed(): void };
  readonly version: string;
  readonly host: 'window' | 'browser';
  /** The cloud service whose folder the profile lies in. */
  readonly syncedBy: string | undefined;
  /** Told when names are sorted or phones read in another way. */
  readonly localeChanged: () => void;
  /** What the process that opened the profile can do: keep a calendar file, ask for a folder. Not in a terminal. */
  readonly desktop?: {
    /** The setting is another. */
    calendarChanged(): void;
    writeCalendar(): Promise<void>;
    /** The path that somebody chose in the dialog of the system; null where nothing was chosen. */
    askForFolder?(): Promise<string | null>;
  };
  /** Tells every page and worker what has changed. */
  readonly changed: (event: ChangedEvent) => void;
}

/** Beyond this many ids an event only says that the table changed. */
const NAMED_IDS = 500;

export function changedEvent(changed: Changed): ChangedEvent {
  return Object.fromEntries(Object.entries(changed).map(([table, ids]) => [table, ids.length > NAMED_IDS ? '*' : ids]));
}

/** One write, told to everybody when it has committed. */
export function writeAndTell<T>(context: CallContext, label: Label, change: (tx: Tx) => T): Written<T> {
  const written = write(context.store, label, change);
  context.changed(changedEvent(written.changed));
  return written;
}

/** Lets the calls that wait in this worker run. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** After a purge: leaves no copy on the disk; of a large encrypted profile from when the program ends. Gives how many files went. */
export async function forget({ store, files, profileDir }: CallContext): Promise<number> {
  removeSafetyCopies(profileDir);
  const steps = forgetSteps(store, files, MOST_IN_MEMORY);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await breathe();
  }
}

/** Takes a batch back that was cancelled or failed, between others' calls. */
export async function abandon(context: CallContext, batch: Batch): Promise<void> {
  for (const changed of abandonSteps(context.store, batch)) {
    context.changed(changedEvent(changed));
    await breathe();
  }
}
