import { CallError } from '../../core/call.ts';

export type BackupRefusal = 'wrong-key' | 'other-profile' | 'newer-version' | 'truncated' | 'altered' | 'not-a-backup';

const MESSAGES: Record<BackupRefusal, string> = {
  'wrong-key': 'This key does not open the backup. Try the recovery key or passphrase that belonged to it when it was made.',
  'other-profile': 'This is a backup of another profile.',
  'newer-version': 'This backup was made by a newer version of Kith. Update Kith to read it.',
  truncated: 'The end of this backup is missing. Copy it again from where it came from, or choose another.',
  altered: 'This backup is not what Kith wrote: it was damaged or changed. Copy it again from where it came from, or choose another.',
  'not-a-backup': 'This file is not a backup of Kith.',
};

export const refuse = (code: BackupRefusal, details?: unknown): CallError<BackupRefusal> => new CallError(code, MESSAGES[code], details);
