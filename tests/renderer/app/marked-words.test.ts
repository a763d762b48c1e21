import { expect, it } from 'vitest';
import { splitByMatches } from '../../../renderer/app/global-search/marked-words.tsx';

const marked = (text: string, query: string) => splitByMatches(text, query).map(({ part, isMatch }) => (isMatch ? `[${part}]` : part)).join('');

it('marks the beginnings of words as the search compares them', () => {
  expect(marked('Ada Lindqvist', 'lin')).toBe('Ada [Lin]dqvist');
  expect(marked('Hans Ørsted', 'ors')).toBe('Hans [Ørs]ted');
  expect(marked('Łódź', 'lodz')).toBe('[Łódź]');
  expect(marked('Ada Adaeze', 'ada')).toBe('[Ada] [Ada]eze');
});

it('marks several words, and nothing inside one', () => {
  expect(marked('Jean-Baptiste de la Roche', 'roc jean')).toBe('[Jean]-Baptiste de la [Roc]he');
  expect(marked('Canada', 'ada')).toBe('Canada');
});

it('keeps the text whole', () => {
  for (const text of ['', '  ', 'ليلى الحداد', '👩‍👩‍👧 Family', 'straße']) expect(splitByMatches(text, 'str li').map(({ part }) => part).join('')).toBe(text);
});
