import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupItem, BackupList } from '../../core/api/restore.ts';
import { BACKUP_ENDING, madeAtOf } from '../../core/backup/names.ts';
import { readBackupState } from '../backup/state.ts';
import { lastReport } from './drill-report.ts';

/** Another folder that may be looked in. */
export interface OtherFolder {
  token: string;
  name: string;
  path: string;
}

/** What this profile's destinations hold, with what is known of it, and what lies in another folder. Newest first. */
export function listBackups(profileDir: string, folders: readonly OtherFolder[], folder: OtherFolder | undefined, hasKey: boolean): BackupList {
  const { destinations, backups: known } = readBackupState(profileDir);
  const backups = destinations.flatMap(({ id, path }) =>
    filesIn(path).map((file): BackupItem => {
      const record = known.find((each) => each.destination === id && each.name === file.name);
      return {
        ...file,
        place: { kind: 'destination', destination: id, name: file.name },
        at: record?.at ?? file.at,
        counts: record?.counts ?? null,
        verifiedAt: record?.verifiedAt ?? null,
        provenAt: record?.provenAt ?? null,
      };
    }),
  );
  const other = folder ? filesIn(folder.path).map((file): BackupItem => ({ ...file, place: { kind: 'folder', folder: folder.token, name: file.name }, counts: null, verifiedAt: null, provenAt: null })) : [];
  return {
    backups: [...backups, ...other].toSorted((a, b) => b.at - a.at),
    destinations: destinations.map(({ id, name, path }) => ({ id, name, isThere: existsSync(path) })),
    folders: folders.map(({ token, name }) => ({ token, name })),
    hasKey,
    lastDrill: lastReport(profileDir),
  };
}

/** Backups by their ending; a folder that is not there has none. */
function filesIn(folder: string): { name: string; at: number; bytes: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(BACKUP_ENDING))
    .map(({ name }) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return { name, at: madeAtOf(name) ?? Math.floor(mtimeMs), bytes: size };
    });
}
