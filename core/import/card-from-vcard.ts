// The properties of a vCard of any program to a card. What a card has no field for is left over, and goes into
// a note or custom fields; nothing is fetched.
import { type CardAddress, type CardLink, type ContactCard, cardTitle, composedName, emptyCard, sourceKeyOf } from '../contact-card.ts';
import { LINE_MAX } from '../contacts.ts';
import { parseDate } from '../partial-date.ts';
import { type Leftover, addLeftovers, fitCard } from './fit-card.ts';
import { addFullName } from './full-name.ts';
import { instantIn } from './instant.ts';
import { plainLabel, relationLabel } from './labels.ts';
import { pictureMime } from './picture.ts';
import { isSystemGroup } from './values.ts';
import type { VcardProperty, VcardVersion } from './vcard-property.ts';
import { splitEscaped, unescaped } from './vcard-text.ts';

export type VcardWarning = 'photo-no-picture' | 'value-too-big' | 'binary-left-out';

export type VcardReading =
  | { readonly kind: 'card'; readonly card: ContactCard; readonly warnings: readonly VcardWarning[] }
  /** A list, such as Apple's groups: a tag for its members, not a contact. */
  | { readonly kind: 'group'; readonly name: string; readonly memberUids: readonly string[] }
  | { readonly kind: 'nameless' };

/** `nameless` is a card without a name, organisation, e-mail and phone. */
export function cardFromVcard(properties: readonly VcardProperty[], unmapped: 'note' | 'custom'): VcardReading {
  const draft = newDraft(properties);
  if (draft.kind === 'group') return { kind: 'group', name: draft.formattedName ?? '', memberUids: draft.memberUids };
  for (const property of properties) if (!isEmptyProperty(property)) (HANDLERS.get(property.name) ?? leaveOver)(property, draft);
  const { card } = draft;
  settleWork(draft);
  settleName(draft);
  settlePrimary(draft);
  const tooLong = fitCard(card);
  if (cardTitle(card) === '') return { kind: 'nameless' };
  addLeftovers(card, [...draft.leftovers, ...tooLong], unmapped);
  card.sourceKey = sourceKeyOf(card);
  return { kind: 'card', card, warnings: draft.warnings };
}

type Draft = {
  kind: ContactCard['kind'] | 'group';
  version: VcardVersion;
  card: ContactCard;
  labelsByGroup: ReadonlyMap<string, string>;
  formattedName?: string;
  /** ORG and TITLE in the order they came, to be put together. */
  organisations: { group: string; units: string[] }[];
  titles: { group: string; title: string }[];
  /** How preferred each e-mail, phone and address is, smaller being more, by index. */
  preferences: Record<'email' | 'phone' | 'address', number[]>;
  memberUids: string[];
  leftovers: Leftover[];
  warnings: VcardWarning[];
};

function newDraft(properties: readonly VcardProperty[]): Draft {
  const versionText = properties.find(({ name }) => name === 'VERSION')?.value.trim();
  const version: VcardVersion = versionText === '2.1' || versionText === '4.0' ? versionText : '3.0';
  const kindText = properties.find(({ name }) => name === 'KIND' || name === 'X-ADDRESSBOOKSERVER-KIND')?.value.trim().toLowerCase();
  const isCompany = properties.some(({ name, value }) => name === 'X-ABSHOWAS' && /^company$/i.test(value.trim())) || kindText === 'org' || kindText === 'organization';
  const members = properties.filter(({ name }) => name === 'MEMBER' || name === 'X-ADDRESSBOOKSERVER-MEMBER');
  const formatted = properties.find(({ name, value }) => name === 'FN' && value.trim() !== '');
  return {
    kind: kindText === 'group' ? 'group' : isCompany ? 'organisation' : 'person',
    version,
    card: emptyCard(isCompany ? 'organisation' : 'person'),
    labelsByGroup: new Map(properties.filter(({ name, group }) => name === 'X-ABLABEL' && group !== '').map(({ group, value }) => [group, unescaped(value)])),
    formattedName: formatted && textOf(formatted, version).trim(),
    organisations: [],
    titles: [],
    preferences: { email: [], phone: [], address: [] },
    memberUids: members.map(({ value }) => plainUid(value)),
    leftovers: [],
    warnings: [],
  };
}

const isEmptyProperty = ({ value, bytes, isCut }: VcardProperty): boolean => !isCut && bytes === undefined && !/[^;,\s]/.test(value);

type Handler = (property: VcardProperty, draft: Draft) => void;

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['N', readName],
  ['NICKNAME', ({ value }, { card }) => {
    const names = splitEscaped(value, ',').map((one) => unescaped(one).trim()).filter(Boolean);
    card.name.nickname = [card.name.nickname, ...names].filter(Boolean).join(', ');
  }],
  ['X-PHONETIC-FIRST-NAME', (property, { card, version }) => void (card.name.phoneticGiven ??= textOf(property, version))],
  ['X-PHONETIC-LAST-NAME', (property, { card, version }) => void (card.name.phoneticFamily ??= textOf(property, version))],
  ['SOUND', readSound],
  ['EMAIL', readEmail],
  ['TEL', readPhone],
  ['ADR', readAddress],
  ['LABEL', readAddressLabel],
  ['URL', (property, draft) => addLink(property, draft, 'web')],
  ['X-SOCIALPROFILE', (property, draft) => addLink(property, draft, 'social')],
  ['SOCIALPROFILE', (property, draft) => addLink(property, draft, 'social')],
  ['IMPP', (property, draft) => addLink(property, draft, 'chat')],
  ['ORG', ({ group, value }, { organisations }) => {
    const units = splitEscaped(value, ';').map((unit) => unescaped(unit).trim());
    organisations.push({ group, units });
  }],
  ['TITLE', (property, { titles, version }) => void titles.push({ group: property.group, title: textOf(property, version).trim() })],
  ['BDAY', readBirthday],
  ['NOTE', (property, { card, version }) => void card.notes.push(textOf(property, version))],
  ['CATEGORIES', ({ value }, { card }) => {
    for (const category of splitEscaped(value, ',')) {
      const tag = unescaped(category).trim();
      if (tag !== '' && !isSystemGroup(tag) && !card.tags.includes(tag)) card.tags.push(tag);
    }
  }],
  ['PHOTO', readPhoto],
  ['UID', ({ value }, { card }) => void (card.uid ??= plainUid(value))],
  ['REV', ({ value }, { card }) => void (card.updatedAt ??= instantIn(value, { dayFirst: true }))],
  ['CREATED', ({ value }, { card }) => void (card.createdAt ??= instantIn(value, { dayFirst: true }))],
  ['LANG', (property, draft) => (draft.card.language === undefined ? void (draft.card.language = property.value.trim()) : leaveOver(property, draft))],
  ['GENDER', readGender],
  ['X-GENDER', readGender],
  ['RELATED', (property, draft) => addRelation(property, draft, property.types.find((type) => type !== 'pref' && type !== 'contact'))],
  ['X-ABRELATEDNAMES', (property, draft) => addRelation(property, draft, property.types[0])],
  ['AGENT', readAgent],
  ['X-ABDATE', (property, draft) => addDate(property, draft, '')],
  ['X-ANDROID-CUSTOM', readAndroidCustom],
  ...['ANNIVERSARY', 'X-ANNIVERSARY', 'X-EVOLUTION-ANNIVERSARY', 'X-MS-ANNIVERSARY', 'X-KADDRESSBOOK-X-ANNIVERSARY'].map((name): [string, Handler] => [name, (property, draft) => addDate(property, draft, 'anniversary')]),
  ...[['SPOUSE', 'spouse'], ['SPOUSENAME', 'spouse'], ['MANAGER', 'manager'], ['MANAGERSNAME', 'manager'], ['ASSISTANT', 'assistant'], ['ASSISTANTSNAME', 'assistant'], ['CHILD', 'child']].flatMap(([name, relation]) =>
    ['X-', 'X-EVOLUTION-', 'X-MS-', 'X-KADDRESSBOOK-X-'].map((maker): [string, Handler] => [`${maker}${name}`, (property, draft) => addRelation(property, draft, relation)])),
  ...[['AIM', 'AIM', 'aim'], ['ICQ', 'ICQ', 'icq'], ['JABBER', 'Jabber', 'xmpp'], ['MSN', 'MSN', 'msnim'], ['YAHOO', 'Yahoo', 'ymsgr'], ['SKYPE', 'Skype', 'skype'], ['SKYPE-USERNAME', 'Skype', 'skype'], ['GTALK', 'Google Talk', 'xmpp'], ['GOOGLE-TALK', 'Google Talk', 'xmpp'], ['QQ', 'QQ', 'qq'], ['GADUGADU', 'Gadu-Gadu', 'gg'], ['GROUPWISE', 'GroupWise', 'groupwise'], ['SIP', 'SIP', 'sip'], ['MS-IMADDRESS', '', 'im'], ['TWITTER', 'Twitter', 'twitter'], ['MATRIX', 'Matrix', 'matrix'], ['TELEGRAM', 'Telegram', 'telegram'], ['WHATSAPP', 'WhatsApp', 'whatsapp']].map(([name, service, scheme]): [string, Handler] =>
    [`X-${name}`, (property, draft) => addChat(property, draft, service!, scheme!)]),
  ...['VERSION', 'PRODID', 'BEGIN', 'END', 'FN', 'KIND', 'X-ADDRESSBOOKSERVER-KIND', 'X-ABLABEL', 'X-ABSHOWAS', 'X-ABUID', 'X-ABADR', 'X-ABORDER', 'X-ABCROP-RECTANGLE', 'X-IMAGEHASH', 'X-IMAGETYPE', 'X-SHARED-PHOTO-DISPLAY-PREF', 'X-ADDRESSING-GRAMMAR', 'X-ACTIVITY-ALERT', 'SORT-STRING', 'MAILER', 'CLASS', 'PROFILE', 'CLIENTPIDMAP', 'X-EVOLUTION-FILE-AS', 'X-COUCHDB-APPLICATION-ANNOTATIONS', 'X-MS-OL-DESIGN', 'X-MS-OL-DEFAULT-POSTAL-ADDRESS', 'X-MS-CARDPICTURE', 'X-IRMC-LUID', 'X-ID', 'X-ETAG', 'X-FC-TAGS', 'X-FC-LIST-ID'].map((name): [string, Handler] => [name, () => undefined]),
]);

/** Phones of vCard 2.1 know escapes in structured values and notes only (AOSP's own tests). */
function textOf({ name, value }: VcardProperty, version: VcardVersion): string {
  return version === '2.1' && name !== 'NOTE' && name !== 'URL' ? value : unescaped(value);
}

const plainUid = (value: string): string => unescaped(value).trim();

function readName(property: VcardProperty, draft: Draft): void {
  const { card, version } = draft;
  if (Object.keys(card.name).some((part) => ['given', 'family', 'middle', 'prefix', 'suffix'].includes(part))) return leaveOver(property, draft);
  const parts = splitEscaped(property.value, ';');
  // Only vCard 3 and 4 have lists in a part.
  const listed = (part: string, joint: string): string =>
    (version === '2.1' ? [part] : splitEscaped(part, ',')).map((one) => unescaped(one).trim()).filter(Boolean).join(joint);
  const [family, given, middle, prefix, suffix] = parts.map((part, index) => listed(part, index === 4 ? ', ' : ' '));
  for (const [key, value] of Object.entries({ prefix, given, middle, family, suffix })) if (value) card.name[key as 'given'] = value;
  const more = parts.slice(5).map((part) => unescaped(part).trim()).filter(Boolean);
  if (more.length > 0) draft.leftovers.push({ label: 'N', text: more.join(' ') });
}

/** Japanese phones write the sound of the name so. */
function readSound(property: VcardProperty, draft: Draft): void {
  if (!property.types.includes('x-irmc-n') || property.bytes) return leaveOver(property, draft);
  const [family, given] = splitEscaped(property.value, ';').map((part) => unescaped(part).trim());
  if (family) draft.card.name.phoneticFamily ??= family;
  if (given) draft.card.name.phoneticGiven ??= given;
}

function readEmail(property: VcardProperty, draft: Draft): void {
  const address = textOf(property, draft.version).trim().replace(/^mailto:/i, '');
  if (!address.includes('@')) return leaveOver(property, draft);
  const { card, preferences } = draft;
  if (card.emails.some((email) => email.address.toLowerCase() === address.toLowerCase())) return;
  card.emails.push({ label: labelOf(property, draft), address });
  preferences.email.push(preferenceOf(property));
}

function readPhone(property: VcardProperty, draft: Draft): void {
  const number = textOf(property, draft.version).trim().replace(/^tel:/i, '').replace(/;ext=/i, ' ext ');
  draft.card.phones.push({ label: labelOf(property, draft), number });
  draft.preferences.phone.push(preferenceOf(property));
}

const ADDRESS_PARTS = ['poBox', 'extended', 'street', 'city', 'region', 'postalCode', 'country'] as const;

function readAddress(property: VcardProperty, draft: Draft): void {
  const address: CardAddress = { label: labelOf(property, draft) };
  splitEscaped(property.value, ';').slice(0, ADDRESS_PARTS.length).forEach((part, index) => {
    const text = unescaped(part).trim();
    if (text) address[ADDRESS_PARTS[index]!] = text;
  });
  const given = ADDRESS_PARTS.filter((part) => address[part] !== undefined);
  const [only] = given;
  // Gmail writes a whole address into the first free part.
  if (given.length === 1 && (only === 'extended' || only === 'poBox')) {
    address.street = address[only];
    delete address[only];
  }
  draft.card.addresses.push(address);
  draft.preferences.address.push(preferenceOf(property));
}

/** The address as on an envelope: worth having only where its parts are missing. */
function readAddressLabel(property: VcardProperty, draft: Draft): void {
  if (draft.card.addresses.length > 0) return;
  draft.card.addresses.push({ label: labelOf(property, draft), street: unescaped(property.value).trim() });
  draft.preferences.address.push(preferenceOf(property));
}

function addLink(property: VcardProperty, draft: Draft, kind: CardLink['kind']): void {
  const url = unescaped(property.value).trim();
  const service = property.params.get('SERVICE-TYPE') ?? property.params.get('X-SERVICE-TYPE');
  const label = service ?? (labelOf(property, draft) || (kind === 'chat' ? serviceOf(url) : ''));
  draft.card.links.push({ label, kind, url });
}

const serviceOf = (url: string): string => /^([a-z]+):/i.exec(url)?.[1] ?? '';

function addChat(property: VcardProperty, draft: Draft, service: string, scheme: string): void {
  const handle = unescaped(property.value).trim();
  const url = handle.toLowerCase().startsWith(`${scheme}:`) ? handle : `${scheme}:${handle}`;
  draft.card.links.push({ label: service || labelOf(property, draft), kind: 'chat', url });
}

function readBirthday(property: VcardProperty, draft: Draft): void {
  const { card } = draft;
  const date = dateOf(property);
  if (date === undefined) return leaveOver(property, draft);
  if (card.birthday === undefined) card.birthday = date;
  else if (card.birthday !== date && !property.params.has('ALTID')) leaveOver(property, draft);
}

/** Apple writes a birthday without a year in the year that its parameter names. */
function dateOf({ value, params }: VcardProperty): string | undefined {
  const date = parseDate(unescaped(value), { dayFirst: true });
  const omitted = params.get('X-APPLE-OMIT-YEAR');
  return date && omitted && date.startsWith(`${omitted}-`) ? `-${date.slice(4)}` : date;
}

function addDate(property: VcardProperty, draft: Draft, fallback: string): void {
  const date = dateOf(property);
  if (date === undefined) return leaveOver(property, draft);
  draft.card.dates.push({ label: plainLabel(draft.labelsByGroup.get(property.group) ?? fallback), date });
}

function addRelation(property: VcardProperty, draft: Draft, fallback = ''): void {
  const name = unescaped(property.value).trim();
  const label = relationLabel(draft.labelsByGroup.get(property.group) ?? fallback);
  const uid = /^urn:uuid:/i.test(name) ? name : undefined;
  draft.card.relations.push({ label, name, ...(uid && { uid }) });
}

/** A card in a card: whoever acts for the contact, and no contact of their own. */
function readAgent(property: VcardProperty, draft: Draft): void {
  const text = unescaped(property.value).trim();
  const name = /^(?:FN|N)(?:;[^:\n]*)?:(.+)$/im.exec(text)?.[1]?.replace(/;+/g, ' ').trim();
  if (!name) return leaveOver(property, draft);
  draft.card.relations.push({ label: 'agent', name });
  const rest = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^(BEGIN|END|VERSION|FN|N)\b/i.test(line)).map((line) => line.slice(line.indexOf(':') + 1).trim());
  if (rest.length > 0) draft.leftovers.push({ label: name, text: rest.join(', ') });
}

function readGender(property: VcardProperty, draft: Draft): void {
  const text = unescaped(property.value).replace(/^;+|;+$/g, '').replaceAll(';', ' ').trim();
  if (!draft.card.facts.some(({ label }) => label === 'gender')) draft.card.facts.push({ label: 'gender', text });
}

/** `vnd.android.cursor.item/relation;Anna;14;` */
function readAndroidCustom(property: VcardProperty, draft: Draft): void {
  const [kind = '', value = ''] = splitEscaped(property.value, ';').map((part) => unescaped(part).trim());
  const date = kind.endsWith('/contact_event') ? parseDate(value, { dayFirst: true }) : undefined;
  if (value === '') return;
  if (kind.endsWith('/nickname')) draft.card.name.nickname ??= value;
  else if (kind.endsWith('/relation')) draft.card.relations.push({ label: '', name: value });
  else if (date) draft.card.dates.push({ label: '', date });
  else leaveOver(property, draft);
}

function readPhoto(property: VcardProperty, draft: Draft): void {
  const { card, warnings } = draft;
  if (!property.bytes) return leaveOver(property, draft);
  const mime = pictureMime(property.bytes);
  if (mime === undefined) warnings.push('photo-no-picture');
  else card.photo ??= { bytes: property.bytes, mime };
}

/** What no field is for: text stays as a leftover, bytes are only reported. */
function leaveOver(property: VcardProperty, draft: Draft): void {
  const { name, bytes, isCut, group } = property;
  if (isCut) draft.warnings.push('value-too-big');
  else if (bytes) draft.warnings.push('binary-left-out');
  else {
    const text = textOf(property, draft.version).trim();
    if (name === '' && /^[A-Z-]+(;.*)?$/i.test(text)) return;
    const encoded = fullContact(name);
    if (encoded) return addFullContact(encoded, text, draft);
    draft.leftovers.push({ label: plainLabel(draft.labelsByGroup.get(group) ?? '') || readableName(name), text });
  }
}

/** `X-EVOLUTION-BLOG-URL` reads `Evolution blog url`. */
function readableName(name: string): string {
  const words = name.replace(/^X-/, '').toLowerCase().replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** FullContact hides `X-FC-RelatedNames:Mother` in the hexadecimal digits of a property's name. */
function fullContact(name: string): { set: string; label: string } | undefined {
  const hex = /^X-FCENCODED-((?:[0-9A-F]{2})+)$/.exec(name)?.[1];
  const decoded = hex === undefined ? '' : unescapedPercent(hex.replace(/../g, '%$&'));
  const parts = /^X-FC-(\w+):(.*)$/.exec(decoded);
  return parts ? { set: parts[1]!, label: parts[2]! } : undefined;
}

function unescapedPercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // These bytes are no UTF-8, so that the name hides nothing.
    return '';
  }
}

function addFullContact({ set, label }: { set: string; label: string }, text: string, { card, leftovers }: Draft): void {
  const date = set === 'OtherDates' ? parseDate(text, { dayFirst: true }) : undefined;
  if (date) card.dates.push({ label: plainLabel(label), date });
  else if (set === 'RelatedNames') card.relations.push({ label: relationLabel(label), name: text });
  else leftovers.push({ label, text });
}

const SILENT_TYPES: ReadonlySet<string> = new Set(['pref', 'voice', 'internet', 'msg', 'text', 'dom', 'intl', 'postal', 'parcel', 'x400', 'textphone', 'type', 'video']);

/** What the program calls the value: its own words where it has any, else what the types say. */
function labelOf({ group, types }: VcardProperty, { labelsByGroup }: Draft): string {
  const own = group === '' ? undefined : labelsByGroup.get(group);
  if (own) return plainLabel(own);
  const said = types.filter((type) => !SILENT_TYPES.has(type)).map((type) => type.replace(/^x-(nec-)?/, ''));
  const place = said.includes('home') ? 'home' : said.includes('work') ? 'work' : '';
  if (said.includes('fax')) return place ? `${place} fax` : 'fax';
  if (said.includes('cell') || said.includes('iphone')) return 'mobile';
  const kind = said.find((type) => type !== 'home' && type !== 'work');
  return place || (kind ? plainLabel(kind) : '');
}

const NOT_PREFERRED = 101;

/** 1 to 100 as in vCard 4, where 1 is the most; `NOT_PREFERRED` where nothing is said. */
function preferenceOf({ types, params }: VcardProperty): number {
  const stated = Number.parseInt(params.get('PREF') ?? '', 10);
  if (Number.isInteger(stated)) return stated;
  return types.includes('pref') || params.has('PREF') ? 1 : NOT_PREFERRED;
}

function settlePrimary({ card, preferences }: Draft): void {
  for (const list of ['email', 'phone', 'address'] as const) {
    const best = Math.min(...preferences[list]);
    if (best < NOT_PREFERRED) card.primary[list] = preferences[list].indexOf(best);
  }
}

/** Puts each TITLE to the ORG of its group, else to the one of its turn. */
function settleWork({ card, organisations, titles }: Draft): void {
  const free = titles.slice();
  const paired = organisations.map(({ group, units }) => {
    const at = group === '' ? -1 : free.findIndex((title) => title.group === group);
    return { units, title: at < 0 ? undefined : free.splice(at, 1)[0]!.title };
  });
  for (const { units: [organisation = '', ...departments], title } of paired) {
    const department = departments.filter((unit) => unit !== '').join(', ');
    const theirs = title ?? free.shift()?.title;
    card.affiliations.push({ ...(organisation && { organisation }), ...(theirs && { title: theirs }), ...(department && { department }) });
  }
  for (const { title } of free) card.affiliations.push({ title });
}

/** Decides between person and organisation, and keeps FN only where it is more than the parts of N. */
function settleName(draft: Draft): void {
  const { card } = draft;
  const formatted = draft.formattedName;
  const hasName = Object.keys(card.name).some((part) => !part.startsWith('phonetic'));
  const organisation = card.affiliations.find((one) => one.organisation)?.organisation;
  if (draft.kind === 'person' && !hasName && organisation && (!formatted || formatted === organisation)) card.kind = 'organisation';
  if (card.kind === 'organisation') return asOrganisation(draft, organisation);
  if (formatted && formatted.length > LINE_MAX) draft.leftovers.push({ label: 'Name', text: formatted });
  else if (formatted) addFullName(card, formatted);
}

function asOrganisation({ card, formattedName, leftovers }: Draft, organisation: string | undefined): void {
  card.displayName = formattedName || organisation || composedName(card.name) || undefined;
  if (formattedName && organisation && organisation !== formattedName) leftovers.push({ label: 'Org', text: organisation });
  if (composedName(card.name) && composedName(card.name) !== card.displayName) leftovers.push({ label: 'Contact', text: composedName(card.name) });
  for (const { title, department } of card.affiliations) {
    if (department) leftovers.push({ label: 'Department', text: department });
    if (title) leftovers.push({ label: 'Title', text: title });
  }
  card.affiliations = [];
  card.name = {};
}
