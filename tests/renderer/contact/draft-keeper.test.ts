import { describe, expect, it } from 'vitest';
import { keepDraft, PAUSE_MS } from '../../../renderer/drafts/draft-keeper.ts';
import { manualClock } from '../../support/manual-clock.ts';

/** A keeper whose writes end when the story says so. */
function aKeeper() {
  const clock = manualClock();
  const written: string[] = [];
  const kept: boolean[] = [];
  let settleWrite: { done: () => void; fail: () => void } = { done: () => {}, fail: () => {} };
  const keeper = keepDraft<string>({
    write(state) {
      written.push(state);
      return new Promise<void>((resolve, reject) => {
        settleWrite = { done: resolve, fail: () => reject(new Error('the disk is full')) };
      });
    },
    after: clock.after,
    onKept: (isKept) => kept.push(isKept),
  });
  const ended = () => new Promise((resolve) => queueMicrotask(() => queueMicrotask(() => resolve(undefined))));
  return { clock, written, kept, keeper, done: () => (settleWrite.done(), ended()), fail: () => (settleWrite.fail(), ended()) };
}

describe('a draft', () => {
  it('is on the disk a moment after somebody stops typing', () => {
    const { clock, written, keeper } = aKeeper();
    keeper.change('H');
    expect(written).toEqual([]);
    clock.advance(PAUSE_MS);
    expect(written).toEqual(['H']);
    expect(PAUSE_MS).toBeLessThanOrEqual(300);
  });

  it('does not wait for a pause in the typing', async () => {
    const { clock, written, keeper, done } = aKeeper();
    for (const text of ['a', 'ab', 'abc', 'abcd']) {
      keeper.change(text);
      clock.advance(PAUSE_MS / 2);
      await done();
    }
    expect(written).toEqual(['ab', 'abcd']);
  });

  it('is written at once when its form is left', () => {
    const { written, keeper } = aKeeper();
    keeper.change('Hello');
    keeper.flush();
    expect(written).toEqual(['Hello']);
  });

  it('is written once at a time, the newest last', async () => {
    const { clock, written, keeper, done } = aKeeper();
    keeper.change('one');
    clock.advance(PAUSE_MS);
    keeper.change('two');
    clock.advance(PAUSE_MS);
    expect(written).toEqual(['one']);
    await done();
    clock.advance(PAUSE_MS);
    expect(written).toEqual(['one', 'two']);
  });

  it('is tried again when it could not be written, and says so meanwhile', async () => {
    const { clock, written, kept, keeper, done, fail } = aKeeper();
    keeper.change('Hello');
    clock.advance(PAUSE_MS);
    await fail();
    expect(kept).toEqual([false]);
    clock.advance(10_000);
    await done();
    expect(written).toEqual(['Hello', 'Hello']);
    expect(kept).toEqual([false, true]);
  });

  it('is not written any more once its form is saved', async () => {
    const { clock, written, keeper, done } = aKeeper();
    keeper.change('Hello');
    clock.advance(PAUSE_MS);
    keeper.change('Hello there');
    const settled = keeper.settle();
    await done();
    await settled;
    clock.advance(10_000);
    expect(written).toEqual(['Hello']);
  });
});
