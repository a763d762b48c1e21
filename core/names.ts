import { isEastAsianName, splitEastAsianName } from './east-asian-names.ts';

/** The parts of a person's name, '' where there is none. */
export interface NameParts {
  readonly prefix: string;
  readonly given: string;
  readonly middle: string;
  readonly family: string;
  readonly suffix: string;
  readonly nickname: string;
  readonly phoneticGiven: string;
  readonly phoneticFamily: string;
}

const NO_NAME: NameParts = { prefix: '', given: '', middle: '', family: '', suffix: '', nickname: '', phoneticGiven: '', phoneticFamily: '' };

/**
 * How a person is called in a locale: family first in Chinese, Japanese, Korean and Hungarian, and wherever the name
 * is in those scripts, then without spaces. A person without a name has the nickname, else `fallback` (an
 * organisation, an e-mail address), else ''.
 */
export function displayName(parts: NameParts, locale: string, fallback = ''): string {
  const { prefix, given, middle, family, suffix, nickname } = parts;
  const own = given + middle + family;
  if (own === '') return nickname || fallback;
  if (isEastAsianName(own)) {
    const name = words(prefix, family + given + middle);
    return isEastAsianName(suffix) ? name + suffix : words(name, suffix);
  }
  const familyFirst = /^(?:zh|ja|ko|hu)\b/i.test(locale);
  const name = familyFirst ? words(prefix, family, given, middle) : words(prefix, given, middle, family);
  return suffix === '' || isGeneration(suffix) ? words(name, suffix) : `${name}, ${suffix}`;
}

/**
 * What a person is sorted by: the name without its prefix, its sound where that is known (Japanese), the given or the
 * family name first. A person without a name is sorted by the nickname.
 */
export function sortName(parts: NameParts, order: 'given' | 'family'): string {
  const given = words(parts.phoneticGiven || parts.given, parts.middle);
  const family = parts.phoneticFamily || parts.family;
  const name = order === 'given' ? words(given, family) : words(family, given);
  return name === '' ? parts.nickname : words(name, parts.suffix);
}

/**
 * The parts of a name written in one line: "Dr. Ada van der Berg Jr.", "Lovelace, Ada", 王小明, `Anna "Annie" Smith`.
 * A single word is a given name, behind a title a family name. No word is lost.
 */
export function splitName(full: string): NameParts {
  const { text, nickname } = withoutNickname(full.normalize('NFC').replace(/\s+/gu, ' ').trim());
  if (isEastAsianName(text)) return { ...NO_NAME, nickname, ...splitEastAsianName(text) };
  const { segments, suffix } = withoutSuffixes(text.split(',').map((segment) => segment.trim()).filter((segment) => segment !== ''));
  const [first = '', ...rest] = segments;
  const parts = rest.length === 0 ? splitWords(first) : splitFamilyFirst(first, rest.join(' '));
  return { ...NO_NAME, ...parts, nickname, suffix: words(parts.suffix, suffix) };
}

type SplitParts = Pick<NameParts, 'prefix' | 'given' | 'middle' | 'family' | 'suffix'>;

// Titles before a name, with or without a dot. Those of the second list are also names, and titles only with one.
const PREFIXES = set('dr doctor mr mrs ms miss mx prof professor rev reverend sir dame lord lady capt captain lt sgt herr frau hr ' +
  'dipl-ing dipl-kfm mme mlle monsieur madame mademoiselle maître señor señora señorita sra srta don doña signor signora sig dott dott.ssa ' +
  'avv dhr mevr mevrouw meneer fru fröken pan paní mudr judr phdr rndr mgr drs');
const DOTTED_PREFIXES = set('m. fr. sr. ing. mag. gen. col. maj. hon. st. ir.');
const DEGREES_IN_PREFIX = set('h.c. med. phil. rer. nat. jur. iur. habil. dent. vet. oec. pol. theol. ing.');
const SUFFIXES = set('jr sr jun sen ii iii iv esq esquire phd mba');
const SUFFIXES_BEHIND_COMMA = set('md ma ba bs bsc msc meng beng dds dvm cpa jd llm llb rn obe mbe cbe kbe cfa pe mp qc kc mph edd dphil frcs ret');
const GENERATIONS = set('jr sr jun sen ii iii iv');
const PARTICLES = set("von van vom zu zum zur der den ter ten te de del della di da do dos das du des la le los las el al bin ibn af av op 't");
const PARTICLES_WITH_CAPITAL = set('von van de del della di da du der den dos st.');

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function bare(word: string): string {
  return word.toLowerCase().replace(/^(\p{L}+)\.$/u, '$1').replace(/^ph\.d\.?$/, 'phd').replace(/^m\.b\.a\.?$/, 'mba');
}

function isGeneration(suffix: string): boolean {
  return GENERATIONS.has(bare(suffix));
}

function isPrefix(word: string): boolean {
  return PREFIXES.has(bare(word)) || DOTTED_PREFIXES.has(word.toLowerCase());
}

function isParticle(word: string): boolean {
  const lower = word.toLowerCase();
  return word === lower ? PARTICLES.has(lower) : PARTICLES_WITH_CAPITAL.has(lower);
}

function withoutNickname(text: string): { text: string; nickname: string } {
  const match = /(?<before>^|\s)["“”„«](?<nickname>[^"“”„«»]+)["“”»](?<after>\s|$)/u.exec(text);
  if (!match) return { text, nickname: '' };
  const rest = words(text.slice(0, match.index).trim(), text.slice(match.index + match[0].length).trim());
  return rest === '' ? { text: match.groups!['nickname']!.trim(), nickname: '' } : { text: rest, nickname: match.groups!['nickname']!.trim() };
}

/** Takes the segments off the end that are nothing but suffixes: "Public, Jr., MD". */
function withoutSuffixes(segments: readonly string[]): { segments: string[]; suffix: string } {
  const isSuffix = (word: string): boolean => SUFFIXES.has(bare(word)) || SUFFIXES_BEHIND_COMMA.has(bare(word).replaceAll('.', ''));
  const last = segments.findLastIndex((segment, index) => index === 0 || !segment.split(' ').every(isSuffix));
  return { segments: segments.slice(0, last + 1), suffix: segments.slice(last + 1).join(', ') };
}

/** "Lovelace, Dr. Ada King": titles and suffixes may stand on either side of the comma. */
function splitFamilyFirst(familySide: string, givenSide: string): SplitParts {
  const family = withoutEnds(familySide.split(' '));
  const given = withoutEnds(givenSide.split(' '));
  const [first = '', ...middle] = given.names;
  return {
    prefix: words(family.prefix, given.prefix),
    given: first,
    middle: middle.join(' '),
    family: family.names.join(' '),
    suffix: words(family.suffix, given.suffix),
  };
}

function splitWords(text: string): SplitParts {
  const { prefix, names, suffix } = withoutEnds(text.split(' '));
  if (names.length === 1) {
    const [name = ''] = names;
    return prefix === '' ? { prefix, given: name, middle: '', family: '', suffix } : { prefix, given: '', middle: '', family: name, suffix };
  }
  const start = familyStart(names, prefix !== '');
  const [given = '', ...middle] = names.slice(0, start);
  return { prefix, given, middle: middle.join(' '), family: names.slice(start).join(' '), suffix };
}

/** Where the family name begins: at the last word, or at the particles before it. Behind a title it may be all there is. */
function familyStart(names: readonly string[], afterTitle: boolean): number {
  const first = afterTitle ? 0 : 1;
  let start = names.length - 1;
  if (start - 2 >= first && names[start - 1] === 'y') start -= 2;
  while (start > first && (isParticle(names[start - 1]!) || (names[start - 1] === 'und' && isParticle(names[start]!)))) start--;
  return start;
}

/** Takes titles off the start and suffixes off the end, but always leaves a word for the name. */
function withoutEnds(all: readonly string[]): { prefix: string; names: readonly string[]; suffix: string } {
  let start = 0;
  while (start < all.length - 1 && (isPrefix(all[start]!) || (start > 0 && DEGREES_IN_PREFIX.has(all[start]!.toLowerCase())))) start++;
  let end = all.length;
  while (end > start + 1 && SUFFIXES.has(bare(all[end - 1]!))) end--;
  return { prefix: all.slice(0, start).join(' '), names: all.slice(start, end), suffix: all.slice(end).join(' ') };
}
