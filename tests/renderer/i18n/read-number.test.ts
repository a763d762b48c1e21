import { describe, expect, it } from 'vitest';
import { readMoney, readNumber } from '../../../renderer/i18n/read-number.ts';

describe('a typed number', () => {
  it.each([
    ['1,234.5', 'en-GB', 1234.5],
    ['1.234,5', 'de-DE', 1234.5],
    ['12,5', 'de-DE', 12.5],
    ['12.5', 'de-DE', 12.5],
    ['12.500', 'de-DE', 12_500],
    ["1'234.5", 'de-CH', 1234.5],
    ['1 234,5', 'fr-FR', 1234.5],
    ['12,34,567.5', 'en-IN', 1_234_567.5],
    ['١٢٣٤٫٥', 'ar-EG', 1234.5],
    ['−3', 'en-GB', -3],
    ['.5', 'en-GB', 0.5],
  ])('%s in %s is %d', (text, locale, value) => {
    expect(readNumber(text, locale)).toBe(value);
  });

  it.each([['abc', 'en-GB'], ['1,2,3', 'en-GB'], ['1.2.3', 'de-DE'], ['', 'en-GB'], ['--5', 'en-GB'], ['1e5', 'en-GB']])('%s in %s is none', (text, locale) => {
    expect(readNumber(text, locale)).toBeNull();
  });
});

describe('a typed amount', () => {
  it('is whole minor units', () => {
    expect(readMoney('12,50 €', 'de-DE', 'EUR')).toBe(1250);
    expect(readMoney('¥500', 'en-GB', 'JPY')).toBe(500);
  });

  it('of another currency is none', () => {
    expect(readMoney('20 CHF', 'de-DE', 'EUR')).toBeNull();
  });
});
