// What opens a backup, from what a person gives: the recovery key, or a passphrase that opens the backup itself or the
// file with the recovery key beside it.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readRecoveryKey } from '../../core/backup/recovery-key.ts';
import { CallError } from '../../core/call.ts';
import type { Secret } from '../../core/api/restore.ts';
import type { Unlock } from '../backup/age.ts';
import { KEY_FILE } from '../backup/keys.ts';
import { payloadOf } from '../backup/payload.ts';
import { refuse } from '../backup/refusal.ts';

/** What a person has to give. */
export type GivenSecret = Exclude<Secret, { kind: 'kept' }>;

/**
 * Errors: `not-a-backup`, `recovery-key-short`, `recovery-key-long`, `recovery-key-mistyped`; `wrong-key` for a passphrase that opens
 * nothing, `no-passphrase` where there is nothing that a passphrase opens.
 */
export async function unlockFor(backup: string, secret: GivenSecret): Promise<Unlock> {
  if (secret.kind === 'key') return { identity: readRecoveryKey(secret.text) };
  if (isSealedByPassphrase(backup)) return { passphrase: secret.text };
  const beside = join(dirname(backup), KEY_FILE);
  if (!existsSync(beside)) throw new CallError('no-passphrase', `This backup is opened by its recovery key. A passphrase opens it only where ${KEY_FILE} lies beside it.`);
  return { identity: await identityIn(beside, secret.text) };
}

/** Errors: `wrong-key`. */
async function identityIn(path: string, passphrase: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const { plain } of payloadOf(path, { passphrase })) pieces.push(Buffer.from(plain));
  const line = Buffer.concat(pieces).toString('utf8').split('\n').find((each) => each.startsWith('AGE-SECRET-KEY-1'));
  if (line === undefined) throw refuse('not-a-backup');
  return readRecoveryKey(line);
}

const FIRST_LINE = 'age-encryption.org/v1\n';

/** Errors: `not-a-backup`. */
function isSealedByPassphrase(path: string): boolean {
  const start = startOf(path);
  // One that ends within its first line lacks its end, which is said when it is read.
  if (start === '' || !start.startsWith(FIRST_LINE.slice(0, start.length))) throw refuse('not-a-backup');
  return start.startsWith(`${FIRST_LINE}-> scrypt `);
}

function startOf(path: string): string {
  if (!statSync(path).isFile()) throw refuse('not-a-backup');
  const start = Buffer.alloc(200);
  const file = openSync(path, 'r');
  try {
    return start.toString('latin1', 0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}
