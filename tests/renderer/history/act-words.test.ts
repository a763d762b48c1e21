import { expect, it } from 'vitest';
import de from '../../../renderer/i18n/de/acts.json';
import en from '../../../renderer/i18n/en/acts.json';

/** The programs that write, as text. */
const sources = import.meta.glob<string>('../../../{electron,db}/**/*.ts', { query: '?raw', import: 'default', eager: true });

/** Codes under which something is logged; one that ends in a value is cut before it. */
const codes = [...new Set(Object.values(sources).flatMap((source) => [...source.matchAll(/(?:Batch\.open|writeAndTell|write)\([\w.]+, \{ code: ['`]([\w.]+)/g)].map(([, code]) => code!)))];

it('finds the codes in the programs', () => {
  expect(codes).toContain('contact.updated');
  expect(codes).toContain('entry.created.');
  expect(codes.length).toBeGreaterThan(20);
});

it.each([['English', en], ['German', de]])('has words in %s for everything that is logged', (_language, words) => {
  const keys = Object.keys(words);
  const without = codes.filter((code) => !keys.some((key) => (code.endsWith('.') ? key.startsWith(code) : key === code || key === `${code}_other`)));
  expect(without).toEqual([]);
});
