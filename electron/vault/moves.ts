// How a profile turns from plain into encrypted, or back, at one moment: everything is made beside what is there, and
// then put in its place by renaming. `conversion.json` says how far that is, so that a start after a crash takes it
// back or carries it through. Neither needs a key.
import { closeSync, existsSync, fsyncSync, lstatSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { syncFolder } from '../move-into.ts';
import { putWhole } from './vault-file.ts';

const JOURNAL = 'conversion.json';

const Journal = z.object({
  /** `making`: what is new may be half there. `switching`: it is whole and takes its place. `clearing`: what was there before goes. */
  phase: z.enum(['making', 'switching', 'clearing']),
  to: z.enum(['encrypted', 'plain']),
  /** What changes, by its path in the profile; `gone` for what has nothing in its place. */
  entries: z.array(z.object({ path: z.string(), gone: z.boolean() })),
});
export type Journal = z.infer<typeof Journal>;
export type To = Journal['to'];

export const newOf = (path: string): string => `${path}.new`;
const oldOf = (path: string): string => `${path}.old`;

/** Told before each step that a crash may fall between, and how many bytes were cleared. */
export interface MoveWatch {
  step(): void;
  cleared?(bytes: number): void;
}
const NOBODY: MoveWatch = { step: () => undefined };

export const putJournal = (profileDir: string, journal: Journal): void => putWhole(join(profileDir, JOURNAL), JSON.stringify(journal));

export function readJournal(profileDir: string): Journal | undefined {
  const path = join(profileDir, JOURNAL);
  return existsSync(path) ? Journal.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Brings a conversion to its end that was cut short: back before the switch, forward after it. Before anything of the profile is opened. */
export function finishConversion(profileDir: string, watch: MoveWatch = NOBODY): void {
  let journal = readJournal(profileDir);
  if (!journal) return;
  if (journal.phase === 'making') {
    for (const { path } of journal.entries) {
      watch.step();
      // Made for a plain profile, it holds what must not lie about.
      clear(join(profileDir, newOf(path)), journal.to === 'plain', watch);
    }
  }
  if (journal.phase === 'switching') {
    for (const entry of journal.entries) switchOver(profileDir, entry, watch);
    syncFolder(profileDir);
    journal = { ...journal, phase: 'clearing' };
    watch.step();
    putJournal(profileDir, journal);
  }
  if (journal.phase === 'clearing') {
    for (const { path } of journal.entries) {
      watch.step();
      clear(join(profileDir, oldOf(path)), journal.to === 'encrypted', watch);
    }
  }
  watch.step();
  rmSync(join(profileDir, JOURNAL));
  syncFolder(profileDir);
}

/** May be done again after it was cut short anywhere. */
function switchOver(profileDir: string, { path, gone }: Journal['entries'][number], watch: MoveWatch): void {
  const [at, next, old] = [path, newOf(path), oldOf(path)].map((name) => join(profileDir, name)) as [string, string, string];
  if (!gone && !existsSync(next)) return;
  watch.step();
  if (existsSync(at)) renameSync(at, old);
  watch.step();
  if (!gone) renameSync(next, at);
}

const BLOCK = Buffer.alloc(1024 * 1024);

/**
 * Removes a file or a folder; what lay there in clear is written over before. A disk that puts new bytes beside the
 * old ones, as SSDs do, keeps those until it needs the room.
 */
function clear(path: string, writesOver: boolean, watch: MoveWatch): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (found.isDirectory()) for (const name of readdirSync(path)) clear(join(path, name), writesOver, watch);
  else if (found.isFile()) {
    if (writesOver) writeOver(path, found.size);
    watch.cleared?.(found.size);
  }
  rmSync(path, { recursive: true });
}

function writeOver(path: string, size: number): void {
  const file = openSync(path, 'r+');
  try {
    for (let at = 0; at < size; at += BLOCK.length) writeSync(file, BLOCK, 0, Math.min(BLOCK.length, size - at), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
