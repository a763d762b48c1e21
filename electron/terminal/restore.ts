import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { PlacingProgress, RestoreProgress } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { readMigrations } from '../../db/migrate.ts';
import { codeOf } from '../backup/disk.ts';
import { readManifest } from '../backup/read.ts';
import { refuse } from '../backup/refusal.ts';
import { openFiles } from '../files.ts';
import { openProfile } from '../profile.ts';
import { drill } from '../restore/drill.ts';
import { restoreInPlace } from '../restore/in-place.ts';
import { openBackup } from '../restore/open-backup.ts';
import { ownProfile } from '../restore/ours.ts';
import { finishRestore } from '../restore/swap.ts';
import { type GivenSecret, unlockFor } from '../restore/unlock.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { systemPorts as ports } from '../workers/ports.ts';
import { type Arguments, Misuse, option } from './arguments.ts';
import { isFolder } from './named-path.ts';
import { firstLine, keysByPassphrase } from './passphrase.ts';

type Answer = (value: unknown, text: string) => number;

/**
 * `restore --list FILE` tells what is in a backup, `restore FILE --to DIR` makes a profile of its own of it,
 * `restore FILE --in-place` puts it in the place of the profile. Errors: `Misuse`, `key-needed`, `folder-not-empty`,
 * `profile-in-use`, and those of `openBackup` and `restoreInPlace`.
 */
export async function restoreFrom(profileDir: string, given: Arguments, answer: Answer): Promise<number> {
  const path = resolve(given.positionals[0]!);
  const to = option(given, 'to');
  const ways = [given.flags.has('list'), to !== undefined, given.flags.has('in-place')].filter(Boolean).length;
  if (ways !== 1) throw new Misuse('"restore" takes one of --list, --to DIR and --in-place.');
  if (!existsSync(path)) throw new CallError('backup-gone', `There is no file ${path}.`);
  if (isFolder(path)) throw refuse('not-a-backup');
  const secret = secretOf(given);
  if (given.flags.has('list')) return list(path, secret, answer);
  if (to !== undefined) return intoNew(resolve(to), path, secret, answer);
  // A passphrase that is not needed for the backup is that of the encrypted profile.
  const keys = await keysByPassphrase(profileDir, option(given, 'passphrase-file'));
  const profile = openProfile(profileDir, 'kith restore in a terminal', Date.now());
  try {
    finishRestore(profileDir);
    return done(await restoreInto(profileDir, path, secret, keys, ownProfile(profileDir, keys, ports)), profileDir, answer);
  } finally {
    profile.release();
  }
}

async function list(path: string, secret: GivenSecret, answer: Answer): Promise<number> {
  const { version, madeAt, counts, parts, files } = await readManifest(path, await unlockFor(path, secret), { ...interruptible(), newestSchema: readMigrations().length });
  const attachments = parts.length - 1 + files.length;
  const lines = Object.entries(counts).map(([kind, count]) => `  ${kind}: ${count}`);
  return answer({ madeAt: new Date(madeAt).toISOString(), version, counts, attachments }, [`${basename(path)}, made ${new Date(madeAt).toISOString()} by Kith ${version}`, ...lines, `  attachments: ${attachments}`].join('\n'));
}

async function intoNew(dir: string, path: string, secret: GivenSecret, answer: Answer): Promise<number> {
  const isThere = existsSync(dir);
  if (isThere && readdirSync(dir).length > 0) throw new CallError('folder-not-empty', `${dir} is not empty. Name a new folder; to restore over a profile, use --in-place.`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const profile = openProfile(dir, 'kith restore in a terminal', Date.now());
  try {
    return done(await restoreInto(dir, path, secret, undefined, undefined), dir, answer);
  } catch (cause) {
    // Nothing half made is left; the folder stays where it was there before.
    for (const name of readdirSync(dir)) if (name !== 'lock') rmSync(join(dir, name), { recursive: true, force: true });
    throw cause;
  } finally {
    profile.release();
    if (!existsSync(join(dir, 'kith.sqlite'))) rmSync(isThere ? join(dir, 'lock') : dir, { recursive: true, force: true });
  }
}

async function restoreInto(profileDir: string, path: string, secret: GivenSecret, keys: VaultKeys | undefined, profile: string | undefined) {
  const unlock = await unlockFor(path, secret);
  const opened = await openBackup({ profileDir, path, unlock, keys, profile, have: openFiles(profileDir, keys), ports, ...interruptible() });
  return restoreInPlace({ profileDir, opened: opened.id, keys, ports, now: new Date(), ...interruptible() });
}

function done(restored: Awaited<ReturnType<typeof restoreInPlace>>, profileDir: string, answer: Answer): number {
  const { madeAt, before, erasedAgain, filesMissing } = restored;
  const made = new Date(madeAt).toISOString();
  const lines = [
    `${profileDir} is as it was when this backup was made, ${made}.`,
    ...(before === 'none' ? [] : [`What was there before lies in its folder "${before === 'set-aside' ? 'set-aside' : 'safety'}".`]),
    ...(erasedAgain > 0 ? [`${erasedAgain} records that had been erased since were erased again.`] : []),
    ...(filesMissing > 0 ? [`${filesMissing} attachments are neither with the backup nor here.`] : []),
  ];
  return answer({ ...restored, madeAt: made, profile: profileDir }, lines.join('\n'));
}

/** `backup drill`: tries the newest backup of each folder out. Exit code 1 where one of them does not restore. */
export async function drillFrom(profileDir: string, given: Arguments, answer: Answer): Promise<number> {
  const keys = await keysByPassphrase(profileDir, option(given, 'passphrase-file'));
  const { results } = await drill({ profileDir, keys, secret: secretOf(given), destination: undefined, ports, ...interruptible() });
  answer(results, results.map(({ name, backup, message }) => [name, backup, message].filter((each) => each !== '').join(': ')).join('\n'));
  return results.some(({ failure }) => failure !== null) ? 1 : 0;
}

/** Errors: `key-needed`, `no-such-file`. */
function secretOf(given: Arguments): GivenSecret {
  const keyFile = option(given, 'key-file');
  if (keyFile !== undefined) return { kind: 'key', text: keyIn(keyFile) };
  const passphraseFile = option(given, 'passphrase-file');
  if (passphraseFile !== undefined && passphraseFile !== '-') return { kind: 'passphrase', text: firstLine(passphraseFile) };
  throw new CallError('key-needed', 'Say what opens the backup: --key-file FILE with its recovery key, or --passphrase-file FILE.');
}

/** As `age-keygen` writes it, with comments, or the key alone. */
function keyIn(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
      .split(/\r?\n/)
      .filter((line) => !line.startsWith('#'))
      .join(' ');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'EACCES') throw new CallError('no-such-file', `The file ${file} with the recovery key cannot be read.`);
    throw cause;
  }
}

/** Ctrl+C leaves nothing half done behind. */
function interruptible(): { signal: AbortSignal; progress(value: RestoreProgress | PlacingProgress | number): void } {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new CallError('cancelled', 'Cancelled. Nothing was changed.')));
  return {
    signal: stop.signal,
    progress(value) {
      if (typeof value === 'number' || !process.stderr.isTTY) return;
      process.stderr.write(`\r${value.step} ${value.total === 0 ? '' : `${Math.floor((100 * value.done) / value.total)} %`}   `);
    },
  };
}
