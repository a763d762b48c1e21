import { type CardName, type ContactCard, cardTitle } from '../contact-card.ts';
import { bytesToBase64 } from '../tagged-json.ts';
import { escaped, folded } from './vcard-text.ts';
import { KITH_PRODID, PHONE_TYPES, PLACE_TYPES, RELATION_TYPES } from './vcard-vocabulary.ts';

/** Contacts as vCard 4 (RFC 6350, 9554), one text a card. What the standard has no property for stands in `X-KITH-…`. */
export function* cardsToVcard(cards: Iterable<ContactCard>): Generator<string> {
  for (const card of cards) yield cardToVcard(card);
}

/** One card. `cardFromKithVcard` reads back exactly what was written, but for `sourceKey`, which follows from it. */
export function cardToVcard(card: ContactCard): string {
  let text = '';
  let groups = 0;
  const write = (head: string, value: string): void => void (text += folded(`${head}:${value}`));
  const writeText = (head: string, value: string | undefined): void => {
    if (value !== undefined) write(head, escaped(value));
  };
  /** Lines that belong together, with a label that no type says. */
  const writeGroup = (label: string | undefined, lines: readonly (readonly [head: string, value: string] | undefined)[]): void => {
    const isGroup = Boolean(label) || lines.length > 1;
    const group = isGroup ? `k${++groups}.` : '';
    for (const line of lines) if (line) write(group + line[0], line[1]);
    if (label) writeText(`${group}X-ABLabel`, label);
  };

  write('BEGIN', 'VCARD');
  write('VERSION', '4.0');
  write('PRODID', KITH_PRODID);
  if (card.uid !== undefined) write(...uidLine(card.uid));
  write('KIND', card.kind === 'organisation' ? 'org' : 'individual');
  write(card.displayName === undefined ? 'FN;DERIVED=TRUE' : 'FN', escaped(card.displayName ?? cardTitle(card)));
  writeName(card.name, write, writeText);
  if (card.kind === 'organisation') write('ORG;DERIVED=TRUE', escaped(card.displayName ?? cardTitle(card)));

  for (const { organisation, organisationUid, department, title, startedOn, endedOn } of card.affiliations) {
    const units = department === undefined ? [organisation ?? ''] : [organisation ?? '', department];
    writeGroup(undefined, [
      ['ORG', units.map(escaped).join(';')],
      ['TITLE', escaped(title ?? '')],
      organisationUid === undefined ? undefined : ['X-KITH-UID', escaped(organisationUid)],
      startedOn === undefined ? undefined : ['X-KITH-STARTED-ON', startedOn],
      endedOn === undefined ? undefined : ['X-KITH-ENDED-ON', endedOn],
    ]);
  }

  card.emails.forEach(({ label, address }, index) => {
    const types = PLACE_TYPES.get(label);
    writeGroup(types ? undefined : label, [[`EMAIL${typed(types)}${preferred(index === card.primary.email)}`, escaped(address)]]);
  });
  card.phones.forEach(({ label, number }, index) => {
    const types = PHONE_TYPES.get(label);
    writeGroup(types ? undefined : label, [[`TEL${typed(types)}${preferred(index === card.primary.phone)}`, escaped(number)]]);
  });
  card.addresses.forEach(({ label, poBox, extended, street, city, region, postalCode, country }, index) => {
    const types = PLACE_TYPES.get(label);
    const value = [poBox, extended, street, city, region, postalCode, country].map((part) => escaped(part ?? '')).join(';');
    writeGroup(types ? undefined : label, [[`ADR${typed(types)}${preferred(index === card.primary.address)}`, value]]);
  });
  for (const { label, kind, url } of card.links) {
    writeGroup(label, [[kind === 'web' ? 'URL' : kind === 'social' ? 'SOCIALPROFILE' : 'IMPP', escapedUri(url)]]);
  }

  if (card.birthday !== undefined) write('BDAY', card.birthday.replaceAll(/(?<=\d)-/g, ''));
  for (const { label, date } of card.dates) {
    if (label === 'anniversary') write('ANNIVERSARY', date.replaceAll(/(?<=\d)-/g, ''));
    else writeGroup(label, [['X-ABDATE', date]]);
  }
  for (const { label, name, uid } of card.relations) {
    const isStandard = RELATION_TYPES.has(label);
    writeGroup(isStandard ? undefined : label, [
      [`RELATED${isStandard ? `;TYPE=${label}` : ''};VALUE=text`, escaped(name)],
      ...(uid === undefined ? [] : [['X-KITH-UID', escaped(uid)] as const]),
    ]);
  }

  if (card.tags.length > 0) write('CATEGORIES', card.tags.map(escaped).join(','));
  for (const role of card.roles) writeText('X-KITH-ROLE', role);
  writeText('X-KITH-STATUS', card.status);
  writeText('X-KITH-SOURCE', card.source);
  writeText('X-KITH-OWNER', card.ownerName);
  writeText('X-KITH-CHANNEL', card.preferredChannel);
  writeText('LANG', card.language);
  for (const { label, text: fact } of card.facts) writeGroup(label, [['X-KITH-FACT', escaped(fact)]]);
  for (const { name, type, value, uid } of card.custom) {
    const isList = Array.isArray(value);
    writeGroup(name, [
      [`X-KITH-CUSTOM${type === undefined ? '' : `;X-TYPE=${type}`}${isList ? ';X-LIST=TRUE' : ''}`, isList ? value.map(escaped).join(',') : escaped(value)],
      ...(uid === undefined ? [] : [['X-KITH-UID', escaped(uid)] as const]),
    ]);
  }
  for (const note of card.notes) writeText('NOTE', note);
  for (const entry of card.entries ?? []) writeText('X-KITH-ENTRY', JSON.stringify(entry));
  if (card.entries?.length === 0) write('X-KITH-ENTRY', '');
  if (card.photo) write('PHOTO', `data:${card.photo.mime};base64,${bytesToBase64(card.photo.bytes)}`);
  writeText('X-KITH-CREATED-AT', card.createdAt);
  writeText('X-KITH-UPDATED-AT', card.updatedAt);
  if (card.updatedAt !== undefined) write('REV', card.updatedAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, ''));
  write('END', 'VCARD');
  return text;
}

const typed = (types: readonly string[] | undefined): string => (types?.length ? `;TYPE=${types.join(',')}` : '');
const preferred = (isPrimary: boolean): string => (isPrimary ? ';PREF=1' : '');

/** A bare UUID is written as RFC 6350 wants it; any other text says that it is text. */
function uidLine(uid: string): [head: string, value: string] {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uid) ? ['UID', `urn:uuid:${uid}`] : ['UID;VALUE=text', escaped(uid)];
}

function writeName(name: CardName, write: (head: string, value: string) => void, writeText: (head: string, value: string | undefined) => void): void {
  const parts = [name.family, name.given, name.middle, name.prefix, name.suffix];
  if (parts.some((part) => part !== undefined)) write('N', parts.map((part) => escaped(part ?? '')).join(';'));
  writeText('NICKNAME', name.nickname);
  writeText('X-PHONETIC-FIRST-NAME', name.phoneticGiven);
  writeText('X-PHONETIC-LAST-NAME', name.phoneticFamily);
}

/** Commas and semicolons stand as they are in addresses of the web. */
const escapedUri = (url: string): string => escaped(url).replaceAll(/\\([,;])/g, '$1');
