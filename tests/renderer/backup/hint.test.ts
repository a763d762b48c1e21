import { describe, expect, it } from 'vitest';
import type { BackupStatus } from '../../../core/api/backup.ts';
import { NO_MEMORY, hintOf, quietFrom, readHintMemory, sinceWhen } from '../../../renderer/backup/hint.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 28, 14);
const MINE = { contacts: 12, hasSampleData: false };

const aStatus = (lastAt: number | null, key: BackupStatus['key'] = { kind: 'none' }): BackupStatus => ({
  key,
  hasPassphrase: false,
  isInKeychain: false,
  automatic: true,
  destinations: lastAt === null ? [] : [{ id: 'd', name: 'd', failure: null, failedAt: null, lastAt, lastVerifiedAt: lastAt }],
  folders: [],
  canChooseFolder: false,
});

describe('the hint about backups', () => {
  it('waits three days after there was something to lose', () => {
    const since = sinceWhen(MINE, aStatus(null), NO_MEMORY, NOW);
    expect(since).toBe(NOW);
    const memory = { ...NO_MEMORY, since };
    expect(sinceWhen(MINE, aStatus(null), memory, NOW + DAY)).toBeNull();
    expect(hintOf(MINE, aStatus(null), memory, NOW + 3 * DAY - 1)).toBeNull();
    expect(hintOf(MINE, aStatus(null), memory, NOW + 3 * DAY)).toEqual({ kind: 'never' });
  });

  it('is not about invented people, unless there are more than those', () => {
    const memory = { since: 0, quietUntil: 0 };
    expect(hintOf({ contacts: 0, hasSampleData: false }, aStatus(null), memory, NOW)).toBeNull();
    expect(hintOf({ contacts: 40, hasSampleData: true }, aStatus(null), memory, NOW)).toBeNull();
    expect(hintOf({ contacts: 400, hasSampleData: true }, aStatus(null), memory, NOW)).toEqual({ kind: 'never' });
  });

  it('says after a week that the last backup is old, and is quiet for a month once put away', () => {
    const status = aStatus(NOW - 7 * DAY);
    expect(hintOf(MINE, aStatus(NOW - 7 * DAY + 1), NO_MEMORY, NOW)).toBeNull();
    expect(hintOf(MINE, status, NO_MEMORY, NOW)).toEqual({ kind: 'old', at: NOW - 7 * DAY });
    const quiet = quietFrom(NO_MEMORY, NOW);
    expect(hintOf(MINE, status, quiet, NOW + 30 * DAY - 1)).toBeNull();
    expect(hintOf(MINE, status, quiet, NOW + 30 * DAY)).toMatchObject({ kind: 'old' });
  });

  it('asks for the key when the program says so, also while it is quiet about the rest', () => {
    const asked = { kind: 'made', madeAt: 0, typedAt: 0, isAskedFor: true } as const;
    expect(hintOf(MINE, aStatus(NOW - DAY, asked), quietFrom(NO_MEMORY, NOW), NOW)).toEqual({ kind: 'key' });
    expect(hintOf(MINE, aStatus(NOW - DAY, { ...asked, isAskedFor: false }), NO_MEMORY, NOW)).toBeNull();
  });

  it('forgets what it cannot read', () => {
    expect(readHintMemory({ since: 5, quietUntil: 7 })).toEqual({ since: 5, quietUntil: 7 });
    expect(readHintMemory({ since: null, quietUntil: 0 })).toEqual(NO_MEMORY);
    for (const stored of [null, 'x', 5, {}, { since: 'x', quietUntil: 0 }, { since: 1 }]) expect(readHintMemory(stored)).toBeNull();
  });
});
