import { describe, expect, it } from 'vitest';
import { candidates, completed, nameGuesses, otherName, parse, pieces, tagsIn, tailText, VERBS, withChosen } from '../../../renderer/app/palette/verbs.ts';
import type { Known, Sentence } from '../../../renderer/app/palette/verbs.ts';
import { idOf } from '../show-feature.tsx';

const known = (number: number, name: string): Known => ({ id: idOf(number), kind: 'person', name, photo: null, hidden: false });
const ada = known(1, 'Ada Lindqvist');
const theo = known(2, 'Ada Theodor');

function read(text: string): Sentence {
  const sentence = parse(text);
  if (!sentence) throw new Error(`no verb in ${text}`);
  return sentence;
}

describe('a line', () => {
  it.each([
    ['tag ada #vip', 'tag'],
    ['Schlagwort Ada #vip', 'tag'],
    ['NOTE ada', 'note'],
    ['Notiz ada', 'note'],
    ['call ada', 'call'],
    ['anrufen Ada', 'call'],
    ['e-mail ada', 'mail'],
    ['öffne Ada', 'open'],
    ['offne Ada', 'open'],
    ['go to Ada', 'open'],
    ['neuer Kontakt Ada', 'newContact'],
    ['  new   contact Ada', 'newContact'],
    ['merge a with b', 'merge'],
    ['snooze ada fri', 'snooze'],
    ['put off ada', 'snooze'],
    ['verschiebe Ada auf fr', 'snooze'],
    ['ada fr verschieben', 'snooze'],
    ['done ada', 'done'],
    ['ada done', 'done'],
    ['Ada erledigt', 'done'],
    ['remind ada call back fri', 'remind'],
    ['remind me to buy oak', 'remind'],
    ['new reminder ada', 'remind'],
    ['Ada fr an das Angebot erinnern', 'remind'],
    ['Ada anrufen', 'call'],
    ['ada l mit ada t vereinen', 'merge'],
    ['ada #vip taggen', 'tag'],
  ] as const)('"%s" begins with the verb %s', (text, verb) => {
    expect(read(text).verb.id).toBe(verb);
  });

  it.each(['', ' ', 'ada', 'tag', 'note', 'tagged ada', 'new ada', 'Noteworthy Ltd', 'anrufen', 'verschieben', 'Ada call', 'Ada verschiebe'])('"%s" has no verb', (text) => {
    expect(parse(text)).toBeNull();
  });

  it('can be begun with the first word of every verb in both languages', () => {
    for (const { id, words } of VERBS) for (const word of [words.en[0], words.de[0]]) expect(read(`${word} x`).verb.id).toBe(id);
  });
});

describe('a name', () => {
  const guessed = (text: string) => nameGuesses(read(text)).map((guess) => guess.text);

  it('is all that follows where nothing else can', () => {
    expect(guessed('call ada lindqvist')).toEqual(['ada lindqvist']);
  });

  it('ends at the tag, at a colon, or at the joint', () => {
    expect(guessed('tag ada lindqvist #vip')).toEqual(['ada lindqvist']);
    expect(guessed('note ada lindqvist: larch and oak')).toEqual(['ada lindqvist']);
    expect(guessed('merge ada l with ada t')).toEqual(['ada l']);
    expect(guessed('vereinen ada l mit ada t')).toEqual(['ada l']);
    expect(otherName(read('merge ada l with ada t'))).toBe('ada t');
  });

  it('may otherwise be any beginning, the longest first', () => {
    expect(guessed('note ada the boathouse wants larch')).toEqual(['ada the boathouse wants', 'ada the boathouse', 'ada the', 'ada']);
    expect(guessed('note ')).toEqual([]);
  });

  it('is whom the most words name, and the rest is the text', () => {
    const sentence = read('note ada the boathouse wants larch');
    const found = candidates(sentence, [{ length: 1, contacts: [ada, theo] }, { length: 2, contacts: [theo] }, { length: 3, contacts: [] }]);
    expect(found.map(({ contact, length }) => [contact.name, tailText(sentence, length)])).toEqual([
      ['Ada Theodor', 'boathouse wants larch'],
      ['Ada Lindqvist', 'the boathouse wants larch'],
    ]);
  });

  it('may have more words than are looked up', () => {
    const sentence = read('note Jean Baptiste de la Rochemaure wants oak');
    const [found] = candidates(sentence, [{ length: 4, contacts: [known(3, 'Jean Baptiste de la Rochemaure')] }]);
    expect(tailText(sentence, found!.length)).toBe('wants oak');
  });

  it('leaves out who is in the bin', () => {
    expect(candidates(read('call ada'), [{ length: 1, contacts: [{ ...ada, hidden: true }] }])).toEqual([]);
  });

  it('that was picked stays picked, whatever words it has', () => {
    const sons = known(4, 'Smith and Sons');
    const { text, chosen } = completed(read('merge smi'), sons, '');
    expect(text).toBe('merge Smith and Sons with ');
    const sentence = withChosen(read(`${text}jones`), chosen)!;
    expect(sentence.nameLength).toBe(3);
    expect(otherName(sentence)).toBe('jones');
    expect(withChosen(read('merge Smith'), chosen)).toBeNull();
  });
});

describe('tags', () => {
  it('may have spaces, and there may be several', () => {
    expect(tagsIn('#spring fair #vip')).toEqual(['spring fair', 'vip']);
    expect(tagsIn('customer')).toEqual(['customer']);
    expect(tagsIn('#')).toEqual([]);
    expect(tagsIn('#c#')).toEqual(['c#']);
  });

  it('are what completing a name goes on to', () => {
    expect(completed(read('tag ad'), ada, '').text).toBe('tag Ada Lindqvist #');
    expect(completed(read('tag ad #v'), ada, '#vip').text).toBe('tag Ada Lindqvist #vip');
  });
});

describe('what was understood', () => {
  const tinted = (text: string, nameLength?: number) => pieces(read(text), nameLength).map(({ from, to, role }) => `${role}:${text.slice(from, to)}`);

  it('is the verb, the name, and what follows', () => {
    expect(tinted('note ada  the boathouse ', 1)).toEqual(['verb:note', 'name:ada', 'tail:the boathouse']);
    expect(tinted('tag ada l #spring fair  #vip', 2)).toEqual(['verb:tag', 'name:ada l', 'tail:#spring fair', 'tail:#vip']);
    expect(tinted('tag ada customer', 1)).toEqual(['verb:tag', 'name:ada', 'tail:customer']);
    expect(tinted('merge ada with bo', 1)).toEqual(['verb:merge', 'name:ada', 'tail:bo']);
  });

  it('is the verb alone where nobody is found', () => {
    expect(tinted('call zzz')).toEqual(['verb:call']);
  });
});

describe('a day behind the name', () => {
  const isWhen = (text: string) => ['fri', 'in 3 weeks', 'friday', 'next friday', 'fr'].includes(text);
  const split = (text: string) => {
    const sentence = parse(text, isWhen)!;
    const length = sentence.nameLength;
    return [length === undefined ? null : nameGuesses(sentence)[0]?.text, length === undefined ? null : tailText(sentence, length)];
  };

  it('begins where all that follows says when', () => {
    expect(split('snooze ada fri')).toEqual(['ada', 'fri']);
    expect(split('snooze ada van der berg in 3 weeks')).toEqual(['ada van der berg', 'in 3 weeks']);
    expect(split('snooze may friday')).toEqual(['may', 'friday']);
    expect(split('ada fr verschieben')).toEqual(['ada', 'fr']);
  });

  it('may have a word before it that belongs to neither', () => {
    const sentence = parse('snooze ada until next friday', (text) => ['until next friday', 'next friday'].includes(text))!;
    expect([sentence.nameLength, sentence.jointLength, tailText(sentence, 1)]).toEqual([1, 1, 'next friday']);
  });

  it('is nobody’s name alone, and half typed it leaves the name open', () => {
    expect(parse('snooze fri', isWhen)!.nameLength).toBeUndefined();
    expect(parse('snooze ada nex', isWhen)!.nameLength).toBeUndefined();
  });

  it('stays when the name is completed, also from behind', () => {
    const sentence = parse('ada fr verschieben', isWhen)!;
    expect(completed(sentence, ada, 'fr')).toEqual({ text: 'verschieben Ada Lindqvist fr', chosen: { contact: ada, prefix: 'verschieben Ada Lindqvist' } });
    expect(pieces(sentence, 1).map(({ from, to, role }) => ['ada fr verschieben'.slice(from, to), role])).toEqual([['ada', 'name'], ['fr', 'tail'], ['verschieben', 'verb']]);
  });
});
