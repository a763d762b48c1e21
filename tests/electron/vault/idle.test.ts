import { expect, it } from 'vitest';
import { Idle } from '../../../electron/vault/idle.ts';
import { manualClock } from '../../support/manual-clock.ts';

const MINUTE = 60_000;

function anIdle(minutes: number | null) {
  const clock = manualClock();
  const locked: number[] = [];
  const idle = new Idle({ now: clock.now, minutes: () => minutes, after: clock.after, lock: () => locked.push(clock.now()) });
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) clock.advance(1_000);
  };
  return { clock, locked, idle, pass };
}

it('locks when nobody was there for so long, and not before', () => {
  const { locked, idle, pass } = anIdle(5);
  pass(4 * MINUTE);
  idle.active();
  pass(4.9 * MINUTE);
  expect(locked).toEqual([]);
  pass(0.3 * MINUTE);
  expect(locked.length).toBeGreaterThan(0);
});

it('locks at once when everybody has left, and again until that could be done', () => {
  const { locked, idle, pass } = anIdle(60);
  idle.left();
  expect(locked).toHaveLength(1);
  pass(MINUTE);
  expect(locked.length).toBeGreaterThan(5);
  idle.active();
  const before = locked.length;
  pass(MINUTE);
  expect(locked).toHaveLength(before);
  const never = anIdle(null);
  never.idle.left();
  expect(never.locked).toEqual([]);
});

it('counts the hours that the machine slept', () => {
  const { clock, locked } = anIdle(60);
  clock.advance(8 * 60 * MINUTE);
  expect(locked).toHaveLength(1);
});

it('never locks by itself where nobody wants that, nor when it was stopped', () => {
  const never = anIdle(null);
  never.pass(90 * MINUTE);
  const stopped = anIdle(1);
  stopped.idle.stop();
  stopped.pass(9 * MINUTE);
  expect([never.locked, stopped.locked]).toEqual([[], []]);
});
