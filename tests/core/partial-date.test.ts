import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarDate, formatPartialDate, nextOccurrence, parseDate, PartialDate } from '../../core/partial-date.ts';

const DAY_FIRST = { dayFirst: true };
const MONTH_FIRST = { dayFirst: false };

const anyDate = fc
  .date({ min: new Date('0050-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
  .filter((text) => !text.startsWith('1604'))
  .map((text) => CalendarDate.parse(text));
const anyPartialDate = fc.oneof(anyDate, anyDate.map((date) => PartialDate.parse(`-${date.slice(4)}`)));

describe('parseDate', () => {
  it.each([
    ['2021-03-12', '2021-03-12'], ['2021-3-2', '2021-03-02'], ['2021/03/12', '2021-03-12'], ['19800322', '1980-03-22'],
    ['2024-03-12 09:14', '2024-03-12'], ['1996-04-15T201243+04:00', '1996-04-15'], ['19531015T231000Z', '1953-10-15'], ['1953-10-15T23:10:00Z', '1953-10-15'],
    ['--0620', '--06-20'], ['--06-20', '--06-20'], ['--02-29', '--02-29'], ['1604-06-20', '--06-20'], ['16040620', '--06-20'], ['0000-06-20', '--06-20'],
    ['20/01/1991', '1991-01-20'], ['20.1.1991', '1991-01-20'], ['20. 1. 1991', '1991-01-20'], ['20-01-91', '1991-01-20'], ['3/4/29', '2029-04-03'], ['3/4/30', '1930-04-03'],
    ['3/15/2024 2:30 PM', '2024-03-15'], ['20.6.', '--06-20'], ['20/6', '--06-20'], ['１９８０年３月２２日', '1980-03-22'], ['1980. 3. 22.', '1980-03-22'], ['1980년 3월 22일', '1980-03-22'],
    ['12 Mar 2021', '2021-03-12'], ['15-Jan-24', '2024-01-15'], ['15 Jun 2026', '2026-06-15'], ['March 12, 2021', '2021-03-12'], ['Mar 12th, 2021 at 9:30', '2021-03-12'],
    ['2021-Mar-12', '2021-03-12'], ['Friday, 12 March 2021', '2021-03-12'], ['12 March', '--03-12'], ['Sept. 3 1999', '1999-09-03'],
    ['12. März 2021', '2021-03-12'], ['12. Mrz 21', '2021-03-12'], ['Fr, 12. Maerz 2021', '2021-03-12'], ['3. Dezember', '--12-03'], ['1. Mai 1999', '1999-05-01'],
    ['12 mars 2021', '2021-03-12'], ['1er août 2020', '2020-08-01'], ['mar. 2 févr. 2021', '2021-02-02'], ['mar. 30 mars 2021', '2021-03-30'], ['14 juil. 2021', '2021-07-14'],
    ['12 de marzo de 2021', '2021-03-12'], ['3 ene 2021', '2021-01-03'], ['martes 2 de marzo de 2021', '2021-03-02'],
    ['29.02.2024', '2024-02-29'], ['  2021-03-12 ', '2021-03-12'],
  ])('reads %s as %s', (text, date) => {
    expect(parseDate(text, DAY_FIRST)).toBe(date);
  });

  it.each([
    '', '1980', '1980-03', '31/02/2021', '29.02.2023', '2021-13-01', '2021-00-10', '0000-00-00', '--0230', '---20', '3.14', '12345', '1234567', '123456789', 'May', 'Mar 2021',
    '12 foo 2021', '12 Jan Apr 2021', '12 jui 2021', '1 2 Mar 2021', '123 Mar 2021', 'unknown', '100/1/2021', '2021-03-12-13', '12 Mar 2021 and so on'.repeat(10),
  ])('reads no date in %j', (text) => {
    expect(parseDate(text, DAY_FIRST)).toBeUndefined();
  });

  it('goes by the order of day and month that it is told', () => {
    expect(parseDate('3/4/2024', DAY_FIRST)).toBe('2024-04-03');
    expect(parseDate('3/4/2024', MONTH_FIRST)).toBe('2024-03-04');
    expect(parseDate('3/4', MONTH_FIRST)).toBe('--03-04');
  });

  it('reads a date that can be only one in either order', () => {
    for (const order of [DAY_FIRST, MONTH_FIRST]) {
      expect(parseDate('20/01/1991', order)).toBe('1991-01-20');
      expect(parseDate('01/20/1991', order)).toBe('1991-01-20');
    }
  });

  it('reads every date in every spelling', () => {
    const spellings: ((date: string) => string)[] = [
      (date) => date,
      (date) => date.replaceAll('-', ''),
      (date) => `${date}T08:30:00-06:00`,
      (date) => date.split('-').toReversed().join('/'),
      ...['en-GB', 'en-US', 'de', 'fr', 'es'].flatMap((locale) => (['long', 'short'] as const).map((month) => (date: string) =>
        new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month, day: 'numeric', weekday: 'long' }).format(new Date(date)))),
    ];
    fc.assert(fc.property(anyDate.filter((date) => date > '1000'), fc.constantFrom(...spellings), (date, spell) => {
      expect(parseDate(spell(date), DAY_FIRST), spell(date)).toBe(date);
    }), { numRuns: 1000 });
  });

  it('gives nothing but real dates', () => {
    const piece = fc.constantFrom('1', '12', '29', '31', '1990', '24', '02', '-', '--', '/', '.', ' ', 'Mar', 'feb', 'T10:00', '年');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece).map((pieces) => pieces.join(''))), fc.boolean(), (text, dayFirst) => {
      const date = parseDate(text, { dayFirst });
      expect(date === undefined || PartialDate.safeParse(date).success).toBe(true);
    }), { numRuns: 1000 });
  });
});

describe('PartialDate', () => {
  it.each(['1906-12-09', '--02-29', '2024-02-29', '0001-01-01'])('takes %s', (text) => expect(PartialDate.parse(text)).toBe(text));
  it.each(['2023-02-29', '--02-30', '0000-01-01', '2024-1-1', '2024-04-31', '-12-09', '1906-12-09T00:00', '--13-01'])('refuses %s', (text) => expect(PartialDate.safeParse(text).success).toBe(false));
});

describe('formatPartialDate', () => {
  it.each([
    ['1906-12-09', 'en-US', 'December 9, 1906'], ['1906-12-09', 'de', '9. Dezember 1906'], ['--02-29', 'en-US', 'February 29'], ['--02-29', 'de', '29. Februar'],
    ['0050-03-01', 'en-GB', '1 March 50'], ['1906-12-09', 'ja', '1906年12月9日'],
  ])('shows %s in %s as %s', (date, locale, shown) => {
    expect(formatPartialDate(PartialDate.parse(date), locale)).toBe(shown);
  });

  it('shows what is read back as the same date', () => {
    fc.assert(fc.property(anyPartialDate.filter((date) => date.startsWith('--') || date > '1000'), fc.constantFrom('en-GB', 'en-US', 'de', 'fr', 'es'), (date, locale) => {
      expect(parseDate(formatPartialDate(date, locale), DAY_FIRST)).toBe(date);
    }));
  });
});

describe('nextOccurrence', () => {
  it.each([
    ['1906-12-09', '2024-06-01', '2024-12-09'], ['1906-12-09', '2024-12-09', '2024-12-09'], ['1906-12-09', '2024-12-10', '2025-12-09'],
    ['--06-20', '2024-06-21', '2025-06-20'], ['2000-02-29', '2023-01-01', '2023-02-28'], ['2000-02-29', '2024-01-01', '2024-02-29'],
    ['--02-29', '2024-03-01', '2025-02-28'], ['--02-29', '2023-03-01', '2024-02-29'], ['2030-05-01', '2024-01-01', '2030-05-01'],
  ])('of %s from %s is %s', (date, from, next) => {
    expect(nextOccurrence(PartialDate.parse(date), CalendarDate.parse(from))).toBe(next);
  });

  it('is never past, and within a year', () => {
    fc.assert(fc.property(anyPartialDate, anyDate, (date, from) => {
      fc.pre(date.startsWith('--') || date < from);
      const next = nextOccurrence(date, from);
      expect(next >= from).toBe(true);
      expect((Date.parse(next) - Date.parse(from)) / 86_400_000).toBeLessThanOrEqual(366);
      expect(date.endsWith('02-29') || next.slice(4) === date.slice(-6)).toBe(true);
    }));
  });
});
