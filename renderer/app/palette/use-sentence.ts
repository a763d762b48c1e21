import { useRef } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { ContactRef } from '../../../core/contacts.ts';
import type { QuickAddContext, When } from '../../../core/quick-add.ts';
import { apiQuery, useApi } from '../../api.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Text } from '../../i18n/use-text.ts';
import { contactPath, mergePath } from '../../paths.ts';
import { useReminderWords } from '../../reminders/reminder-words.ts';
import { stillFits } from './rank.ts';
import { reminderRows } from './reminder-rows.ts';
import { tagChoices, useActs, useTags } from './use-acts.ts';
import type { Acts } from './use-acts.ts';
import { candidates, completed, invertedOf, nameGuesses, otherName, tagsIn, tailText, withChosen } from './verbs.ts';
import type { Candidate, Chosen, Known, Sentence, VerbId } from './verbs.ts';

/** One way to understand the line, and what it would do. */
export interface ActRow {
  key: string;
  verb: VerbId;
  contact: Known | null;
  title: string;
  /** What it will do, in words, and the part of it that matters. */
  doing: string;
  result: string;
  /** How many words name the contact. */
  nameLength: number;
  /** What Tab writes into the box, and Enter too where something is missing still. */
  completion: { text: string; chosen: Chosen | null } | undefined;
  /** Undefined where something is missing. Leads elsewhere by itself. Gives back what it could not do, in words. */
  run: (() => void | Promise<void | string>) | undefined;
  leaves: boolean;
  /** What a snooze is until: the time of day of what is snoozed comes to it. */
  when?: When;
  /** It opens another dialog, before which the palette must be gone. */
  opensDialog?: boolean;
}

export interface Understood {
  sentence: Sentence | null;
  rows: ActRow[];
  isAnswered: boolean;
}

const MOST_PEOPLE = 4;
const MOST_TAGS = 5;

/** The ways to understand the line, the likeliest first, while it is being typed. */
export function useSentence(parsed: Sentence | null, chosen: Chosen | null, recent: readonly ContactRef[], context: QuickAddContext, go: (path: string) => void, onNewContact: (name: string) => void): Understood {
  const text = useText();
  const acts = useActs();
  const words = useReminderWords();
  const picked = parsed && chosen && withChosen(parsed, chosen);
  const sentence = picked ?? parsed;
  const guesses = sentence && !picked ? nameGuesses(sentence) : [];
  const inverted = sentence && !picked ? invertedOf(sentence) : null;
  const invertedGuesses = inverted ? nameGuesses(inverted.sentence) : [];
  const other = sentence ? otherName(sentence) : '';
  const found = useNamed([...guesses, ...invertedGuesses].map((guess) => guess.text).concat(other));
  const tags = useTags(sentence?.verb.tail === 'tags') ?? [];
  if (!sentence) return { sentence, rows: [], isAnswered: true };
  if (sentence.verb.id === 'newContact') return { sentence, rows: newContactRows(sentence, text, onNewContact), isAnswered: true };

  const people: Candidate[] =
    picked && chosen
      ? [{ contact: chosen.contact, length: sentence.nameLength ?? 0 }]
      : sentence.words.length === 0
        ? recent.map((contact) => ({ contact, length: 0 }))
        : [
            ...(inverted ? candidates(inverted.sentence, invertedGuesses.map(({ length, text: named }) => ({ length, contacts: found.of(named) }))).map((person) => ({ ...person, inverted })) : []),
            ...candidates(sentence, guesses.map(({ length, text: named }) => ({ length, contacts: found.of(named) }))),
          ];
  const rows =
    sentence.verb.id === 'merge'
      ? mergeRows(sentence, people, found.of(other), text, go)
      : sentence.verb.id === 'tag'
        ? tagRows(sentence, people, tags, text, acts)
        : sentence.verb.id === 'snooze' || sentence.verb.id === 'done' || sentence.verb.id === 'remind'
        ? reminderRows(sentence, people.slice(0, MOST_PEOPLE), { context, text, words, acts })
        : people.slice(0, MOST_PEOPLE).map((person) => simpleRow(sentence, person, text, acts, go));
  return { sentence, rows, isAnswered: found.isAnswered };
}

/** Who is found by each of these names. Between two letters the answers to the names before stand. */
function useNamed(names: readonly string[]): { of: (name: string) => readonly Known[]; isAnswered: boolean } {
  const api = useApi();
  const before = useRef<readonly Known[]>([]);
  const wanted = [...new Set(names)].filter((name) => name !== '');
  const answers = useQueries({ queries: wanted.map((name) => apiQuery(api, 'search.find', { text: name, contacts: 6, entries: 0 })) });
  const isAnswered = answers.every(({ isPending }) => !isPending);
  if (isAnswered) before.current = answers.flatMap(({ data }) => data?.contacts ?? []);
  return {
    of: (name) => answers[wanted.indexOf(name)]?.data?.contacts ?? before.current.filter((contact) => stillFits(`${contact.name} ${contact.detail ?? ''}`, name)),
    isAnswered,
  };
}

function newContactRows(sentence: Sentence, text: Text, onNewContact: (name: string) => void): ActRow[] {
  const name = tailText(sentence, 0);
  return [
    {
      key: 'act.newContact',
      verb: 'newContact',
      contact: null,
      title: name === '' ? text('contacts:new') : name,
      doing: text('palette:doesNewContact'),
      result: '',
      nameLength: 0,
      completion: undefined,
      run: () => onNewContact(name),
      leaves: false,
    },
  ];
}

function simpleRow(sentence: Sentence, { contact, length }: Candidate, text: Text, acts: Acts, go: (path: string) => void): ActRow {
  const { id } = sentence.verb;
  const tail = tailText(sentence, length);
  const completion = completed(sentence, contact, tail);
  const row = { key: `act.${contact.id}`, verb: id, contact, title: contact.name, result: '', nameLength: length, completion, leaves: true };
  switch (id) {
    case 'call':
      return { ...row, doing: text('palette:doesCall'), run: () => acts.reach(contact, 'call') };
    case 'mail':
      return { ...row, doing: text('palette:doesMail'), run: () => acts.reach(contact, 'email') };
    case 'note':
      return tail === ''
        ? { ...row, doing: text('palette:doesBeginNote'), run: () => acts.beginNote(contact) }
        : { ...row, doing: text('palette:doesNote'), result: tail, run: () => acts.note(contact, tail), leaves: false };
    default:
      return { ...row, doing: text('palette:doesOpen'), run: () => go(contactPath(contact.id)) };
  }
}

/** While somebody is named, the people; from the # on, what the first of them may be tagged with. */
function tagRows(sentence: Sentence, people: readonly Candidate[], tags: readonly { name: string; count: number }[], text: Text, acts: Acts): ActRow[] {
  const [first, ...others] = people;
  if (!first) return [];
  const row = ({ contact, length }: Candidate, before: readonly string[], tag: { name: string; isNew: boolean } | undefined): ActRow => {
    const all = tag ? [...before, tag.name] : before;
    return {
      key: `act.${contact.id}.${all.join('#')}`,
      verb: 'tag',
      contact,
      title: contact.name,
      doing: text(!tag ? 'palette:doesTagSome' : tag.isNew ? 'palette:doesTagNew' : 'palette:doesTag'),
      result: all.map((name) => `#${name}`).join(' '),
      nameLength: length,
      completion: completed(sentence, contact, all.map((name) => `#${name}`).join(' ')),
      run: tag && (() => acts.tag(contact, all)),
      leaves: false,
    };
  };
  const tail = tailText(sentence, first.length);
  if (tail === '') return people.slice(0, MOST_PEOPLE).map((person) => row(person, [], undefined));
  const typed = tagsIn(tail);
  const isBegun = /(?:^|\s)#\s*$/.test(tail);
  const before = isBegun ? typed : typed.slice(0, -1);
  const choices = tagChoices(tags.filter(({ name }) => !before.includes(name)), isBegun ? '' : (typed.at(-1) ?? '')).slice(0, MOST_TAGS);
  return [...choices.map((choice) => row(first, before, choice)), ...others.slice(0, 2).flatMap((person) => (choices[0] && person.length === first.length ? [row(person, before, choices[0])] : []))];
}

function mergeRows(sentence: Sentence, people: readonly Candidate[], others: readonly Known[], text: Text, go: (path: string) => void): ActRow[] {
  const [first] = people;
  if (!first) return [];
  const row = { verb: 'merge' as const, leaves: true };
  if (sentence.jointLength === 0) {
    return people.slice(0, MOST_PEOPLE).map(({ contact, length }) => ({ ...row, key: `act.${contact.id}`, contact, title: contact.name, doing: text('palette:doesMergeSome'), result: '', nameLength: length, completion: completed(sentence, contact, ''), run: undefined }));
  }
  return others
    .filter((other) => !other.hidden && other.id !== first.contact.id && other.kind === first.contact.kind)
    .slice(0, MOST_PEOPLE)
    .map((other) => ({
      ...row,
      key: `act.${other.id}`,
      contact: first.contact,
      title: first.contact.name,
      doing: text('palette:doesMerge'),
      result: other.name,
      nameLength: first.length,
      completion: completed(sentence, first.contact, other.name),
      run: () => go(mergePath(first.contact.id, other.id)),
    }));
}
