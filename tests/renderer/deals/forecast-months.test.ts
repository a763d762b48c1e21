import { describe, expect, it } from 'vitest';
import type { ForecastRow, Target } from '../../../core/api/deals.ts';
import { inBaseOf } from '../../../renderer/deals/in-base.ts';
import { dayInMonth, dealsBehind, monthMoved, monthOf, slotsFrom, startOfStep, sumsIn } from '../../../renderer/features/deals/forecast/months.ts';
import { idOf } from '../show-feature.tsx';

describe('another month', () => {
  it('keeps the day where it has one', () => {
    expect(dayInMonth('2026-07', '2026-06-14')).toBe('2026-07-14');
    expect(dayInMonth('2026-02', '2026-01-31')).toBe('2026-02-28');
    expect(dayInMonth('2028-02', '2028-01-30')).toBe('2028-02-29');
    expect(dayInMonth('2026-11', '')).toBe('2026-11-30');
  });

  it('is the next, but never one that has passed on the way on', () => {
    expect(monthMoved('2026-12-10', 1, '2026-06')).toBe('2027-01');
    expect(monthMoved('2026-12-10', 3, '2026-06')).toBe('2027-03');
    expect(monthMoved('2026-02-10', 1, '2026-06')).toBe('2026-06');
    expect(monthMoved('2026-06-10', -1, '2026-06')).toBe('2026-05');
    expect(monthMoved('', 1, '2026-06')).toBe('2026-06');
  });

  it('is the one in the same place of another quarter', () => {
    const [, first, second] = slotsFrom('2026-04', 'quarter');
    expect(monthOf(second!, '2026-05-20')).toBe('2026-08');
    expect(monthOf(second!, '')).toBe('2026-09');
    expect(monthOf(first!, '2026-12-20')).toBe('2026-06');
    expect(monthOf(slotsFrom('2026-04', 'month')[0]!, '2026-05-20')).toBeUndefined();
  });
});

describe('the rows', () => {
  it('are twelve months or four quarters, with what is late before them and what has no date behind', () => {
    expect(slotsFrom('2026-06', 'month').map(({ key }) => key)).toEqual(['before', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', 'none']);
    expect(startOfStep('2026-06', 'quarter')).toBe('2026-04');
    expect(slotsFrom('2026-04', 'quarter').map(({ key, months }) => [key, months.length])).toEqual([['before', 1], ['2026-04', 3], ['2026-07', 3], ['2026-10', 3], ['2027-01', 3], ['none', 0]]);
  });

  const row = (month: string, change: Partial<ForecastRow>): ForecastRow => ({ month, key: null, currency: 'EUR', open: 1, weighted: 0, best: 0, committed: 0, committedCount: 0, won: 0, wonCount: 0, ...change });
  const target = (change: Partial<Target>): Target => ({ id: idOf(9), month: '2026-06', pipelineId: null, memberId: null, minor: 1, currency: 'EUR', ...change });

  it('hold each currency by itself, and the targets of whom they are about', () => {
    const rows = [row('2026-06', { weighted: 10 }), row('2026-06', { weighted: 20, currency: 'GBP' }), row('2026-06', { weighted: 5, key: idOf(2) }), row('2026-09', { weighted: 7 })];
    const targets = [target({ minor: 100 }), target({ minor: 50, memberId: idOf(2) }), target({ minor: 30, pipelineId: idOf(3) })];
    const june = slotsFrom('2026-06', 'month')[1]!;
    const all = sumsIn(june, { rows }, targets, null, { by: 'owner', pipelineId: undefined });
    expect(all.weighted).toEqual([{ minor: 10, currency: 'EUR' }, { minor: 20, currency: 'GBP' }, { minor: 5, currency: 'EUR' }]);
    expect(all.target).toEqual([{ minor: 100, currency: 'EUR' }]);
    const own = sumsIn(june, { rows }, targets, { key: idOf(2) }, { by: 'owner', pipelineId: undefined });
    expect([own.weighted, own.target, own.open]).toEqual([[{ minor: 5, currency: 'EUR' }], [{ minor: 50, currency: 'EUR' }], 1]);
    expect(sumsIn(june, { rows }, targets, { key: null }, { by: 'owner', pipelineId: undefined }).target).toEqual([]);
    expect(sumsIn(june, { rows }, targets, null, { by: 'all', pipelineId: idOf(3) }).target).toEqual([{ minor: 30, currency: 'EUR' }]);
  });

  it('know the deals behind each figure', () => {
    const [before, june] = slotsFrom('2026-06', 'month');
    expect(dealsBehind('committed', june!, 'UTC', null, undefined)).toEqual([{ field: 'state', is: 'open' }, { field: 'committed', is: true }, { field: 'close', op: 'from', day: '2026-06-01' }, { field: 'close', op: 'by', day: '2026-06-30' }]);
    expect(dealsBehind('open', before!, 'UTC', { by: 'owner', key: null }, idOf(3))).toEqual([{ field: 'pipeline', pipelineId: idOf(3) }, { field: 'owner', op: 'is', memberId: null }, { field: 'state', is: 'open' }, { field: 'close', op: 'by', day: '2026-05-31' }]);
    expect(dealsBehind('won', slotsFrom('2026-04', 'quarter')[1]!, 'UTC', null, undefined)).toEqual([{ field: 'state', is: 'won' }, { field: 'closed', from: Date.UTC(2026, 3, 1), to: Date.UTC(2026, 6, 1) }]);
    expect(dealsBehind('open', slotsFrom('2026-06', 'month').at(-1)!, 'UTC', null, undefined)).toEqual([{ field: 'state', is: 'open' }, { field: 'noClose' }]);
  });
});

describe('one currency for all', () => {
  const inBase = inBaseOf('EUR', [{ currency: 'USD', base: 'EUR', day: '2026-01-01', rate: '0.9' }, { currency: 'USD', base: 'EUR', day: '2026-06-01', rate: '0.8' }, { currency: 'USD', base: 'EUR', day: '2026-12-01', rate: '0.1' }], '2026-06-15');
  const amounts = [{ minor: 1_000, currency: 'EUR' }, { minor: 500, currency: 'USD' }, { minor: 70, currency: 'GBP' }, { minor: 30, currency: 'GBP' }, { minor: 0, currency: 'CHF' }];

  it('takes the rate of today, says from when it is, and keeps apart what has none', () => {
    expect(inBase.toBase(amounts)).toBe(1_400);
    expect(inBase.leftOut(amounts)).toEqual([{ minor: 100, currency: 'GBP' }]);
    expect(inBase.ratesOf(amounts)).toEqual([{ currency: 'USD', day: '2026-06-01' }]);
  });
});
