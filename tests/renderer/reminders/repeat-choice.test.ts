import { expect, it } from 'vitest';
import { choiceOf, repeatOf } from '../../../renderer/reminders/repeat-choice.ts';
import type { RepeatChoice } from '../../../renderer/reminders/repeat-choice.ts';

it.each<RepeatChoice>([
  { kind: 'none' },
  { kind: 'daily' },
  { kind: 'weekly' },
  { kind: 'twoWeeks' },
  { kind: 'monthly' },
  { kind: 'yearly' },
  { kind: 'every', count: 5, unit: 'D' },
  { kind: 'every', count: 3, unit: 'W' },
  { kind: 'every', count: 2, unit: 'M' },
  { kind: 'every', count: 4, unit: 'Y' },
  { kind: 'afterDone', count: 3, unit: 'W' },
])('reads back what the form chose: %o', (choice) => {
  for (const due of ['2026-06-19', '2026-01-31', '2028-02-29']) expect(choiceOf(repeatOf(choice, due), due)).toEqual(choice);
});

it('keeps a rule for which the form has no fields', () => {
  const repeat = { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO,WE' } as const;
  const choice = choiceOf(repeat, '2026-06-19');
  expect(choice).toEqual({ kind: 'kept', repeat });
  expect(repeatOf(choice, '2026-06-19')).toBe(repeat);
});

it('keeps a weekly one on its weekday when this one alone was moved', () => {
  const friday = { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=FR' } as const;
  expect(choiceOf(friday, '2026-06-20').kind).toBe('kept');
});
