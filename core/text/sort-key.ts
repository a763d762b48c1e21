/*
 * Intl.Collator knows how people order names, SQLite only compares bytes. A sort key spells a name in the ranks
 * of its letters, so that the bytes of keys compare as the collator of the locale compares names when neither case
 * nor accents count. Every rank is a character, and UTF-8 keeps the order of characters.
 *
 *   the alphabet    space, digits, letters of common scripts, pairs like Czech ch   one character each, mostly a byte
 *   between them    whatever the collator puts between two of those                 that gap's character, then a place in it
 *
 * In a gap stand, in this order: other letters and signs, Chinese characters and Korean syllables (both ranked by the
 * collator, when the first is met), and the rest by code point (emoji, old scripts).
 */

/**
 * Makes keys for names in a locale (BCP 47, extensions as in `de-u-co-phonebk` count). Signs and spaces before the
 * first letter or digit do not count; a name without any has a key of its signs; no name at all sorts last. Only
 * 64 characters count. Names of equal keys are left to the caller. Keys of two versions of ICU do not mix.
 */
export function makeSortKey(locale: string): (text: string) => string {
  const collator = new Intl.Collator(locale, { sensitivity: 'base' });
  const compare = (a: string, b: string): number => collator.compare(a, b);
  const alphabet = readAlphabet(compare);
  const placeInGap = placesInGaps(compare);
  const known = new Map(alphabet.codes);

  const codeOf = (character: string): string => {
    let code = known.get(character);
    if (code === undefined) known.set(character, (code = codeBetween(character, alphabet, placeInGap, compare)));
    return code;
  };

  return (text) => {
    const name = ranked(text);
    if (name === '') return EMPTY_LAST;
    let key = '';
    for (let at = 0; at < name.length; ) {
      const character = String.fromCodePoint(name.codePointAt(at)!);
      const sequence = alphabet.sequencesByStart.get(character)?.find((candidate) => name.startsWith(candidate, at));
      key += codeOf(sequence ?? character);
      at += (sequence ?? character).length;
    }
    return key;
  };
}

type Compare = (a: string, b: string) => number;

interface Alphabet {
  /** One text for each rank, in order. */
  readonly ranks: readonly string[];
  readonly codes: ReadonlyMap<string, string>;
  /** Texts of several characters that have a code of their own, by their first character, longest first. */
  readonly sequencesByStart: ReadonlyMap<string, readonly string[]>;
}

const EMPTY_LAST = '\ufffd';

const LONGEST = 64;

/** The part of a name that counts, in one of the ways to write it. */
function ranked(text: string): string {
  let name = text.slice(0, 4 * LONGEST);
  if (!/^[A-Za-z0-9]/.test(name)) {
    const letters = name.replace(/^[\p{P}\p{S}\p{Z}\p{C}\p{M}]+/u, '');
    name = letters === '' ? name.trimStart() : letters;
  }
  if (/[^\0-\x7f]/.test(name)) name = name.toWellFormed().normalize('NFKC').replace(VOWEL_WRITTEN_FIRST, '$2$1');
  return name.slice(0, LONGEST).toWellFormed().trimEnd();
}

// Thai and Lao write some vowels before the consonant they are spoken, and sorted, after.
const VOWEL_WRITTEN_FIRST = /(\p{Logical_Order_Exception})(\p{L})/gu;

const LATIN = [...range(0x41, 0x5a), ...range(0x61, 0x7a), ...range(0xc0, 0x17f).filter((letter) => /\p{L}/u.test(letter))];
const KANA = [...range(0x3041, 0x3096), ...range(0x30a1, 0x30fa)];
const COMMON = [
  ' ', ...range(0x30, 0x39), ...LATIN, ...range(0x1a0, 0x1b0), ...range(0x218, 0x21b), 'Ə', 'ə',
  ...[...range(0x370, 0x52f), ...range(0x5d0, 0x5ea), ...range(0x620, 0x64a), ...range(0x671, 0x6d3)].filter((letter) => /\p{L}/u.test(letter)),
  ...KANA,
];
const KANA_VOWELS = ['あ', 'い', 'う', 'え', 'お'];

// Sorts behind every text that begins like it.
const TOP = '\uffff';

function readAlphabet(compare: Compare): Alphabet {
  const contractions = findContractions(compare);
  const ranks: string[] = [];
  const codes = new Map<string, string>();
  const expansions: [text: string, pair: readonly [string, string]][] = [];
  for (const text of [...COMMON, ...contractions.flatMap((lower) => capitalisations(lower, compare))].sort(compare)) {
    if (compare(text, '') === 0) continue;
    const pair = expansionOf(text, ranks.at(-1), COMMON, compare);
    if (pair !== undefined) {
      expansions.push([text, pair]);
      continue;
    }
    if (ranks.length === 0 || compare(ranks.at(-1)!, text) !== 0) ranks.push(text);
    codes.set(text, rankCode(ranks.length - 1));
  }
  const spell = (letters: readonly string[]): string => letters.map((letter) => codes.get(letter)!).join('');
  for (const [text, pair] of expansions) codes.set(text, spell(pair));
  for (const contraction of contractions) {
    const code = codes.get(contraction)!;
    const doubled = contraction[0]! + contraction;
    if (compare(doubled, contraction + contraction) !== 0) continue;
    for (const spelling of capitalisations(doubled, compare)) codes.set(spelling, code + code);
  }
  for (const kana of KANA) {
    const vowel = KANA_VOWELS.find((candidate) => compare(`${kana}ー`, kana + candidate) === 0);
    if (vowel !== undefined) codes.set(`${kana}ー`, spell([kana, vowel]));
  }
  const sequences = [...codes.keys()].filter((text) => text.length > 1).sort((a, b) => b.length - a.length);
  return { ranks, codes, sequencesByStart: Map.groupBy(sequences, (sequence) => sequence[0]!) };
}

/** The pairs and triples of lower-case letters that the locale sorts as one letter. */
function findContractions(compare: Compare): string[] {
  const letters = LATIN.filter((letter) => letter === letter.toLowerCase());
  const isOneLetter = (start: string, end: string): boolean => compare(start + end, start + TOP) > 0 || compare(start + end, start) < 0;
  const pairs = letters.flatMap((first) => letters.filter((second) => isOneLetter(first, second)).map((second) => first + second));
  const triples = pairs.flatMap((pair) => letters.filter((third) => isOneLetter(pair, third)).map((third) => pair + third));
  return [...pairs, ...triples];
}

/** The ways to write a text of lower-case letters in capitals that sort like it. */
function capitalisations(lower: string, compare: Compare): string[] {
  const spellings = Array.from(lower).reduce<string[]>((starts, letter) => starts.flatMap((start) => [start + letter, start + letter.toUpperCase()]), ['']);
  return spellings.filter((spelling) => compare(spelling, lower) === 0);
}

/**
 * The two letters that one sorts as: ß as ss, ä in German telephone books as ae. Then it comes after `before`, the
 * last letter that is less, but before anything else that does.
 */
function expansionOf(letter: string, before: string | undefined, letters: readonly string[], compare: Compare): readonly [string, string] | undefined {
  if (before === undefined || compare(letter, before) === 0 || compare(letter, before + TOP) > 0) return undefined;
  const after = letters.find((candidate) => compare(letter, before + candidate) === 0);
  return after === undefined ? undefined : [before, after];
}

/** The code of a character that the alphabet does not have: ignored, like another one, like two, or in a gap. */
function codeBetween(character: string, { ranks, codes }: Alphabet, placeInGap: (character: string) => string, compare: Compare): string {
  if (compare(character, '') === 0) return '';
  let low = 0;
  let high = ranks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(ranks[middle]!, character) < 0) low = middle + 1;
    else high = middle;
  }
  if (low < ranks.length && compare(ranks[low]!, character) === 0) return rankCode(low);
  const pair = expansionOf(character, ranks[low - 1], ranks, compare);
  if (pair !== undefined) return pair.map((letter) => codes.get(letter)!).join('');
  return gapCode(low) + placeInGap(character);
}

function gapCode(rank: number): string {
  return String.fromCharCode(0x20 + 2 * rank);
}

function rankCode(rank: number): string {
  return String.fromCharCode(0x21 + 2 * rank);
}

/**
 * Where a character stands among those of its gap, up to U+FFFF in three bands: two characters below U+0800, one
 * from there, or U+E000 and the character itself.
 */
function placesInGaps(compare: Compare): (character: string) => string {
  let others: ReadonlyMap<string, number> | undefined;
  let eastAsian: ReadonlyMap<string, number> | undefined;
  return (character) => {
    if (EAST_ASIAN.test(character)) {
      eastAsian ??= ranksOf([...range(0x3400, 0x9fff), ...range(0xac00, 0xd7a3), ...range(0xf900, 0xfaff)].filter((other) => EAST_ASIAN.test(other)), compare);
      const rank = eastAsian.get(character);
      if (rank !== undefined) return String.fromCharCode(0x800 + rank);
    } else {
      others ??= ranksOf(range(0x20, 0xffff).filter((other) => SORTED_OTHER.test(other) && !EAST_ASIAN.test(other)), compare);
      const rank = others.get(character);
      if (rank !== undefined) return String.fromCharCode(0x20 + Math.floor(rank / 95), 0x20 + (rank % 95));
    }
    return `\ue000${character}`;
  };
}

const EAST_ASIAN = /[\p{Script=Han}\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]/u;

const SORTED_OTHER = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

function ranksOf(characters: string[], compare: Compare): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  let rank = -1;
  let last: string | undefined;
  for (const character of characters.sort(compare)) {
    if (last === undefined || compare(last, character) !== 0) rank++;
    ranks.set(character, rank);
    last = character;
  }
  return ranks;
}

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index));
}
