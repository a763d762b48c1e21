import type { BackupDestination, BackupStatus, BackupView } from '../../../core/api/backup.ts';
import type { BackupItem, BackupList, ComparedCount, Difference, OpenedRow, OpenedView, RecordLook } from '../../../core/api/restore.ts';
import { groupsOfRecoveryKey } from '../../../core/backup/recovery-key.ts';
import { idOf } from '../show-feature.tsx';

/** A recovery key whose checksum is right. */
export const KEY = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';
export const GROUPS = groupsOfRecoveryKey(KEY);

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const LONG = 'Wolkenkratzerbauunternehmensgruppe '.repeat(4).slice(0, 120).trim();

export const aDestination = (change: Partial<BackupDestination> = {}): BackupDestination => ({ id: 'd1', name: 'USB drive', failure: null, failedAt: null, lastAt: Date.now() - HOUR, lastVerifiedAt: Date.now() - HOUR, ...change });

export const aStatus = (change: Partial<BackupStatus> = {}): BackupStatus => ({
  key: { kind: 'made', madeAt: Date.now() - DAY, typedAt: Date.now() - DAY, isAskedFor: false },
  hasPassphrase: false,
  isInKeychain: false,
  automatic: true,
  destinations: [aDestination()],
  folders: [],
  canChooseFolder: false,
  ...change,
});

export const aBackup = (change: Partial<BackupView> = {}): BackupView => ({
  destination: 'd1',
  name: 'Kith 2026-11-28 1429Z.kith-backup',
  at: Date.now() - HOUR,
  bytes: 118_000,
  files: { count: 0, bytes: 0 },
  counts: { person: 50, organisation: 12 },
  verifiedAt: Date.now() - HOUR,
  provenAt: null,
  ...change,
});

export const anItem = (at: number, change: Partial<BackupItem> = {}): BackupItem => ({
  place: { kind: 'destination', destination: 'd1', name: `Kith ${at}.kith-backup` },
  name: `Kith ${at}.kith-backup`,
  at,
  bytes: 118_000,
  counts: { person: 50 },
  verifiedAt: at,
  provenAt: null,
  ...change,
});

export const aList = (change: Partial<BackupList> = {}): BackupList => ({ backups: [], destinations: [{ id: 'd1', name: 'USB drive', isThere: true }], folders: [], hasKey: false, lastDrill: null, ...change });

export const anOpened = (change: Partial<OpenedView> = {}): OpenedView => ({ id: 'o1', name: 'Kith.kith-backup', madeAt: Date.now() - DAY, version: '1.2.3', counts: { person: 3 }, files: 0, filesMissing: 0, isOfThisProfile: true, ...change });

export const aCount = (change: Partial<ComparedCount> = {}): ComparedCount => ({ kind: 'person', inBackup: 3, inProfile: 2, there: 1, here: 0, changed: 0, ...change });

export const aDifference = (n: number, change: Partial<Difference> = {}): Difference => ({ id: idOf(n), kind: 'person', side: 'there', name: `Person ${n}`, about: '', changedAt: Date.now() - DAY, ...change });

export const aLook = (change: Partial<RecordLook> = {}): RecordLook => ({ state: 'here', id: idOf(1), name: 'Ada', fields: [], parts: [], missing: { entries: 0, reminders: 0, deals: 0 }, ...change });

export const anOpenedRow = (n: number, change: Partial<OpenedRow> = {}): OpenedRow => ({ id: idOf(n), kind: 'person', name: `Person ${n}`, about: '', detail: `p${n}@mail.example`, amount: null, ...change });
