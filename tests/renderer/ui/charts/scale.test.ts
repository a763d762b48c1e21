import { describe, expect, it } from 'vitest';
import { roundTicks } from '../../../../renderer/ui/charts/scale.ts';
import { clippedText, textWidth } from '../../../../renderer/ui/charts/text-width.ts';

describe('the steps of an axis', () => {
  it('are round and hold the most', () => {
    expect(roundTicks(0, 56)).toEqual([0, 20, 40, 60]);
    expect(roundTicks(0, 3)).toEqual([0, 1, 2, 3]);
    expect(roundTicks(0, 9_936)).toEqual([0, 2_500, 5_000, 7_500, 10_000]);
  });

  it('go below nothing where something does', () => {
    expect(roundTicks(-30, 60)).toEqual([-50, -25, 0, 25, 50, 75]);
  });

  it('are there where there is nothing', () => {
    expect(roundTicks(0, 0)).toEqual([0, 1]);
  });
});

describe('a text in a drawing', () => {
  it('ends in an ellipsis where it must, and never within a letter', () => {
    const family = '👩‍👩‍👧‍👦'.repeat(20);
    const shown = clippedText(family, 100);
    expect(shown).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
    expect(textWidth(shown)).toBeLessThanOrEqual(100);
    expect(clippedText('Price', 100)).toBe('Price');
  });
});
