import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterDone, type Every, nextOccurrence, occurrences, parseRule, ruleFor, type Series, splitSeries } from '../../core/recurrence.ts';
import { daysAfter, instantOf } from '../../core/schedule.ts';

const isLong = process.env['KITH_LONG'] === '1';
const numRuns = Number(process.env['KITH_RUNS'] ?? 100);

type Run = [minutes: number, count: number];
interface Golden {
  first: string;
  days: Record<string, Record<string, Run[]>>;
  series: { zone: string; start: string; rule: string; skipped: string[]; to: string; days: number[]; offsets?: Run[] }[];
}
/** What python3-dateutil makes of it; see make-recurrences.py. */
const golden = JSON.parse(gunzipSync(readFileSync(new URL('golden/recurrences.json.gz', import.meta.url))).toString()) as Golden;

const aSeries = (fields: Partial<Series>): Series => ({ rule: 'FREQ=DAILY', start: '2026-06-01', zone: '', skipped: [], ...fields });
const allOf = (series: Series, to = '2060', limit = 1000): string[] => occurrences(series, series.start, to, limit);

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const weekdays = fc.subarray(WEEKDAYS, { minLength: 1 }).map((days) => `BYDAY=${days.join(',')}`);
const ordinals = (most: number): fc.Arbitrary<string> =>
  fc.uniqueArray(fc.tuple(fc.integer({ min: -most, max: most }).filter((ordinal) => ordinal !== 0), fc.constantFrom(...WEEKDAYS)).map((pair) => pair.join('')), { minLength: 1, maxLength: 3 }).map((days) => `BYDAY=${days.join(',')}`);
const months = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 }).map((all) => `BYMONTH=${all.join(',')}`);
const monthDays = fc.subarray([1, 5, 10, 15, 20, 28, -1, -2, -15], { minLength: 1 }).map((days) => `BYMONTHDAY=${days.join(',')}`);
const first = fc.constantFrom('BYSETPOS=1', 'BYSETPOS=-1');
const byFrequency = fc.oneof(
  fc.tuple(fc.constant('FREQ=DAILY'), fc.option(fc.oneof(weekdays, months))),
  fc.tuple(fc.constant('FREQ=WEEKLY'), fc.option(weekdays), fc.option(fc.constantFrom(...WEEKDAYS).map((day) => `WKST=${day}`))),
  fc.tuple(fc.constant('FREQ=WEEKLY'), weekdays, first),
  fc.tuple(fc.constant('FREQ=MONTHLY'), fc.option(fc.oneof(monthDays, ordinals(5), weekdays)), fc.option(months)),
  fc.tuple(fc.constant('FREQ=MONTHLY'), fc.oneof(monthDays, weekdays), first),
  fc.tuple(fc.constant('FREQ=YEARLY'), fc.option(months), fc.option(fc.oneof(monthDays, ordinals(4)))),
);
const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => daysAfter('2005-01-01', days));
const anyRule = fc.tuple(byFrequency, fc.option(fc.integer({ min: 1, max: 5 })), fc.option(fc.oneof(fc.integer({ min: 1, max: 50 }), anyDay))).map(([parts, interval, end]) =>
  [...parts, interval && `INTERVAL=${interval}`, end && (typeof end === 'number' ? `COUNT=${end}` : `UNTIL=${end.replaceAll('-', '')}T093000Z`)].filter(Boolean).join(';'));
/** Those at 02:30 meet clocks that go over it. */
const anySeries = fc.tuple(anyRule, anyDay, fc.constantFrom('', 'T00:00', 'T02:15', 'T02:30', 'T09:30'), fc.constantFrom(...new Set(golden.series.map(({ zone }) => zone)))).map(([rule, day, time, zone]) => {
  const parsed = parseRule(rule);
  if (!parsed.ok) throw new Error(`${rule}: ${parsed.error.code}`);
  return aSeries({ rule: parsed.rule, start: day + (zone && (time || 'T09:00')), zone });
});

describe('compared with dateutil', { timeout: 600_000 }, () => {
  const some = golden.series.filter((_, index) => isLong || index % 20 === 0);

  it('finds the same days, wall times and instants', () => {
    let compared = 0;
    for (const { days, offsets, to, ...series } of some) {
      const time = series.start.slice(10);
      let day = series.start.slice(0, 10);
      const expected = days.map((step) => (day = daysAfter(day, step)) + time);
      expect(occurrences(series, series.start, to, 1000), series.rule).toEqual(expected);
      const minutes = (offsets ?? []).flatMap(([offset, count]) => Array<number>(count).fill(offset));
      expect(expected.map((due) => instantOf(due, series.zone)), series.rule).toEqual(
        expected.map((due, index) => (offsets ? Date.parse(`${due}Z`) - minutes[index]! * 60_000 : null)),
      );
      compared += expected.length;
    }
    expect(compared).toBeGreaterThan(isLong ? 120_000 : 5_000);
  });

  it('finds each of them from the one before', () => {
    for (const series of some) {
      const all = occurrences(series, series.start, series.to, 1000);
      // Every third in the usual run.
      for (let index = 1; index < all.length; index += isLong ? 1 : 3) if (nextOccurrence(series, all[index - 1]!) !== all[index]) expect.fail(`${series.rule} after ${all[index - 1]}`);
    }
  });
});

describe('parseRule', { timeout: 600_000 }, () => {
  it.each([
    ['FREQ=DAILY', 'FREQ=DAILY'], ['RRULE:freq=weekly;byday=we,mo,WE;interval=02;', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE'], ['WKST=MO;INTERVAL=1;FREQ=WEEKLY', 'FREQ=WEEKLY'],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;COUNT=10', 'FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=10'], ['FREQ=MONTHLY;BYDAY=2WE,+2TU,-1FR,MO', 'FREQ=MONTHLY;BYDAY=-1FR,MO,2TU,2WE'],
    ['FREQ=MONTHLY;BYSETPOS=-1;BYMONTHDAY=31,30,28,29', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'], ['FREQ=YEARLY;BYDAY=-53SU;BYMONTH=12,1', 'FREQ=YEARLY;BYMONTH=1,12;BYDAY=-53SU'],
    ['FREQ=DAILY;UNTIL=20261231', 'FREQ=DAILY;UNTIL=20261231'], ['FREQ=DAILY;UNTIL=20261231T225959Z', 'FREQ=DAILY;UNTIL=20261231T225959Z'], [' FREQ=DAILY;UNTIL=20261231t090000 ', 'FREQ=DAILY;UNTIL=20261231T090000'],
  ])('reads %s as %s', (text, rule) => expect(parseRule(text)).toEqual({ ok: true, rule }));

  it.each([
    ['not-a-rule', '', ['', 'every Monday', 'FREQ', 'FREQ=', 'FREQ=DAILY;;INTERVAL=2', 'FREQ=DAILY INTERVAL=2', 'FREQ=DAILY\nDTSTART=1', 'FREQ=DAILY;X-NAME=1']],
    ['not-a-rule', 'FREQ', ['INTERVAL=2', 'FREQ=DAILY;FREQ=DAILY']],
    ['not-a-rule', 'UNTIL', ['FREQ=DAILY;COUNT=2;UNTIL=20261231']],
    ['not-a-rule', 'CONSTRUCTOR', ['FREQ=DAILY;CONSTRUCTOR=1']],
    ['unsupported', 'FREQ', ['FREQ=SECONDLY', 'FREQ=MINUTELY;INTERVAL=5', 'freq=hourly']],
    ['unsupported', 'BYHOUR', ['FREQ=DAILY;BYHOUR=9,17']],
    ['unsupported', 'BYWEEKNO', ['FREQ=YEARLY;BYWEEKNO=20']],
    ['unsupported', 'RSCALE', ['RSCALE=HEBREW;FREQ=YEARLY']],
    ['bad-value', 'FREQ', ['FREQ=FORTNIGHTLY']],
    ['bad-value', 'INTERVAL', ['FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=-1', 'FREQ=DAILY;INTERVAL=1.5', 'FREQ=DAILY;INTERVAL=1001']],
    ['bad-value', 'COUNT', ['FREQ=DAILY;COUNT=0', 'FREQ=DAILY;COUNT=1001']],
    ['bad-value', 'UNTIL', ['FREQ=DAILY;UNTIL=20260230', 'FREQ=DAILY;UNTIL=2026-12-31', 'FREQ=DAILY;UNTIL=20261231T250000Z', 'FREQ=DAILY;UNTIL=20261231T090000+01']],
    ['bad-value', 'BYMONTH', ['FREQ=YEARLY;BYMONTH=13', 'FREQ=YEARLY;BYMONTH=1,,2', 'FREQ=YEARLY;BYMONTH=5L']],
    ['bad-value', 'BYMONTHDAY', ['FREQ=MONTHLY;BYMONTHDAY=0', 'FREQ=MONTHLY;BYMONTHDAY=32', 'FREQ=WEEKLY;BYMONTHDAY=1']],
    ['bad-value', 'BYDAY', ['FREQ=WEEKLY;BYDAY=XX', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=DAILY;BYDAY=-1MO', 'FREQ=MONTHLY;BYDAY=6MO', 'FREQ=YEARLY;BYDAY=54MO', 'FREQ=YEARLY;BYDAY=0MO', 'FREQ=WEEKLY;BYDAY=+MO']],
    ['bad-value', 'BYSETPOS', ['FREQ=MONTHLY;BYSETPOS=1', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0']],
    ['never', 'BYMONTHDAY', ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31,-31']],
    ['never', 'BYSETPOS', ['FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3', 'FREQ=DAILY;BYDAY=MO;BYSETPOS=-2', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32']],
  ])('answers %s, of %s, to %j', (code, part, texts) => {
    for (const text of texts) expect(parseRule(text), text).toEqual({ ok: false, error: { code, part } });
  });

  it('spells each rule in one way, and reads that again', () => {
    fc.assert(fc.property(anyRule, fc.integer(), (rule, seed) => {
      const spelled = parseRule(rule);
      expect(spelled.ok, rule).toBe(true);
      if (!spelled.ok) return;
      expect(parseRule(spelled.rule)).toEqual(spelled);
      const shuffled = rule.split(';').toSorted((one, other) => ((one.length * seed) % 7) - ((other.length * seed) % 7)).join(';');
      expect(parseRule(shuffled.toLowerCase())).toEqual(spelled);
    }), { numRuns: numRuns * 3 });
  });

  it('answers to whatever it is given, and what it takes has occurrences or none, but does not hang', () => {
    const piece = fc.constantFrom('FREQ=', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', ';', ';', 'BYDAY=', 'MO', 'TU', '-1', '5', ',', 'BYMONTHDAY=', '31', 'BYMONTH=', '2', 'INTERVAL=', 'BYSETPOS=', 'COUNT=', 'UNTIL=', '20270101', 'T000000Z', 'WKST=');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece).map((pieces) => `FREQ=MONTHLY;${pieces.join('')}`)), (text) => {
      const read = parseRule(text);
      if (read.ok) expect(allOf(aSeries({ rule: read.rule }), '2030', 20).length).toBeLessThanOrEqual(20);
    }), { numRuns: numRuns * 3 });
  });
});

describe('a series', { timeout: 600_000 }, () => {
  it('stays at nine when clocks are changed', () => {
    const series = aSeries({ rule: 'FREQ=WEEKLY;BYDAY=MO', start: '2026-03-23T09:00', zone: 'Europe/Berlin' });
    expect(allOf(series, '2026-04-10')).toEqual(['2026-03-23T09:00', '2026-03-30T09:00', '2026-04-06T09:00']);
    expect(allOf(series, '2026-04-10').map((due) => new Date(instantOf(due, series.zone)!).toISOString().slice(11, 16))).toEqual(['08:00', '07:00', '07:00']);
  });

  it('is later on the day on which its time does not exist, and as ever on the next', () => {
    const series = aSeries({ start: '2026-03-28T02:30', zone: 'Europe/Berlin' });
    expect(allOf(series, '2026-03-31').map((due) => new Date(instantOf(due, series.zone)!).toISOString())).toEqual(['2026-03-28T01:30:00.000Z', '2026-03-29T01:30:00.000Z', '2026-03-30T00:30:00.000Z']);
  });

  it('leaves out the months that have no 31st, where the rule says so', () => {
    expect(allOf(aSeries({ rule: 'FREQ=MONTHLY', start: '2026-01-31' }), '2026-08-01')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']);
  });

  it('does not count a start that does not fit the rule', () => {
    const series = aSeries({ rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', start: '2026-06-17' });
    expect(allOf(series)).toEqual(['2026-06-22', '2026-06-29']);
  });

  it('goes on after a date or a time, for dates and times', () => {
    expect(nextOccurrence(aSeries({}), '2026-06-17')).toBe('2026-06-18');
    expect(nextOccurrence(aSeries({}), '2026-06-17T10:00')).toBe('2026-06-18');
    const timed = aSeries({ start: '2026-06-01T09:00', zone: 'Europe/Berlin' });
    expect(nextOccurrence(timed, '2026-06-17')).toBe('2026-06-17T09:00');
    expect(nextOccurrence(timed, '2026-06-17T08:59')).toBe('2026-06-17T09:00');
    expect(nextOccurrence(timed, '2026-06-17T09:00')).toBe('2026-06-18T09:00');
    expect(nextOccurrence(timed, '2020-01-01')).toBe('2026-06-01T09:00');
  });

  it.each([
    ['20260603', '', ['2026-06-01', '2026-06-02', '2026-06-03']], ['20260602T235959Z', '', ['2026-06-01', '2026-06-02']], ['20260531', '', []],
    ['20260602', 'T09:00', ['2026-06-01T09:00', '2026-06-02T09:00']], ['20260602T090000', 'T09:00', ['2026-06-01T09:00', '2026-06-02T09:00']], ['20260602T085959', 'T09:00', ['2026-06-01T09:00']],
    ['20260602T070000Z', 'T09:00', ['2026-06-01T09:00', '2026-06-02T09:00']], ['20260602T065959Z', 'T09:00', ['2026-06-01T09:00']], ['20260602T233000Z', 'T01:30', ['2026-06-01T01:30', '2026-06-02T01:30', '2026-06-03T01:30']],
  ])('lasts until %s, of %s', (until, time, days) => {
    expect(allOf(aSeries({ rule: `FREQ=DAILY;UNTIL=${until}`, start: `2026-06-01${time}`, zone: time && 'Europe/Berlin' }))).toEqual(days);
  });

  it('finds a day that comes once in decades', () => {
    expect(nextOccurrence(aSeries({ rule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', start: '2016-03-01' }), '2016-03-01')).toBe('2044-02-29');
  });

  it('ends after a hundred years, also where it would have no day', () => {
    expect(allOf(aSeries({ rule: 'FREQ=YEARLY;INTERVAL=50' }), '9999')).toEqual(['2026-06-01', '2076-06-01', '2126-06-01']);
    expect(nextOccurrence(aSeries({ rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=TU' }), '2026-06-01')).toBeNull();
    expect(nextOccurrence(aSeries({ rule: 'FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=3' }), '2026-06-01')).toBeNull();
    expect(allOf(aSeries({ rule: 'FREQ=MONTHLY', start: '9999-11-30' }), '9999-12-32')).toEqual(['9999-11-30', '9999-12-30']);
  });

  it('is looked up in less than a millisecond, ten years after its start', () => {
    const series = aSeries({ start: '2016-01-01T09:00', zone: 'Europe/Berlin' });
    const perLookUpMs = Array.from({ length: 10 }, () => {
      const started = performance.now();
      for (let index = 0; index < 50; index += 1) expect(nextOccurrence(series, '2026-06-17T09:00')).toBe('2026-06-18T09:00');
      return (performance.now() - started) / 50;
    });
    // The best of ten, since others may be at work on the machine.
    expect(Math.min(...perLookUpMs)).toBeLessThan(1);
  });

  it('gives no more than asked for', () => {
    expect(allOf(aSeries({}), '2060', 2)).toEqual(['2026-06-01', '2026-06-02']);
    expect(allOf(aSeries({}), '2060', 0)).toEqual([]);
    expect(occurrences(aSeries({}), '2026-06-10', '2026-06-12', 10)).toEqual(['2026-06-10', '2026-06-11']);
    const timed = aSeries({ start: '2026-06-01T09:00', zone: 'Europe/Berlin' });
    expect(occurrences(timed, '2026-06-10T09:00', '2026-06-12T09:00', 10)).toEqual(['2026-06-10T09:00', '2026-06-11T09:00']);
    expect(occurrences(timed, '2026-06-10T09:01', '2026-06-12', 10)).toEqual(['2026-06-11T09:00']);
  });

  it('throws where its rule is none', () => {
    expect(() => nextOccurrence(aSeries({ rule: 'FREQ=HOURLY' }), '2026-06-01')).toThrow('unsupported');
  });

  it('comes ever later, never before its start, as often as it says, at its time of the clock', () => {
    fc.assert(fc.property(anySeries, (series) => {
      const all = allOf(series, '2060', 60);
      expect(all).toEqual([...new Set(all)].sort());
      expect(all[0] === undefined || all[0] >= series.start).toBe(true);
      expect(all.length).toBeLessThanOrEqual(Number(/COUNT=(\d+)/.exec(series.rule)?.[1] ?? 60));
      const instants = all.map((due) => instantOf(due, series.zone) ?? Date.parse(due));
      expect(instants.every((instant, index) => index === 0 || instant > instants[index - 1]!)).toBe(true);
      expect(all.every((due) => due.slice(10) === series.start.slice(10))).toBe(true);
    }), { numRuns });
  });

  it('has as the next one after any moment the first of those that are later', () => {
    fc.assert(fc.property(anySeries, fc.integer({ min: -40, max: 900 }), fc.constantFrom('', 'T00:00', 'T09:00', 'T23:59'), (series, days, time) => {
      const after = daysAfter(series.start.slice(0, 10), days) + time;
      const next = nextOccurrence(series, after);
      const all = occurrences(series, series.start, next === null ? '9999' : `${next}~`, 1000);
      expect(next).toBe(all.find((due) => due > after) ?? null);
    }), { numRuns });
  });

  it('leaves out exactly what is skipped', () => {
    fc.assert(fc.property(anySeries, fc.array(fc.nat(30), { maxLength: 4 }), (series, indices) => {
      const all = allOf(series, '2080', 40);
      const skipped = indices.flatMap((index) => all[index] ?? []);
      const end = all.length === 40 ? all.at(-1)! : '2080';
      expect(allOf({ ...series, skipped }, end)).toEqual(all.filter((due) => !skipped.includes(due) && due < end));
    }), { numRuns });
  });
});

describe('splitSeries', { timeout: 600_000 }, () => {
  const series = aSeries({ rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=5', start: '2026-06-01', skipped: ['2026-06-08', '2026-06-29'] });

  it('gives the later series what is left of COUNT, of which what was skipped is a part', () => {
    expect(splitSeries(series, '2026-06-15')).toEqual({
      earlier: { ...series, rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2', skipped: ['2026-06-08'] },
      later: { ...series, rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3', start: '2026-06-15', skipped: ['2026-06-29'] },
    });
  });

  it('ends the earlier one before, by a date or in UTC', () => {
    expect(splitSeries(aSeries({ rule: 'FREQ=DAILY;UNTIL=20260701' }), '2026-06-15')).toEqual({ earlier: aSeries({ rule: 'FREQ=DAILY;UNTIL=20260614' }), later: aSeries({ rule: 'FREQ=DAILY;UNTIL=20260701', start: '2026-06-15' }) });
    const timed = aSeries({ start: '2026-06-01T09:00', zone: 'Europe/Berlin' });
    expect(splitSeries(timed, '2026-06-15')).toEqual({ earlier: { ...timed, rule: 'FREQ=DAILY;UNTIL=20260615T065959Z' }, later: { ...timed, start: '2026-06-15T09:00' } });
  });

  it('starts the later one at an occurrence that is there', () => {
    expect(splitSeries(series, '2026-06-03').later?.start).toBe('2026-06-15');
    expect(splitSeries(aSeries({ start: '2026-06-01T09:00', zone: 'Europe/Berlin' }), '2026-06-10T10:00').later?.start).toBe('2026-06-11T09:00');
  });

  it('has nothing before the first, and nothing after the last', () => {
    expect(splitSeries(series, '2026-06-01')).toEqual({ earlier: null, later: series });
    expect(splitSeries(series, '2026-06-23')).toEqual({ earlier: series, later: null });
    expect(splitSeries({ ...series, skipped: ['2026-06-01'] }, '2026-06-08').earlier).toBeNull();
  });

  it('makes two that together come as the one did', () => {
    fc.assert(fc.property(anySeries, fc.nat(20), fc.array(fc.nat(20), { maxLength: 4 }), (whole, cut, indices) => {
      const raw = allOf(whole, '2060', 25);
      const split = { ...whole, skipped: indices.flatMap((index) => raw[index] ?? []) };
      const at = raw[cut];
      fc.pre(at !== undefined);
      const end = raw.length === 25 ? raw.at(-1)! : '2060';
      const { earlier, later } = splitSeries(split, at);
      const before = earlier ? allOf(earlier, end) : [];
      const after = later ? allOf(later, end) : [];
      expect([...before, ...after]).toEqual(allOf(split, end));
      expect(before.every((due) => due < at) && after.every((due) => due >= at)).toBe(true);
      expect(later === null || after.length === 0 || after[0] === later.start).toBe(true);
    }), { numRuns });
  });
});

describe('ruleFor', () => {
  it.each<[Every, string, string]>([
    [{ unit: 'day', interval: 1 }, '2026-06-17', 'FREQ=DAILY'], [{ unit: 'week', interval: 2 }, '2026-06-17T09:00', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE'], [{ unit: 'week', interval: 1, weekday: 7 }, '2026-06-17', 'FREQ=WEEKLY;BYDAY=SU'],
    [{ unit: 'month', interval: 1 }, '2026-06-17', 'FREQ=MONTHLY;BYMONTHDAY=17'], [{ unit: 'month', interval: 1 }, '2026-01-31', 'FREQ=MONTHLY;BYMONTHDAY=-1'], [{ unit: 'month', interval: 3 }, '2026-01-30', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30;BYSETPOS=-1'],
    [{ unit: 'month', interval: 1 }, '2026-01-29T09:00', 'FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1'], [{ unit: 'month', interval: 1 }, '2026-01-28', 'FREQ=MONTHLY;BYMONTHDAY=28'],
    [{ unit: 'month', interval: 1, weekday: 3 }, '2026-06-17', 'FREQ=MONTHLY;BYDAY=3WE'], [{ unit: 'month', interval: 1, weekday: 1 }, '2026-06-29', 'FREQ=MONTHLY;BYDAY=-1MO'], [{ unit: 'month', interval: 1, weekday: 7 }, '2026-06-28', 'FREQ=MONTHLY;BYDAY=4SU'],
    [{ unit: 'year', interval: 1 }, '2026-06-17', 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=17'], [{ unit: 'year', interval: 1 }, '2028-02-29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1'], [{ unit: 'year', interval: 1, weekday: 4 }, '2026-11-26', 'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'],
  ])('of %j from %s is %s', (every, start, rule) => {
    expect(ruleFor(every, start)).toBe(rule);
    expect(parseRule(rule)).toEqual({ ok: true, rule });
  });

  it('comes so many days, weeks, months or years after its start, at the end of a month that is too short', () => {
    const units = { day: 'D', week: 'W', month: 'M', year: 'Y' } as const;
    fc.assert(fc.property(fc.constantFrom('day', 'week', 'month', 'year'), fc.integer({ min: 1, max: 14 }), fc.oneof(anyDay, anyDay.map((day) => daysAfter(`${day.slice(0, 8)}28`, Number(day.slice(-2)) % 4))), (unit, interval, start) => {
      const expected = Array.from({ length: 7 }, (_, index) => afterDone(start, `P${interval * index}${units[unit]}`));
      expect(allOf(aSeries({ rule: ruleFor({ unit, interval }, start), start }), '9999', 7)).toEqual(expected);
    }), { numRuns: numRuns * 3 });
  });
});

describe('afterDone', () => {
  it.each<[string, string, string | undefined, string]>([
    ['2026-06-17', 'P3W', undefined, '2026-07-08'], ['2026-06-17', 'P3W', '09:00', '2026-07-08T09:00'], ['2026-06-17T16:20', 'P1D', '09:00', '2026-06-18T09:00'], ['2026-06-17T16:20', 'P1D', undefined, '2026-06-18'],
    ['2026-01-31', 'P1M', undefined, '2026-02-28'], ['2028-02-29', 'P1Y', undefined, '2029-02-28'],
  ])('on %s, %s later at %s, is %s', (done, every, at, due) => expect(afterDone(done, every, at)).toBe(due));
});
