import { useMemo } from 'react';
import type { ContactRef } from '../../core/contacts.ts';
import { fold } from '../../core/text/fold.ts';
import { useApi, useApiQuery } from '../api.ts';
import type { KithClient } from '../api.ts';
import type { Who } from './new-deal-draft.ts';

/** Asked for of each name: those of exactly this name come first. */
const FEW = 5;

const request = (name: string) => ({ text: name, contacts: FEW, entries: 0 });

/** The one of exactly this name, whatever its case and accents. */
const called = (name: string, contacts: readonly ContactRef[]): ContactRef | null => contacts.find((contact) => fold(contact.name) === fold(name)) ?? null;

export interface Parties {
  contact: Who | null;
  organisation: Who | null;
}

/** Who is what: those who are there by their kind; of new names the first is the organisation, unless there is one, and the next the contact. */
export function partiesOf(names: readonly string[], known: readonly (ContactRef | null)[]): Parties {
  const parties: Parties = { contact: null, organisation: null };
  for (const contact of known) if (contact) parties[contact.kind === 'person' ? 'contact' : 'organisation'] ??= refOf(contact);
  for (const [place, name] of names.entries()) {
    if (known[place]) continue;
    if (!parties.organisation) parties.organisation = { id: null, name };
    else parties.contact ??= { id: null, name };
  }
  return parties;
}

const refOf = ({ id, kind, name, photo, hidden }: ContactRef): Who => ({ id, kind, name, photo, hidden });

/** Those whom the line names, as far as it is known by now: the first two names count. */
export function useParties(names: readonly string[]): Parties {
  const [first = '', second = ''] = names;
  const one = useApiQuery('search.find', request(first), { isEnabled: first !== '' });
  const other = useApiQuery('search.find', request(second), { isEnabled: second !== '' });
  const oneFound = one.data?.contacts;
  const otherFound = other.data?.contacts;
  return useMemo(
    () => partiesOf([first, second].filter(Boolean), [first !== '' ? called(first, oneFound ?? []) : null, second !== '' ? called(second, otherFound ?? []) : null]),
    [first, second, oneFound, otherFound],
  );
}

/** The same for certain: somebody may press Enter before the answer is there. */
export function useFindParties(): (names: readonly string[]) => Promise<Parties> {
  const api = useApi();
  return async (names) => {
    const two = names.slice(0, 2);
    return partiesOf(two, await Promise.all(two.map((name) => find(api, name))));
  };
}

async function find(api: KithClient, name: string): Promise<ContactRef | null> {
  return called(name, (await api.search.find(request(name))).contacts);
}
