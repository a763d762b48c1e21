import type { ContactDetail } from '../../../core/api/contacts.ts';
import { addressLines } from '../../words/addresses.ts';

/** What a list of one contact holds, in words, one text for each item. */
export interface ListWords {
  countryName: (country: string) => string;
  role: (role: string) => string;
  relation: (kind: string) => string;
  date: (date: string) => string;
}

export const LISTS = ['emails', 'phones', 'addresses', 'links', 'dates', 'facts', 'affiliations', 'relations', 'tags', 'roles'] as const;
export type ListName = (typeof LISTS)[number];

/** Both lists together, each text once, in the order of the first. */
export function unitedList(list: ListName, [a, b]: readonly [ContactDetail, ContactDetail], words: ListWords): string[] {
  return [...new Set([...listTexts(list, a, words), ...listTexts(list, b, words)])];
}

function listTexts(list: ListName, contact: ContactDetail, words: ListWords): string[] {
  switch (list) {
    case 'emails':
      return contact.emails.map(({ address }) => address);
    case 'phones':
      return contact.phones.map(({ shown }) => shown);
    case 'addresses':
      return contact.addresses.map((address) => addressLines(address, words.countryName).join(', '));
    case 'links':
      return contact.links.map(({ url }) => url);
    case 'dates':
      return contact.dates.map(({ date }) => words.date(date));
    case 'facts':
      return contact.facts.map(({ text }) => text);
    case 'affiliations':
      return contact.affiliations.map(({ organisation, title }) => [title, organisation?.name].filter(Boolean).join(', '));
    case 'relations':
      return contact.relations.map(({ to, toName, kind }) => `${to?.name ?? toName} (${words.relation(kind)})`);
    case 'tags':
      return contact.tags.map(({ name }) => name);
    case 'roles':
      return contact.roles.map(words.role);
  }
}
