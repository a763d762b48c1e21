import { describe, expect, it } from 'vitest';
import { MOST_MONTHS, readLook, spanBefore, spanOf } from '../../../renderer/features/reports/period.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');
const span = (period: Parameters<typeof spanOf>[0]) => spanOf(period, NOW, 'UTC');

describe('the time that reports are about', () => {
  it('is a month, a quarter, a year or the last twelve months, of which those count that have begun', () => {
    expect(span({ kind: 'month' })).toEqual({ from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 5, 1), months: ['2026-05'], isCut: false, bounds: ['2026-05', '2026-05'] });
    expect(span({ kind: 'quarter' })).toMatchObject({ months: ['2026-04', '2026-05'], bounds: ['2026-04', '2026-06'] });
    expect(span({ kind: 'year' })).toMatchObject({ from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1), months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'] });
    expect(span({ kind: 'last12' })).toMatchObject({ bounds: ['2025-06', '2026-05'] });
    expect(span({ kind: 'last12' }).months).toHaveLength(12);
  });

  it('is from one month to another, whichever was chosen first', () => {
    expect(span({ kind: 'months', from: '2026-03', to: '2025-12' })).toMatchObject({ from: Date.UTC(2025, 11, 1), to: Date.UTC(2026, 3, 1), months: ['2025-12', '2026-01', '2026-02', '2026-03'] });
  });

  it('has as long a time before it, which all there is has not', () => {
    expect(spanBefore(span({ kind: 'quarter' }), NOW, 'UTC')).toMatchObject({ bounds: ['2026-01', '2026-03'] });
    expect(spanBefore(span({ kind: 'all' }), NOW, 'UTC')).toBeUndefined();
  });

  it('shows no more months than can be asked for', () => {
    expect(span({ kind: 'all' }).months).toHaveLength(MOST_MONTHS);
    expect(span({ kind: 'months', from: '2018-01', to: '2026-05' }).months).toHaveLength(MOST_MONTHS);
    expect([span({ kind: 'months', from: '2018-01', to: '2026-05' }).isCut, span({ kind: 'all' }).isCut, span({ kind: 'year' }).isCut]).toEqual([true, true, false]);
  });

  it('begins where the day begins in the zone', () => {
    expect(spanOf({ kind: 'month' }, NOW, 'Asia/Tokyo').from).toBe(Date.parse('2026-04-30T15:00:00Z'));
  });

  it('is not read from what is none', () => {
    expect(readLook({ period: { kind: 'months', from: '2026-13', to: '2026-01' }, pipelineId: null })).toBeNull();
    expect(readLook({ period: { kind: 'year' }, pipelineId: null })).toEqual({ period: { kind: 'year' }, pipelineId: null });
  });
});
