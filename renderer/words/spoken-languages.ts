import type { Option } from '../ui/select.tsx';

/** The languages on offer, by ISO 639: those with the most speakers and all official ones of Europe. Any other may be typed. */
const CODES = [
  'ar', 'be', 'bg', 'bn', 'bs', 'ca', 'cs', 'cy', 'da', 'de', 'el', 'en', 'es', 'et', 'eu', 'fa', 'fi', 'fil', 'fr', 'ga', 'gl', 'he', 'hi', 'hr', 'hu', 'hy', 'id', 'is', 'it', 'ja', 'ka',
  'kk', 'ko', 'lb', 'lt', 'lv', 'mk', 'ms', 'mt', 'nb', 'nl', 'nn', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'sw', 'ta', 'th', 'tr', 'uk', 'ur', 'vi', 'yue', 'zh',
] as const;

export interface SpokenLanguages {
  /** "Swedish" for `sv`; whatever is no code stays as it was written. */
  nameOf: (language: string) => string;
  options: readonly Option[];
}

export function spokenLanguages(locale: string): SpokenLanguages {
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const nameOf = (language: string) => (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? (names.of(language) ?? language) : language);
  const inOrder = new Intl.Collator(locale);
  return { nameOf, options: CODES.map((value) => ({ value, label: nameOf(value) })).toSorted((a, b) => inOrder.compare(a.label, b.label)) };
}
