// What can be said in one line: a verb, mostly somebody's name, and what is to happen. To add one, add a line to
// VERBS, what it does in use-acts.ts, and its words in i18n/*/palette.json.
import type { ContactRef } from '../../../core/contacts.ts';
import { readVerb } from '../../../core/quick-add/read-verb.ts';
import { wordsOf as tokensOf } from '../../../core/quick-add/words.ts';
import { fold } from '../../../core/text/fold.ts';

export type VerbId = 'open' | 'call' | 'mail' | 'note' | 'tag' | 'snooze' | 'done' | 'remind' | 'merge' | 'newContact';

/** What comes behind the name: nothing, words, tags, a day or a time, a line as quick add reads it, or somebody else. */
type Tail = 'text' | 'tags' | 'when' | 'line' | 'contact';

interface Verb {
  id: VerbId;
  /** Both languages are understood, whichever Kith speaks; the first word of each is the one that is offered. */
  words: { en: readonly string[]; de: readonly string[] };
  /** The same at the end of the line, where German has it: "ada fr verschieben". */
  last?: readonly string[];
  /** Whether somebody who is known comes next. */
  isAbout: boolean;
  tail?: Tail;
  /** Signs that begin the tail and belong to it: `#`. */
  mark?: string;
  /** Words between the name and the tail, which belong to neither: "with". */
  joints?: readonly string[];
}

export const VERBS: readonly Verb[] = [
  { id: 'open', words: { en: ['open', 'go to'], de: ['öffne', 'öffnen', 'gehe zu'] }, last: ['öffnen'], isAbout: true },
  { id: 'call', words: { en: ['call', 'phone'], de: ['anrufen', 'ruf an', 'anruf'] }, last: ['anrufen'], isAbout: true },
  { id: 'mail', words: { en: ['mail', 'email', 'e-mail'], de: ['mail', 'mailen', 'e-mail'] }, last: ['mailen', 'anmailen', 'anschreiben'], isAbout: true },
  { id: 'note', words: { en: ['note'], de: ['notiz', 'notiere'] }, isAbout: true, tail: 'text' },
  { id: 'tag', words: { en: ['tag'], de: ['schlagwort', 'tag', 'taggen'] }, last: ['taggen'], isAbout: true, tail: 'tags', mark: '#' },
  {
    id: 'snooze',
    words: { en: ['snooze', 'postpone', 'put off'], de: ['verschiebe', 'verschieben', 'schiebe'] },
    last: ['verschieben', 'schieben'],
    isAbout: true,
    tail: 'when',
    joints: ['to', 'until', 'till', 'by', 'auf', 'bis', 'um'],
  },
  { id: 'done', words: { en: ['done', 'complete'], de: ['erledigt', 'erledige', 'erledigen'] }, last: ['done', 'erledigt', 'erledigen'], isAbout: true },
  {
    id: 'remind',
    words: { en: ['remind', 'remind me to', 'remind me about', 'remind me', 'new reminder', 'reminder'], de: ['erinnere', 'erinnere mich an', 'erinnere mich', 'neue erinnerung', 'erinnerung'] },
    last: ['erinnern'],
    isAbout: true,
    tail: 'line',
  },
  { id: 'merge', words: { en: ['merge'], de: ['vereinen', 'zusammenführen', 'vereine'] }, last: ['vereinen', 'zusammenführen'], isAbout: true, tail: 'contact', joints: ['with', 'and', 'mit', 'und', '&', '+'] },
  { id: 'newContact', words: { en: ['new contact', 'new person', 'add contact'], de: ['neuer kontakt', 'neue person'] }, isAbout: false, tail: 'text' },
];

/** A stretch of the text, by its places. */
interface Span {
  from: number;
  to: number;
}

/** A line that begins with a verb, taken apart as far as its words alone allow. */
export interface Sentence {
  text: string;
  verb: Verb;
  verbSpan: Span;
  /** What comes behind the verb, word by word. */
  words: readonly Span[];
  /** How many words the name has, where a sign or a joint ends it; otherwise only those who are known can tell. */
  nameLength: number | undefined;
  /** How many words stand between the name and the tail. */
  jointLength: number;
}

/** Whether a text says when, and nothing else. */
export type IsWhen = (text: string) => boolean;

/** The line with its verb; null where it has none at its beginning or end, or where nothing stands beside it yet, not even a space. */
export function parse(text: string, isWhen: IsWhen = () => false): Sentence | null {
  const words = wordsOf(text);
  const folded = words.map(({ from, to }) => fold(text.slice(from, to)));
  let first: Pick<Sentence, 'verb' | 'verbSpan' | 'words'> | undefined;
  for (const verb of VERBS) {
    for (const phrase of [...verb.words.en, ...verb.words.de]) {
      const parts = fold(phrase).split(' ');
      const last = words[parts.length - 1];
      if (!last || last.to === text.length || parts.some((part, place) => folded[place] !== part)) continue;
      // "remind me to" is more than "remind".
      if (!first || last.to > first.verbSpan.to) first = { verb, verbSpan: { from: words[0]!.from, to: last.to }, words: words.slice(parts.length) };
    }
  }
  const found = first ?? verbAtEnd(words, folded);
  return found ? { text, ...found, ...endOfName(text, found.verb, found.words, isWhen) } : null;
}

function verbAtEnd(words: readonly Span[], folded: readonly string[]): Pick<Sentence, 'verb' | 'verbSpan' | 'words'> | undefined {
  const verbSpan = words.at(-1);
  const verb = words.length > 1 && VERBS.find(({ last }) => last?.some((word) => fold(word) === folded.at(-1)));
  return verb && verbSpan ? { verb, verbSpan, words: words.slice(0, -1) } : undefined;
}

function endOfName(text: string, verb: Verb, words: readonly Span[], isWhen: IsWhen): Pick<Sentence, 'nameLength' | 'jointLength'> {
  if (!verb.isAbout) return { nameLength: 0, jointLength: 0 };
  if (verb.tail === undefined) return { nameLength: words.length, jointLength: 0 };
  const said = words.map(({ from, to }) => text.slice(from, to));
  if (verb.tail === 'when') return endBeforeWhen(text, words, said, verb, isWhen);
  const mark = verb.mark;
  const marked = mark === undefined ? -1 : said.findIndex((word) => word.startsWith(mark));
  if (marked >= 0) return { nameLength: marked, jointLength: 0 };
  const joint = said.findIndex((word, place) => place > 0 && verb.joints?.includes(fold(word)));
  if (joint > 0) return { nameLength: joint, jointLength: 1 };
  if (verb.joints) return { nameLength: words.length, jointLength: 0 };
  const colon = said.findIndex((word) => word.length > 1 && word.endsWith(':'));
  return { nameLength: colon < 0 ? undefined : colon + 1, jointLength: 0 };
}

/** The name ends where all that follows says when: "May" of "snooze may friday" is somebody. */
function endBeforeWhen(text: string, words: readonly Span[], said: readonly string[], verb: Verb, isWhen: IsWhen): Pick<Sentence, 'nameLength' | 'jointLength'> {
  const end = words.at(-1)?.to;
  const nameLength = words.findIndex(({ from }, place) => place > 0 && isWhen(text.slice(from, end)));
  if (nameLength < 0) return { nameLength: undefined, jointLength: 0 };
  const isJoint = words.length > nameLength + 1 && !!verb.joints?.includes(fold(said[nameLength]!));
  return { nameLength, jointLength: isJoint ? 1 : 0 };
}

/** Somebody who was picked, written out in the line up to `prefix`. */
export interface Chosen {
  contact: Known;
  prefix: string;
}

/** The line with somebody who was picked as its name, whatever words the name is made of; null where the line is another by now. */
export function withChosen(sentence: Sentence, { prefix }: Chosen): Sentence | null {
  if (!sentence.text.startsWith(prefix)) return null;
  const nameLength = sentence.words.filter(({ to }) => to <= prefix.length).length;
  const next = sentence.words[nameLength];
  const isJoint = next !== undefined && !!sentence.verb.joints?.includes(fold(sentence.text.slice(next.from, next.to)));
  return { ...sentence, nameLength, jointLength: isJoint && (sentence.verb.tail === 'contact' || nameLength + 1 < sentence.words.length) ? 1 : 0 };
}

/** The line with the name written out behind the verb, ready for what comes next. */
export function completed({ text, verb, verbSpan }: Sentence, contact: Known, tail: string): { text: string; chosen: Chosen } {
  const prefix = `${text.slice(verbSpan.from, verbSpan.to)} ${contact.name}`;
  const joint = verb.tail !== 'contact' || verb.joints?.[0] === undefined ? '' : `${verb.joints[0]} `;
  return { text: `${prefix} ${joint}${tail === '' ? (verb.mark ?? '') : tail}`, chosen: { contact, prefix } };
}

/** A name that may be meant: the first so many words behind the verb. */
interface Guess {
  length: number;
  text: string;
}

/** Names of more words are found by their first four. */
const LONGEST_GUESS = 4;

/** The names to look up, the longest first: where a text follows, nobody has said where the name ends. */
export function nameGuesses(sentence: Sentence): Guess[] {
  const { nameLength, words } = sentence;
  if (nameLength !== undefined) return nameLength === 0 ? [] : [guess(sentence, nameLength)];
  return Array.from({ length: Math.min(LONGEST_GUESS, words.length) }, (_, place) => guess(sentence, place + 1)).toReversed();
}

function guess(sentence: Sentence, length: number): Guess {
  const span = spanOf(sentence.words.slice(0, length));
  return { length, text: span ? sentence.text.slice(span.from, span.to).replace(/:$/, '') : '' };
}

/** A line in which what is to be done comes before whom it is about, as in "remind me to call ada". */
interface Inverted {
  /** "call". */
  doing: string;
  /** The same line from the name on. */
  sentence: Sentence;
}

export function invertedOf(sentence: Sentence): Inverted | null {
  const { text, verb, words, nameLength } = sentence;
  const said = spanOf(words);
  if (verb.id !== 'remind' || nameLength !== undefined || !said) return null;
  const tokens = tokensOf(text.slice(said.from, said.to));
  const reading = readVerb(tokens, 0);
  const end = reading && tokens[reading.next - 1];
  if (!end) return null;
  const count = words.filter(({ to }) => to <= said.from + end.outerEnd).length;
  if (count === 0 || count === words.length) return null;
  return { doing: text.slice(said.from, said.from + end.end), sentence: { ...sentence, words: words.slice(count) } };
}

/** The name of the other one, of a verb that takes two. */
export function otherName(sentence: Sentence): string {
  const span = tailSpan(sentence, sentence.nameLength ?? 0);
  return sentence.verb.tail === 'contact' && span ? sentence.text.slice(span.from, span.to) : '';
}

export type Known = ContactRef & { detail?: string };

/** Somebody who may be meant, and how many of the words name them. */
export interface Candidate {
  contact: Known;
  length: number;
  /** Where the name comes after what is to be done. */
  inverted?: Inverted;
}

/** Whom the answers to the guesses name: who fits the most words comes first. */
export function candidates(sentence: Sentence, answers: readonly { length: number; contacts: readonly Known[] }[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { length, contacts } of answers.toSorted((a, b) => b.length - a.length)) {
    for (const contact of contacts) {
      if (!contact.hidden && !found.has(contact.id)) found.set(contact.id, { contact, length: sentence.nameLength ?? wholeName(sentence, contact.name, length) });
    }
  }
  return [...found.values()];
}

/** Further words that stand in the name as they are belong to it too: "de la" of "Jean-Baptiste de la Rochemaure". */
function wholeName({ text, words }: Sentence, name: string, length: number): number {
  if (length < LONGEST_GUESS) return length;
  const own = new Set(fold(name).split(/\s+/));
  const end = words.findIndex(({ from, to }, place) => place >= length && !own.has(fold(text.slice(from, to))));
  return end < 0 ? words.length : end;
}

/** What stands behind a name of so many words, without the spaces round it; undefined where there is nothing. */
function tailSpan({ words, jointLength }: Sentence, nameLength: number): Span | undefined {
  return spanOf(words.slice(nameLength + jointLength));
}

export function tailText(sentence: Sentence, nameLength: number): string {
  const span = tailSpan(sentence, nameLength);
  return span ? sentence.text.slice(span.from, span.to) : '';
}

/** `#spring fair #vip` are two tags, `spring fair` is one. The last may be half typed. */
export function tagsIn(tail: string): string[] {
  return tail.split(/(?:^|\s)#/).map((tag) => tag.trim()).filter((tag) => tag !== '');
}

export type Piece = Span & { role: 'verb' | 'name' | 'tail' };

/** The parts of the line to tint, with a name of so many words; every tag is one of its own. */
export function pieces(sentence: Sentence, nameLength: number | undefined): Piece[] {
  return piecesOf(sentence, nameLength).toSorted((a, b) => a.from - b.from);
}

function piecesOf(sentence: Sentence, nameLength: number | undefined): Piece[] {
  const found: Piece[] = [{ ...sentence.verbSpan, role: 'verb' }];
  if (nameLength === undefined) return found;
  const name = spanOf(sentence.words.slice(0, nameLength));
  if (name) found.push({ ...name, role: 'name' });
  const tail = tailSpan(sentence, nameLength);
  if (!tail) return found;
  if (sentence.verb.tail !== 'tags') return [...found, { ...tail, role: 'tail' }];
  const starts = [...sentence.text.slice(tail.from, tail.to).matchAll(/(?:^|(?<=\s))#?/g)].filter(([sign], place) => place === 0 || sign === '#').map(({ index }) => tail.from + index);
  return [
    ...found,
    ...starts.map((from, place): Piece => {
      const to = starts[place + 1] ?? tail.to;
      return { from, to: from + sentence.text.slice(from, to).trimEnd().length, role: 'tail' };
    }),
  ];
}

function wordsOf(text: string): Span[] {
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
}

function spanOf(words: readonly Span[]): Span | undefined {
  const [first, last] = [words[0], words.at(-1)];
  return first && last && { from: first.from, to: last.to };
}
