import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { i18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { makeFormats } from './formats.ts';
import type { Formats } from './formats.ts';

const FormatsContext = createContext<Formats | null>(null);

/** Numbers, money and dates in the profile's locale. */
export function useFormats(): Formats {
  const formats = useContext(FormatsContext);
  if (!formats) throw new Error('useFormats outside LocaleProvider');
  return formats;
}

export interface LocaleProviderProps {
  texts: i18n;
  /** The profile's: `de-AT`, `ar-EG`. Its direction is the page's; the words are in the language of `texts`. */
  locale: string;
  timeZone?: string | undefined;
  children: ReactNode;
}

/** Gives everything below its words, formats and direction, and says the same of the document. */
export function LocaleProvider({ texts, locale, timeZone, children }: LocaleProviderProps) {
  const formats = useMemo(() => makeFormats(locale, timeZone), [locale, timeZone]);
  const { language } = texts;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(locale);
  }, [language, locale]);
  return (
    <I18nextProvider i18n={texts}>
      <I18nProvider locale={widgetLocale(language, locale)}>
        <FormatsContext value={formats}>{children}</FormatsContext>
      </I18nProvider>
    </I18nextProvider>
  );
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(locale).maximize().script ?? '';
  return ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'].includes(script) ? 'rtl' : 'ltr';
}

/** react-aria takes its hidden words and its direction from one locale: ours by language, unless that would turn the page round. */
function widgetLocale(language: string, locale: string): string {
  const words = language === 'de' ? 'de-DE' : 'en-US';
  return directionOf(words) === directionOf(locale) ? words : locale;
}
