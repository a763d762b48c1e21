import { fold, unify } from '../text/fold.ts';

/** A word of a line: where it stands, without and with the punctuation around it, and how it is looked up. */
export interface Word {
  /** UTF-16 offsets of the word without brackets, quotes and commas around it. */
  readonly start: number;
  readonly end: number;
  readonly outerStart: number;
  readonly outerEnd: number;
  /** Folded: `3.`, `marz`; only the French à keeps its accent, since "a" is a word of its own. */
  readonly key: string;
  /** The key without dots at its end. */
  readonly bare: string;
  /** Begins as names do: with a capital, or with a letter of a script that has none. */
  readonly isNameLike: boolean;
}

/** The words of a line in their order, apart by white space, or by the comma in "#a,#b". The offsets are those of the line as typed. */
export function wordsOf(line: string): readonly Word[] {
  return Array.from(line.matchAll(/\S(?:(?!(?<=,)[#@])\S)*/gu), (match) => wordAt(match[0], match.index));
}

function wordAt(outer: string, outerStart: number): Word {
  const opening = OPENING.exec(outer)![0].length;
  const closing = CLOSING.exec(outer.slice(opening))?.[0].length ?? 0;
  const isBare = outer.length > opening + closing;
  const start = isBare ? outerStart + opening : outerStart;
  const outerEnd = outerStart + outer.length;
  const end = isBare ? outerEnd - closing : outerEnd;
  const core = isBare ? outer.slice(opening, outer.length - closing) : outer;
  const key = unify(core) === 'à' ? 'à' : fold(core);
  return { start, end, outerStart, outerEnd, key, bare: key.replace(/(?<=.)\.+$/, ''), isNameLike: NAME_LIKE.test(core) };
}

const OPENING = /^[([{<"'“”„«»‚‘¿¡]*/u;
const CLOSING = /[,;:!?)\]}>"'“”„«»’…]+$/u;

// Marks of direction and other invisible characters may come first.
const NAME_LIKE = /^\p{Cf}*[\p{Lu}\p{Lt}\p{Lo}]/u;
