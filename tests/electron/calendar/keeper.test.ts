import { describe, expect, it, onTestFinished } from 'vitest';
import type { CalendarFailure } from '../../../core/api/calendar.ts';
import { calendarState, setCalendarFile } from '../../../db/calendar-settings.ts';
import { setDeviceSettings } from '../../../db/settings.ts';
import { CalendarKeeper } from '../../../electron/calendar/keeper.ts';
import { aStore } from '../../support/stores.ts';

const FILE = { folder: 'token', whose: 'mine', form: 'todo' } as const;

/** A keeper with timers that the test lets go by, and a disk that fails when told to. */
function aKeeper({ isOn = true } = {}) {
  const { store, remove } = aStore();
  onTestFinished(remove);
  if (isOn) setCalendarFile(store, FILE);
  let failure: CalendarFailure | undefined;
  let timer: { ms: number; run: () => void } | undefined;
  let finish: (() => void) | undefined;
  const disk = { writes: 0, told: 0, isSlow: false };
  const keeper = new CalendarKeeper(store, {
    async write() {
      disk.writes++;
      if (disk.isSlow) await new Promise<void>((resolve) => (finish = resolve));
      return failure;
    },
    now: () => 1_000,
    after(ms, run) {
      const own = (timer = { ms, run });
      return () => {
        if (timer === own) timer = undefined;
      };
    },
    tell: () => void disk.told++,
  });
  return {
    store,
    keeper,
    disk,
    fails: (with_: CalendarFailure | undefined) => (failure = with_),
    waits: () => timer?.ms,
    finish: () => finish?.(),
    /** What was waited for comes about. */
    elapse: async (): Promise<void> => {
      const due = timer;
      timer = undefined;
      due?.run();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('the calendar file', () => {
  it('is written once for many changes, and not at all while nothing that it shows changes', async () => {
    const { keeper, disk, waits, elapse } = aKeeper();
    keeper.start();
    await elapse();
    expect(disk.writes).toBe(1);
    for (let n = 0; n < 50; n++) keeper.changed({ reminders: '*' });
    expect(waits()).toBe(2_000);
    await elapse();
    expect([disk.writes, waits()]).toEqual([2, undefined]);
    keeper.changed({ tags: '*', views: '*', preferences: '*' });
    expect(waits()).toBeUndefined();
  });

  it('follows the language and the hour of what is due on a day', async () => {
    const { store, keeper, disk, elapse } = aKeeper();
    keeper.start();
    await elapse();
    setDeviceSettings(store, { locale: 'de' });
    keeper.changed({ preferences: '*' });
    await elapse();
    expect(disk.writes).toBe(2);
  });

  it('is written again for what changed while it was being written', async () => {
    const { keeper, disk, elapse, finish } = aKeeper();
    disk.isSlow = true;
    keeper.start();
    await elapse();
    keeper.changed({ entries: '*' });
    disk.isSlow = false;
    finish();
    await new Promise((resolve) => setImmediate(resolve));
    await elapse();
    expect(disk.writes).toBe(2);
  });

  it('is tried again later and later while it fails, at once when something changes, and says both', async () => {
    const { store, keeper, disk, fails, waits, elapse } = aKeeper();
    keeper.start();
    await elapse();
    expect(calendarState(store)).toEqual({ writtenAt: 1_000, failure: null });
    fails('folder-gone');
    keeper.changed({ reminders: '*' });
    await elapse();
    expect(calendarState(store)).toEqual({ writtenAt: 1_000, failure: 'folder-gone' });
    const waited: (number | undefined)[] = [];
    for (let n = 0; n < 8; n++) {
      waited.push(waits());
      await elapse();
    }
    expect(waited).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((minutes) => minutes * 60_000));
    keeper.changed({ reminders: '*' });
    expect(waits()).toBe(2_000);
    fails(undefined);
    await elapse();
    expect([calendarState(store).failure, waits()]).toEqual([null, undefined]);
    expect(disk.told).toBe(disk.writes);
  });

  it('is not written where nobody wants one, nor after the end', async () => {
    const { store, keeper, disk, waits, elapse } = aKeeper({ isOn: false });
    keeper.start();
    await elapse();
    keeper.changed({ reminders: '*' });
    await elapse();
    expect(disk.writes).toBe(0);
    setCalendarFile(store, FILE);
    keeper.settingChanged();
    await elapse();
    expect(disk.writes).toBe(1);
    await keeper.stop();
    keeper.changed({ reminders: '*' });
    expect(waits()).toBeUndefined();
  });

  it('is there when “Write now” answers, also when it was being written already', async () => {
    const { keeper, disk, elapse, finish } = aKeeper();
    disk.isSlow = true;
    keeper.start();
    await elapse();
    const now = keeper.writeNow();
    disk.isSlow = false;
    finish();
    await now;
    expect(disk.writes).toBe(2);
  });
});
