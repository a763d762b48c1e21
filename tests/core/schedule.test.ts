import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarDate, PartialDate } from '../../core/partial-date.ts';
import { DueText, TimeOfDay, ZoneName } from '../../core/due.ts';
import { cadenceDue, dayOf, daysAfter, dueState, instantOf, nextAllowed, nextAnniversary, QuietHours, Snooze, snoozed, startOfDay, wallTimeOf, WorkingHours } from '../../core/schedule.ts';

const isLong = process.env['KITH_LONG'] === '1';
const numRuns = Number(process.env['KITH_RUNS'] ?? 100);

type Run = [minutes: number, count: number];
/** What python3-dateutil makes of it; see make-recurrences.py. */
const golden = JSON.parse(gunzipSync(readFileSync(new URL('golden/recurrences.json.gz', import.meta.url))).toString()) as { first: string; days: Record<string, Record<string, Run[]>> };

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const AUCKLAND = 'Pacific/Auckland';
const HOUR_MS = 3_600_000;

/** What the clock shows in Berlin in summer, as an instant. */
const inBerlin = (wallTime: string): number => Date.parse(`${wallTime}+02:00`);

const zone = fc.constantFrom(...Object.keys(golden.days), 'UTC', 'Asia/Kathmandu', 'America/St_Johns');
const day = fc.integer({ min: 0, max: 12_000 }).map((days) => daysAfter('2005-01-01', days));
const quarter = fc.integer({ min: 0, max: 95 }).map((quarters) => new Date(quarters * 900_000).toISOString().slice(11, 16));
const instant = fc.tuple(day, fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 59_999 })).map(([date, minutes, ms]) => Date.parse(date) + minutes * 60_000 + ms);
/** Within a day of a change of clocks as often as not. */
const instantAround = (place: string): fc.Arbitrary<number> => {
  const changes = changesIn(golden.days[place]?.['09:00'] ?? []);
  return changes.length < 2 ? instant : fc.oneof(instant, fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -36 * 60, max: 12 * 60 })).map(([change, minutes]) => Date.parse(change) + minutes * 60_000));
};

/** The days on which another offset begins. */
function changesIn(runs: readonly Run[]): string[] {
  let days = 0;
  return runs.slice(0, -1).map(([, count]) => daysAfter(golden.first, (days += count)));
}

describe('texts', () => {
  it.each(['2026-06-19', '2026-06-19T00:00', '2024-02-29T23:59', '0001-01-01'])('takes %s for due', (text) => expect(DueText.parse(text)).toBe(text));
  it.each(['', '2026-02-29', '2026-6-19', '2026-06-19T24:00', '2026-06-19T09:60', '2026-06-19 09:00', '2026-06-19T09:00:00', '2026-06-19T', '--06-19', '2026-06-19T9:00', '2026-06-19T09:00Z'])(
    'does not take %j for due', (text) => expect(DueText.safeParse(text).success).toBe(false),
  );
  it('takes every zone of this runtime, and tells the time in it', () => {
    for (const name of Intl.supportedValuesOf('timeZone')) {
      expect(ZoneName.safeParse(name).success, name).toBe(true);
      expect(instantOf(wallTimeOf(1_781_856_000_000, name), name), name).toBe(1_781_856_000_000);
    }
    expect(ZoneName.safeParse('UTC').success).toBe(true);
  });
  it.each(['', 'Mars/Olympus', '+02:00', '-03', 'Europe/Berlin '])('does not take %j for a zone', (name) => expect(ZoneName.safeParse(name).success).toBe(false));
  it.each(['24:00', '9:00', '09:0', '09:00:00', ''])('does not take %j for a time of day', (text) => expect(TimeOfDay.safeParse(text).success).toBe(false));
  it('does not take work that ends before it begins, nor days of no week', () => {
    expect(WorkingHours.safeParse({ workFrom: '09:00', workTo: '17:00', workingDays: [1, 7] }).success).toBe(true);
    expect(WorkingHours.safeParse({ workFrom: '17:00', workTo: '09:00', workingDays: [] }).success).toBe(false);
    expect(QuietHours.safeParse({ quietFrom: '22:00', quietTo: '07:00', workingDays: [8] }).success).toBe(false);
    expect(Snooze.safeParse({ on: '2026-06-19T09:00' }).success).toBe(false);
    expect(Snooze.safeParse({ on: '2026-06-19', at: '09:00' }).success).toBe(true);
  });
});

describe('instants', () => {
  it('are those of dateutil, through thirty years of clocks changed in six zones', { timeout: 600_000 }, () => {
    let compared = 0;
    for (const [place, runsByTime] of Object.entries(golden.days)) {
      for (const [time, runs] of Object.entries(runsByTime)) {
        let index = 0;
        for (const [minutes, count] of runs) {
          for (let within = 0; within < count; within += 1, index += 1) {
            if (!isLong && within > 1 && within < count - 2 && index % 100 > 0) continue;
            const date = daysAfter(golden.first, index);
            const expected = Date.parse(`${date}T${time}Z`) - minutes * 60_000;
            if (instantOf(`${date}T${time}`, place) !== expected) expect.fail(`${date}T${time} in ${place} is ${instantOf(`${date}T${time}`, place)}, not ${expected}`);
            if (dayOf(expected, place) !== date) expect.fail(`${expected} in ${place} is on ${dayOf(expected, place)}, not ${date}`);
            if (time === '00:00' && startOfDay(date, place) !== expected) expect.fail(`${date} in ${place} begins at ${startOfDay(date, place)}, not ${expected}`);
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(isLong ? 600_000 : 10_000);
  });

  it.each([
    ['does not exist, and is an hour later', '2026-03-29T02:30', BERLIN, '2026-03-29T01:30Z', '2026-03-29T03:30'],
    ['does not exist, and is half an hour later', '2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45Z', '2026-10-04T02:45'],
    ['is midnight, and does not exist', '2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-04T03:00Z', '2018-11-04T01:00'],
    ['exists twice, and is the first', '2026-10-25T02:30', BERLIN, '2026-10-25T00:30Z', '2026-10-25T02:30'],
    ['exists twice for half an hour, and is the first', '2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45Z', '2026-04-05T01:45'],
    ['is as any other', '2026-06-19T09:00', 'Asia/Kolkata', '2026-06-19T03:30Z', '2026-06-19T09:00'],
  ])('of a time that %s', (_, due, place, utc, shown) => {
    expect(instantOf(due, place)).toBe(Date.parse(utc));
    expect(wallTimeOf(Date.parse(utc), place)).toBe(shown);
  });

  it('have no seconds, and dates no instant', () => {
    expect(wallTimeOf(inBerlin('2026-06-19T09:59:59.999'), BERLIN)).toBe('2026-06-19T09:59');
    expect(instantOf('2026-06-19', '')).toBeNull();
  });

  it('lie between the starts of a day and the next, whose wall time is theirs', () => {
    fc.assert(fc.property(zone.chain((place) => fc.tuple(fc.constant(place), instantAround(place))), ([place, ms]) => {
      const date = dayOf(ms, place);
      expect(startOfDay(date, place) <= ms && ms < startOfDay(daysAfter(date, 1), place)).toBe(true);
      expect(wallTimeOf(ms, place).slice(0, 10)).toBe(date);
      const again = instantOf(wallTimeOf(ms, place), place)!;
      expect([0, HOUR_MS / 2, HOUR_MS]).toContain(Math.floor(ms / 60_000) * 60_000 - again);
    }), { numRuns: numRuns * 3 });
  });
});

describe('dueState', () => {
  const now = inBerlin('2026-06-19T12:00');
  it.each([
    ['2026-06-18', '', 'overdue'], ['2026-06-19', '', 'today'], ['2026-06-20', '', 'later'],
    ['2026-06-19T11:59', BERLIN, 'overdue'], ['2026-06-19T12:00', BERLIN, 'overdue'], ['2026-06-19T12:01', BERLIN, 'today'], ['2026-06-20T00:00', BERLIN, 'later'],
    ['2026-06-19T06:00', NEW_YORK, 'overdue'], ['2026-06-19T17:59', NEW_YORK, 'today'], ['2026-06-19T18:00', NEW_YORK, 'later'], ['2026-06-20T09:59', AUCKLAND, 'today'], ['2026-06-20T10:00', AUCKLAND, 'later'],
  ] as const)('of %s %s at noon of the 19th in Berlin is %s', (due, place, state) => {
    expect(dueState(due, place, now, BERLIN)).toBe(state);
  });

  it('of a due date goes by where the device is', () => {
    expect(dueState('2026-06-19', '', now, AUCKLAND)).toBe('today');
    expect(dueState('2026-06-19', '', now + HOUR_MS * 2, AUCKLAND)).toBe('overdue');
    expect(dueState('2026-06-19', '', inBerlin('2026-06-19T05:00'), NEW_YORK)).toBe('later');
  });

  it('goes from later by today to overdue and never back', () => {
    const order = ['later', 'today', 'overdue'];
    fc.assert(fc.property(day, fc.option(quarter), zone, zone, instant, fc.integer({ min: 0, max: 72 * HOUR_MS }), (date, time, place, device, ms, passed) => {
      const due = time === null ? date : `${date}T${time}`;
      const around = Date.parse(date) + (ms % (4 * 24 * HOUR_MS)) - 2 * 24 * HOUR_MS;
      const [before, after] = [around, around + passed].map((now) => order.indexOf(dueState(due, time === null ? '' : place, now, device)));
      expect(before! <= after!).toBe(true);
    }), { numRuns });
  });
});

describe('snoozed', () => {
  const hours = { workFrom: '09:00', workTo: '18:00', workingDays: [1, 2, 3, 4, 5] };
  /** A Wednesday. */
  const now = inBerlin('2026-06-17T10:10');
  const snooze = (due: string, preset: Snooze, at = now, workingHours = hours): string => snoozed(due, due.includes('T') ? BERLIN : '', preset, at, BERLIN, workingHours).due;

  it.each<[Snooze, string, string]>([
    ['laterToday', '2026-06-17T13:30', '2026-06-17T13:30'], ['tomorrow', '2026-06-18T08:15', '2026-06-18'], ['inThreeDays', '2026-06-20T08:15', '2026-06-20'], ['nextWeek', '2026-06-22T08:15', '2026-06-22'],
    [{ on: '2026-07-01' }, '2026-07-01T08:15', '2026-07-01'], [{ on: '2026-07-01', at: '16:45' }, '2026-07-01T16:45', '2026-07-01T16:45'],
  ])('%j, however long it has been overdue', (preset, timed, allDay) => {
    expect(snooze('2026-06-02T08:15', preset)).toBe(timed);
    expect(snooze('2026-06-02', preset)).toBe(allDay);
  });

  it('gives a due date that gets a time the zone of the device, and keeps the zone of a due time', () => {
    expect(snoozed('2026-06-02', '', 'laterToday', now, BERLIN, hours)).toEqual({ due: '2026-06-17T13:30', zone: BERLIN });
    expect(snoozed('2026-06-02', '', { on: '2026-07-01', at: '08:00' }, now, BERLIN, hours)).toEqual({ due: '2026-07-01T08:00', zone: BERLIN });
    expect(snoozed('2026-06-02', '', 'tomorrow', now, BERLIN, hours)).toEqual({ due: '2026-06-18', zone: '' });
    expect(snoozed('2026-06-02T09:00', NEW_YORK, 'laterToday', now, BERLIN, hours)).toEqual({ due: '2026-06-17T07:30', zone: NEW_YORK });
    expect(snoozed('2026-06-02T09:00', NEW_YORK, { on: '2026-07-01', at: '08:00' }, now, BERLIN, hours)).toEqual({ due: '2026-07-01T08:00', zone: NEW_YORK });
  });

  it.each([
    ['10:00', '2026-06-17T13:00'], ['10:00:01', '2026-06-17T13:30'], ['14:59', '2026-06-17T18:00'], ['15:00', '2026-06-17T18:00'], ['15:01', '2026-06-18T09:00'], ['20:00', '2026-06-18T09:00'], ['22:30', '2026-06-18T09:00'], ['00:30', '2026-06-17T03:30'],
  ])('later today, at %s, is %s', (time, due) => expect(snooze('2026-06-02', 'laterToday', inBerlin(`2026-06-17T${time}`))).toBe(due));

  it.each([
    [[1, 2, 3, 4, 5], '2026-06-17', '2026-06-22'], [[1, 2, 3, 4, 5], '2026-06-22', '2026-06-29'], [[1, 2, 3, 4, 5], '2026-06-21', '2026-06-22'],
    [[7, 1, 2, 3, 4], '2026-06-17', '2026-06-21'], [[2, 3, 4, 5], '2026-06-17', '2026-06-23'], [[1, 3, 5], '2026-06-17', '2026-06-22'], [[2, 4, 7], '2026-06-17', '2026-06-21'],
    [[], '2026-06-17', '2026-06-22'], [[1, 2, 3, 4, 5, 6, 7], '2026-06-17', '2026-06-22'], [[4], '2026-06-17', '2026-06-18'], [[4], '2026-06-18', '2026-06-25'],
  ])('next week, where %j are worked on, is from %s on %s', (workingDays, today, due) => {
    expect(snooze('2026-06-02', 'nextWeek', inBerlin(`${today}T10:00`), { ...hours, workingDays })).toBe(due);
  });

  it('to another day is on that day of the device, at the same time of the clock where it is due', () => {
    expect(snoozed('2026-06-02T20:00', NEW_YORK, 'tomorrow', now, AUCKLAND, hours)).toEqual({ due: '2026-06-17T20:00', zone: NEW_YORK });
    expect(snoozed('2026-06-02T09:00', AUCKLAND, 'tomorrow', now, NEW_YORK, hours)).toEqual({ due: '2026-06-19T09:00', zone: AUCKLAND });
    fc.assert(fc.property(day, quarter, zone, zone, instant, (date, time, place, device, ms) => {
      // In the hours that are skipped no time is on that day.
      fc.pre(!/^0[0-3]/.test(wallTimeOf(instantOf(`${date}T${time}`, place)!, device).slice(11)) && !/^0[0-3]/.test(time));
      const wanted = daysAfter(dayOf(ms, device), 3);
      const isOnIt = (days: number): boolean => dayOf(instantOf(`${daysAfter(wanted, days)}T${time}`, place)!, device) === wanted;
      const to = snoozed(`${date}T${time}`, place, 'inThreeDays', ms, device, hours);
      expect(to.due.slice(11)).toBe(time);
      // Where the clocks of the place are put back, a day of the device may go by between two evenings of one time there.
      if ([-1, 0, 1].some(isOnIt)) expect(dayOf(instantOf(to.due, to.zone)!, device)).toBe(wanted);
    }), { numRuns, examples: [['2010-02-20', '22:30', 'America/St_Johns', 'America/Sao_Paulo', 1_478_138_400_000]] });
  });

  it('is never in the past', () => {
    fc.assert(fc.property(zone.chain((device) => fc.tuple(fc.constant(device), instantAround(device))), zone, fc.constantFrom<Snooze[]>('laterToday', 'tomorrow', 'inThreeDays', 'nextWeek'), fc.boolean(), ([device, ms], place, preset, timed) => {
      const to = snoozed(timed ? '2004-05-06T23:45' : '2004-05-06', timed ? place : '', preset, ms, device, hours);
      expect(DueText.safeParse(to.due).success).toBe(true);
      expect(dueState(to.due, to.zone, ms, device)).not.toBe('overdue');
    }), { numRuns: numRuns * 3 });
  });
});

describe('nextAllowed', () => {
  const night = { quietFrom: '22:00', quietTo: '07:30', workingDays: [1, 2, 3, 4, 5] };
  it.each([
    ['at once by day', '2026-06-17T12:34:56', '2026-06-17T12:34:56'], ['in the morning after an evening', '2026-06-17T22:00', '2026-06-18T07:30'], ['in the morning', '2026-06-17T07:29:59', '2026-06-17T07:30'],
    ['when quiet hours end', '2026-06-17T07:30', '2026-06-17T07:30'], ['until quiet hours begin', '2026-06-17T21:59:59', '2026-06-17T21:59:59'], ['on Monday after Friday night', '2026-06-19T23:00', '2026-06-22T07:30'], ['on Monday after Saturday noon', '2026-06-20T12:00', '2026-06-22T07:30'],
  ])('is %s', (_, from, to) => expect(nextAllowed(inBerlin(from), BERLIN, night)).toBe(inBerlin(to)));

  it('is at once where there are no quiet hours, and at midnight after days off', () => {
    expect(nextAllowed(inBerlin('2026-06-17T03:00'), BERLIN, { quietFrom: '00:00', quietTo: '00:00', workingDays: [] })).toBe(inBerlin('2026-06-17T03:00'));
    expect(nextAllowed(inBerlin('2026-06-20T03:00'), BERLIN, { quietFrom: '12:00', quietTo: '13:00', workingDays: [1] })).toBe(inBerlin('2026-06-22T00:00'));
  });

  it.each([
    ['ends in the hour that is left out, when clocks are changed', '02:30', '2026-03-28T22:30Z', '2026-03-29T01:00Z'],
    ['ends in the hour that comes twice, the first time', '02:30', '2026-10-25T00:15Z', '2026-10-25T00:30Z'],
    ['ends in the hour that comes twice, and again the second time', '02:30', '2026-10-25T01:15Z', '2026-10-25T01:30Z'],
    ['ends later that night', '03:30', '2026-10-25T00:15Z', '2026-10-25T02:30Z'],
  ])('is when a night %s', (_, quietTo, from, to) => {
    expect(new Date(nextAllowed(Date.parse(from), BERLIN, { quietFrom: '22:00', quietTo, workingDays: [] })).toISOString()).toBe(new Date(to).toISOString());
  });

  it('is the first moment that a clock watched by the minute allows, also while clocks are changed', () => {
    const allows = (ms: number, place: string, { quietFrom, quietTo, workingDays }: QuietHours): boolean => {
      const [date, time] = wallTimeOf(ms, place).split('T') as [string, string];
      const isQuiet = quietFrom <= quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
      return !isQuiet && (workingDays.length === 0 || workingDays.includes(new Date(date).getUTCDay() || 7));
    };
    const nightTime = fc.oneof(quarter, fc.integer({ min: 0, max: 16 }).map((quarters) => new Date(quarters * 900_000).toISOString().slice(11, 16)));
    const hours = fc.record({ quietFrom: nightTime, quietTo: nightTime, workingDays: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 })) });
    const step = 15 * 60_000;
    fc.assert(fc.property(zone.chain((place) => fc.tuple(fc.constant(place), instantAround(place))), hours, ([place, ms], quiet) => {
      let expected = ms;
      while (!allows(expected, place, quiet)) expected = Math.floor(expected / step + 1) * step;
      expect(nextAllowed(ms, place, quiet)).toBe(expected);
    }), { numRuns: numRuns * 3 });
  });
});

describe('cadenceDue', () => {
  it.each([
    ['P6W', '2026-06-17T12:00', '2026-07-29'], ['P3M', '2026-11-30T12:00', '2027-02-28'], ['P10D', '2026-06-25T12:00', '2026-07-05'], ['P1Y', '2028-02-29T12:00', '2029-02-28'], ['P9999Y', '2026-06-17T12:00', '9999-12-31'],
  ])('%s after %s is %s', (cadence, last, due) => expect(cadenceDue(inBerlin(last), cadence, BERLIN)).toBe(due));

  it('goes by the day where the device is, and is none after no contact', () => {
    expect(cadenceDue(inBerlin('2026-06-17T23:30'), 'P1D', BERLIN)).toBe('2026-06-18');
    expect(cadenceDue(inBerlin('2026-06-17T23:30'), 'P1D', AUCKLAND)).toBe('2026-06-19');
    expect(cadenceDue(null, 'P6W', BERLIN)).toBeNull();
    expect(cadenceDue(8_640_000_000_000_000, 'P6W', 'UTC')).toBe('9999-12-31');
  });
});

describe('nextAnniversary', () => {
  it.each([
    ['1906-12-09', '2026-06-19', '2026-12-09', 120], ['1906-12-09', '2026-12-09', '2026-12-09', 120], ['1906-12-09', '2026-12-10', '2027-12-09', 121], ['--06-20', '2026-06-21', '2027-06-20', null],
    ['2000-02-29', '2026-06-19', '2027-02-28', 27], ['2000-02-29', '2028-01-01', '2028-02-29', 28], ['--02-29', '2026-03-01', '2027-02-28', null], ['2030-05-01', '2026-06-19', '2030-05-01', 0],
  ])('of %s from %s is %s, after %s years', (date, today, on, years) => {
    expect(nextAnniversary(PartialDate.parse(date), CalendarDate.parse(today))).toEqual({ on, years });
  });
});
