import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { SHORTEST_PASSPHRASE } from '../../core/api/backup.ts';
import { BACKUP_ENDING, backupName } from '../../core/backup/names.ts';
import { CallError } from '../../core/call.ts';
import type { SealFor } from '../backup/age.ts';
import { FAILURES } from '../backup/failures.ts';
import type { Working } from '../backup/make.ts';
import { readBackupState } from '../backup/state.ts';
import { runBackup, runSave } from '../backup/task.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { kithVersion } from '../version.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { type Arguments, option } from './arguments.ts';
import { isFolder, pathOfFile } from './named-path.ts';

/**
 * `backup`: into the folders that the profile keeps its backups in. `backup --to DIR|FILE`: everything in one file.
 * Beside a running Kith too. `--passphrase-file` opens an encrypted profile, whose backups are for its recovery key; of
 * another it seals the one file. Errors: `no-profile`, `no-destination`, `no-such-folder`, `file-exists`, `passphrase-short`,
 * `backup-failed`, and those of `backUp`.
 */
export async function backupFrom(profileDir: string, keys: VaultKeys | undefined, given: Arguments, now: number, answer: (value: unknown, text: string) => number): Promise<number> {
  if (!existsSync(join(profileDir, DATABASE_NAME))) throw new CallError('no-profile', `There is no profile in ${profileDir}. Choose another with --profile DIR.`);
  const to = option(given, 'to');
  const passphraseFile = option(given, 'passphrase-file');
  const request = { profileDir, version: kithVersion(), keys, now };
  if (to !== undefined) {
    const path = pathFor(to, now);
    const manifest = await runSave({ ...request, path, seal: passphraseFile === undefined || keys ? undefined : sealBy(passphraseFile) }, interruptible());
    return answer({ path, bytes: statSync(path).size, counts: manifest.counts }, `The backup is ${path}. It was read back and is whole.`);
  }
  if (passphraseFile !== undefined && !keys) throw new CallError('no-place', '--passphrase-file goes with --to: the folders of the profile are for its recovery key.');
  const { destinations } = readBackupState(profileDir);
  if (destinations.length === 0) throw new CallError('no-destination', 'This profile keeps no backups yet. Set them up in Kith, or say where with --to DIR.');
  const outcomes = await runBackup({ ...request, destinations: destinations.map(({ id }) => id), skipUnchanged: false }, interruptible());
  const shown = outcomes.map(({ destination, name, failure }) => ({ folder: destinations.find(({ id }) => id === destination)!.path, name, failure }));
  answer(shown, shown.map(({ folder, name, failure }) => (failure === null ? `${join(folder, name ?? '')}: read back and whole` : `${folder}: ${FAILURES[failure]}`)).join('\n'));
  return shown.some(({ failure }) => failure !== null) ? 1 : 0;
}

/** In a folder that is there under a name of its own; a file that is named gets the ending of backups where it has none. Errors: `no-such-folder`, `file-exists`. */
function pathFor(to: string, now: number): string {
  const path = isFolder(resolve(to)) ? join(resolve(to), backupName(now, [])) : withEnding(pathOfFile(to));
  if (existsSync(path)) throw new CallError('file-exists', `${basename(path)} is there already. Choose another name.`);
  return path;
}

const withEnding = (path: string): string => (extname(path) === '' && !existsSync(path) ? `${path}${BACKUP_ENDING}` : path);

/** The first line of the file, or of standard input where it is `-`. */
function sealBy(file: string): SealFor {
  const [passphrase = ''] = readFileSync(file === '-' ? 0 : resolve(file), 'utf8').split(/\r?\n/);
  if (passphrase.length < SHORTEST_PASSPHRASE) throw new CallError('passphrase-short', `A passphrase has at least ${SHORTEST_PASSPHRASE} characters.`);
  return { passphrase };
}

/** Ctrl+C leaves nothing half done behind. */
function interruptible(): Working {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  return {
    signal: stop.signal,
    progress({ phase, done, total }) {
      if (process.stderr.isTTY) process.stderr.write(`\r${phase} ${total === 0 ? '' : `${Math.floor((100 * done) / total)} %`}   `);
    },
  };
}
