import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../renderer/i18n/formats.ts';
import { directionOf } from '../../../renderer/i18n/locale-provider.tsx';

const NOON = Date.UTC(2026, 5, 19, 12);
const HOUR = 3_600_000;
/** Intl separates with spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ').replace(/[\u200e\u200f\u061c]/g, '');

describe('money', () => {
  it('is read from minor units, exactly, in the currency’s own number of digits', () => {
    expect(makeFormats('en-US').money(1_250, 'EUR')).toBe('€12.50');
    expect(plain(makeFormats('de-DE').money(-5, 'EUR'))).toBe('-0,05 €');
    expect(plain(makeFormats('ja-JP').money(1_250, 'JPY'))).toBe('￥1,250');
    expect(plain(makeFormats('en-US').money(1_234, 'KWD'))).toBe('KWD 1.234');
    expect(makeFormats('en-US').money(90_071_992_547_409_93n, 'USD')).toBe('$90,071,992,547,409.93');
  });
});

describe('a civil date', () => {
  it('is the same day in every time zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      expect(makeFormats('en-GB', zone).civilDate('1906-12-09')).toBe('9 Dec 1906');
    }
  });

  it('may lack its year and may be old', () => {
    expect(makeFormats('de-DE').civilDate('--12-09', 'long')).toBe('9. Dezember');
    expect(makeFormats('en-US').civilDate('--02-29', 'long')).toBe('February 29');
    expect(makeFormats('en-GB').civilDate('0099-01-02', 'long')).toMatch(/^2 January 0?0?99/);
  });

  it('is a bug where it is none', () => {
    expect(() => makeFormats('en-GB').civilDate('tomorrow')).toThrow('not a civil date');
  });
});

describe('an instant', () => {
  it('is shown in the zone of the profile', () => {
    expect(makeFormats('en-GB', 'Asia/Tokyo').time(NOON)).toBe('21:00');
    expect(makeFormats('de-DE', 'Europe/Berlin').date(NOON, 'weekday')).toBe('Freitag, 19. Juni');
  });

  it('is so long ago, counted in calendar days', () => {
    const { relative } = makeFormats('en-GB', 'UTC');
    expect(relative(NOON - 2 * HOUR, NOON)).toBe('2 hours ago');
    // Thirteen hours before noon was yesterday.
    expect(relative(NOON - 13 * HOUR, NOON)).toBe('yesterday');
    expect(relative(NOON + 3 * 24 * HOUR, NOON)).toBe('in 3 days');
    expect(relative(NOON - 400 * 24 * HOUR, NOON)).toBe('last year');
  });
});

describe('the rest', () => {
  it('follows the locale', () => {
    expect(makeFormats('de-DE').number(1_284.5)).toBe('1.284,5');
    expect(plain(makeFormats('de-DE').bytes(184_200))).toBe('184 kB');
    expect(plain(makeFormats('en-GB').bytes(613))).toBe('613 bytes');
    expect(plain(makeFormats('en-GB').duration(130_000))).toBe('2 minutes');
    expect(makeFormats('en-GB').list(['Ada', 'Bo', 'Cy'])).toBe('Ada, Bo and Cy');
    expect(['b10', 'b9', 'ä', 'a'].toSorted(makeFormats('de-DE').compare)).toEqual(['a', 'ä', 'b9', 'b10']);
  });

  it('knows which way a locale is written', () => {
    expect(['ar-EG', 'he', 'fa-IR', 'de-DE', 'ja-JP', 'en-XA'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr']);
  });
});
