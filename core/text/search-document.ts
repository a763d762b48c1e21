import { nationalDigits, phoneDigits } from '../phones.ts';
import { foldUnified, otherSpellings, unify } from './fold.ts';

/*
 * How full text finds people. A record's search document is a list of tokens, made here when it is written;
 * a query is made here from what somebody types; FTS5 only compares. Both go through the same folding.
 *
 *   written                  tokens of the document             found by
 *   Müller                   muller mueller                     mull, mueller, MÜLLER
 *   O'Brien, Anne-Marie      o brien obrien, ... annemarie      obrien, o'brien, brien, anne-m
 *   田中太郎                   田中 中太 太郎 郎                      太郎, 田
 *   2024-03-12               2024 03 12 20240312 0312           2024-03, 2024 03 12
 *   ada@mail.example.org     ada mail example org               ada@mail.ex, example
 *   🦊                       u1f98a                             🦊
 *
 * Phone numbers, which must be found by any run of their digits, come as `phoneTokens`.
 * FTS5 needs `tokenize = 'unicode61 remove_diacritics 0'`; each token here is one of its tokens, so `detail = none` will do.
 */

/** The tokens of a record's parts (names, addresses, bodies, ...), separated by spaces. Parts never join. */
export function searchDocument(parts: readonly string[]): string {
  const pieces: string[] = [];
  for (const part of parts) addTokens(part, pieces);
  return asLetters(pieces.join(' '));
}

/**
 * An FTS5 MATCH expression for what somebody typed: every word must be there, in any order, and may be just
 * begun. Undefined when there is nothing to search for. Only letters, digits and marks reach the expression, each
 * token quoted, so no text can make it invalid. Reads the first 200 characters and 16 words.
 */
export function searchQuery(text: string): string | undefined {
  const conditions = conditionsOf(text);
  return conditions.length === 0 ? undefined : conditions.map(expression).join(' AND ');
}

/** The same question for one search document at a time. */
export function searchMatcher(text: string): ((document: string) => boolean) | undefined {
  const conditions = conditionsOf(text);
  if (conditions.length === 0) return undefined;
  return (document) => {
    const tokens = ` ${document} `;
    return conditions.every((condition) => isMet(condition, tokens));
  };
}

/** What a document must have: a token, or one that begins so; one of these; all of these. */
type Condition = { token: string; isBegun: boolean } | { any: readonly Condition[] } | { all: readonly Condition[] };

function conditionsOf(text: string): Condition[] {
  const conditions: Condition[] = [];
  for (const match of unify(text.slice(0, 200)).replace(WEB_ADDRESS_START, ' ').matchAll(TYPED)) {
    const { digits, word, picture } = match.groups!;
    if (digits !== undefined) conditions.push(digitsCondition(digits));
    else if (word !== undefined) conditions.push(...wordConditions(word));
    else conditions.push(exactly(pictureToken(picture!)));
  }
  return conditions.slice(0, 16);
}

function expression(condition: Condition): string {
  if ('any' in condition) return `(${condition.any.map(expression).join(' OR ')})`;
  if ('all' in condition) return `(${condition.all.map(expression).join(' AND ')})`;
  return `"${condition.token}"${condition.isBegun ? '*' : ''}`;
}

function isMet(condition: Condition, tokens: string): boolean {
  if ('any' in condition) return condition.any.some((one) => isMet(one, tokens));
  if ('all' in condition) return condition.all.every((one) => isMet(one, tokens));
  return tokens.includes(condition.isBegun ? ` ${condition.token}` : ` ${condition.token} `);
}

/**
 * Parts for a document by which a phone number is found by any three or more of its digits in a row. Takes its
 * spellings: digits as typed, and E.164 with its `+` where known, which adds the digits dialled within the country.
 */
export function phoneTokens(...spellings: readonly string[]): string[] {
  const tokens = new Set<string>();
  for (const spelling of spellings) {
    addEndings(phoneDigits(spelling), tokens);
    if (spelling.startsWith('+')) addEndings(nationalDigits(spelling), tokens);
  }
  return [...tokens];
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const NOT_IN_TOKEN = /[^\p{L}\p{N}\p{M}]+/gu;
const NOT_IN_ASCII_TOKEN = /[^a-z0-9]+/g;
// Marks, and letters that FTS5, which knows an older Unicode, takes for marks.
const SIGN = /[\p{M}\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const HAS_LETTER = /[[\p{L}\p{N}]--[\u1cf2\u1cf3]]/v;
const WORD_IN_PARTS = /[\p{L}\p{N}\p{M}]+(?:['&-][\p{L}\p{N}\p{M}]+)+/gu;
const DIGITS_IN_GROUPS = /\d+(?:[\s()+,./-]{1,3}\d+)+/g;
const EAST_ASIAN = /[[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]&&[\p{L}\p{N}]]+/gv;
const PICTURE = /[[\p{Extended_Pictographic}\p{Regional_Indicator}]--[©®]]/gv;

// Nothing East Asian and no picture stands below U+1100. Spares most texts the two expressions above.
const BEYOND_ALPHABETS = /[\u1100-\uffff]/;

const TYPED = new RegExp(
  [
    String.raw`(?<digits>\d+(?:[\s\(\)+,.\/\-]{1,3}\d+)*(?![\p{L}\p{N}\p{M}]))`,
    String.raw`(?<word>[\p{L}\p{N}\p{M}]+(?:[^\s\p{L}\p{N}\p{M}]+[\p{L}\p{N}\p{M}]+)*)`,
    `(?<picture>${PICTURE.source})`,
  ].join('|'),
  'gv',
);

// A page may be stored without them.
const WEB_ADDRESS_START = /(?<![^\s])https?:\/\/(?:www\.)?/g;

const MOST_DIGITS = 20;

function addTokens(part: string, pieces: string[]): void {
  if (part === '') return;
  const unified = unify(part);
  const folded = foldUnified(unified);
  pieces.push(separateTokens(folded));
  if (unified !== folded) for (const word of unified.match(WORD) ?? []) pieces.push(...otherSpellings(word));
  if (/['&-]/.test(folded)) addJoinedWords(folded, pieces);
  if (/\d/.test(folded)) for (const [run] of folded.matchAll(DIGITS_IN_GROUPS)) addJoinedDigits(run, pieces);
}

function separateTokens(folded: string): string {
  if (!BEYOND_ASCII.test(folded)) return folded.replace(NOT_IN_ASCII_TOKEN, ' ').trim();
  if (!BEYOND_ALPHABETS.test(folded)) return folded.replace(NOT_IN_TOKEN, ' ').trim();
  return folded
    .replace(PICTURE, (picture) => ` ${pictureToken(picture)} `)
    .replace(EAST_ASIAN, (run) => ` ${characterPairs(run).join(' ')} `)
    .replace(NOT_IN_TOKEN, ' ')
    .trim();
}

function addJoinedWords(folded: string, pieces: string[]): void {
  for (const [word] of folded.matchAll(WORD_IN_PARTS)) {
    const token = joined(word);
    if (/\D/.test(token)) pieces.push(token);
  }
}

/** Each run of groups is the beginning of what starts at its first group: 12 34 56 gives 123456 and 3456. */
function addJoinedDigits(run: string, pieces: string[]): void {
  const groups = run.match(/\d+/g)!;
  for (let first = 0; first < groups.length - 1; first++) {
    pieces.push(groups.slice(first, first + MOST_DIGITS).join('').slice(0, MOST_DIGITS));
  }
}

function addEndings(digits: string, tokens: Set<string>): void {
  if (digits !== '') tokens.add(digits);
  for (let start = 1; start <= digits.length - 3; start++) tokens.add(digits.slice(start));
}

/** 王小明 as 王小, 小明 and 明: any two neighbours, and by its beginning every single one. */
function characterPairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.map((character, index) => character + (characters[index + 1] ?? ''));
}

/**
 * Takes the vowel signs of Indian and Thai words, where FTS5 would split them, for letters: characters for private
 * use, which it counts as such. Signs beyond U+1BFF are dropped.
 */
function asLetters(tokens: string): string {
  if (!BEYOND_ASCII.test(tokens)) return tokens;
  return tokens.replace(SIGN, (sign) => (sign >= '\u0900' && sign <= '\u1bff' ? String.fromCharCode(sign.charCodeAt(0) + 0xd700) : ''));
}

function pictureToken(picture: string): string {
  return `u${picture.codePointAt(0)!.toString(16)}`;
}

function joined(word: string): string {
  return word.replace(/['&-]/g, '');
}

const begun = (token: string): Condition => ({ token: asLetters(token), isBegun: true });
const exactly = (token: string): Condition => ({ token: asLetters(token), isBegun: false });
const anyOf = (conditions: readonly Condition[]): Condition => (conditions.length === 1 ? conditions[0]! : { any: conditions });
const allOf = (conditions: readonly Condition[]): Condition => (conditions.length === 1 ? conditions[0]! : { all: conditions });

/** One run of digits, however it is grouped, with and without what is dialled before a country's code. */
function digitsCondition(typed: string): Condition {
  const runs = [typed, typed.replace('(0)', '')]
    .map((spelling) => spelling.replace(/\D/g, ''))
    .flatMap((run) => [run, run.replace(/^(?:0011|011|010|00)(?=\d{5})/, '')]);
  const groups = typed.match(/\d+/g)!;
  const conditions = [...new Set(runs)].map((run) => begun(run.slice(0, MOST_DIGITS)));
  if (groups.length > 1) conditions.push(allOf(lastBegun(groups.map((group) => [group]))));
  return anyOf(conditions);
}

/** What stands between spaces: one word, or several with signs between them, of which only the last may be just begun. */
function wordConditions(typed: string): Condition[] {
  const folded = foldUnified(typed);
  if (folded.search(EAST_ASIAN) >= 0) return eastAsianConditions(folded);
  const parts = typed.split(NOT_IN_TOKEN).map(spellings).filter((part) => HAS_LETTER.test(part[0]!));
  if (parts.length === 0) return [];
  const conditions = [allOf(lastBegun(parts))];
  if (parts.length > 1 && folded.replace(WORD_IN_PARTS, '') === '') conditions.unshift(begun(joined(folded)));
  return [anyOf(conditions)];
}

function spellings(word: string): string[] {
  return [foldUnified(word), ...otherSpellings(word)];
}

function lastBegun(parts: readonly (readonly string[])[]): Condition[] {
  return parts.map((part, index) => anyOf(part.map(index === parts.length - 1 ? begun : exactly)));
}

function eastAsianConditions(folded: string): Condition[] {
  const conditions = (folded.match(EAST_ASIAN) ?? []).flatMap((run) => {
    const pairs = characterPairs(run);
    return pairs.length === 1 ? pairs.map(begun) : pairs.slice(0, -1).map(exactly);
  });
  const others = folded.replace(EAST_ASIAN, ' ').match(WORD) ?? [];
  return [...conditions, ...others.filter((word) => HAS_LETTER.test(word)).map(begun)];
}
