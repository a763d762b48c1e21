import { fold } from '../../../core/text/fold.ts';

/** A text with the beginnings of words that were searched for set off, as the search itself compares them; with `isInside`, what stands inside words too. */
export function MarkedWords({ text, query, isInside }: { text: string; query: string; isInside?: boolean }) {
  return splitByMatches(text, query, isInside).map(({ part, isMatch }, place) => (isMatch ? <b key={place} className="font-semibold text-accent-text">{part}</b> : <span key={place}>{part}</span>));
}

export interface TextPart {
  part: string;
  isMatch: boolean;
}

/** "Ada Lindqvist" and "lin" give "Ada ", "Lin", "dqvist". Put together the parts are the text again. */
export function splitByMatches(text: string, query: string, isInside = false): TextPart[] {
  const wanted = fold(query).split(/\s+/).filter(Boolean);
  const parts: TextPart[] = [];
  const add = (part: string, isMatch: boolean) => {
    const last = parts.at(-1);
    if (part === '') return;
    if (last && last.isMatch === isMatch) last.part += part;
    else parts.push({ part, isMatch });
  };
  for (const word of text.split(/([^\p{L}\p{N}\p{M}]+)/u)) {
    const length = Math.max(0, ...wanted.map((prefix) => matchedLength(word, prefix)));
    const from = length === 0 && isInside ? insideOf(word, wanted) : undefined;
    if (from === undefined) {
      add(word.slice(0, length), true);
      add(word.slice(length), false);
    } else {
      add(word.slice(0, from.at), false);
      add(word.slice(from.at, from.at + from.length), true);
      add(word.slice(from.at + from.length), false);
    }
  }
  return parts;
}

/** Where the first of these stands inside the word. */
function insideOf(word: string, wanted: readonly string[]): { at: number; length: number } | undefined {
  let at = 0;
  for (const character of word) {
    const rest = word.slice(at);
    const length = Math.max(0, ...wanted.map((each) => matchedLength(rest, each)));
    if (length > 0) return { at, length };
    at += character.length;
  }
  return undefined;
}

/** How much of the word's beginning folds to the query: "Ø" of "Ørsted" to "o"; 0 where the word begins otherwise. */
function matchedLength(word: string, query: string): number {
  if (!fold(word).startsWith(query)) return 0;
  let length = 0;
  for (const character of word) {
    length += character.length;
    if (fold(word.slice(0, length)).length >= query.length) break;
  }
  return length;
}
