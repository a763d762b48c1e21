import { ADDRESS_WORDS, FIELD_WORDS, PHONE_WORDS, PLACE_WORDS, type Place, SERVICES } from './header-words.ts';
import { plainHeader, squeezed } from './plain-header.ts';
import type { AddressTarget, Target } from './targets.ts';

/** What a header says by itself; `confidence` is 0 to 1. */
export type HeaderReading = { readonly target: Target; readonly label?: string; readonly n?: number; readonly confidence: number };

/** The kind of record that a program names before its columns, as Pipedrive does: `Person - Name`, `Obchod - Název`. */
export type PrefixedRecord = 'person' | 'organisation' | 'deal' | 'other';

/**
 * Reads a header of a program or a person, in any of the languages of `header-words.ts`.
 * Undefined where it says nothing about contacts.
 */
export function readHeader(header: string): HeaderReading | undefined {
  const { rest } = withoutRecordPrefix(header);
  const plain = plainHeader(rest);
  return numbered(plain) ?? whole(plain, rest) ?? withPlace(apart(plain)) ?? withoutNoise(plain, rest);
}

/** `Person - Email - Work` is `Email - Work` of a person. */
export function withoutRecordPrefix(header: string): { readonly record?: PrefixedRecord; readonly rest: string } {
  const parts = /^\s*(\p{L}+)\s+[-–]\s+(.+)$/u.exec(header);
  const record = parts && RECORD_PREFIXES.get(plainHeader(parts[1]!));
  return record ? { record, rest: parts[2]! } : { rest: header };
}

const RECORD_PREFIXES: ReadonlyMap<string, PrefixedRecord> = new Map<string, PrefixedRecord>([
  ...(['person', 'persona', 'personne', 'pessoa', 'persoon', 'osoba', 'kontaktperson', 'contact', 'kontakt'] as const).map((word) => [word, 'person'] as const),
  ...(['organization', 'organisation', 'organizacion', 'organizacao', 'organisatie', 'organizace', 'organizzazione', 'organizacja'] as const).map((word) => [word, 'organisation'] as const),
  ...(['deal', 'trato', 'negocio', 'affaire', 'obchod', 'affare', 'opportunity', 'geschaft'] as const).map((word) => [word, 'deal'] as const),
  ...(['activity', 'lead', 'product', 'project', 'aktivita', 'produkt', 'projekt', 'note', 'file'] as const).map((word) => [word, 'other'] as const),
]);

/** `email 2 value`, `address 1 postal code`, `custom field 3 label`: the numbered sets of Google and Outlook. */
function numbered(plain: string): HeaderReading | undefined {
  const parts = /^(email|phone|address|website|organization|relation|event|im|custom field|external id|user defined field) (\d{1,3})(?: (.+))?$/.exec(plain);
  if (!parts) return undefined;
  const [, set, digits, part = 'value'] = parts;
  const n = Number(digits);
  if (n === 0) return undefined;
  const isLabel = part === 'label' || part === 'type' || part === 'typ' || part === 'service';
  const reading = (target: Target): HeaderReading => ({ target, n, confidence: 0.95 });
  switch (set) {
    case 'email':
      if (isLabel) return reading('email.label');
      return /^(value|address|adresse)$/.test(part) ? reading('email') : part.includes('name') ? reading('ignore') : undefined;
    case 'phone':
      return isLabel ? reading('phone.label') : part === 'value' || part === 'number' ? reading('phone') : undefined;
    case 'address': {
      // Alone it is the second line of the address.
      if (parts[3] === undefined) return { target: n === 1 ? 'address.street' : 'address.extended', confidence: 0.8 };
      if (isLabel) return reading('address.label');
      const word = part === 'formatted' ? 'whole' : ADDRESS_WORDS.get(squeezed(part));
      return word && reading(`address.${word}`);
    }
    case 'website':
      return isLabel ? reading('link.label') : part === 'value' ? reading('link:web') : undefined;
    case 'im':
      return isLabel ? reading('link.label') : part === 'value' ? reading('link:chat') : undefined;
    case 'organization':
      if (part === 'name') return reading('affiliation.organisation');
      return part === 'title' ? reading('affiliation.title') : part === 'department' ? reading('affiliation.department') : undefined;
    case 'relation':
      return isLabel ? reading('relation.label') : part === 'value' ? reading('relation') : undefined;
    case 'event':
      return isLabel ? reading('date.label') : part === 'value' ? reading('date') : undefined;
    default:
      return isLabel ? reading('custom.label') : part === 'value' ? reading('custom') : undefined;
  }
}

/** `MAILINGSTREET` of Salesforce is `mailing street`. */
const apart = (plain: string): string => plain.replace(/^(mailing|billing|shipping|other|home|work|business)(?=[a-z]{3,}$)/, '$1 ');

function whole(plain: string, header: string): HeaderReading | undefined {
  const isFreeColumn = /^(user|custom|benutzer|utilisateur|usuario) \d+$/.test(plain);
  const target = isFreeColumn ? 'fact' : (FIELD_WORDS.get(squeezed(plain)) ?? PHONE_WORDS.get(squeezed(plain)));
  if (target) return { target, ...labelFor(target, plain, header), confidence: 0.9 };
  const part = ADDRESS_WORDS.get(squeezed(plain));
  return part && { target: `address.${part}`, confidence: 0.9 };
}

/** `work phone 2` is a phone at work; `home address 2` is the second line of the address at home. */
function withPlace(plain: string): HeaderReading | undefined {
  let place: Place = '';
  let n: number | undefined;
  const nouns: string[] = [];
  for (const word of plain.split(' ')) {
    const found = PLACE_WORDS.get(word);
    if (found !== undefined) place ||= found;
    else if (/^\d$/.test(word) && word !== '0') n = Number(word);
    else nouns.push(word);
  }
  const noun = nouns.join('');
  if (noun === '' || nouns.join(' ') === plain) return undefined;
  const part = (n !== undefined && n > 1 && ADDRESS_WORDS.get(`${noun}${n}`)) || ADDRESS_WORDS.get(noun);
  if (part) {
    const target: AddressTarget = `address${place ? `:${place}` as const : ''}.${part === 'whole' && n !== undefined && n > 1 ? 'extended' : part}`;
    return { target, confidence: 0.8 };
  }
  const phone = PHONE_WORDS.get(noun);
  if (phone) return { target: placedPhone(phone, place), confidence: 0.8 };
  const field = FIELD_WORDS.get(noun);
  if (field === 'email') return { target: place ? `email:${place}` : 'email', confidence: 0.8 };
  // A number alone is a further one of the same: `Category 2`, `Tag 3`, `Firma 2`.
  if (field && n !== undefined && place === '') return { target: field, ...(field.startsWith('affiliation.') && { n }), confidence: 0.7 };
  if (field === 'link:web') return { target: 'link:web', label: place, confidence: 0.8 };
  if (field === 'name.full' && place === 'work') return { target: 'affiliation.organisation', confidence: 0.7 };
  return undefined;
}

function placedPhone(phone: Target, place: Place): Target {
  if (place === '') return phone;
  if (phone === 'phone') return `phone:${place}`;
  if (phone === 'phone:fax' && place !== 'other') return `phone:${place}-fax`;
  return phone;
}

const NOISE_WORDS: ReadonlySet<string> = new Set('contact contacts customer client person people lead kunde kunden kontakt cliente current primary hauptansprechpartner'.split(' '));

/** `Customer E-mail` is an e-mail: words that only say whose it is are left out. */
function withoutNoise(plain: string, header: string): HeaderReading | undefined {
  const rest = plain.split(' ').filter((word) => !NOISE_WORDS.has(word)).join(' ');
  if (rest === '' || rest === plain) return undefined;
  const reading = numbered(rest) ?? whole(rest, header) ?? withPlace(rest);
  return reading && { ...reading, confidence: reading.confidence * 0.8 };
}

/** Phones without a kind of their own, facts and dates are named by their header; social profiles and chats by the service. */
function labelFor(target: Target, plain: string, header: string): { label: string } | undefined {
  if (target === 'fact' || target === 'date') return { label: header.replace(/[_\s]+/g, ' ').trim() };
  if (target === 'link:social' || target === 'link:chat' || target === 'link:web') {
    const service = plain.split(' ').map((word) => SERVICES.get(word)).find((name) => name !== undefined);
    return service === undefined ? undefined : { label: service };
  }
  return undefined;
}
