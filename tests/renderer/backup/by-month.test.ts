import { expect, it } from 'vitest';
import { byMonth } from '../../../renderer/features/restore/choose/by-month.ts';

it('puts what comes newest first under its months, as the days of the zone are counted', () => {
  const at = (text: string) => ({ at: Date.parse(text) });
  const items = [at('2026-11-30T23:30:00Z'), at('2026-11-02T10:00:00Z'), at('2026-08-31T12:00:00Z')];
  expect(byMonth(items, 'UTC').map(({ month, rows }) => [month, rows.length])).toEqual([['2026-11', 2], ['2026-08', 1]]);
  expect(byMonth(items, 'Europe/Berlin').map(({ month, rows }) => [month, rows.length])).toEqual([['2026-12', 1], ['2026-11', 1], ['2026-08', 1]]);
});
