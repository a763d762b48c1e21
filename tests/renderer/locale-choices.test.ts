import { describe, expect, it } from 'vitest';
import { countryChoices, currencyChoices, localeChoices, presetsOf } from '../../renderer/locale-choices.ts';

describe('presets for a browser', () => {
  it.each([
    ['de', 'Europe/Zurich', { locale: 'de-CH', country: 'CH', currency: 'CHF' }],
    ['en-US', 'Europe/Berlin', { locale: 'en-US', country: 'DE', currency: 'EUR' }],
    ['en-US', 'America/Chicago', { locale: 'en-US', country: 'US', currency: 'USD' }],
    ['pt', 'America/Sao_Paulo', { locale: 'pt-BR', country: 'BR', currency: 'BRL' }],
    ['ja-JP', 'UTC', { locale: 'ja-JP', country: 'JP', currency: 'JPY' }],
    ['de-AT-u-co-phonebk', 'Europe/Vienna', { locale: 'de-AT', country: 'AT', currency: 'EUR' }],
  ])('of %s in %s', (language, timeZone, presets) => {
    expect(presetsOf(language, timeZone)).toEqual(presets);
  });
});

it('calls countries and currencies as the reader does, in the order of their language', () => {
  const countries = countryChoices('de').map(({ label }) => label);
  expect(countries).toContain('Österreich');
  expect(countries.indexOf('Österreich')).toBeLessThan(countries.indexOf('Pakistan'));
  expect(currencyChoices('de').find(({ value }) => value === 'GBP')).toMatchObject({ label: 'Britisches Pfund', detail: 'GBP £' });
});

it('calls a language by its own name too, and keeps one among them that is set', () => {
  expect(localeChoices('en').find(({ value }) => value === 'de-CH')).toMatchObject({ label: 'German (Switzerland)', detail: 'Deutsch (Schweiz)' });
  expect(localeChoices('en', ['en-XA']).some(({ value }) => value === 'en-XA')).toBe(true);
});
