// Of an encrypted profile a terminal needs the passphrase: from a file, from standard input, or typed unseen. Never
// from the command line, which everybody on the machine can read.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { CallError } from '../../core/call.ts';
import { openProfile } from '../profile.ts';
import { type VaultKeys, keysOf } from '../vault/keys.ts';
import { readJournal } from '../vault/moves.ts';
import { unwrapByPassphrase } from '../vault/slots.ts';
import { readVault } from '../vault/vault-file.ts';

/** For standard input in the place of a file. */
const STANDARD_INPUT = '-';

/**
 * Undefined of a profile that is not encrypted. Errors: `locked` where nobody can be asked, `wrong-passphrase`, `no-such-file`,
 * `profile-in-use` while it is being converted.
 */
export async function keysByPassphrase(profileDir: string, file: string | undefined): Promise<VaultKeys | undefined> {
  // What was cut short is brought to its end first; what is under way holds the profile's lock.
  if (readJournal(profileDir)) openProfile(profileDir, 'kith in a terminal', Date.now()).release();
  const vault = readVault(profileDir);
  if (!vault) return undefined;
  return keysOf(await unwrapByPassphrase(vault.passphrase, await passphraseFrom(file)));
}

async function passphraseFrom(file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(file);
  if (!isatty(0)) throw new CallError('locked', 'This profile is encrypted: give its passphrase with --passphrase-file FILE, or with --passphrase-file - on standard input.');
  return typedUnseen('Passphrase: ');
}

export function firstLine(file: string): string {
  try {
    return readFileSync(file === STANDARD_INPUT ? 0 : file, 'utf8').split(/\r?\n/, 1)[0]!;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'EACCES')) throw new CallError('no-such-file', `The file ${file} with the passphrase cannot be read.`);
    throw cause;
  }
}

function typedUnseen(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      lines.close();
      process.stderr.write('\n');
      resolve(line);
    });
  });
}
