import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { LostRecords, Rebuilt, TroubleKind } from '../../core/api/gate.ts';
import { CallError } from '../../core/call.ts';
import { type Examination, examine, isFileSound } from '../../db/doctor.ts';
import { loadLocale } from '../../db/settings.ts';
import { type Store, openReader, openStore } from '../../db/store.ts';
import { openFiles } from '../files.ts';
import { buildAnew } from '../gate/build-anew.ts';
import { markClosed, markIfTakenIn, refuseTorn } from '../gate/marks.ts';
import { abandonTask, beginTask, chooseRebuilt, finishChoice, keepReport } from '../gate/recovery.ts';
import { troubleOf } from '../gate/trouble.ts';
import { type Profile, ProfileError, openProfile } from '../profile.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { systemPorts } from '../workers/ports.ts';
import { hasContent } from './has-content.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';

export interface Diagnosis extends Examination {
  /** Why the database cannot be opened as it is. */
  trouble?: { kind: TroubleKind; code: string; message: string };
  /** What stands in the place of the damaged one, which was set aside. */
  rebuilt?: Rebuilt;
}

/** What a rebuilding answers: something may still be read in it. */
const REBUILT_FROM: ReadonlySet<TroubleKind> = new Set(['damaged', 'not-a-database', 'failed']);

/** Only a backup has what was in it. */
const NOTHING_IN_IT: ReadonlySet<TroubleKind> = new Set(['not-a-database', 'damaged', 'failed', 'empty', 'database-gone', 'other-program']);

/**
 * Examines a profile, and with `repair` mends it: what follows from something else in its place, a damaged file by
 * a new one that is built from what can be read, as the recovery screen does. Beside a running Kith it reads only, and
 * cannot tell what is left over from what is under way. Exit code 1 where something is wrong and was not mended. Errors: `no-profile`, `profile-in-use` where something is to
 * be mended.
 */
export function doctor(profileDir: string, repair: boolean, answer: (value: unknown, text: string) => number, keys?: VaultKeys): number {
  if (!existsSync(join(profileDir, DATABASE_NAME)) && !existsSync(join(profileDir, 'database.json'))) throw new CallError('no-profile', `There is no profile in ${profileDir}. Choose another with --profile DIR.`);
  const profile = takeProfile(profileDir, repair);
  try {
    const diagnosis = diagnose(profileDir, repair, profile !== undefined, keys);
    answer(diagnosis, [inWords(diagnosis), ...adviceFor(diagnosis, repair, profileDir, keys)].join('\n'));
    return diagnosis.ok ? 0 : 1;
  } finally {
    profile?.release();
  }
}

function diagnose(profileDir: string, repair: boolean, isAlone: boolean, keys: VaultKeys | undefined): Diagnosis {
  try {
    if (isAlone) finishChoice(profileDir);
    refuseTorn(profileDir);
    return examineOpen(profileDir, repair, isAlone, keys);
  } catch (cause) {
    const { kind, code } = troubleOf(cause, 'start', { profileDir, home: homedir() });
    const message = cause instanceof Error ? cause.message : String(cause);
    if (!repair || !(REBUILT_FROM.has(kind) || kind === 'wal-missing')) return { ok: false, findings: [], trouble: { kind, code, message } };
    if (kind === 'wal-missing') {
      markClosed(profileDir);
      return diagnose(profileDir, repair, isAlone, keys);
    }
    const rebuilt = rebuildHere(profileDir, keys);
    return { ...examineOpen(profileDir, true, isAlone, keys), rebuilt };
  }
}

/** Errors: `damaged` where the file itself is, and is to be mended: that is not done in its place. */
function examineOpen(profileDir: string, repair: boolean, isAlone: boolean, keys: VaultKeys | undefined): Examination {
  const path = join(profileDir, DATABASE_NAME);
  const store = isAlone ? openStore(path, systemPorts, undefined, keys?.database) : openReader(path, systemPorts, keys?.database);
  try {
    loadLocale(store);
    if (repair && !isFileSound(store)) throw new CallError('damaged', `${path} is damaged.`);
    return runToEnd(store, profileDir, keys, { repair, isAlone, readsFile: true });
  } finally {
    store.close();
    if (isAlone) markIfTakenIn(profileDir);
  }
}

function rebuildHere(profileDir: string, keys: VaultKeys | undefined): Rebuilt {
  const task = beginTask(profileDir, keys);
  try {
    const rebuilt = keepReport(task, buildAnew(task, () => undefined, Date.now));
    chooseRebuilt(profileDir);
    return rebuilt;
  } catch (cause) {
    abandonTask(task);
    throw cause;
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

function runToEnd(store: Store, profileDir: string, keys: VaultKeys | undefined, how: { repair: boolean; isAlone: boolean; readsFile: boolean }): Examination {
  const steps = examine(store, openFiles(profileDir, keys), how);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function inWords({ findings, trouble, rebuilt }: Diagnosis): string {
  const lines = [
    ...(trouble ? [`found   ${trouble.message}`] : []),
    ...(rebuilt ? rebuiltInWords(rebuilt) : []),
    ...findings.map(({ message, mended }) => `${mended ? 'mended' : 'found '}  ${message}`),
  ];
  return lines.length === 0 ? 'Everything is in order.' : lines.join('\n');
}

/** What to do next. What lies elsewhere than in the file, such as a full disk, says itself what there is to do. */
function adviceFor({ ok, trouble }: Diagnosis, repair: boolean, profileDir: string, keys: VaultKeys | undefined): string[] {
  if (ok) return [];
  const canMend = !trouble || trouble.kind === 'wal-missing' || (REBUILT_FROM.has(trouble.kind) && hasContent(join(profileDir, DATABASE_NAME), keys));
  if (canMend) return [repair ? 'Some of it could not be mended.' : 'Run "kith doctor --repair" to mend what can be mended.'];
  return NOTHING_IN_IT.has(trouble.kind) ? [`Restore a backup: kith restore FILE --in-place --profile "${profileDir}" --key-file FILE, or with --passphrase-file FILE.`] : [];
}

function rebuiltInWords({ how, tables, lost, incomplete, fromLog }: Rebuilt): string[] {
  const short = tables.filter(({ saved, of }) => of === null || saved < of);
  return [
    `mended  The database was built anew${how === 'mended' ? ', with every row' : ' from what could be read'}. The damaged files are in the folder "set-aside" of the profile.`,
    ...short.map(({ table, saved, of }) => `  ${table}: ${saved} of ${of ?? 'an unknown number of'} rows`),
    ...(fromLog > 0 ? [`  ${fromLog} rows were made of what the change log knows of them.`] : []),
    ...lost.map((each) => `  ${each.table}: ${each.count} lost: ${listed(each)}`),
    ...incomplete.map((each) => `  ${each.table}: ${each.count} incomplete: ${listed(each)}`),
  ];
}

const listed = ({ records, count }: LostRecords): string => [...records.map(({ id, name, words }) => name || (words === '' ? id : `(${words})`)), ...(count > records.length ? ['…'] : [])].join(', ');
