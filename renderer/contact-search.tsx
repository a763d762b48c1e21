import { useState } from 'react';
import type { ContactKind, ContactRef } from '../core/contacts.ts';
import { useApiQuery } from './api.ts';
import { ContactAvatar } from './contact-avatar.tsx';
import type { Option } from './ui/select.tsx';

export interface ContactSearch {
  options: readonly Option[];
  /** False until the first answer to what is typed: before it, who is not among the options may still be there. */
  isAnswered: boolean;
  onSearch: (text: string) => void;
  /** The contact behind an option. */
  contactOf: (value: string) => ContactRef | undefined;
}

export const contactOption = (contact: ContactRef, detail = ''): Option => ({
  value: contact.id,
  // An option without words cannot be read out or chosen by typing.
  label: contact.name || '–',
  mark: <ContactAvatar contact={contact} />,
  ...(detail === '' ? {} : { detail }),
});

/** For a ComboBox or a TagInput over contacts: finds while somebody types, and offers the last opened before. */
export function useContactSearch({ kind, without = [] }: { kind?: ContactKind; without?: readonly string[] } = {}): ContactSearch {
  const [text, setText] = useState('');
  const isSearching = text.trim() !== '';
  const found = useApiQuery('search.find', { text, contacts: 20, entries: 0, ...(kind ? { kind } : {}) }, { keepsPrevious: true, isEnabled: isSearching });
  const recent = useApiQuery('search.recent', undefined, { isEnabled: !isSearching });
  const contacts = (isSearching ? (found.data?.contacts ?? []) : (recent.data ?? []).map((contact) => ({ ...contact, detail: '' })))
    .filter((contact) => (kind === undefined || contact.kind === kind) && !without.includes(contact.id));
  return {
    options: contacts.map((contact) => contactOption(contact, contact.detail)),
    isAnswered: !isSearching || found.data !== undefined,
    onSearch: setText,
    contactOf: (value) => contacts.find(({ id }) => id === value),
  };
}
