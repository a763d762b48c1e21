import { afterEach, describe, expect, it, vi } from 'vitest';
import { languageOf, loadTexts, pageWords, startLanguage, startPageLanguage, switchLanguage } from '../../../renderer/i18n/languages.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every `namespace:key` of a language with its text. */
async function allTexts(language: 'en' | 'de' | 'en-XA'): Promise<Map<string, string>> {
  const namespaces = Object.entries(await loadTexts(language));
  return new Map(namespaces.flatMap(([namespace, texts]) => Object.entries(texts).map(([key, text]) => [`${namespace}:${key}`, text] as const)));
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name ?? ''))].toSorted();
}

function tags(text: string): string[] {
  return [...text.matchAll(/<\/?\w+\/?>/g)].map(([tag]) => tag).toSorted();
}

const bases = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].toSorted();

describe('English and German', () => {
  it('have the same keys', async () => {
    expect(bases(await allTexts('de'))).toEqual(bases(await allTexts('en')));
  });

  it.each(['en', 'de'] as const)('%s has every plural form it needs and no other', async (language) => {
    const texts = await allTexts(language);
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const plurals = bases(texts).filter((base) => [...texts.keys()].some((key) => key !== base && key.replace(PLURAL, '') === base));
    expect(plurals.length).toBeGreaterThan(0);
    for (const base of plurals) {
      const forms = [...texts.keys()].filter((key) => key.replace(PLURAL, '') === base).map((key) => PLURAL.exec(key)?.[1] ?? 'no form');
      expect(forms.toSorted(), base).toEqual(needed);
    }
  });

  it('have the same placeholders and tags', async () => {
    const [en, de] = [await allTexts('en'), await allTexts('de')];
    for (const [key, text] of en) {
      const other = de.get(key) ?? de.get(key.replace(PLURAL, '_other'));
      expect(placeholders(other ?? ''), key).toEqual(placeholders(text));
      expect(tags(other ?? ''), key).toEqual(tags(text));
    }
  });

  it('say something everywhere', async () => {
    for (const language of ['en', 'de'] as const) {
      for (const [key, text] of await allTexts(language)) expect(text.trim(), `${language} ${key}`).not.toBe('');
    }
  });
});

describe('the pseudo-language', () => {
  it('brackets every text and keeps its placeholders', async () => {
    const [en, pseudo] = [await allTexts('en'), await allTexts('en-XA')];
    for (const [key, text] of pseudo) {
      expect(text, key).toMatch(/^\[.*\]$/s);
      expect(placeholders(text), key).toEqual(placeholders(en.get(key) ?? ''));
    }
  });
});

describe('a language', () => {
  it('is chosen by the locale', () => {
    expect(['de-AT', 'DE', 'en-GB', 'ar-EG', 'en-XA'].map(languageOf)).toEqual(['de', 'de', 'en', 'en', 'en-XA']);
  });

  it('can be changed while the page runs, plurals included', async () => {
    const texts = await startLanguage('en');
    expect(texts.t('grid:selected', { count: 1, formatted: '1' })).toBe('1 selected');
    await switchLanguage(texts, 'de');
    expect(texts.t('grid:selected', { count: 2, formatted: '2' })).toBe('2 ausgewählt');
    await switchLanguage(texts, 'en-XA');
    expect(texts.t('common:save')).toMatch(/^\[/);
  });
});

describe('the words of a page', () => {
  const files = (folder: Record<string, unknown>) => Object.keys(folder).map((path) => /(\w+)\.json$/.exec(path)![1]!).toSorted();
  const parcels = ['first', 'contact', 'contacts', 'grid', 'reminders', 'more'] as const;

  afterEach(() => void vi.restoreAllMocks());

  it('are in parcels that hold the same in both languages, and together all that there is', async () => {
    for (const parcel of parcels) expect(Object.keys(await loadTexts('de', [parcel])).toSorted(), parcel).toEqual(Object.keys(await loadTexts('en', [parcel])).toSorted());
    expect(Object.keys(await loadTexts('en')).toSorted()).toEqual(files(import.meta.glob('../../../renderer/i18n/en/*.json')));
    expect(Object.keys(await loadTexts('de')).toSorted()).toEqual(files(import.meta.glob('../../../renderer/i18n/de/*.json')));
  });

  it('begin with the first ones, and come as they are asked for', async () => {
    const texts = await startPageLanguage('en');
    expect(texts.t('common:save')).toBe('Save');
    expect(texts.exists('contacts:title')).toBe(false);
    await pageWords(['contacts']);
    expect(texts.t('contacts:title')).toBe('Contacts');
    expect(texts.exists('settings:title')).toBe(false);
    await pageWords();
    expect(texts.t('settings:title')).toBe('Settings');
  });

  it('come for a part that is asked for before the first ones are there', async () => {
    const starting = startPageLanguage('de');
    await pageWords(['contacts']);
    expect((await starting).t('contacts:title')).toBe('Kontakte');
  });

  it('are there in another language before that is spoken', async () => {
    const texts = await startPageLanguage('en');
    await pageWords(['contacts']);
    const said: string[] = [];
    texts.on('languageChanged', () => void said.push(texts.t('contacts:title')));
    await switchLanguage(texts, 'de');
    expect(said).toEqual(['Kontakte']);
    expect(texts.exists('settings:title')).toBe(false);
  });

  it('are there in both languages for a part that comes while they change', async () => {
    const texts = await startPageLanguage('en');
    const switching = switchLanguage(texts, 'de');
    await pageWords(['more']);
    expect(texts.exists('settings:title')).toBe(true);
    await switching;
    expect(texts.t('settings:title')).toBe('Einstellungen');
  });

  it('are missed in the console where somebody would see a key', async () => {
    const missed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const texts = await startPageLanguage('en');
    texts.t('settings:title');
    expect(missed).toHaveBeenCalledWith('no words for settings:title');
  });
});
