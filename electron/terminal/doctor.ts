import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '../../core/call.ts';
import { type Examination, type Examine, examine } from '../../db/doctor.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openReader, openStore } from '../../db/store.ts';
import { openFiles } from '../files.ts';
import { type Profile, ProfileError, openProfile } from '../profile.ts';
import { systemPorts } from '../workers/ports.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

/**
 * Examines a profile, and with `repair` mends it. Beside a running Kith it reads only, and cannot tell what is
 * left over from what is under way. Errors: `no-profile`, `profile-in-use` where something is to be mended, and
 * those of `openStore`.
 */
export function doctor(profileDir: string, repair: boolean, answer: (value: unknown, text: string) => number): number {
  const path = join(profileDir, DATABASE_NAME);
  if (!existsSync(path)) throw new CallError('no-profile', `There is no profile in ${profileDir}. Choose another with --profile DIR.`);
  const examination = examineAt(profileDir, path, repair);
  return answer(examination, inWords(examination, repair));
}

function examineAt(profileDir: string, path: string, repair: boolean): Examination {
  const profile = takeProfile(profileDir, repair);
  try {
    const store = profile ? openStore(path, systemPorts) : openReader(path, systemPorts);
    try {
      loadLocale(store);
      return runToEnd(store, profileDir, { repair, isAlone: profile !== undefined, readsFile: true });
    } finally {
      store.close();
    }
  } catch (cause) {
    if (!(cause instanceof CallError) || cause.code !== 'damaged') throw cause;
    return { ok: false, findings: [{ code: 'damaged', count: 1, mended: false, message: 'The database cannot be opened: its file is damaged. Copy the profile folder away and restore a backup.' }] };
  } finally {
    profile?.release();
  }
}

/** Undefined when another program has it and nothing is to be mended. */
function takeProfile(profileDir: string, repair: boolean): Profile | undefined {
  try {
    return openProfile(profileDir, 'kith doctor in a terminal', systemPorts.now());
  } catch (cause) {
    if (repair || !(cause instanceof ProfileError) || cause.code !== 'profile-in-use') throw cause;
    return undefined;
  }
}

function runToEnd(store: Store, profileDir: string, how: Examine): Examination {
  const steps = examine(store, openFiles(profileDir), how);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function inWords({ ok, findings }: Examination, repair: boolean): string {
  const lines = findings.map(({ message, mended }) => `${mended ? 'mended' : 'found '}  ${message}`);
  if (findings.length === 0) return 'Everything is in order.';
  if (ok) return lines.join('\n');
  return [...lines, repair ? 'Some of it could not be mended.' : 'Run "kith doctor --repair" to mend what can be mended.'].join('\n');
}
