// The log of this machine: JSON lines in the profile, never sent anywhere. What people wrote is not in it: of
// an error it keeps kind, code and place, since messages may quote names or notes.
import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log, LogEntry } from './app-port.ts';

const MAX_BYTES = 1_000_000;

export type LogPorts = {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The person's home folder, which is left out of paths. */
  readonly home: string;
};

/** Appends to `kith.log` in the folder; a full one becomes `kith.log.1`. */
export function openLog(dir: string, ports: LogPorts): Log {
  const file = join(dir, 'kith.log');
  return (entry) => {
    const line = JSON.stringify(logLine(entry, ports));
    try {
      if (sizeOf(file) > MAX_BYTES) renameSync(file, `${file}.1`);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A disk that is full or gone is what there is to be said: saying it must not end the program.
      console.error(line);
    }
  };
}

export function logLine({ level, code, facts, error }: LogEntry, { clock, home }: LogPorts): Record<string, unknown> {
  return { at: new Date(clock()).toISOString(), level, code, ...facts, ...(error === undefined ? {} : { error: placeOf(error, home) }) };
}

/** Such as `{ kind: 'TypeError', code: 'ENOENT', place: ['at move (core/deals.ts:3:7)'] }`; a text is taken for a stack. */
function placeOf(error: unknown, home: string): { kind: string; code?: string; place: string[] } {
  const stack = error instanceof Error ? (error.stack ?? '') : String(error);
  const kind = error instanceof Error ? error.name : (/^[A-Za-z]*Error\b/.exec(stack)?.[0] ?? 'Error');
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const place = stack.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim().replaceAll(home, '~'));
  return { kind, ...(code === undefined ? {} : { code }), place };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
