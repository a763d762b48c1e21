import { describe, expect, it } from 'vitest';
import type { BackupOutcome } from '../../../core/api/backup.ts';
import { BackupKeeper } from '../../../electron/backup/keeper.ts';
import type { BackupState } from '../../../electron/backup/state.ts';
import { manualClock } from '../../support/manual-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A keeper with a clock that the test moves, and destinations that do what they are told. */
function aKeeper(places: readonly string[] = ['home', 'stick']) {
  const clock = manualClock(Date.UTC(2026, 10, 28, 9));
  const state = {
    automatic: true,
    recipient: 'age1…' as string | null,
    destinations: places.map((id) => ({ id, name: id, path: `/${id}`, failure: null, failedAt: null })),
    backups: [] as { destination: string; at: number }[],
  };
  const runs: { at: number; destinations: readonly string[] }[] = [];
  const does = new Map<string, BackupOutcome['kind'] | 'throws' | 'waits'>();
  const errors: unknown[] = [];
  let finish: (() => void) | undefined;
  const keeper = new BackupKeeper({
    state: () => state as unknown as BackupState,
    async run(destinations, signal) {
      runs.push({ at: clock.now(), destinations });
      if (destinations.some((id) => does.get(id) === 'throws')) throw new Error('a fault of ours');
      if (destinations.some((id) => does.get(id) === 'waits')) {
        await new Promise<void>((resolve, reject) => {
          finish = resolve;
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      }
      return destinations.map((destination) => {
        const kind = (does.get(destination) ?? 'made') as BackupOutcome['kind'];
        if (kind === 'made') state.backups.push({ destination, at: clock.now() });
        return { destination, kind, name: null, failure: kind === 'failed' ? 'folder-gone' : null };
      });
    },
    now: clock.now,
    dayOf: (at) => new Date(at).toISOString().slice(0, 10),
    after: clock.after,
    onError: (error) => errors.push(error),
  });
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= MINUTE) {
      clock.advance(Math.min(left, MINUTE));
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    }
  };
  return { keeper, state, runs, does, errors, clock, pass, finish: () => finish?.(), days: () => runs.map(({ at }) => new Date(at).toISOString().slice(0, 10)) };
}

describe('the keeper of backups', () => {
  it('makes one a day for each destination, once somebody has had time to begin', async () => {
    const { keeper, runs, pass, days } = aKeeper();
    keeper.start();
    await pass(4 * MINUTE);
    expect(runs).toEqual([]);
    await pass(75 * HOUR);
    expect(days()).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);
    for (const { destinations } of runs) expect(destinations).toEqual(['home', 'stick']);
  });

  it('makes none on a day that has one, whoever made it', async () => {
    const { keeper, state, runs, clock, pass } = aKeeper();
    state.backups.push({ destination: 'home', at: clock.now() - HOUR });
    keeper.start();
    await pass(HOUR);
    expect(runs.map(({ destinations }) => destinations)).toEqual([['stick']]);
  });

  it('looks once a day where nothing changes', async () => {
    const { keeper, does, runs, pass } = aKeeper(['home']);
    does.set('home', 'unchanged');
    keeper.start();
    await pass(30 * HOUR);
    expect(runs).toHaveLength(2);
  });

  it('catches up after sleep, once', async () => {
    const { keeper, runs, clock, pass } = aKeeper(['home']);
    keeper.start();
    await pass(HOUR);
    clock.advance(20 * 24 * HOUR);
    await pass(HOUR);
    expect(runs).toHaveLength(2);
  });

  it('tries a destination that failed again, ever less often, and the others not with it', async () => {
    const { keeper, does, runs, pass, clock } = aKeeper();
    does.set('stick', 'failed');
    keeper.start();
    await pass(14 * HOUR);
    const tries = runs.filter(({ destinations }) => destinations.includes('stick')).map(({ at }) => Math.round((at - Date.UTC(2026, 10, 28, 9)) / MINUTE));
    expect(tries.slice(0, 4)).toEqual([5, 15, 35, 75]);
    expect(Math.max(...tries.slice(1).map((at, n) => at - tries[n]!))).toBeLessThanOrEqual(250);
    expect(runs.filter(({ destinations }) => destinations.includes('home'))).toHaveLength(1);
    does.delete('stick');
    keeper.changed();
    await pass(10 * MINUTE);
    expect(runs.at(-1)).toEqual({ at: expect.any(Number), destinations: ['stick'] });
    expect(clock.now() - runs.at(-1)!.at).toBeLessThan(10 * MINUTE);
  });

  it('makes none without a key, without a destination, or when it was told so', async () => {
    for (const change of [{ recipient: null }, { destinations: [] }, { automatic: false }]) {
      const { keeper, state, runs, pass } = aKeeper();
      Object.assign(state, change);
      keeper.start();
      await pass(3 * HOUR);
      await keeper.stop({ hurry: false });
      expect(runs).toEqual([]);
    }
  });

  it('makes what today lacks when the program ends, and nothing after', async () => {
    const { keeper, runs, pass } = aKeeper();
    keeper.start();
    await keeper.stop({ hurry: false });
    expect(runs).toHaveLength(1);
    await pass(48 * HOUR);
    expect(runs).toHaveLength(1);
  });

  it('makes none at the end of a day that has one', async () => {
    const { keeper, runs, pass } = aKeeper();
    keeper.start();
    await pass(HOUR);
    await keeper.stop({ hurry: false });
    expect(runs).toHaveLength(1);
  });

  it('gives up what is under way when there is no time, and makes none', async () => {
    const { keeper, does, runs, errors, pass } = aKeeper();
    does.set('home', 'waits');
    keeper.start();
    await pass(6 * MINUTE);
    await keeper.stop({ hurry: true });
    expect(runs).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('waits for what is under way when the program ends in peace', async () => {
    const { keeper, does, runs, finish, pass } = aKeeper(['home']);
    does.set('home', 'waits');
    keeper.start();
    await pass(6 * MINUTE);
    const stopped = keeper.stop({ hurry: false });
    does.delete('home');
    finish();
    await stopped;
    expect(runs).toHaveLength(1);
  });

  it('goes on after a fault, which is told', async () => {
    const { keeper, does, runs, errors, pass } = aKeeper(['home']);
    does.set('home', 'throws');
    keeper.start();
    await pass(6 * MINUTE);
    expect(errors).toHaveLength(1);
    does.delete('home');
    await pass(30 * MINUTE);
    expect(runs).toHaveLength(2);
  });
});
