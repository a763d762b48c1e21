import type { Word } from './words.ts';

/**
 * A guess that is to be read as plain text: as part of the name or the purpose. It is known by its kind, its text and
 * how often that text stands before it, since offsets move while one types elsewhere; with the text gone, it is without
 * effect. What grows stays dismissed as far as it was: of a dismissed "fri", "fri 10am" is only a time. The name can be
 * dismissed, too, and is then part of the purpose.
 */
export interface Dismissal {
  readonly kind: 'name' | 'email' | 'phone' | 'verb' | 'when' | 'every' | 'tag' | 'organisation' | 'priority';
  readonly text: string;
  readonly nth: number;
}

/** What `QuickAddContext.dismissed` needs to have a part of a line read as plain text. */
export function dismissal(line: string, { kind, text, start }: { readonly kind: Dismissal['kind']; readonly text: string; readonly start: number }): Dismissal {
  return { kind, text, nth: occurrences(line, text).filter((at) => at < start).length };
}

/** The indexes of the words that are not to be taken for each kind. */
export function dismissedWords(line: string, words: readonly Word[], dismissed: readonly Dismissal[]): Map<Dismissal['kind'], Set<number>> {
  const closed = new Map<Dismissal['kind'], Set<number>>();
  for (const { kind, text, nth } of dismissed) {
    const at = occurrences(line, text)[nth];
    if (at === undefined) continue;
    const indexes = closed.get(kind) ?? new Set();
    for (const [index, { start, end }] of words.entries()) if (start < at + text.length && end > at) indexes.add(index);
    closed.set(kind, indexes);
  }
  return closed;
}

/** Where a text stands on a line by itself, not amid a word. */
function occurrences(line: string, text: string): number[] {
  const found: number[] = [];
  for (let at = text === '' ? -1 : line.indexOf(text); at !== -1; at = line.indexOf(text, at + 1)) {
    if (!/[\p{L}\p{N}]$/u.test(line.slice(0, at)) && !/^[\p{L}\p{N}\p{M}]/u.test(line.slice(at + text.length))) found.push(at);
  }
  return found;
}
