import { CardEntry, ContactCard, emptyCard, sourceKeyOf } from '../contact-card.ts';
import { KITH_PRODID, PHONE_TYPES, PLACE_TYPES } from '../export/vcard-vocabulary.ts';
import { exactly } from '../export/vcard-text.ts';
import type { VcardProperty } from './vcard-property.ts';
import { splitEscaped } from './vcard-text.ts';

/** Whether Kith wrote the card and no other program has since. */
export const isKithVcard = (properties: readonly VcardProperty[]): boolean => properties.some(({ name, value }) => name === 'PRODID' && value === KITH_PRODID);

/** The card that `cardToVcard` wrote; undefined where somebody changed it to what no card can be. */
export function cardFromKithVcard(properties: readonly VcardProperty[]): ContactCard | undefined {
  const labels = new Map(properties.filter(({ name }) => name === 'X-ABLABEL').map(({ group, value }) => [group, exactly(value)]));
  const uids = new Map(properties.filter(({ name }) => name === 'X-KITH-UID').map(({ group, value }) => [group, exactly(value)]));
  const affiliations = new Map<string, ContactCard['affiliations'][number]>();
  const card = emptyCard(properties.some(({ name, value }) => name === 'KIND' && value === 'org') ? 'organisation' : 'person');

  const affiliationIn = (group: string): ContactCard['affiliations'][number] => {
    const known = affiliations.get(group);
    if (known) return known;
    const added = { ...(uids.has(group) && { organisationUid: uids.get(group) }) };
    affiliations.set(group, added);
    card.affiliations.push(added);
    return added;
  };

  for (const property of properties) {
    const { group, name, params, value } = property;
    const text = exactly(value);
    const label = labels.get(group) ?? '';
    const uid = uids.get(group);
    switch (name) {
      case 'UID':
        card.uid = params.get('VALUE') === 'text' ? text : text.replace(/^urn:uuid:/, '');
        break;
      case 'FN':
        if (!params.has('DERIVED')) card.displayName = text;
        break;
      case 'N': {
        const [family, given, middle, prefix, suffix] = splitEscaped(value, ';').map(exactly);
        Object.assign(card.name, withoutEmpty({ prefix, given, middle, family, suffix }));
        break;
      }
      case 'NICKNAME':
        card.name.nickname = text;
        break;
      case 'X-PHONETIC-FIRST-NAME':
        card.name.phoneticGiven = text;
        break;
      case 'X-PHONETIC-LAST-NAME':
        card.name.phoneticFamily = text;
        break;
      case 'ORG': {
        if (params.has('DERIVED')) break;
        const [organisation, department] = splitEscaped(value, ';').map(exactly);
        Object.assign(affiliationIn(group), withoutEmpty({ organisation, department }));
        break;
      }
      case 'TITLE':
        Object.assign(affiliationIn(group), withoutEmpty({ title: text }));
        break;
      case 'X-KITH-STARTED-ON':
        affiliationIn(group).startedOn = text;
        break;
      case 'X-KITH-ENDED-ON':
        affiliationIn(group).endedOn = text;
        break;
      case 'EMAIL':
        if (params.has('PREF')) card.primary.email = card.emails.length;
        card.emails.push({ label: label || labelSaid(PLACE_TYPES, property), address: text });
        break;
      case 'TEL':
        if (params.has('PREF')) card.primary.phone = card.phones.length;
        card.phones.push({ label: label || labelSaid(PHONE_TYPES, property), number: text });
        break;
      case 'ADR': {
        const [poBox, extended, street, city, region, postalCode, country] = splitEscaped(value, ';').map(exactly);
        if (params.has('PREF')) card.primary.address = card.addresses.length;
        card.addresses.push({ label: label || labelSaid(PLACE_TYPES, property), ...withoutEmpty({ poBox, extended, street, city, region, postalCode, country }) });
        break;
      }
      case 'URL':
        card.links.push({ label, kind: 'web', url: text });
        break;
      case 'SOCIALPROFILE':
        card.links.push({ label, kind: 'social', url: text });
        break;
      case 'IMPP':
        card.links.push({ label, kind: 'chat', url: text });
        break;
      case 'BDAY':
        card.birthday = withHyphens(text);
        break;
      case 'ANNIVERSARY':
        card.dates.push({ label: 'anniversary', date: withHyphens(text) });
        break;
      case 'X-ABDATE':
        card.dates.push({ label, date: text });
        break;
      case 'RELATED':
        card.relations.push({ label: label || (property.types[0] ?? ''), name: text, ...(uid !== undefined && { uid }) });
        break;
      case 'CATEGORIES':
        card.tags.push(...splitEscaped(value, ',').map(exactly));
        break;
      case 'X-KITH-ROLE':
        card.roles.push(text);
        break;
      case 'X-KITH-STATUS':
        card.status = text;
        break;
      case 'X-KITH-SOURCE':
        card.source = text;
        break;
      case 'X-KITH-OWNER':
        card.ownerName = text;
        break;
      case 'X-KITH-CHANNEL':
        card.preferredChannel = text;
        break;
      case 'LANG':
        card.language = text;
        break;
      case 'X-KITH-FACT':
        card.facts.push({ label, text });
        break;
      case 'X-KITH-CUSTOM':
        card.custom.push({
          name: label,
          ...(params.has('X-TYPE') && { type: params.get('X-TYPE') as ContactCard['custom'][number]['type'] }),
          value: !params.has('X-LIST') ? text : value === '' ? [] : splitEscaped(value, ',').map(exactly),
          ...(uid !== undefined && { uid }),
        });
        break;
      case 'NOTE':
        card.notes.push(text);
        break;
      case 'X-KITH-ENTRY': {
        card.entries ??= [];
        const entry = text === '' ? undefined : entryIn(text);
        if (entry) card.entries.push(entry);
        break;
      }
      case 'PHOTO':
        if (property.bytes) card.photo = { bytes: property.bytes, mime: property.mime ?? '' };
        break;
      case 'X-KITH-CREATED-AT':
        card.createdAt = text;
        break;
      case 'X-KITH-UPDATED-AT':
        card.updatedAt = text;
        break;
      default:
    }
  }
  card.sourceKey = sourceKeyOf(card);
  return ContactCard.safeParse(card).data;
}

function withoutEmpty<Parts extends Record<string, string | undefined>>(parts: Parts): Partial<Record<keyof Parts, string>> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part)) as Partial<Record<keyof Parts, string>>;
}

function labelSaid(typesByLabel: ReadonlyMap<string, readonly string[]>, { types }: VcardProperty): string {
  const said = [...typesByLabel].find(([, expected]) => expected.length === types.length && expected.every((type) => types.includes(type)));
  return said?.[0] ?? '';
}

/** `19060620` is `1906-06-20`, `--0620` is `--06-20`. */
const withHyphens = (date: string): string => date.replace(/^(\d{4}|-)-?(\d\d)(\d\d)$/, '$1-$2-$3');

function entryIn(text: string): CardEntry | undefined {
  try {
    return CardEntry.safeParse(JSON.parse(text)).data;
  } catch {
    // Somebody edited the line into what is no JSON.
    return undefined;
  }
}
