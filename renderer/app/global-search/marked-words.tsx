import { fold } from '../../../core/text/fold.ts';

/** A text with the beginnings of words that were searched for set off, as the search itself compares them. */
export function MarkedWords({ text, query }: { text: string; query: string }) {
  return splitByMatches(text, query).map(({ part, isMatch }, place) => (isMatch ? <b key={place} className="font-semibold text-accent-text">{part}</b> : <span key={place}>{part}</span>));
}

export interface TextPart {
  part: string;
  isMatch: boolean;
}

/** "Ada Lindqvist" and "lin" give "Ada ", "Lin", "dqvist". Put together the parts are the text again. */
export function splitByMatches(text: string, query: string): TextPart[] {
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
    add(word.slice(0, length), true);
    add(word.slice(length), false);
  }
  return parts;
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
