import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDigits, formatMoney, Money, parseMoney } from '../../core/money.ts';

describe('parseMoney', () => {
  it.each<[string, string, string, number, string?]>([
    ['12.50', 'en', 'EUR', 1250], ['12,50', 'de', 'EUR', 1250], ['1.234,5', 'de', 'EUR', 123450], ['1,234.5', 'en', 'EUR', 123450],
    ['12.50', 'de', 'EUR', 1250], ['12,50', 'en', 'EUR', 1250], ['1,234', 'en', 'USD', 123400], ['1.234', 'de', 'EUR', 123400],
    ['1.234', 'de', 'KWD', 1234000], ['0.500', 'de', 'EUR', 50], ['1,234', 'de', 'KWD', 1234], ['1.234', 'en', 'KWD', 1234],
    ['1.234.567', 'de', 'EUR', 123456700], ['1.234.567,89', 'en', 'EUR', 123456789], ['12,34,567.8', 'en-IN', 'INR', 123456780],
    ["1'000.50", 'de-CH', 'CHF', 100050], ['1’000.–', 'de-CH', 'CHF', 100000], ['20.-', 'de-CH', 'CHF', 2000], ['1 234,50', 'fr', 'EUR', 123450], ['1\u202f234,50 €', 'fr', 'EUR', 123450],
    ['-12.5', 'en', 'EUR', -1250], ['−12.5', 'en', 'EUR', -1250], ['(12.50)', 'en', 'EUR', -1250], ['12.50-', 'en', 'EUR', -1250], ['-€12.50', 'en', 'EUR', -1250], ['-0', 'en', 'EUR', 0],
    ['.5', 'en', 'EUR', 50], ['5.', 'en', 'EUR', 500], ['0,005', 'de', 'KWD', 5], ['.500', 'en', 'USD', 50],
    ['1,234', 'en', 'JPY', 1234], ['1234.00', 'en', 'JPY', 1234], ['¥1,234', 'ja', 'JPY', 1234], ['￥１，２３４', 'ja', 'JPY', 1234],
    ['CHF 20', 'de', 'EUR', 2000, 'CHF'], ['20 usd', 'de', 'EUR', 2000, 'USD'], ['$20', 'de', 'EUR', 2000, 'USD'], ['$20', 'en-CA', 'CAD', 2000], ['CA$20', 'en', 'CAD', 2000], ['¥20', 'zh', 'CNY', 2000],
    ['€ 20', 'en', 'USD', 2000, 'EUR'], ['20 kr', 'sv', 'SEK', 2000], ['20 Kč', 'cs', 'CZK', 2000], ['20 zł', 'pl', 'PLN', 2000], ['500 JPY', 'en', 'EUR', 500, 'JPY'],
    ['١٢٫٥٠', 'ar-EG', 'EGP', 1250], ['١٬٢٣٤٫٥٠', 'ar-EG', 'EGP', 123450],
  ])('reads %s in %s as %s', (text, locale, currency, minor, named = currency) => {
    expect(parseMoney(text, locale, currency)).toEqual({ minor, currency: named });
  });

  it.each([
    ['', 'EUR'], ['abc', 'EUR'], ['€', 'EUR'], ['-', 'EUR'], ['12.345,6.7', 'EUR'], ['1.2.3', 'EUR'], ['12..5', 'EUR'], ['1,23,4', 'EUR'], ['12 apples', 'EUR'], ['12.505', 'EUR'], ['12.505', 'JPY'], ['1.5', 'JPY'],
    ['12.5055', 'EUR'], ['1e5', 'EUR'], ['NaN', 'EUR'], ['Infinity', 'EUR'], ['99999999999999999', 'EUR'], ['1 2', 'EUR'], ['--1', 'EUR'], ['1'.repeat(100), 'EUR'],
  ])('reads no amount in %j', (text, currency) => {
    expect(parseMoney(text, 'en', currency)).toBeUndefined();
  });

  const amount = fc.record({
    minor: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1_000_000, max: 1_000_000 })).map((minor) => (minor === 0 ? 0 : minor)),
    currency: fc.constantFrom('EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KRW', 'KWD', 'TND', 'SEK', 'DKK', 'CZK', 'PLN', 'HUF', 'INR', 'BRL', 'CAD', 'CNY', 'CLF', 'XOF'),
  });
  const locale = fc.constantFrom('en', 'en-US', 'en-IN', 'de', 'de-CH', 'de-AT', 'fr', 'fr-CH', 'es', 'it', 'sv', 'nb', 'da', 'fi', 'pl', 'cs', 'hu', 'tr', 'pt-BR', 'ru', 'ja', 'zh', 'ko', 'hi', 'ar-EG', 'he', 'fa');

  it('reads back whatever is shown', () => {
    fc.assert(fc.property(amount, locale, (money, where) => {
      expect(parseMoney(formatMoney(money, where), where, money.currency), formatMoney(money, where)).toEqual(money);
    }), { numRuns: 1000 });
  });

  it('gives nothing but whole minor units', () => {
    const piece = fc.constantFrom('1', '23', '456', '.', ',', ' ', "'", '-', '(', ')', '€', '$', 'EUR', 'JPY', 'kr', '٫', '٬', '٣');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(piece).map((pieces) => pieces.join(''))), locale, (text, where) => {
      const money = parseMoney(text, where, 'EUR');
      expect(money === undefined || Money.safeParse(money).success).toBe(true);
    }), { numRuns: 1000 });
  });
});

describe('formatMoney', () => {
  it.each([
    [1250, 'EUR', 'de', '12,50\u00a0€'], [1250, 'EUR', 'en', '€12.50'], [1250, 'JPY', 'en', '¥1,250'], [1250, 'KWD', 'en', 'KWD\u00a01.250'], [-5, 'USD', 'en', '-$0.05'],
    [Number.MAX_SAFE_INTEGER, 'USD', 'en', '$90,071,992,547,409.91'],
  ])('shows %d %s in %s as %s', (minor, currency, where, shown) => {
    expect(formatMoney({ minor, currency }, where)).toBe(shown);
  });
});

describe('currencyDigits', () => {
  it('are those of ISO 4217', () => {
    expect(['EUR', 'JPY', 'KWD', 'CLF', 'XXX'].map(currencyDigits)).toEqual([2, 0, 3, 4, 2]);
  });
});

describe('Money', () => {
  it.each([{ minor: 0.5, currency: 'EUR' }, { minor: 2 ** 53, currency: 'EUR' }, { minor: 1, currency: 'eur' }, { minor: 1 }, { minor: '1', currency: 'EUR' }])('refuses %j', (money) => {
    expect(Money.safeParse(money).success).toBe(false);
  });
});
