import { type CardCustom, type ContactCard, composedName, emptyCard, sourceKeyOf } from '../core/contact-card.ts';
import type { Entry } from '../core/entries.ts';
import type { Field, FieldValue } from '../core/fields.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { pictureMime } from '../core/import/picture.ts';
import { currencyDigits } from '../core/money.ts';
import { type ContactItself, contactItself, contactRow } from './contacts.ts';
import { entriesOf } from './entries.ts';
import { listFields } from './lists.ts';
import type { Store } from './store.ts';

/** What an export asks for beside the contact itself. */
export interface CardOptions {
  /** With the timeline. */
  entries: boolean;
  /** The bytes of a stored file; undefined when it is not on this device. */
  readFile: (hash: string) => Uint8Array | undefined;
}

/** Makes cards of contacts; the custom fields are read once. */
export class CardReader {
  readonly #store: Store;
  readonly #fields: Map<Id, Field>;
  readonly #options: CardOptions;

  constructor(store: Store, options: CardOptions) {
    this.#store = store;
    this.#options = options;
    this.#fields = new Map(listFields(store).map((field) => [field.id, field]));
  }

  /** A contact as the neutral card that exporters take; its `uid` is its id. */
  card(id: Id): ContactCard {
    const row = contactRow(this.#store, id);
    const contact = contactItself(this.#store, row);
    const card = emptyCard(contact.kind);
    card.uid = contact.id;
    for (const part of NAME_PARTS) if (contact[part] !== '') card.name[part] = contact[part];
    if (contact.kind === 'organisation') card.displayName = contact.organisationName || contact.name || undefined;
    else if (contact.displayAs !== '' && contact.displayAs !== composedName(card.name)) card.displayName = contact.displayAs;
    for (const field of ['status', 'source', 'preferredChannel', 'language'] as const) if (contact[field] !== '') card[field] = contact[field];
    if (contact.owner?.name) card.ownerName = contact.owner.name;
    if (contact.birthday) card.birthday = contact.birthday;
    card.roles = contact.roles;
    card.tags = contact.tags.map(({ name }) => name);
    card.emails = contact.emails.filter(({ address }) => address !== '').map(({ label, address }) => ({ label, address }));
    card.phones = contact.phones.filter(({ number }) => number !== '').map(({ label, number }) => ({ label, number }));
    card.addresses = contact.addresses.map(({ id: _id, seen: _seen, ...address }) => ({ ...withoutEmpty(address), label: address.label }));
    card.links = contact.links.filter(({ url }) => url !== '').map(({ label, kind, url }) => ({ label, kind, url }));
    card.dates = contact.dates.map(({ label, date }) => ({ label, date }));
    card.facts = contact.facts.filter(({ text }) => text !== '').map(({ label, text }) => ({ label, text }));
    card.affiliations = contact.affiliations.map((affiliation) => ({
      ...(affiliation.organisation ? { organisation: affiliation.organisation.name, organisationUid: affiliation.organisation.id } : {}),
      ...withoutEmpty({ title: affiliation.title, department: affiliation.department, startedOn: affiliation.startedOn, endedOn: affiliation.endedOn }),
    }));
    card.relations = contact.relations.flatMap(({ kind, to, toName }) => {
      const name = to?.name || toName;
      return name === '' ? [] : [{ label: kind, name, ...(to ? { uid: to.id } : {}) }];
    });
    card.custom = Object.entries(contact.custom).flatMap(([fieldId, value]) => {
      const field = this.#fields.get(fieldId as Id);
      return field ? customInWords(this.#store, field, value) : [];
    });
    card.primary = primaryOf(contact);
    const photo = contact.photo === null ? undefined : this.#options.readFile(contact.photo);
    if (photo) card.photo = { bytes: photo, mime: pictureMime(photo) ?? 'application/octet-stream' };
    card.createdAt = new Date(contact.createdAt).toISOString();
    if (this.#options.entries) card.entries = Array.from(entriesOf(this.#store, row.n), entryOfCard);
    card.sourceKey = sourceKeyOf(card);
    return card;
  }
}

function entryOfCard(entry: Entry): NonNullable<ContactCard['entries']>[number] {
  return {
    uid: entry.id,
    kind: entry.kind,
    at: new Date(entry.at).toISOString(),
    ...withoutEmpty({ subject: entry.subject, body: entry.body, direction: entry.direction, outcome: entry.outcome, minutes: entry.minutes, author: entry.member?.name }),
    ...(entry.pinned ? { pinned: true } : {}),
    participants: entry.participants.map(({ id, name }) => ({ name: name || '?', uid: id })),
    attachments: entry.attachments.map(({ name, type, hash }) => ({ name: name || '?', ...withoutEmpty({ mime: type, sha256: hash }) })),
  };
}

/** A custom field's value in the words of a card. */
export function customInWords(store: Store, field: Field, value: FieldValue): CardCustom[] {
  const choice = (id: Id): string => field.choices.find((one) => one.id === id)?.name ?? '';
  const base = { name: field.name, type: field.type };
  switch (value.type) {
    case 'number':
    case 'yesNo':
      return [{ ...base, value: String(value.value) }];
    case 'money': {
      const digits = currencyDigits(value.value.currency);
      return [{ ...base, value: `${decimal(value.value.minor, digits)} ${value.value.currency}` }];
    }
    case 'choice':
      return [{ ...base, value: choice(value.value) }];
    case 'choices':
      return [{ ...base, value: value.value.map(choice) }];
    case 'contact':
      return [{ ...base, value: String(contactRow(store, value.value)['name'] || '?'), uid: value.value }];
    default:
      return value.value === '' ? [] : [{ ...base, value: value.value }];
  }
}

const NAME_PARTS = ['prefix', 'given', 'middle', 'family', 'suffix', 'nickname', 'phoneticGiven', 'phoneticFamily'] as const;

/** Hashes of the files that hang on the entries in which a contact took part. */
export function attachedFiles(store: Store, id: Id): string[] {
  return store
    .prepare(
      `SELECT DISTINCT a.hash, 0 AS n FROM contacts c JOIN participants p ON p.contactN = c.rootN JOIN entries e ON e.n = p.entryN JOIN attachments a ON a.entryN = e.n
        WHERE c.id = ? AND p.hidden = 0 AND e.hidden = 0 AND a.hidden = 0 AND a.hash <> ''`,
    )
    .all(idToBytes(id))
    .map((row) => row['hash'] as string);
}

/** The ids of all contacts that can be seen, in pages. */
export function* visibleContacts(store: Store): Generator<Id> {
  for (let last = 0; ; ) {
    const rows = store.prepare('SELECT n, id FROM contacts WHERE hidden = 0 AND n > ? ORDER BY n LIMIT 500').all(last);
    if (rows.length === 0) return;
    for (const row of rows) yield idFromBytes(row.id);
    last = rows.at(-1)!.n;
  }
}

function primaryOf(contact: ContactItself): ContactCard['primary'] {
  const primary: ContactCard['primary'] = {};
  const index = (parts: readonly { id: Id }[], id: Id | null): number => parts.findIndex((part) => part.id === id);
  const [email, phone, address] = [index(contact.emails, contact.primaryEmailId), index(contact.phones, contact.primaryPhoneId), index(contact.addresses, contact.primaryAddressId)];
  if (email >= 0) primary.email = email;
  if (phone >= 0) primary.phone = phone;
  if (address >= 0) primary.address = address;
  return primary;
}

type Filled<T> = { [K in keyof T]?: Exclude<T[K], null | undefined> };

function withoutEmpty<T extends Record<string, unknown>>(values: T): Filled<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined)) as Filled<T>;
}

/** Minor units as a decimal number with a point. */
function decimal(minor: number, digits: number): string {
  if (digits === 0) return String(minor);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return `${minor < 0 ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
