import type { ContactRef } from '../../core/contacts.ts';
import type { Id } from '../../core/ids.ts';

/** The record that a timeline is of, and a composer writes on. */
export type Subject = { kind: 'contact'; contact: ContactRef } | { kind: 'deal'; id: Id; contacts: readonly ContactRef[] };

export const subjectId = (subject: Subject): Id => (subject.kind === 'deal' ? subject.id : subject.contact.id);

/** With whom it is that something happens, unless somebody says otherwise. */
export const peopleOf = (subject: Subject): readonly ContactRef[] => (subject.kind === 'deal' ? subject.contacts : [subject.contact]);

/** What an entry is given so that it stands with the record. */
export const dealsOf = (subject: Subject): { deals?: Id[] } => (subject.kind === 'deal' ? { deals: [subject.id] } : {});

/** How its entries are asked for. */
export const entriesOf = (subject: Pick<Subject, 'kind'> & { id: Id }): { contactId: Id } | { dealId: Id } => (subject.kind === 'deal' ? { dealId: subject.id } : { contactId: subject.id });
