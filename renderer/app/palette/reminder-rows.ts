import { parseQuickAdd, parseWhen } from '../../../core/quick-add.ts';
import type { QuickAdd, QuickAddContext } from '../../../core/quick-add.ts';
import type { Text } from '../../i18n/use-text.ts';
import { inputOf } from '../../quick-add/meaning.ts';
import type { QuickAddInput } from '../../quick-add/meaning.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import type { useReminderWords } from '../../reminders/reminder-words.ts';
import type { Acts } from './use-acts.ts';
import type { ActRow } from './use-sentence.ts';
import { completed, tailText } from './verbs.ts';
import type { Candidate, Known, Sentence } from './verbs.ts';

interface Here {
  context: QuickAddContext;
  text: Text;
  words: ReturnType<typeof useReminderWords>;
  acts: Acts;
}

/** What can be done with reminders about these people: the next one put off or done, or a new one. */
export function reminderRows(sentence: Sentence, people: readonly Candidate[], here: Here): ActRow[] {
  switch (sentence.verb.id) {
    case 'snooze':
      return people.map((person) => snoozeRow(sentence, person, here));
    case 'done':
      return people.map((person) => ({ ...rowOf(sentence, person), doing: here.text('palette:doesDone'), run: () => here.acts.done(person.contact) }));
    default:
      return [...people.map((person) => remindRow(sentence, person, here)), ...aboutNobody(sentence, here)];
  }
}

function rowOf(sentence: Sentence, { contact, length }: Candidate): Omit<ActRow, 'doing' | 'run'> {
  return {
    key: `act.${contact.id}`,
    verb: sentence.verb.id,
    contact,
    title: contact.name,
    result: '',
    nameLength: length,
    completion: completed(sentence, contact, tailText(sentence, length)),
    leaves: false,
  };
}

function snoozeRow(sentence: Sentence, person: Candidate, { context, text, words, acts }: Here): ActRow {
  const row = rowOf(sentence, person);
  const said = tailText(sentence, person.length);
  const when = parseWhen(said, context);
  if (!when) return { ...row, doing: said === '' ? text('palette:doesSnoozeSome') : text('palette:noWhen', { text: said }), run: undefined };
  const due = when.kind === 'day' ? { due: when.date, zone: '' } : { due: `${when.date}T${when.time}`, zone: deviceZone() };
  return { ...row, doing: text('palette:doesSnooze'), result: words.date(due), when, run: () => acts.snooze(person.contact, when) };
}

function remindRow(sentence: Sentence, person: Candidate, here: Here): ActRow {
  const { inverted } = person;
  const line = inverted ? [inverted.doing, tailText(inverted.sentence, person.length)].filter(Boolean).join(' ') : tailText(sentence, person.length);
  const row = inverted ? { ...rowOf(sentence, person), key: `act.inverted.${person.contact.id}`, nameLength: 0, completion: completed(sentence, person.contact, line) } : rowOf(sentence, person);
  return { ...row, ...reminding(inputFrom(line, person.contact, here.context), person.contact, here) };
}

/** "remind buy oak fri", where nobody is meant, or nobody of those who are known. */
function aboutNobody(sentence: Sentence, here: Here): ActRow[] {
  const line = tailText({ ...sentence, jointLength: 0 }, 0);
  const input = line === '' ? null : inputFrom(line, null, here.context);
  if (line !== '' && !input) return [];
  return [{ key: 'act.nobody', verb: 'remind', contact: null, title: here.text('palette:nobody'), result: '', nameLength: 0, completion: undefined, leaves: false, ...reminding(input, null, here) }];
}

function reminding(input: QuickAddInput | null, contact: Known | null, { text, words, acts }: Here): Pick<ActRow, 'doing' | 'run'> & Partial<ActRow> {
  if (!input?.reminder) return { doing: text('palette:doesBeginRemind'), run: () => acts.beginRemind(contact), opensDialog: true };
  const { reminder } = input;
  return {
    doing: text('palette:doesRemind'),
    result: [words.title({ kind: 'task', purpose: '', ...reminder }), words.date(reminder)].join(' · '),
    run: () => acts.remind(input),
  };
}

/** Who is meant was said before the line: what it takes for a name belongs to what is to be done. */
function inputFrom(line: string, contact: Known | null, context: QuickAddContext): QuickAddInput | null {
  const said = parseQuickAdd(line, context);
  const purpose = [said.name, said.purpose].filter(Boolean).join(' ');
  const meant: QuickAdd = { ...said, name: contact ? contact.name || contact.id : '', purpose };
  return inputOf(meant, contact ? { kind: 'existing', id: contact.id } : { kind: 'nobody' }, { today: context.today, zone: deviceZone() });
}
