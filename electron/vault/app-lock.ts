// When the app locks, and the password that unlocks one whose profile is not encrypted: `app-lock.json` in the profile.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { timingSafeEqual, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import { CallError } from '../../core/call.ts';
import { stretched } from './slots.ts';
import { putWhole } from './vault-file.ts';

const NAME = 'app-lock.json';
const LOG_N = 16;

const Password = z.object({ logN: z.number().int().min(10).max(20), salt: z.base64(), hash: z.base64() });
const AppLock = z.object({ version: z.literal(1), afterMinutes: z.number().positive().nullable(), password: Password.nullable() });
export type AppLock = z.infer<typeof AppLock>;

const NONE: AppLock = { version: 1, afterMinutes: null, password: null };

/** One that cannot be read locks nothing: the profile beside it can be read by whoever could have changed it. */
export function readAppLock(profileDir: string): AppLock {
  const path = join(profileDir, NAME);
  if (!existsSync(path)) return NONE;
  try {
    return AppLock.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return NONE;
  }
}

export function writeAppLock(profileDir: string, lock: AppLock): void {
  if (lock.afterMinutes === null && lock.password === null) rmSync(join(profileDir, NAME), { force: true });
  else putWhole(join(profileDir, NAME), JSON.stringify(lock, undefined, 2));
}

export async function passwordFrom(text: string): Promise<NonNullable<AppLock['password']>> {
  const salt = randomBytes(16);
  return { logN: LOG_N, salt: salt.toString('base64'), hash: (await stretched(text, salt, LOG_N)).toString('base64') };
}

/** Errors: `wrong-passphrase`. */
export async function checkPassword({ logN, salt, hash }: NonNullable<AppLock['password']>, text: string): Promise<void> {
  const given = await stretched(text, Buffer.from(salt, 'base64'), logN);
  const known = Buffer.from(hash, 'base64');
  if (known.length !== given.length || !timingSafeEqual(known, given)) throw new CallError('wrong-passphrase', 'This is not the password of this app.');
}
