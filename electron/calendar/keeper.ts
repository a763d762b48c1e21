import type { CalendarFailure } from '../../core/api/calendar.ts';
import type { ChangedEvent } from '../../core/api/index.ts';
import { deviceSettings } from '../../db/settings.ts';
import { calendarFile, calendarState, setCalendarState } from '../../db/calendar-settings.ts';
import type { Store } from '../../db/store.ts';

export interface KeeperPorts {
  /** Writes the file of now, not in this thread; gives why that failed. It may not reject. */
  write: () => Promise<CalendarFailure | undefined>;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Runs something later; gives back how to call that off. */
  after: (ms: number, run: () => void) => () => void;
  /** The state is another. */
  tell: () => void;
}

/** What stands in a calendar hangs on these. */
const SHOWN = ['reminders', 'reminderSeries', 'contacts', 'entries', 'participants'];

/** What is changed within this time is written together; a long import is not waited for. */
const GATHER_MS = 2_000;
/** After a failure it is tried again in a minute, then in two, in four, and so on up to an hour. */
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;

/** Keeps the calendar file as the records are. While nothing changes it asks nothing and writes nothing. */
export class CalendarKeeper {
  readonly #store: Store;
  readonly #ports: KeeperPorts;
  #stopWaiting = (): void => {};
  #isPlanned = false;
  #isWriting: Promise<void> | undefined;
  #changedWhileWriting = false;
  #retryMs = FIRST_RETRY_MS;
  #isRunning = false;
  /** The settings by which it was last written: of most a calendar knows nothing. */
  #writtenBy = '';

  constructor(store: Store, ports: KeeperPorts) {
    this.#store = store;
    this.#ports = ports;
  }

  /** What changed while the program was closed, or what a crash left unwritten, is written now. */
  start(): void {
    this.#isRunning = true;
    this.#plan(GATHER_MS);
  }

  /** Resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.#isRunning = false;
    this.#stopWaiting();
    await this.#isWriting;
  }

  changed(event: ChangedEvent): void {
    const isShown = SHOWN.some((table) => event[table] !== undefined) || (event['preferences'] !== undefined && this.#writtenBy !== settingsOf(this.#store));
    if (!isShown) return;
    if (this.#isWriting) this.#changedWhileWriting = true;
    else if (!this.#isPlanned) this.#plan(GATHER_MS);
  }

  /** Another file, or none. */
  settingChanged(): void {
    this.#retryMs = FIRST_RETRY_MS;
    this.#plan(0);
  }

  async writeNow(): Promise<void> {
    // What is being written may have been read before the last change.
    await this.#isWriting;
    this.#stopWaiting();
    await this.#write();
  }

  #plan(ms: number): void {
    if (!this.#isRunning) return;
    this.#stopWaiting();
    this.#isPlanned = true;
    this.#stopWaiting = this.#ports.after(ms, () => void this.#write());
  }

  #write(): Promise<void> {
    this.#isPlanned = false;
    if (calendarFile(this.#store) === null) return Promise.resolve();
    return (this.#isWriting ??= this.#writeOnce());
  }

  async #writeOnce(): Promise<void> {
    this.#writtenBy = settingsOf(this.#store);
    const failure = await this.#ports.write();
    this.#isWriting = undefined;
    const isStillWanted = calendarFile(this.#store) !== null;
    if (isStillWanted) this.#note(failure);
    const isAgain = this.#changedWhileWriting;
    this.#changedWhileWriting = false;
    if (isAgain) this.#plan(GATHER_MS);
    else if (failure !== undefined && isStillWanted) this.#retryLater();
    else this.#retryMs = FIRST_RETRY_MS;
  }

  #retryLater(): void {
    if (this.#isPlanned) return;
    this.#plan(this.#retryMs);
    // A change in the meantime tries at once.
    this.#isPlanned = false;
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  #note(failure: CalendarFailure | undefined): void {
    const before = calendarState(this.#store);
    setCalendarState(this.#store, failure === undefined ? { writtenAt: this.#ports.now(), failure: null } : { ...before, failure });
    this.#ports.tell();
  }
}

function settingsOf(store: Store): string {
  const { locale, hours } = deviceSettings(store);
  return `${locale} ${hours.allDayAt}`;
}
