import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { ContactKind, ContactRef } from '../../core/contacts.ts';
import { fold } from '../../core/text/fold.ts';
import { useContactSearch } from '../contact-search.tsx';
import type { Option } from '../ui/select.tsx';
import { useDealsText } from './words.ts';

const KINDS = ['person', 'organisation'] as const satisfies readonly ContactKind[];
const NEW: Record<ContactKind, string> = { person: 'new person ', organisation: 'new organisation ' };

/** The value of the option that makes somebody of this name. */
export const newContactValue = (kind: ContactKind, name: string): string => NEW[kind] + name;

/** Who an option stands for that makes somebody; undefined for any other. */
export function newContactOf(value: string): { name: string; kind: ContactKind } | undefined {
  const kind = KINDS.find((each) => value.startsWith(NEW[each]));
  return kind && { kind, name: value.slice(NEW[kind].length) };
}

/** For a ComboBox: those who are there, found by typing, and below them the typed name as somebody new. */
export function useContactChoice({ kind, without = [] }: { kind?: ContactKind; without?: readonly string[] }): { options: readonly Option[]; onSearch: (text: string) => void; contactOf: (value: string) => ContactRef | undefined } {
  const t = useDealsText();
  const [typed, setTyped] = useState('');
  const { options, isAnswered, onSearch, contactOf } = useContactSearch({ without, ...(kind ? { kind } : {}) });
  const name = typed.trim();
  const isThere = (of: ContactKind) => options.some(({ value, label }) => contactOf(value)?.kind === of && fold(label) === fold(name));
  const creations = (kind ? [kind] : KINDS)
    .filter((of) => isAnswered && name !== '' && !isThere(of))
    .map((of): Option => ({ value: newContactValue(of, name), label: t(of === 'person' ? 'createPerson' : 'createOrganisation', { name }), mark: <Plus aria-hidden className="text-text3" /> }));
  return {
    options: [...options, ...creations],
    onSearch(text) {
      setTyped(text);
      onSearch(text);
    },
    contactOf,
  };
}
