import { generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askAfterPostponing, askAfterTyping, isAskedFor } from '../../core/backup/key-asking.ts';
import { backupName, listName, madeAtOf } from '../../core/backup/names.ts';
import { groupsOfRecoveryKey, readRecoveryKey } from '../../core/backup/recovery-key.ts';
import { type MadeBackup, ROTATION, backupsToRemove } from '../../core/backup/rotation.ts';
import { CallError } from '../../core/call.ts';

const DAY = 86_400_000;
const AT = Date.parse('2026-11-28T14:29:00Z');

describe('the rotation', () => {
  const daily = (days: number): MadeBackup[] => Array.from({ length: days }, (_, day) => ({ name: `b${day}`, at: AT - day * DAY, verifiedAt: AT }));
  const left = (backups: readonly MadeBackup[]): MadeBackup[] => {
    const gone = backupsToRemove(backups, ROTATION);
    return backups.filter((backup) => !gone.includes(backup));
  };

  it('keeps seven days, four weeks and twelve months of a daily habit', () => {
    const kept = left(daily(500));
    const ages = kept.map(({ at }) => Math.round((AT - at) / DAY));
    // 28 November 2026 is a Saturday; the weeks before end on Sundays, the months on their last days.
    expect(ages).toEqual([0, 1, 2, 3, 4, 5, 6, 13, 20, 28, 59, 89, 120, 151, 181, 212, 242, 273, 301, 332]);
  });

  it('keeps the newest of a day, and days off take no place', () => {
    const twice = [...daily(1), { name: 'morning', at: AT - 3_600_000, verifiedAt: AT }];
    expect(left(twice).map(({ name }) => name)).toEqual(['b0']);
    expect(left(daily(14).filter((_, day) => day % 2 === 0))).toHaveLength(7);
  });

  const backups = fc.uniqueArray(
    fc.record({ name: fc.uuid(), at: fc.integer({ min: 0, max: 800 }).map((day) => AT - day * DAY * 0.7), verifiedAt: fc.option(fc.constant(AT)) }),
    { selector: ({ name }) => name, maxLength: 60 },
  );
  const rotations = fc.record({ daily: fc.nat(9), weekly: fc.nat(9), monthly: fc.nat(13) });

  it('never removes the last verified one, nor more than it keeps, nor what came after it', () => {
    fc.assert(
      fc.property(backups, rotations, (made, rotation) => {
        const gone = backupsToRemove(made, rotation);
        const kept = made.filter((backup) => !gone.includes(backup));
        const verified = made.filter(({ verifiedAt }) => verifiedAt !== null);
        const last = Math.max(...verified.map(({ at }) => at));
        if (verified.length > 0) expect(kept.some(({ at, verifiedAt }) => verifiedAt !== null && at === last)).toBe(true);
        else expect(gone).toEqual([]);
        for (const { at, verifiedAt } of gone) expect(verifiedAt !== null || at < last).toBe(true);
        const { daily: days, weekly, monthly } = rotation;
        expect(kept.filter(({ verifiedAt }) => verifiedAt !== null).length).toBeLessThanOrEqual(Math.max(1, days + weekly + monthly));
        // Asked again it is content.
        expect(backupsToRemove(kept, rotation)).toEqual([]);
      }),
    );
  });

  it('lets a backup that was never verified push out none that was', () => {
    fc.assert(
      fc.property(backups, rotations, (made, rotation) => {
        const verified = made.filter(({ verifiedAt }) => verifiedAt !== null);
        expect(backupsToRemove(made, rotation).filter(({ verifiedAt }) => verifiedAt !== null)).toEqual(backupsToRemove(verified, rotation));
      }),
    );
  });
});

describe('the name of a backup', () => {
  it('says when, in UTC, and has a number where there are two of one minute', () => {
    expect(backupName(AT, [])).toBe('Kith 2026-11-28 1429Z.kith-backup');
    expect(backupName(AT, ['kith 2026-11-28 1429z.kith-backup'])).toBe('Kith 2026-11-28 1429Z (2).kith-backup');
    expect(listName('Kith 2026-11-28 1429Z.kith-backup')).toBe('Kith 2026-11-28 1429Z.files');
  });

  it('is read back, and no other name is', () => {
    expect(madeAtOf('Kith 2026-11-28 1429Z (2).kith-backup')).toBe(AT);
    for (const name of ['Kith 2026-11-28 1429Z.kith-backup.part', 'Kith 2026-13-28 1429Z.kith-backup', 'holiday.kith-backup', 'x/Kith 2026-11-28 1429Z.kith-backup']) expect(madeAtOf(name)).toBeUndefined();
  });
});

describe('the recovery key', () => {
  const KEY = 'AGE-SECRET-KEY-1HNT3S3KHY3632AM0GFHPWUUN096X78USUJMJEHWYDUC9C3KXN32QF50KYP';
  const refused = (typed: string): { code: string; details: unknown } => {
    try {
      return { code: `read as ${readRecoveryKey(typed)}`, details: undefined };
    } catch (error) {
      if (error instanceof CallError) return { code: error.code, details: error.details };
      throw error;
    }
  };

  it('is shown in groups of four, which read as the key', () => {
    const groups = groupsOfRecoveryKey(KEY);
    expect(groups.slice(0, 3)).toEqual(['AGE-SECRET-KEY-1', 'HNT3', 'S3KH']);
    expect(groups.join('')).toBe(KEY);
    expect(readRecoveryKey(groups.join(' '))).toBe(KEY);
  });

  it('forgives case, spaces, hyphens, lines, a missing beginning and characters that look alike', () => {
    for (const typed of [KEY.toLowerCase(), `\n ${KEY.replace(/(.{7})/g, '$1 ‑\n')} `, KEY.slice('AGE-SECRET-KEY-1'.length), KEY.replaceAll('0', 'O'), KEY.replaceAll('8', 'b'), KEY.replace('AGE-SECRET-KEY-1', 'age secret key 1 ')]) {
      expect(readRecoveryKey(typed)).toBe(KEY);
    }
  });

  it('reads every key that the library makes', async () => {
    for (let n = 0; n < 50; n++) {
      const key = await generateX25519Identity();
      expect(readRecoveryKey(groupsOfRecoveryKey(key).join('-').toLowerCase())).toBe(key);
    }
  });

  it('says how much is missing or too much', () => {
    expect(refused(KEY.slice(0, -3))).toEqual({ code: 'recovery-key-short', details: { have: 55, need: 58 } });
    expect(refused(`${KEY}QQ`)).toEqual({ code: 'recovery-key-long', details: { have: 60, need: 58 } });
    expect(refused('')).toMatchObject({ code: 'recovery-key-short' });
  });

  it('says in which group one character is wrong, and takes none for another key', () => {
    const characters = 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L';
    fc.assert(
      fc.property(fc.nat(57), fc.nat(31), (at, value) => {
        const place = 'AGE-SECRET-KEY-1'.length + at;
        const typed = KEY.slice(0, place) + characters[value]! + KEY.slice(place + 1);
        if (typed === KEY) return;
        expect(refused(typed)).toEqual({ code: 'recovery-key-mistyped', details: { group: Math.floor(at / 4) + 1 } });
      }),
    );
  });

  it('refuses two groups that changed places', () => {
    const groups = groupsOfRecoveryKey(KEY);
    expect(refused([...groups.slice(0, 3), groups[4], groups[3], ...groups.slice(5)].join(' '))).toMatchObject({ code: 'recovery-key-mistyped' });
  });
});

describe('asking for the key again', () => {
  it('comes a week after it was made, then twice a year, and a week after somebody had no time', () => {
    const first = askAfterTyping(AT, AT + 60_000);
    expect(first - AT).toBe(7 * DAY);
    expect(isAskedFor(first, AT + 7 * DAY - 1)).toBe(false);
    expect(isAskedFor(first, AT + 7 * DAY)).toBe(true);
    expect(askAfterPostponing(AT + 8 * DAY)).toBe(AT + 15 * DAY);
    expect(askAfterTyping(AT, AT + 9 * DAY)).toBe(AT + (9 + 182) * DAY);
  });

  it('comes at once where nobody ever typed it', () => {
    expect(isAskedFor(null, AT)).toBe(true);
  });
});
