import { describe, expect, it } from 'vitest';
import { languageOf, loadTexts, startLanguage, switchLanguage } from '../../../renderer/i18n/languages.ts';

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
