import { Plus } from 'lucide-react';
import type { Option } from './select.tsx';

/** The value of the row that makes a new option. */
export const CREATE = '\u0000create';

const comparing = new Intl.Collator(undefined, { sensitivity: 'base', usage: 'search' });

/** Those whose label has the words anywhere, accents and case aside; first those that begin with them. */
export function fitting(options: readonly Option[], words: string): readonly Option[] {
  const wanted = plain(words);
  if (!wanted) return options;
  const begins = (option: Option) => (plain(option.label).startsWith(wanted) ? 0 : 1);
  return options.filter((option) => plain(option.label).includes(wanted)).toSorted((a, b) => begins(a) - begins(b));
}

/** The options, and after them the row that makes a new one unless one has this label already. */
export function withCreation(options: readonly Option[], words: string, createLabel: ((text: string) => string) | undefined): Option[] {
  const text = words.trim();
  const exists = options.some((option) => comparing.compare(option.label, text) === 0);
  const creation = createLabel && text && !exists ? [{ value: CREATE, label: createLabel(text), mark: <Plus aria-hidden className="text-text3" /> }] : [];
  return [...options, ...creation];
}

export function plain(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
