import { type CardAddress, type CardAffiliation, type ContactCard, cardTitle, emptyCard, sourceKeyOf } from '../contact-card.ts';
import { LINE_MAX, ROLES } from '../contacts.ts';
import { parseDate } from '../partial-date.ts';
import { type Leftover, addLeftovers, fitCard } from './fit-card.ts';
import { addFullName } from './full-name.ts';
import { instantIn } from './instant.ts';
import { marksPrimary, plainLabel, relationLabel } from './labels.ts';
import type { Program } from './programs.ts';
import { readHeader } from './read-header.ts';
import { type Column, type Target, labelOfTarget } from './targets.ts';
import { emailsIn, isPhone, isSystemGroup, phonesIn } from './values.ts';

/** How the rows of one file become cards. `dayFirst` says for each column how its dates are written. */
export type RowPlan = {
  readonly program: Program;
  /** What a row is when nothing in it says otherwise. */
  readonly records: 'person' | 'organisation';
  readonly columns: readonly Column[];
  readonly dayFirst: readonly boolean[];
  /** Where goes what no column was chosen for. What a column could not take, a phone that is none, is always noted. */
  readonly unmapped: 'note' | 'custom';
};

export type RowReading =
  | { readonly kind: 'card'; readonly card: ContactCard }
  /** The row has no name, organisation, e-mail and phone. */
  | { readonly kind: 'nameless' };

/** Makes a reader of rows; cells beyond the columns are kept like columns that are not mapped. */
export function rowReader(plan: RowPlan): (cells: readonly string[]) => RowReading {
  const steps = plan.columns.map((column, index) => stepOf(column, index, plan));
  return (cells) => {
    const row: Row = {
      card: emptyCard(plan.records),
      cells,
      addresses: new Map(),
      affiliations: new Map(),
      birth: {},
      leftovers: [],
      rejected: [],
    };
    for (let index = 0; index < cells.length; index++) {
      const text = cleanCell(cells[index]!);
      if (text === '') continue;
      const step = steps[index];
      if (step && text.length > LONGEST_VALUE && !HOLDS_TEXT.has(plan.columns[index]!.target)) row.rejected.push({ label: plan.columns[index]!.header, text });
      else if (step) step(text, row);
      else row.leftovers.push({ label: `#${index + 1}`, text });
    }
    return finished(row, plan);
  };
}

/** What is longer is no name, date or phone, whatever its column says. */
const LONGEST_VALUE = 2 * LINE_MAX;
const HOLDS_TEXT: ReadonlySet<Target> = new Set<Target>(['note', 'fact', 'custom', 'unmapped', 'ignore']);

type Row = {
  readonly card: ContactCard;
  readonly cells: readonly string[];
  /** Addresses and affiliations under way, by their label and number. */
  readonly addresses: Map<string, { address: CardAddress; whole?: string; isPrimary: boolean }>;
  readonly affiliations: Map<number, CardAffiliation>;
  readonly birth: { year?: string; month?: string; day?: string };
  fullName?: string;
  statedKind?: ContactCard['kind'];
  sourceId?: string;
  readonly leftovers: Leftover[];
  readonly rejected: Leftover[];
};

type Step = (text: string, row: Row) => void;

/** Blanks of any kind around it go, and what other programs put around a cell to keep Excel from reading it. */
function cleanCell(cell: string): string {
  const text = cell.trim();
  if (NOTHING.test(text)) return '';
  const formula = /^="(.*)"$/s.exec(text);
  if (formula) return formula[1]!.trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

const NOTHING = /^(?:-+|n\/a|#n\/a|null|\(none\)|undefined)$/i;

/** What programs call lists in a cell: Google's ` ::: `, else semicolons, else commas. */
function listIn(text: string): string[] {
  const separator = text.includes(':::') ? ':::' : text.includes(';') ? ';' : ',';
  return text.split(separator).map((item) => item.trim()).filter((item) => item !== '');
}

function stepOf(column: Column, index: number, plan: RowPlan): Step {
  const { target, n = 1 } = column;
  const header = column.header.trim() || `#${index + 1}`;
  const dates = { dayFirst: plan.dayFirst[index] ?? false };
  const leave: Step = (text, { leftovers }) => void leftovers.push({ label: header, text });
  const reject: Step = (text, { rejected }) => void rejected.push({ label: header, text });
  const label = labeller(column, plan.columns);

  const family = target.split(/[.:]/)[0];
  if (target.startsWith('address')) return addressStep(target, n, label);
  switch (target) {
    case 'name.full':
      return (text, row) => void (row.fullName ??= text);
    case 'name.prefix':
      return (text, { card }) => void (card.name.prefix = card.name.prefix ? `${card.name.prefix} ${text}` : text);
    case 'affiliation.startedOn':
    case 'affiliation.endedOn':
      return (text, row) => {
        const date = parseDate(text, dates);
        if (date) affiliationOf(row, n)[target === 'affiliation.startedOn' ? 'startedOn' : 'endedOn'] = date;
        else reject(text, row);
      };
    case 'kind':
      return (text, row) => {
        if (/^(org|compan|firm|unternehmen|soci|entreprise|empresa)/i.test(text)) row.statedKind = 'organisation';
        else if (/^(person|people|individual|contact|privat|kontakt)/i.test(text)) row.statedKind = 'person';
        else leave(text, row);
      };
    case 'uid':
      return (text, { card }) => void (card.uid = text);
    case 'sourceId':
      return plan.program === 'unknown' ? leave : (text, row) => void (row.sourceId = text);
    case 'birthday':
      return (text, row) => {
        const date = parseDate(text, dates);
        if (date) row.card.birthday = date;
        else if (!/^0+([./-]0+)*$/.test(text)) reject(text, row);
      };
    case 'birthday.year':
    case 'birthday.month':
    case 'birthday.day':
      return (text, { birth }) => void (birth[target.slice('birthday.'.length) as 'year'] = text);
    case 'roles':
      return (text, { card }) => {
        for (const role of listIn(text)) card.roles.push(ROLES.find((known) => known === role.toLowerCase()) ?? role);
      };
    case 'tags':
      return (text, { card }) => {
        for (const item of listIn(text)) {
          const tag = item.replace(/^\*\s*/, '');
          if (!isSystemGroup(tag) && !card.tags.includes(tag)) card.tags.push(tag);
        }
      };
    case 'status':
    case 'source':
    case 'language':
      return (text, { card }) => void (card[target] = text);
    case 'preferredChannel':
      return (text, { card }) => void (card.preferredChannel = channelIn(text));
    case 'owner':
      return (text, { card }) => void (card.ownerName = text);
    case 'createdAt':
    case 'updatedAt':
      return (text, row) => {
        const instant = instantIn(text, dates);
        if (instant) row.card[target] = instant;
        else reject(text, row);
      };
    case 'fact':
      return (text, { card }) => void card.facts.push({ label: column.label ?? header, text });
    case 'note':
      return (text, { card }) => void card.notes.push(text);
    case 'custom':
      return (text, row) => void row.card.custom.push({ name: label(row).text || column.label || header, value: text });
    case 'ignore':
      return () => undefined;
    case 'unmapped':
      return leave;
    default:
  }
  // The label of a value stands in a column of its own: it is read with the value.
  if (target.endsWith('.label')) return plan.columns.some((other) => isValueOf(other, target, n)) ? () => undefined : leave;
  if (target.startsWith('name.')) return (text, { card }) => void (card.name[target.slice('name.'.length) as 'given'] ??= text);
  if (target.startsWith('affiliation.')) return (text, row) => void (affiliationOf(row, n)[target.slice('affiliation.'.length) as 'title'] ??= text);
  if (family === 'email') return emailStep(label, reject);
  if (family === 'phone') return phoneStep(label, reject, plan.program.startsWith('google'));
  if (family === 'link') return linkStep(target, label);
  if (family === 'date') {
    return (text, row) => {
      const date = parseDate(text, dates);
      if (date) row.card.dates.push({ label: label(row).text, date });
      else reject(text, row);
    };
  }
  return (text, row) => {
    const names = target === 'relation:child' ? text.split(/[,;\n]|\s(?:and|und|et|y|&)\s/u) : [text];
    for (const name of names) if (name.trim()) row.card.relations.push({ label: relationLabel(label(row).text), name: name.trim() });
  };
}

/** One of `CHANNELS` where the words are known, `E-Mail`, `Handy`, `by letter`. */
function channelIn(text: string): string {
  const target = readHeader(text)?.target ?? '';
  if (target.startsWith('email')) return 'email';
  if (target === 'phone:mobile') return 'mobile';
  if (target.startsWith('phone')) return 'phone';
  const found = CHANNEL_WORDS.find(([pattern]) => pattern.test(text));
  return found ? found[1] : text;
}

const CHANNEL_WORDS: readonly (readonly [RegExp, string])[] = [
  [/letter|^post$|brief|courrier|carta/i, 'letter'],
  [/sms|message|nachricht|whatsapp|chat|mensaje/i, 'message'],
  [/visit|besuch|in person|visite|visita/i, 'visit'],
];

type Labeller = (row: Row) => { text: string; isPrimary: boolean };

/** Whether a column holds the values for which `labelTarget` holds the labels. */
const isValueOf = (column: Column, labelTarget: Target, n: number): boolean =>
  (column.n ?? 1) === n && column.target !== labelTarget && column.target.split(/[.:]/)[0] === labelTarget.split('.')[0];

function labeller(column: Column, columns: readonly Column[]): Labeller {
  const family = column.target.split(/[.:]/)[0]!;
  const at = columns.flatMap((other, index) => (other.target === `${family}.label` && (other.n ?? 1) === (column.n ?? 1) ? [index] : []));
  const fixed = column.label ?? labelOfTarget(column.target);
  if (at.length === 0) return () => ({ text: fixed, isPrimary: false });
  return ({ cells }) => {
    const texts = at.map((index) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    return { text: texts.map(plainLabel).filter(Boolean).join(' ') || fixed, isPrimary: texts.some(marksPrimary) };
  };
}

function affiliationOf({ affiliations }: Row, n: number): CardAffiliation {
  const known = affiliations.get(n);
  if (known) return known;
  const added: CardAffiliation = {};
  affiliations.set(n, added);
  return added;
}

function addressStep(target: Target, n: number, label: Labeller): Step {
  const place = labelOfTarget(target);
  const part = target.slice(target.indexOf('.') + 1) as 'street' | 'whole' | 'label';
  if (part === 'label') return () => undefined;
  return (text, row) => {
    const key = `${place}#${n}`;
    let one = row.addresses.get(key);
    if (!one) {
      const { text: own, isPrimary } = label(row);
      one = { address: { label: place || own }, isPrimary };
      row.addresses.set(key, one);
    }
    if (part === 'whole') one.whole ??= text;
    else one.address[part] = one.address[part] === undefined ? text : `${one.address[part]}\n${text}`;
  };
}

function emailStep(label: Labeller, reject: Step): Step {
  return (text, row) => {
    const { card } = row;
    const { text: own, isPrimary } = label(row);
    const found = emailsIn(text);
    if (found.length === 0) return reject(text, row);
    for (const address of found) {
      const at = card.emails.findIndex((email) => email.address.toLowerCase() === address.toLowerCase());
      if (at < 0) card.emails.push({ label: own, address });
      if (isPrimary) card.primary.email ??= at < 0 ? card.emails.length - 1 : at;
    }
  };
}

/** What Google's own form took for a phone is one, even if it has no digit. */
function phoneStep(label: Labeller, reject: Step, believesLabels: boolean): Step {
  return (text, row) => {
    const { card } = row;
    const { text: own, isPrimary } = label(row);
    for (const number of phonesIn(text)) {
      if (!isPhone(number) && !(believesLabels && own !== '')) reject(number, row);
      else if (!card.phones.some((phone) => phone.number === number && phone.label === own)) {
        card.phones.push({ label: own, number });
        if (isPrimary) card.primary.phone ??= card.phones.length - 1;
      }
    }
  };
}

const CHAT_SCHEMES: Readonly<Record<string, string>> = { AIM: 'aim', ICQ: 'icq', Jabber: 'xmpp', MSN: 'msnim', Skype: 'skype', Yahoo: 'ymsgr', WhatsApp: 'whatsapp', Telegram: 'telegram', Matrix: 'matrix' };

function linkStep(target: Target, label: Labeller): Step {
  const kind = labelOfTarget(target) as 'web' | 'social' | 'chat';
  return (text, row) => {
    const own = label(row).text;
    for (const item of text.split(/:::|\n|;\s/).map((part) => part.trim())) {
      if (item === '') continue;
      const scheme = kind === 'chat' && !/^[a-z]+:/i.test(item) ? CHAT_SCHEMES[own] : undefined;
      row.card.links.push({ label: own === kind ? '' : own, kind, url: scheme ? `${scheme}:${item}` : item });
    }
  };
}

function finished(row: Row, { program, unmapped }: RowPlan): RowReading {
  const { card, leftovers, rejected } = row;
  settleBirthday(row);
  for (const { address, whole, isPrimary } of row.addresses.values()) {
    const hasParts = Object.keys(address).length > 1;
    if (whole !== undefined && !hasParts) address.street = whole;
    card.addresses.push(address);
    if (isPrimary) card.primary.address ??= card.addresses.length - 1;
  }
  card.affiliations.push(...[...row.affiliations.entries()].sort(([a], [b]) => a - b).map(([, affiliation]) => affiliation));
  settleKind(row);
  const tooLong = fitCard(card);
  if (cardTitle(card) === '') return { kind: 'nameless' };
  addLeftovers(card, leftovers, unmapped);
  addLeftovers(card, [...rejected, ...tooLong], 'note');
  card.sourceKey = keyOf(row, program);
  return { kind: 'card', card };
}

/** Thunderbird keeps year, month and day in three columns. */
function settleBirthday({ card, birth, rejected }: Row): void {
  const { year, month, day } = birth;
  if (!year && !month && !day) return;
  const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');
  const date = month && day ? parseDate(`${year ? year.padStart(4, '0') : '-'}-${two(month)}-${two(day)}`, { dayFirst: true }) : undefined;
  if (date) card.birthday ??= date;
  else rejected.push({ label: 'Birthday', text: [year, month, day].filter(Boolean).join('-') });
}

/** Only a company's name makes an organisation; whatever else its row says of a job there is noted. */
function settleKind(row: Row): void {
  const { card, fullName, statedKind, leftovers } = row;
  const [first, ...others] = card.affiliations;
  const organisation = first?.organisation;
  const hasParts = Object.keys(card.name).some((part) => part !== 'prefix' && part !== 'suffix');
  const hasName = hasParts || (fullName !== undefined && fullName !== organisation);
  const isOrganisation = statedKind ? statedKind === 'organisation' : card.kind === 'organisation' || (!hasName && organisation !== undefined);
  card.kind = isOrganisation ? 'organisation' : 'person';
  if (!isOrganisation) {
    if (fullName !== undefined && (hasParts || fullName !== organisation)) addFullName(card, fullName);
    return;
  }
  const name = organisation ?? fullName;
  if (organisation !== undefined && fullName !== undefined && fullName !== organisation) leftovers.push({ label: 'Name', text: fullName });
  if (hasParts) leftovers.push({ label: 'Contact', text: Object.values(card.name).join(' ') });
  for (const [label, text] of [['Title', first?.title], ['Department', first?.department], ...others.map(({ organisation: other }) => ['Company', other])] as const) {
    if (label && text) leftovers.push({ label, text });
  }
  card.name = {};
  card.affiliations = [];
  if (name !== undefined) card.displayName = name;
}

/** A record's number is a key only among the records of a program that we know; LinkedIn's is the profile's address. */
function keyOf({ card, sourceId }: Row, program: Program): string {
  if (card.uid !== undefined) return sourceKeyOf(card);
  if (sourceId !== undefined) return `${program}:${sourceId}`;
  const profile = program === 'linkedin' ? card.links.find(({ label }) => label === 'LinkedIn')?.url : undefined;
  return profile === undefined ? sourceKeyOf(card) : `linkedin:${profile.toLowerCase().replace(/\/+$/, '')}`;
}
