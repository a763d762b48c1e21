import { describe, expect, it } from 'vitest';
import { type When, parseWhen } from '../../core/quick-add.ts';
import { WEDNESDAY } from './quick-add-cases.ts';

const read = (text: string, languages = WEDNESDAY.languages): string | undefined => shown(parseWhen(text, { ...WEDNESDAY, languages }));
const shown = (when: When | undefined): string | undefined => when && (when.kind === 'day' ? when.date : `${when.date} ${when.time}`);

describe('a phrase for when', () => {
  it.each([
    ['fri', '2026-11-27'],
    [' to friday ', '2026-11-27'],
    ['until next friday', '2026-12-04'],
    ['fri 10am', '2026-11-27 10:00'],
    ['10am', '2026-11-26 10:00'],
    ['in 3 weeks', '2026-12-16'],
    ['3 weeks', '2026-12-16'],
    ['2 hours', '2026-11-25 14:00'],
    ['tomorrow', '2026-11-26'],
    ['tonight', '2026-11-25 18:00'],
    ['end of the month', '2026-11-30'],
    ['3 April', '2027-04-03'],
    ['the fourth of July', '2027-07-04'],
    ['auf Montag 10 Uhr', '2026-11-30 10:00'],
    ['um 3 Wochen', '2026-12-16'],
    ['nächste Woche', '2026-11-30'],
    ['à lundi', '2026-11-30'],
    ['hasta el viernes', '2026-11-27'],
    ['dans 3 semaines', '2026-12-16'],
  ])('is “%s”', (text, when) => {
    expect(read(text)).toBe(when);
  });

  it.each(['', ' ', 'to', 'friday call', 'call', 'yesterday', 'next', '3', '31 April', 'ada fri', 'the fourth of July and then', 'mo'])('is not “%s”', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('of a number and h is how long, and to the French the time of day', () => {
    expect(['2h', 'in 2h', '3 h', '30 min'].map((text) => read(text))).toEqual(['2026-11-25 14:00', '2026-11-25 14:00', '2026-11-25 15:00', '2026-11-25 12:30']);
    expect(read('2h', ['de', 'en', 'fr', 'es'])).toBe('2026-11-25 14:00');
    expect(['14h', '14h30'].map((text) => read(text, ['fr', 'en', 'de', 'es']))).toEqual(['2026-11-25 14:00', '2026-11-25 14:30']);
  });

  it('is read in the words of the reader first', () => {
    expect(read('mo', ['de', 'en', 'fr', 'es'])).toBe('2026-11-30');
  });
});
