import { RELATIONS } from '../contacts.ts';

/**
 * A label as programs write it, in Kith's own spelling where it is a common one: `_$!<HomeFAX>!$_`, `Home Fax` and
 * `HOME_FAX` are `home fax`, `Cell` is `mobile`. Other words stay as they are; the mark of the primary value goes.
 */
export function plainLabel(label: string): string {
  const apple = /^_\$!<(.*)>!\$_$/s.exec(label.trim());
  const text = (apple ? apple[1]!.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2') : label.trim().replace(/^\*\s*/, '')).trim();
  const words = /^[A-Z_\s]+$/.test(text) || apple ? text.toLowerCase().replaceAll('_', ' ') : text;
  return COMMON.get(words.toLowerCase().replace(/[\s_-]+/g, ' ')) ?? words;
}

/** Google puts `* ` before the label of the primary value. */
export const marksPrimary = (label: string): boolean => /^\s*\*/.test(label);

/** A relation's label: one of `RELATIONS` where it is a common one. */
export function relationLabel(label: string): string {
  const plain = plainLabel(label);
  return RELATION_WORDS.get(plain.toLowerCase().replace(/[\s_-]+/g, ' ')) ?? plain;
}

const COMMON: ReadonlyMap<string, string> = new Map([
  ...['home', 'work', 'mobile', 'main', 'fax', 'home fax', 'work fax', 'pager', 'car', 'assistant', 'other', 'school', 'anniversary', 'homepage', 'profile', 'blog'].map((label) => [label, label] as const),
  ['cell', 'mobile'], ['cellular', 'mobile'], ['iphone', 'mobile'], ['handy', 'mobile'], ['homefax', 'home fax'], ['workfax', 'work fax'],
  ['private', 'home'], ['privat', 'home'], ['personal', 'home'], ['business', 'work'], ['company', 'work'], ['office', 'work'],
  ['assistant phone', 'assistant'], ['home page', 'homepage'], ['obsolete', 'other'], ['work mobile', 'mobile'],
]);

const RELATION_WORDS: ReadonlyMap<string, string> = new Map([
  ...RELATIONS.map((relation) => [relation.toLowerCase(), relation] as const),
  ['referred by', 'referredBy'], ['husband', 'spouse'], ['wife', 'spouse'], ['domestic partner', 'partner'], ['mother', 'mother'], ['father', 'father'],
  ['son', 'child'], ['daughter', 'child'], ['boss', 'manager'], ['supervisor', 'manager'], ['co worker', 'colleague'],
]);
