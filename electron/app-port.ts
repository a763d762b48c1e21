// What the doors (window, browser host, terminal) know of the App, and what the App asks of a door.
import type { Wire } from '../core/wire.ts';
import type { Keychain } from './vault/slots.ts';

export type App = {
  /** Serves a page's calls until its wire closes, or the program's own, which a lock does not hold up. Gives back how to end that earlier. */
  connect(page: Wire, own?: { isOwn: true }): () => void;
  /** Finishes what is being written, closes the database and ends the workers. */
  close(): Promise<void>;
};

/** One line for the log of this machine: a code and facts, never what people wrote. */
export type LogEntry = {
  readonly level: 'info' | 'warn' | 'error';
  readonly code: string;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  readonly error?: unknown;
};
export type Log = (entry: LogEntry) => void;

export type AppPorts = {
  readonly log: Log;
  /** Asks for a folder with the dialog of the system; null where none was chosen. Only a window has one. */
  readonly chooseFolder?: () => Promise<string | null>;
  /** Of the system, where it has one that is more than a file. */
  readonly keychain?: Keychain | undefined;
  /** Asks by the system who is there; false where that was refused. */
  readonly systemPrompt?: (() => Promise<boolean>) | undefined;
  /** Calls back whenever the system locks its screen. Gives back how to hear no more of it. */
  readonly onScreenLock?: ((locked: () => void) => () => void) | undefined;
  /** Gives the passphrase of an encrypted profile to whoever starts without a person who types it. */
  readonly passphrase?: (() => string) | undefined;
  /** Takes the lock of the profile, unless it is held already; without it the caller holds it. Errors: `ProfileError`. */
  readonly takeProfile?: () => void;
  /** When backups are first tried out, in ms after the start; ten minutes unless given. */
  readonly drillAfterMs?: number | undefined;
  /** When the check in the background begins, in ms after the database is open; a minute unless given. */
  readonly checkAfterMs?: number;
  /** Ends the program. */
  readonly quit?: () => void;
};

/** `openApp` is one. */
export type OpenApp = (profileDir: string, ports: AppPorts, host: 'window' | 'browser') => Promise<App>;
