// What the doors (window, browser host, terminal) know of the App, and what the App asks of a door.
import type { Wire } from '../core/wire.ts';

export type App = {
  /** Serves a page's calls until its wire closes. Gives back how to end that earlier. */
  connect(page: Wire): () => void;
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
};

/** `openApp` is one. The caller holds the profile's lock. */
export type OpenApp = (profileDir: string, ports: AppPorts, host: 'window' | 'browser') => Promise<App>;
