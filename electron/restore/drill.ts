// Proves that backups restore: the newest of each destination is read whole, unpacked into a temporary place, examined,
// and compared with what its manifest says, attachments included.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FAILED_DRILL, type DrillReport, type DrillResult, type RestoreProgress } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import type { StorePorts } from '../../db/store.ts';
import { type BackupRecord, type BackupState, type Destination, changeBackupState, readBackupState } from '../backup/state.ts';
import type { VaultKeys } from '../vault/keys.ts';
import { keepReport } from './drill-report.ts';
import { openBackup } from './open-backup.ts';
import { closeOpened } from './place.ts';
import { type GivenSecret, unlockFor } from './unlock.ts';

export interface DrillRequest {
  readonly profileDir: string;
  readonly keys: VaultKeys | undefined;
  readonly secret: GivenSecret;
  /** One destination alone. */
  readonly destination: string | undefined;
  readonly ports: StorePorts;
  readonly signal: AbortSignal;
  readonly progress: (value: RestoreProgress) => void;
}

/**
 * What befalls one destination is its result. Errors: those about the key, `no-destination`, `cancelled`.
 */
export async function drill(request: DrillRequest): Promise<DrillReport> {
  const state = readBackupState(request.profileDir);
  const { destinations, backups } = state;
  const meant = meantIn(state, request.destination);
  const results: DrillResult[] = [];
  for (const destination of meant) results.push(await drillOne(request, destination, newestIn(destination, backups)));
  const report = { results, provenAt: request.ports.now() };
  // A trial of one says nothing of the others.
  if (meant.length === destinations.length) keepReport(request.profileDir, report);
  return report;
}

/** Errors: `no-destination`. */
export function meantIn({ destinations }: BackupState, destination: string | undefined): Destination[] {
  const meant = destinations.filter(({ id }) => destination === undefined || id === destination);
  if (meant.length === 0) throw new CallError('no-destination', 'This profile keeps no backups yet. Set them up first.');
  return meant;
}

function newestIn({ id }: Destination, backups: readonly BackupRecord[]): BackupRecord | undefined {
  return backups.filter(({ destination }) => destination === id).toSorted((a, b) => b.at - a.at)[0];
}

async function drillOne(request: DrillRequest, destination: Destination, backup: BackupRecord | undefined): Promise<DrillResult> {
  const of = { destination: destination.id, name: destination.name, backup: backup?.name ?? '', at: backup?.at ?? 0 };
  const failed = (failure: string, message: string): DrillResult => ({ ...of, failure, message, counts: {} });
  if (!existsSync(destination.path)) return failed('folder-gone', FAILED_DRILL['folder-gone']);
  if (!backup) return failed('no-backup', FAILED_DRILL['no-backup']);
  try {
    const counts = await tryOut(request, join(destination.path, backup.name));
    if (Object.entries(backup.counts).some(([kind, count]) => counts[kind] !== count)) return failed('counts-differ', FAILED_DRILL['counts-differ']);
    keepProven(request, backup);
    return { ...of, failure: null, message: FAILED_DRILL.none, counts };
  } catch (cause) {
    if (!(cause instanceof CallError) || ENDS_ALL.has(cause.code)) throw cause;
    const differing = z.object({ tables: z.array(z.string()) }).safeParse(cause.details).data?.tables;
    return differing ? failed('counts-differ', `${FAILED_DRILL['counts-differ']} Other than they were: ${differing.join(', ')}.`) : failed(cause.code, cause.message);
  }
}

const ENDS_ALL = new Set(['wrong-key', 'no-passphrase', 'recovery-key-short', 'recovery-key-long', 'recovery-key-mistyped', 'cancelled', 'disk-full']);

/** Gives what is in it. Nothing is taken for there because the profile has it: the backup must bring everything. */
async function tryOut({ profileDir, keys, secret, ports, signal, progress }: DrillRequest, path: string): Promise<Record<string, number>> {
  if (!existsSync(path)) throw new CallError('backup-gone', FAILED_DRILL['backup-gone']);
  const unlock = await unlockFor(path, secret);
  const { profile } = readBackupState(profileDir);
  const opened = await openBackup({ profileDir, path, unlock, keys, profile, have: { has: () => false }, ports, isTrial: true, signal, progress });
  try {
    if (opened.filesMissing > 0) throw new CallError('files-missing', FAILED_DRILL['files-missing']);
    return opened.found;
  } finally {
    closeOpened(profileDir, opened.id);
  }
}

function keepProven({ profileDir, ports }: DrillRequest, { destination, name }: BackupRecord): void {
  const at = ports.now();
  changeBackupState(profileDir, ({ backups }) => {
    for (const each of backups) if (each.destination === destination && each.name === name) Object.assign(each, { provenAt: at, verifiedAt: at });
  });
}
