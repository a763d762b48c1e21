import { describe, expect, it } from 'vitest';
import { rank, stillFits } from '../../../renderer/app/palette/rank.ts';
import { tagChoices } from '../../../renderer/app/palette/use-acts.ts';
import { splitByMatches } from '../../../renderer/app/global-search/marked-words.tsx';

const ITEMS = [
  { id: 'settings', title: 'Settings' },
  { id: 'reset', title: 'Reset the list' },
  { id: 'status', title: 'Set status' },
  { id: 'region', title: 'Language and region', note: 'Settings' },
  { id: 'print', title: 'Print' },
  { id: 'export', title: 'Everything as a file', english: 'Export' },
];
const found = (typed: string, used: string[] = []) => rank(ITEMS, typed, used).map(({ item }) => item.id);

describe('what is found by its words', () => {
  it('begins with what is typed, then has a word that does, then has it inside a word', () => {
    expect(rank([{ id: 'inside', title: 'Preset' }, { id: 'word', title: 'Change set' }, { id: 'begins', title: 'Set up' }, { id: 'whole', title: 'Set' }], 'set').map(({ item }) => item.id)).toEqual(['whole', 'begins', 'word', 'inside']);
  });

  it('has every word, in any order', () => {
    expect(found('region lang')).toEqual(['region']);
    expect(found('region print')).toEqual([]);
  });

  it('is found by where it belongs too, behind what has that name', () => {
    expect(found('settings')).toEqual(['settings', 'region']);
    expect(found('settings region')).toEqual(['region']);
  });

  it('is found in English on a page in another language, behind the rest', () => {
    expect(found('export')).toEqual(['export']);
    expect(rank([{ id: 'english', title: 'Drucken', english: 'Print' }, { id: 'own', title: 'Sprint' }], 'print').map(({ item }) => item.id)).toEqual(['own', 'english']);
  });

  it('moves up among equals when it was used', () => {
    expect(found('set')).toEqual(['settings', 'status', 'reset', 'region']);
    expect(found('set', ['status'])).toEqual(['status', 'settings', 'reset', 'region']);
    expect(found('set', ['reset'])).toEqual(['settings', 'status', 'reset', 'region']);
  });

  it('does not care for case and accents', () => {
    expect(rank([{ id: 'a', title: 'Öffnen' }], 'OFFN').map(({ item }) => item.id)).toEqual(['a']);
    expect(rank([{ id: 'a', title: '設定を開く' }], '開く').map(({ item }) => item.id)).toEqual(['a']);
    expect(rank([{ id: 'a', title: 'الإعدادات' }], 'الاعد').map(({ item }) => item.id)).toEqual(['a']);
  });

  it('is nothing where nothing is typed', () => {
    expect(found('  ')).toEqual([]);
    expect(found('?!')).toEqual([]);
  });

  it('leads the people only where its name begins so, with three letters', () => {
    const leads = (typed: string) => rank(ITEMS, typed).filter((each) => each.leads).map(({ item }) => item.id);
    expect(leads('set')).toEqual(['settings', 'status']);
    expect(leads('se')).toEqual([]);
    expect(leads('region')).toEqual([]);
    expect(leads('expo')).toEqual(['export']);
  });
});

it('keeps of an answer what still fits when another letter is typed', () => {
  expect(stillFits('Ada Lindqvist Brännö Båtklubb', 'lin bra')).toBe(true);
  expect(stillFits('Ada Lindqvist', 'ada t')).toBe(false);
  expect(stillFits('Ada Lindqvist', '…')).toBe(false);
});

describe('tags to choose from', () => {
  const tags = [{ name: 'Customer', count: 1 }, { name: 'Custom work', count: 9 }, { name: 'VIP', count: 3 }];
  const names = (typed: string) => tagChoices(tags, typed).map(({ name, isNew }) => (isNew ? `new ${name}` : name));

  it('are those that begin so, the commonest first, and a new one', () => {
    expect(names('cus')).toEqual(['Custom work', 'Customer', 'new cus']);
    expect(names('')).toEqual(['Custom work', 'VIP', 'Customer']);
  });

  it('have no new one beside one of the same name', () => {
    expect(names('customer')).toEqual(['Customer']);
    expect(names('vip')).toEqual(['VIP']);
  });
});

it('marks what stands inside a word where that was sought', () => {
  const marked = (text: string, query: string) => splitByMatches(text, query, true).map(({ part, isMatch }) => (isMatch ? `[${part}]` : part)).join('');
  expect(marked('Kontaktliste', 'list')).toBe('Kontakt[list]e');
  expect(marked('Neuer Ørsted', 'rst')).toBe('Neuer Ø[rst]ed');
  expect(marked('Export', 'zzz')).toBe('Export');
});
