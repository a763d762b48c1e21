// The neutral shape of one person or organisation between a file and the database: every importer yields
// it, every exporter takes it. Absent means unknown; no field is ever an empty string but a `label`.
import { z } from 'zod';
import { ContactKind, Line, PartialDateText, TEXT_MAX } from './contacts.ts';
import { EntryKind } from './entries.ts';
import { FieldType } from './fields.ts';
import { naturalId } from './ids.ts';
import { type NameParts, displayName, splitName } from './names.ts';

/** An instant in UTC as `Date.prototype.toISOString` writes it. */
const Instant = z.iso.datetime();

const some = Line.min(1);
const longText = z.string().min(1).max(TEXT_MAX);

export const CardName = z.strictObject({
  prefix: some.optional(),
  given: some.optional(),
  middle: some.optional(),
  family: some.optional(),
  suffix: some.optional(),
  nickname: some.optional(),
  phoneticGiven: some.optional(),
  phoneticFamily: some.optional(),
});
export type CardName = z.infer<typeof CardName>;

/** The label says what kind of address it is, `work`, `mobile`, or in the person's own words; empty is none. */
const CardEmail = z.strictObject({ label: Line, address: some });
const CardPhone = z.strictObject({ label: Line, number: some });

const CardAddress = z.strictObject({
  label: Line,
  street: some.optional(),
  extended: some.optional(),
  poBox: some.optional(),
  city: some.optional(),
  region: some.optional(),
  postalCode: some.optional(),
  country: some.optional(),
});

/** A chat handle is a URL too, `skype:ada`, with the service as its label. */
const CardLink = z.strictObject({ label: Line, kind: z.enum(['web', 'social', 'chat']), url: some });

const CardAffiliation = z.strictObject({
  organisation: some.optional(),
  /** The organisation's own `uid`, where the file says it. */
  organisationUid: some.optional(),
  title: some.optional(),
  department: some.optional(),
  startedOn: PartialDateText.optional(),
  endedOn: PartialDateText.optional(),
});

/**
 * A custom field's value as text: number `12.5`, money `12.50 EUR`, date `YYYY-MM-DD`, yesNo `true` or `false`,
 * contact its name (with `uid`), choices a list. Without a type it is text that a file brought along.
 */
export const CardCustom = z.strictObject({
  name: some,
  type: FieldType.optional(),
  value: z.union([longText, z.array(some)]),
  uid: some.optional(),
});

/** Something that happened, for exports that carry the timeline. Attachments are named by hash; their bytes are not in the card. */
export const CardEntry = z.strictObject({
  uid: some.optional(),
  kind: EntryKind,
  at: Instant,
  subject: some.optional(),
  /** Markdown. */
  body: longText.optional(),
  direction: z.enum(['in', 'out']).optional(),
  outcome: some.optional(),
  minutes: z.int().nonnegative().optional(),
  author: some.optional(),
  pinned: z.boolean().optional(),
  participants: z.array(z.strictObject({ name: some, uid: some.optional() })),
  attachments: z.array(z.strictObject({ name: some, mime: some.optional(), sha256: some.optional() })),
});

export const ContactCard = z.strictObject({
  kind: ContactKind,
  /** The identity that the source gave the contact, as it wrote it. */
  uid: some.optional(),
  /** The stable key of this row in its source, see `sourceKeyOf`. */
  sourceKey: some,
  name: CardName,
  /** Set only where it is not what the name parts give; an organisation's name always stands here. */
  displayName: some.optional(),
  roles: z.array(some),
  status: some.optional(),
  source: some.optional(),
  ownerName: some.optional(),
  preferredChannel: some.optional(),
  language: some.optional(),
  birthday: PartialDateText.optional(),
  facts: z.array(z.strictObject({ label: Line, text: longText })),
  tags: z.array(some),
  emails: z.array(CardEmail),
  phones: z.array(CardPhone),
  addresses: z.array(CardAddress),
  links: z.array(CardLink),
  dates: z.array(z.strictObject({ label: Line, date: PartialDateText })),
  affiliations: z.array(CardAffiliation),
  /** The label is one of `RELATIONS` or the person's own words. */
  relations: z.array(z.strictObject({ label: Line, name: some, uid: some.optional() })),
  custom: z.array(CardCustom),
  notes: z.array(longText),
  photo: z.strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), mime: some }).optional(),
  /** Which of the lists' items is the primary one, by index. */
  primary: z.strictObject({
    email: z.int().nonnegative().optional(),
    phone: z.int().nonnegative().optional(),
    address: z.int().nonnegative().optional(),
  }),
  entries: z.array(CardEntry).optional(),
  createdAt: Instant.optional(),
  updatedAt: Instant.optional(),
});
export type ContactCard = z.infer<typeof ContactCard>;

export type CardAddress = ContactCard['addresses'][number];
export type CardAffiliation = ContactCard['affiliations'][number];
export type CardLink = ContactCard['links'][number];
export type CardCustom = z.infer<typeof CardCustom>;
export type CardEntry = z.infer<typeof CardEntry>;

/** A card that says nothing yet. Its `sourceKey` is empty until `sourceKeyOf` has been asked. */
export function emptyCard(kind: ContactCard['kind']): ContactCard {
  return {
    kind,
    sourceKey: '',
    name: {},
    roles: [],
    facts: [],
    tags: [],
    emails: [],
    phones: [],
    addresses: [],
    links: [],
    dates: [],
    affiliations: [],
    relations: [],
    custom: [],
    notes: [],
    primary: {},
  };
}

/** The name as people outside East Asia and Hungary write it, else the nickname; empty where there is neither. */
export function composedName(name: CardName): string {
  return displayName({ ...NO_PARTS, ...name }, 'en');
}

const NO_PARTS: NameParts = { prefix: '', given: '', middle: '', family: '', suffix: '', nickname: '', phoneticGiven: '', phoneticFamily: '' };

/** Splits a name written in one line; see `splitName`. */
export function cardName(full: string): CardName {
  const parts = Object.entries(splitName(full)).filter(([, part]: [string, string]) => part !== '');
  return Object.fromEntries(parts);
}

/** What to call the contact: its display name, its name or nickname, organisation, e-mail or phone; empty where it has none of these. */
export function cardTitle(card: ContactCard): string {
  return (
    card.displayName ||
    composedName(card.name) ||
    card.affiliations.find((one) => one.organisation)?.organisation ||
    card.emails[0]?.address ||
    card.phones[0]?.number ||
    ''
  );
}

/**
 * The key by which the same row is known when its file comes a second time: the `uid` where there is one,
 * else a hash of what tells people apart. What changes often (notes, tags, titles) is left out.
 * Kept with the rows of an import: never change how it is made.
 */
export function sourceKeyOf(card: ContactCard): string {
  if (card.uid !== undefined) return `uid:${card.uid}`;
  const { name } = card;
  return naturalId(
    'import-row',
    card.kind,
    comparable(card.displayName || composedName(name)),
    listed(card.emails.map(({ address }) => address)),
    listed(card.phones.map(({ number }) => number.replace(/\D+/g, '') || number)),
    listed(card.affiliations.map(({ organisation }) => organisation ?? '')),
    listed(card.addresses.map(({ street = '', city = '', postalCode = '', country = '' }) => [street, city, postalCode, country].join(' '))),
    listed(card.links.map(({ url }) => url)),
    card.birthday ?? '',
  );
}

const comparable = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const listed = (values: string[]): string => values.map(comparable).sort().join('\n');
