import type { BackupFailure } from '../../core/api/backup.ts';

/** What the terminal says; a page says it in its own language, by the code. */
export const FAILURES: Record<BackupFailure, string> = {
  'folder-gone': 'The folder is not there.',
  'not-granted': 'The folder is no longer one that Kith may use.',
  'not-allowed': 'Kith may not write into the folder.',
  'disk-full': 'The disk of the folder is full.',
  'profile-full': 'The disk of the profile has no room for the copy that a backup is made from.',
  damaged: 'The database is damaged: run "kith doctor". Nothing was backed up, and no older backup was removed.',
  'not-verified': 'What was read back was not what had been written. Check the disk of the folder.',
  'not-written': 'The disk of the folder reports an error.',
};
