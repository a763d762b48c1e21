import fc from 'fast-check';
import { type ContactCard, emptyCard, sourceKeyOf } from '../../core/contact-card.ts';

/** A card with only what the story needs; its `sourceKey` follows from it. */
export function aCard(fields: Partial<ContactCard> = {}): ContactCard {
  const card = { ...emptyCard('person'), ...fields };
  return { ...card, sourceKey: fields.sourceKey ?? sourceKeyOf(card) };
}

/** Signs that files are made of, beside letters of several scripts. */
const SIGNS = ['a', 'B', 'n', 'x', '0', '7', 'ß', 'é', '漢', '字', '😀', ' ', ' ', '\n', '\r', '\t', '\0', '\\', ',', ';', ':', '"', "'", '=', '+', '-', '@', '^', '#', '|', '\u2028', '\ufeff', '\u00a0'];

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: fc.constantFrom(...SIGNS), minLength: 1, maxLength }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
    fc.constantFrom('BEGIN:VCARD', 'END:VCARD', '=cmd()', "'=cmd()", '__proto__', 'work', 'home', 'mobile', 'anniversary', 'spouse', '   ', '\r', '\n\n', '+44 20 7946', 'data:image/png;base64,AAAA', 'x'.repeat(74), ' '.repeat(80), '漢'.repeat(40)),
  );

const some = text(30);
const label = fc.oneof(fc.constant(''), some);
const date = fc.oneof(
  fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  fc.constantFrom('--02-29', '--12-09'),
);
const instant = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }).map((day) => day.toISOString());
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const listOf = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { maxLength: 3 });

const name = fc.record({ prefix: some, given: some, middle: some, family: some, suffix: some, nickname: some, phoneticGiven: some, phoneticFamily: some }, { requiredKeys: [] });
const addressParts = { street: some, extended: some, poBox: some, city: some, region: some, postalCode: some, country: some };
const address = fc.tuple(label, fc.record(addressParts, { requiredKeys: ['street'] })).map(([given, parts]) => ({ label: given, ...parts }));
const affiliation = fc.record({ organisation: some, organisationUid: some, title: some, department: some, startedOn: date, endedOn: date }, { requiredKeys: ['organisation'] });
const custom = fc.oneof(
  fc.record({ name: some, type: fc.constantFrom('text' as const, 'longText' as const, 'number' as const, 'money' as const, 'date' as const, 'yesNo' as const, 'choice' as const, 'link' as const), value: some }, { requiredKeys: ['name', 'value'] }),
  fc.record({ name: some, type: fc.constant('choices' as const), value: fc.array(some, { minLength: 1, maxLength: 3 }) }),
);
const entry = fc.record(
  { uid: some, kind: fc.constantFrom('note' as const, 'call' as const), at: instant, subject: some, body: text(200), direction: fc.constantFrom('in' as const, 'out' as const), outcome: some, minutes: fc.nat(), author: some, pinned: fc.boolean(), participants: listOf(fc.record({ name: some, uid: some }, { requiredKeys: ['name'] })), attachments: listOf(fc.record({ name: some, mime: some }, { requiredKeys: ['name'] })) },
  { requiredKeys: ['kind', 'at', 'participants', 'attachments'] },
);

const primaryOf = (length: number): fc.Arbitrary<number | undefined> => (length === 0 ? fc.constant(undefined) : maybe(fc.nat({ max: length - 1 })));

/** Any card that a database can hold. */
export const anyCard: fc.Arbitrary<ContactCard> = fc
  .record({
    kind: fc.constantFrom('person' as const, 'organisation' as const),
    uid: maybe(fc.oneof(fc.uuid(), some)),
    name,
    displayName: maybe(some),
    roles: listOf(some),
    status: maybe(some),
    source: maybe(some),
    ownerName: maybe(some),
    preferredChannel: maybe(some),
    language: maybe(some),
    birthday: maybe(date),
    facts: listOf(fc.record({ label, text: text(100) })),
    tags: listOf(some),
    emails: listOf(fc.record({ label, address: some })),
    phones: listOf(fc.record({ label, number: some })),
    addresses: listOf(address),
    links: listOf(fc.record({ label, kind: fc.constantFrom('web' as const, 'social' as const, 'chat' as const), url: some })),
    dates: listOf(fc.record({ label, date })),
    affiliations: listOf(affiliation),
    relations: listOf(fc.record({ label, name: some, uid: some }, { requiredKeys: ['label', 'name'] })),
    custom: listOf(custom),
    notes: listOf(text(300)),
    photo: maybe(fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }), mime: fc.constantFrom('image/jpeg', 'image/png') })),
    entries: maybe(fc.array(entry, { maxLength: 2 })),
    createdAt: maybe(instant),
    updatedAt: maybe(instant),
  })
  .chain((card) =>
    fc
      .record({ email: primaryOf(card.emails.length), phone: primaryOf(card.phones.length), address: primaryOf(card.addresses.length) })
      .map((primary) => aCard({ ...card, primary })),
  );
