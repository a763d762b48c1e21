import { expect, it } from 'vitest';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import { mergeRows } from '../../../renderer/features/merge/merge-rows.ts';
import { unitedList } from '../../../renderer/features/merge/united-lists.ts';
import { aContact, aPhone } from '../contact/show-contact.tsx';
import { idOf } from '../show-feature.tsx';

const outcomes = (contacts: [ContactDetail, ContactDetail], differing: string[] = []) => Object.fromEntries(mergeRows({ contacts, differing }).map(({ id, outcome }) => [id, outcome]));

it('asks where both have a value and they differ, first', () => {
  const a = aContact({ status: 'active', language: 'sv' });
  const b = aContact({ id: idOf(2), status: 'new', family: 'Lindquist', source: 'Fair' });
  expect(outcomes([a, b], ['family', 'status'])).toEqual({ family: 'choice', status: 'choice', given: 'same', language: 'only', source: 'only' });
  expect(mergeRows({ contacts: [a, b], differing: ['family', 'status'] })[0]).toMatchObject({ id: 'family', outcome: 'choice' });
});

it('asks about custom fields as well, but unites several choices', () => {
  const text = (value: string) => ({ type: 'text', value }) as const;
  const a = aContact({ custom: { [idOf(11)]: text('Oak'), [idOf(12)]: text('Same'), [idOf(13)]: { type: 'choices', value: [idOf(20)] } } });
  const b = aContact({ id: idOf(2), custom: { [idOf(11)]: text('Larch'), [idOf(12)]: text('Same'), [idOf(14)]: text('Mine') } });
  expect(outcomes([a, b])).toMatchObject({ [idOf(11)]: 'choice', [idOf(12)]: 'same', [idOf(14)]: 'only' });
  expect(outcomes([a, b])).not.toHaveProperty(idOf(13));
});

it('shows what both bring along once', () => {
  const words = { countryName: (country: string) => country, role: (role: string) => role, relation: (kind: string) => kind, date: (date: string) => date };
  const a = aContact({ phones: [aPhone(5)], roles: ['customer'] });
  const b = aContact({ id: idOf(2), phones: [aPhone(6), aPhone(7, { shown: '08-123' })], roles: ['customer', 'partner'] });
  expect(unitedList('phones', [a, b], words)).toEqual(['+46 70 555 01 42', '08-123']);
  expect(unitedList('roles', [a, b], words)).toEqual(['customer', 'partner']);
});
