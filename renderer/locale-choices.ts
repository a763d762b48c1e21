// Languages, countries and currencies to choose from, called as the reader's language calls them.
import { CURRENCY_BY_COUNTRY } from '../core/countries.ts';

export interface Choice {
  /** `de-CH`, `CH`, `CHF`. */
  value: string;
  label: string;
  /** Beside the label, quieter. */
  detail: string;
  /** Found by these as well. */
  words: string;
}

/** Languages with their country. `also` are those that have to be among them, as the one that is set. */
export function localeChoices(shownIn: string, also: readonly string[] = []): Choice[] {
  const nameOf = languageNames(shownIn);
  return [...new Set([...LOCALES, ...also])]
    .map((tag) => {
      const own = languageNames(tag)(tag);
      return { value: tag, label: nameOf(tag), detail: own === nameOf(tag) ? '' : own, words: `${own} ${tag}` };
    })
    .toSorted(byLabel(shownIn));
}

export function countryChoices(shownIn: string): Choice[] {
  const names = new Intl.DisplayNames(shownIn, { type: 'region' });
  return [...CURRENCY_BY_COUNTRY.keys()].map((code) => ({ value: code, label: names.of(code) ?? code, detail: code, words: code })).toSorted(byLabel(shownIn));
}

export function currencyChoices(shownIn: string): Choice[] {
  const names = new Intl.DisplayNames(shownIn, { type: 'currency' });
  return [...new Set(CURRENCY_BY_COUNTRY.values())]
    .map((code) => {
      const sign = signOf(code, shownIn);
      return { value: code, label: names.of(code) ?? code, detail: sign === code ? code : `${code} ${sign}`, words: `${code} ${sign}` };
    })
    .toSorted(byLabel(shownIn));
}

export interface Presets {
  locale: string;
  country: string;
  currency: string;
}

/**
 * What is most likely right for a browser of this language in this time zone. The time zone says where somebody
 * is: many a browser speaks `en-US` in Europe. Where the platform cannot tell a zone's country, the language's counts.
 */
export function presetsOf(language: string, timeZone: string): Presets {
  const own = new Intl.Locale(language);
  const country = countryOf(own, timeZone);
  return {
    locale: new Intl.Locale(own.baseName, { region: own.region ?? country }).toString(),
    country,
    currency: CURRENCY_BY_COUNTRY.get(country) ?? 'EUR',
  };
}

function countryOf(language: Intl.Locale, timeZone: string): string {
  const { region } = language;
  if (region !== undefined && zonesOf(region).includes(timeZone)) return region;
  const there = [...CURRENCY_BY_COUNTRY.keys()].find((country) => zonesOf(country).includes(timeZone));
  const likely = there ?? region ?? language.maximize().region ?? '';
  return CURRENCY_BY_COUNTRY.has(likely) ? likely : 'GB';
}

/** The time zones of a country; none where the platform does not know them. */
function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & { getTimeZones?: () => string[] | undefined } = new Intl.Locale('und', { region: country });
  return locale.getTimeZones?.() ?? [];
}

function languageNames(shownIn: string): (tag: string) => string {
  const names = new Intl.DisplayNames(shownIn, { type: 'language', languageDisplay: 'standard' });
  return (tag) => names.of(tag) ?? tag;
}

function signOf(currency: string, shownIn: string): string {
  const parts = new Intl.NumberFormat(shownIn, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

function byLabel(shownIn: string): (a: Choice, b: Choice) => number {
  const collator = new Intl.Collator(shownIn);
  return (a, b) => collator.compare(a.label, b.label);
}

/** Languages as they are written somewhere, of which every browser knows the formats. */
const LOCALES = (
  'af-ZA am-ET ar-AE ar-EG ar-MA ar-SA az-AZ be-BY bg-BG bn-BD bn-IN bs-BA ca-ES cs-CZ cy-GB da-DK de-AT de-BE de-CH de-DE de-LI de-LU el-CY el-GR ' +
  'en-AU en-CA en-GB en-IE en-IN en-NZ en-SG en-US en-ZA es-AR es-CL es-CO es-ES es-MX es-PE es-US et-EE eu-ES fa-IR fi-FI fil-PH fr-BE fr-CA fr-CH ' +
  'fr-FR fr-LU ga-IE gl-ES gu-IN he-IL hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-CH it-IT ja-JP ka-GE kk-KZ km-KH kn-IN ko-KR lb-LU lo-LA lt-LT lv-LV ' +
  'mk-MK ml-IN mn-MN mr-IN ms-MY mt-MT my-MM nb-NO ne-NP nl-BE nl-NL nn-NO pa-IN pl-PL pt-BR pt-PT ro-MD ro-RO ru-RU si-LK sk-SK sl-SI sq-AL sr-RS ' +
  'sr-Latn-RS sv-FI sv-SE sw-KE sw-TZ ta-IN te-IN th-TH tr-TR uk-UA ur-PK uz-UZ vi-VN zh-CN zh-HK zh-SG zh-TW zu-ZA'
).split(' ');
