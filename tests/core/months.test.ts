import { expect, it } from 'vitest';
import { monthAfter } from '../../core/months.ts';

it('counts months across the turn of years, in both directions', () => {
  expect(monthAfter('2026-11', 0)).toBe('2026-11');
  expect(monthAfter('2026-11', 1)).toBe('2026-12');
  expect(monthAfter('2026-11', 3)).toBe('2027-02');
  expect(monthAfter('2026-01', -1)).toBe('2025-12');
  expect(monthAfter('2026-12', 12)).toBe('2027-12');
});
