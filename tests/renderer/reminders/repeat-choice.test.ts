import { describe, expect, it } from 'vitest';
import { occurrences } from '../../../core/recurrence.ts';
import { canEnd, choiceOf, repeatOf } from '../../../renderer/reminders/repeat-choice.ts';
import type { RepeatChoice } from '../../../renderer/reminders/repeat-choice.ts';
import type { RepeatEnd } from '../../../renderer/reminders/repeat-end.ts';

const NEVER: RepeatEnd = { kind: 'never' };

const CHOICES: RepeatChoice[] = [
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
];

it.each(CHOICES)('reads back what the form chose: %o', (repeat) => {
  for (const due of ['2026-06-19', '2026-01-31', '2028-02-29']) expect(choiceOf(repeatOf(repeat, NEVER, due, ''), due, '')).toEqual({ repeat, end: NEVER });
});

it('keeps a rule for which the form has no fields', () => {
  const repeat = { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO,WE' } as const;
  const choice = choiceOf(repeat, '2026-06-19', '');
  expect(choice).toEqual({ repeat: { kind: 'kept', repeat }, end: NEVER });
  expect(repeatOf(choice.repeat, choice.end, '2026-06-19', '')).toEqual(repeat);
});

it('keeps a rule that is not known here as it is, and gives it no end', () => {
  const repeat = { kind: 'rule', rule: 'FREQ=HOURLY;COUNT=3' } as const;
  const choice = choiceOf(repeat, '2026-06-19', '');
  expect(choice).toEqual({ repeat: { kind: 'kept', repeat }, end: NEVER });
  expect(canEnd(choice.repeat)).toBe(false);
  expect(repeatOf(choice.repeat, { kind: 'times', times: 2 }, '2026-06-19', '')).toEqual(repeat);
});

it('keeps a weekly one on its weekday when this one alone was moved', () => {
  const friday = { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=FR' } as const;
  expect(choiceOf(friday, '2026-06-20', '').repeat.kind).toBe('kept');
});

describe('the end', () => {
  const ZONE = 'Europe/Berlin';
  const byRule = CHOICES.filter(canEnd);

  it('is of what comes by a rule', () => {
    expect(byRule.map(({ kind }) => kind)).toEqual(['daily', 'weekly', 'twoWeeks', 'monthly', 'yearly', 'every', 'every', 'every', 'every']);
    expect(repeatOf({ kind: 'afterDone', count: 3, unit: 'W' }, { kind: 'times', times: 2 }, '2026-06-19', '')).toEqual({ kind: 'afterDone', every: 'P3W' });
    expect(repeatOf({ kind: 'none' }, { kind: 'times', times: 2 }, '2026-06-19', '')).toBeNull();
  });

  it.each([['2026-06-19', ''], ['2026-06-19T09:30', ZONE], ['2026-06-19T00:30', ZONE], ['2026-06-19T23:30', 'America/New_York']])('is read back, of %s in %s', (due, zone) => {
    for (const repeat of byRule) {
      for (const end of [{ kind: 'times', times: 5 }, { kind: 'day', day: '2026-07-10' }] as const) expect(choiceOf(repeatOf(repeat, end, due, zone), due, zone)).toEqual({ repeat, end });
    }
  });

  it('is a number of times, a day for days, and an instant in UTC for times', () => {
    expect(repeatOf({ kind: 'daily' }, { kind: 'times', times: 5 }, '2026-06-19', '')).toEqual({ kind: 'rule', rule: 'FREQ=DAILY;COUNT=5' });
    expect(repeatOf({ kind: 'daily' }, { kind: 'day', day: '2026-06-21' }, '2026-06-19', '')).toEqual({ kind: 'rule', rule: 'FREQ=DAILY;UNTIL=20260621' });
    expect(repeatOf({ kind: 'daily' }, { kind: 'day', day: '2026-06-21' }, '2026-06-19T09:30', ZONE)).toEqual({ kind: 'rule', rule: 'FREQ=DAILY;UNTIL=20260621T215959Z' });
  });

  it.each([['2026-06-19', ''], ['2026-06-19T00:00', ZONE], ['2026-06-19T23:59', ZONE]])('has its last day as the last one, of %s', (start, zone) => {
    const repeat = repeatOf({ kind: 'daily' }, { kind: 'day', day: '2026-06-21' }, start, zone);
    expect(occurrences({ rule: repeat?.kind === 'rule' ? repeat.rule : '', start, zone, skipped: [] }, start, '2027-01-01', 9).map((due) => due.slice(0, 10))).toEqual(['2026-06-19', '2026-06-20', '2026-06-21']);
  });

  it.each([
    ['20260621', '2026-06-19', '2026-06-21'],
    ['20260621', '2026-06-19T09:00', '2026-06-21'],
    ['20260621T070000Z', '2026-06-19T09:00', '2026-06-21'],
    // As the earlier part of a series ends that was changed from the 21st on.
    ['20260621T065959Z', '2026-06-19T09:00', '2026-06-20'],
    ['20260621T233000Z', '2026-06-19T01:30', '2026-06-22'],
    ['20260621T085959', '2026-06-19T09:00', '2026-06-20'],
  ])('by UNTIL=%s, of %s, has %s as its last day', (until, due, day) => {
    expect(choiceOf({ kind: 'rule', rule: `FREQ=DAILY;UNTIL=${until}` }, due, due.includes('T') ? ZONE : '').end).toEqual({ kind: 'day', day });
  });

  it('can be changed of a rule for which the form has no fields', () => {
    const choice = choiceOf({ kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6' }, '2026-06-19', '');
    expect(choice).toEqual({ repeat: { kind: 'kept', repeat: { kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO,WE' } }, end: { kind: 'times', times: 6 } });
    expect(repeatOf(choice.repeat, { kind: 'day', day: '2026-07-01' }, '2026-06-19', '')).toEqual({ kind: 'rule', rule: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260701' });
  });
});
