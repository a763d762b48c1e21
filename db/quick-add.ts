import type { NewReminder } from '../core/api/reminders.ts';
import { type Id, idFromBytes } from '../core/ids.ts';
import { parsePhone } from '../core/phones.ts';
import { addPart, addTag, createContact, organisationNamed, tagNamed } from './contact-writes.ts';
import { contactRow } from './contacts.ts';
import { foldEmail } from './derive-columns.ts';
import { createReminder, setCadence } from './reminders.ts';
import type { Tx } from './write.ts';

export interface QuickAddLine {
  contact: {
    id?: Id | undefined;
    fullName?: string | undefined;
    emails: readonly string[];
    phones: readonly string[];
    organisation?: string | undefined;
    tags: readonly string[];
  } | null;
  reminder?: NewReminder | undefined;
  cadence?: string | undefined;
}

/** Does what a quick-add line says. Somebody who is there already gets what they do not have yet. Errors: `contact-not-found`, `bad-rule`. */
export function quickAdd(tx: Tx, { contact, reminder, cadence }: QuickAddLine): { contactId: Id | null; reminderId: Id | null } {
  const contactId = contact && (contact.id === undefined ? addSomebody(tx, contact) : addTo(tx, contact.id, contact));
  const reminderId = reminder ? createReminder(tx, { ...reminder, contactId }) : null;
  if (contactId && cadence !== undefined) setCadence(tx, contactId, cadence);
  return { contactId, reminderId };
}

function addSomebody(tx: Tx, { fullName = '', emails, phones, organisation, tags }: NonNullable<QuickAddLine['contact']>): Id {
  // A firm alone is a firm, and not somebody without a name there.
  const isFirm = fullName === '' && organisation !== undefined;
  return createContact(tx, {
    ...(isFirm ? { kind: 'organisation', organisationName: organisation } : { kind: 'person', fullName, ...(organisation === undefined ? {} : { organisation: { name: organisation } }) }),
    emails: emails.map((address) => ({ address })),
    phones: phones.map((number) => ({ number })),
    tags: [...tags],
  });
}

function addTo(tx: Tx, id: Id, { emails, phones, organisation, tags }: NonNullable<QuickAddLine['contact']>): Id {
  const { store } = tx;
  const row = contactRow(store, id);
  const contactId = idFromBytes(row.id);
  const has = (table: 'emails' | 'phones', column: string, value: string): boolean =>
    store.prepare(`SELECT 1 AS n FROM ${table} WHERE contactN = ? AND hidden = 0 AND ${column} = ?`).get(row.n, value) !== undefined;
  for (const address of emails) if (!has('emails', 'folded', foldEmail(address))) addPart(tx, contactId, 'emails', { address });
  for (const number of phones) {
    const { e164, digits } = parsePhone(number, store.country);
    if (!(e164 === undefined ? has('phones', 'digits', digits) : has('phones', 'e164', e164))) addPart(tx, contactId, 'phones', { number });
  }
  for (const tag of tags) addTag(tx, contactId, tagNamed(tx, tag));
  if (organisation !== undefined && row['kind'] === 'person') {
    const organisationId = organisationNamed(tx, organisation);
    const isThere = store.prepare('SELECT 1 AS n FROM affiliations a JOIN contacts o ON o.n = a.organisationN WHERE a.personN = ? AND a.hidden = 0 AND o.n = ?').get(row.n, contactRow(store, organisationId).n);
    if (!isThere) addPart(tx, contactId, 'affiliations', { organisationId });
  }
  return contactId;
}
