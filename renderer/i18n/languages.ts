import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import './namespaces.ts';
import { pseudoText } from './pseudo.ts';

/** The languages Kith speaks; `en-XA` is English made strange, for tests and translators. */
const LANGUAGES = ['en', 'de', 'en-XA'] as const;
export type Language = (typeof LANGUAGES)[number];

const LOADERS: Record<'en' | 'de', () => Promise<{ texts: Record<string, Record<string, string>> }>> = {
  en: () => import('./en/all.ts'),
  de: () => import('./de/all.ts'),
};

/** The language to speak for a locale such as `de-AT`; English where we do not know it. */
export function languageOf(locale: string): Language {
  if (locale === 'en-XA') return 'en-XA';
  return locale.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
}

/** Makes the texts of a language ready and returns the i18next that says them. Call once, before the first render. */
export async function startLanguage(language: Language): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    defaultNS: 'common',
    resources: { [language]: await loadTexts(language) },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

/** Changes the language of a running page. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  if (!instance.hasResourceBundle(language, 'common')) {
    for (const [namespace, texts] of Object.entries(await loadTexts(language))) {
      instance.addResourceBundle(language, namespace, texts);
    }
  }
  await instance.changeLanguage(language);
}

/** All namespaces of a language, by name. */
export async function loadTexts(language: Language): Promise<Record<string, Record<string, string>>> {
  const { texts } = await LOADERS[language === 'de' ? 'de' : 'en']();
  return Object.fromEntries(
    Object.entries(texts).map(([path, entries]) => [
      path.slice('./'.length, -'.json'.length),
      language === 'en-XA' ? pseudoTexts(entries) : entries,
    ]),
  );
}

function pseudoTexts(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, pseudoText(text)]));
}
