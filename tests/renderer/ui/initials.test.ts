import { expect, it } from 'vitest';
import { avatarColour, initials } from '../../../renderer/ui/initials.ts';

it.each([
  ['Ada Lindqvist', 'AL'],
  ['Jean-Baptiste de la Rochemaure', 'JR'],
  ['ليلى الحداد', 'ل'],
  ['佐々木 遥香', '佐'],
  ['ångström', 'Å'],
  ['👩🏽‍🌾 Tove Ekholm', '👩🏽‍🌾'],
  ['(Bob) Smith', 'BS'],
  ['', ''],
])('%s is %s', (name, expected) => {
  expect(initials(name, 2)).toBe(expected);
});

it('spreads ids over all twelve colours', () => {
  const counts = Array.from({ length: 12 }, () => 0);
  for (let id = 0; id < 12_000; id++) counts[avatarColour(`0195-${id}`)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(700);
});
