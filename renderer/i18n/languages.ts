import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import './namespaces.ts';
import { pseudoText } from './pseudo.ts';

/** The languages Kith speaks; `en-XA` is English made strange, for tests and translators. */
const LANGUAGES = ['en', 'de', 'en-XA'] as const;
export type Language = (typeof LANGUAGES)[number];

type Entries = Record<string, string>;
type Fetch<Fetched> = () => Promise<Fetched>;

/**
 * Words are fetched in parcels: `first` before anything is shown, those that are called like a namespace with the pages
 * that may be the first, all the others together in `more`.
 */
const PARCELS = ['first', 'contact', 'contacts', 'grid', 'reminders', 'more'] as const;
export type Parcel = (typeof PARCELS)[number];

const LOADERS: Record<'en' | 'de', Record<'first' | 'more', Fetch<{ texts: Record<string, Entries> }>> & { pages: Record<string, Fetch<Entries>> }> = {
  en: {
    first: () => import('./en/first.ts'),
    more: () => import('./en/more.ts'),
    pages: import.meta.glob<Entries>('./en/{contact,contacts,grid,reminders}.json', { import: 'default' }),
  },
  de: {
    first: () => import('./de/first.ts'),
    more: () => import('./de/more.ts'),
    pages: import.meta.glob<Entries>('./de/{contact,contacts,grid,reminders}.json', { import: 'default' }),
  },
};

/** What each i18next is to say, in whatever language, and what it can say already. */
const asked = new WeakMap<i18n, Set<Parcel>>();
const known = new WeakMap<i18n, Set<`${Language} ${Parcel}`>>();

/** The page's own, which begins with its first words; what comes late waits for others in it. */
let page: i18n | undefined;

/** The language to speak for a locale such as `de-AT`; English where we do not know it. */
export function languageOf(locale: string): Language {
  if (locale === 'en-XA') return 'en-XA';
  return locale.toLowerCase().split('-')[0] === 'de' ? 'de' : 'en';
}

/** Makes all texts of a language ready and returns the i18next that says them. */
export function startLanguage(language: Language): Promise<i18n> {
  return start(i18next.createInstance(), language, PARCELS);
}

/** The same for a page that is to be there soon, with its first words only. From the call on `pageWords` fetches others into it. */
export function startPageLanguage(language: Language): Promise<i18n> {
  page = i18next.createInstance();
  return start(page, language, ['first']);
}

/** Fetches words of the page, without a list all of them, for what is shown when they are there. Nothing to do where no page was begun. */
export async function pageWords(parcels: readonly Parcel[] = PARCELS): Promise<void> {
  if (!page) return;
  for (const parcel of parcels) asked.get(page)?.add(parcel);
  // One that is spoken before this is here brings it along.
  await fetchMissing(page, page.language as Language);
}

/** Changes the language of a running page once all that it was asked to say is there in that. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  // A part of the page may ask for more meanwhile.
  while (missing(instance, language).length > 0) await fetchMissing(instance, language);
  await instance.changeLanguage(language);
}

/** Every namespace of a language by name; only those of some parcels. */
export async function loadTexts(language: Language, parcels: readonly Parcel[] = PARCELS): Promise<Record<string, Entries>> {
  const namespaces = (await Promise.all(parcels.map((parcel) => fetchParcel(language === 'de' ? 'de' : 'en', parcel)))).flat();
  return Object.fromEntries(namespaces.map(([path, entries]) => [/(\w+)\.json$/.exec(path)![1]!, language === 'en-XA' ? pseudoTexts(entries) : entries]));
}

async function start(instance: i18n, language: Language, parcels: readonly Parcel[]): Promise<i18n> {
  asked.set(instance, new Set(parcels));
  known.set(instance, new Set());
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    defaultNS: 'common',
    resources: { [language]: {} },
    interpolation: { escapeValue: false },
    returnNull: false,
    // A key on the screen is a mistake of ours: whoever tests it is told.
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => console.error(`no words for ${namespace}:${key}`),
  });
  await fetchMissing(instance, language);
  return instance;
}

const missing = (instance: i18n, language: Language): Parcel[] => [...(asked.get(instance) ?? [])].filter((parcel) => !known.get(instance)?.has(`${language} ${parcel}`));

async function fetchMissing(instance: i18n, language: Language): Promise<void> {
  const parcels = missing(instance, language);
  for (const [namespace, entries] of Object.entries(await loadTexts(language, parcels))) instance.addResourceBundle(language, namespace, entries);
  for (const parcel of parcels) known.get(instance)?.add(`${language} ${parcel}`);
}

async function fetchParcel(folder: 'en' | 'de', parcel: Parcel): Promise<[path: string, Entries][]> {
  const loaders = LOADERS[folder];
  if (parcel === 'first' || parcel === 'more') return Object.entries((await loaders[parcel]()).texts);
  const path = `./${folder}/${parcel}.json`;
  return [[path, await loaders.pages[path]!()]];
}

function pseudoTexts(entries: Entries): Entries {
  return Object.fromEntries(Object.entries(entries).map(([key, text]) => [key, pseudoText(text)]));
}
