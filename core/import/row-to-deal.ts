import { LINE_MAX, TEXT_MAX } from '../contacts.ts';
import { type DealSheet, type SheetWho, emptySheet } from '../deal-sheet.ts';
import { AMOUNT_MAX, Currency, type Outcome } from '../deals.ts';
import { customOf } from '../export/deal-csv-columns.ts';
import { uncsvCell, uncsvList } from '../export/csv-text.ts';
import { Id, naturalId } from '../ids.ts';
import { type Money, isCurrency, parseMoney } from '../money.ts';
import { CalendarDate, parseDate } from '../partial-date.ts';
import { FieldType } from '../fields.ts';
import { type DealSurvey, IN_BRACKETS } from './deal-survey.ts';
import { isTicked, outcomeIn } from './deal-outcome.ts';
import type { DealColumn, DealProgram, DealTarget } from './deal-targets.ts';
import type { Leftover } from './fit-card.ts';
import { instantIn } from './instant.ts';
import { emailsIn } from './values.ts';

/** How the rows of one file become deals. `dayFirst` says for each column how its dates are written. */
export interface DealPlan {
  readonly program: DealProgram;
  readonly columns: readonly DealColumn[];
  readonly dayFirst: readonly boolean[];
  readonly unmapped: 'note' | 'custom';
  /** How numbers are written where the file does not show it, and in which currency. */
  readonly locale: string;
  readonly currency: string;
  readonly survey: DealSurvey;
}

/** What is to be known about a deal that is taken in; the value itself is kept in its notes. */
export type DealWarning = 'amount-unread' | 'currency-unknown' | 'date-unread' | 'probability-unread' | 'value-too-long';

export type DealReading =
  | { readonly kind: 'deal'; readonly deal: DealSheet; readonly warnings: readonly DealWarning[] }
  /** The row has no title, contact and organisation. */
  | { readonly kind: 'nameless' };

/** Where a row stands: what the survey of stages asks of every row. */
export type DealPlace = { pipeline: string | undefined; stage: string | undefined; outcome: Outcome | undefined; probability: number | undefined };

/** Makes a reader of rows. It counts rows without an identity that say the same: they are as many deals. */
export function dealRowReader(plan: DealPlan): (cells: readonly string[]) => DealReading {
  const timesSeen = new Map<string, number>();
  return (cells) => {
    const row = new DealRow(plan, cells);
    const reading = row.read();
    if (reading.kind === 'deal' && reading.deal.sourceKey === '') {
      const key = naturalId('deal-row', JSON.stringify(cells.map((cell) => cell.trim())));
      const times = (timesSeen.get(key) ?? 0) + 1;
      timesSeen.set(key, times);
      reading.deal.sourceKey = times === 1 ? key : `${key}#${times}`;
    }
    return reading;
  };
}

export function placeReader(plan: DealPlan): (cells: readonly string[]) => DealPlace {
  return (cells) => new DealRow(plan, cells).place();
}

/** What files write where they have nothing. */
const NOTHING = /^(?:-+|n\/a|#n\/a|null|\(none\)|undefined)$/i;

class DealRow {
  readonly #plan: DealPlan;
  readonly #deal = emptySheet();
  /** The columns of each target that say something, in the order of the file. */
  readonly #said = new Map<DealTarget, { header: string; text: string; index: number }[]>();
  readonly #leftovers: Leftover[] = [];
  readonly #rejected: Leftover[] = [];
  readonly #warnings = new Set<DealWarning>();

  constructor(plan: DealPlan, cells: readonly string[]) {
    this.#plan = plan;
    cells.forEach((cell, index) => {
      const text = this.#isKith ? uncsvCell(cell) : cleanCell(cell);
      const column = plan.columns[index];
      if (text === '') return;
      const target = column?.target ?? 'unmapped';
      const header = column?.header.trim() || `#${index + 1}`;
      this.#said.set(target, [...(this.#said.get(target) ?? []), { header, text, index }]);
    });
  }

  get #isKith(): boolean {
    return this.#plan.program === 'kith-deals';
  }

  place(): DealPlace {
    const { namesPipelineInStage } = this.#plan.survey;
    let pipeline = this.#line('deal.pipeline');
    let stage = this.#line('deal.stage');
    const split = stage === undefined ? null : IN_BRACKETS.exec(stage);
    if (split && (namesPipelineInStage || split[2] === pipeline)) [stage, pipeline] = [split[1]!, pipeline ?? split[2]!];
    return { pipeline, stage, outcome: this.#outcome(stage), probability: this.#probability(this.#first('deal.probability')?.text) };
  }

  read(): DealReading {
    const deal = this.#deal;
    const { pipeline, stage, outcome } = this.place();
    deal.title = this.#title();
    if (pipeline !== undefined) deal.pipeline = pipeline;
    // What only says that it is closed is no stage.
    if (stage !== undefined && (this.#isKith || !['won', 'lost'].includes(outcomeIn(stage) ?? ''))) deal.stage = stage;
    if (outcome) deal.outcome = outcome;
    this.#readAmount();
    this.#readProbability();
    if (isTicked(this.#first('deal.committed')?.text ?? '')) deal.committed = true;
    this.#readDates();
    this.#readWho();
    for (const [target, part] of LINES) {
      const line = this.#line(target);
      if (line !== undefined) deal[part] = line;
    }
    deal.tags = this.#list('deal.tags');
    deal.competitors = this.#list('deal.competitors');
    if (deal.title === '' && deal.contacts.length === 0 && !deal.organisation) return { kind: 'nameless' };
    this.#readRest();
    deal.sourceKey = this.#key();
    return { kind: 'deal', deal, warnings: [...this.#warnings] };
  }

  #first(target: DealTarget): { header: string; text: string; index: number } | undefined {
    return this.#said.get(target)?.[0];
  }

  /** The first of a target that fits a line; undefined for none. */
  #line(target: DealTarget): string | undefined {
    const text = this.#first(target)?.text;
    return text !== undefined && text.length <= LINE_MAX ? text : undefined;
  }

  #list(target: DealTarget): string[] {
    const items = (this.#said.get(target) ?? []).flatMap(({ text }) => (this.#isKith ? uncsvList(text) : listIn(text)));
    return [...new Set(items)].filter((item) => item !== '' && item.length <= LINE_MAX);
  }

  #title(): string {
    const title = this.#first('deal.title')?.text ?? '';
    return (this.#isKith ? title : title.replaceAll(/\s*[\r\n]+\s*/g, ' ')).slice(0, LINE_MAX);
  }

  #outcome(stage: string | undefined): Outcome | undefined {
    const status = this.#first('deal.status');
    const told = status && outcomeIn(status.text);
    if (told) return told === 'open' ? undefined : told;
    const won = this.#first('deal.isWon');
    if (won && isTicked(won.text)) return 'won';
    const closed = this.#first('deal.isClosed');
    if (closed && isTicked(closed.text)) return 'lost';
    const byStage = stage === undefined ? undefined : outcomeIn(stage);
    if (byStage === 'won' || byStage === 'lost') return byStage;
    if (status || closed || won) return undefined;
    return this.#first('deal.wonAt') ? 'won' : this.#first('deal.lostAt') ? 'lost' : undefined;
  }

  #readAmount(): void {
    const value = this.#first('deal.value');
    if (!value) return;
    const stated = this.#first('deal.currency');
    const currency = !stated ? this.#plan.currency : this.#isKith ? Currency.safeParse(stated.text).data : currencyIn(stated.text);
    if (currency === undefined) {
      this.#warnings.add('currency-unknown');
      this.#rejected.push({ label: value.header, text: `${value.text} ${stated!.text}` });
      return;
    }
    const money = this.#money(value, currency);
    if (money && Math.abs(money.minor) <= AMOUNT_MAX) this.#deal.amount = { minor: money.minor, currency: money.currency };
    else this.#reject('amount-unread', value);
  }

  #money({ text, index }: { text: string; index: number }, currency: string): Money | undefined {
    const sign = this.#plan.survey.decimals.get(index);
    const isOwn = this.#plan.program !== 'deals';
    const locale = sign === ',' ? 'de' : sign === '.' || isOwn ? 'en' : this.#plan.locale;
    return parseMoney(text, locale, currency);
  }

  #readProbability(): void {
    const cell = this.#first('deal.probability');
    if (!cell) return;
    const probability = this.#probability(cell.text);
    if (probability !== undefined) this.#deal.probability = probability;
    else this.#reject('probability-unread', cell);
  }

  #probability(text: string | undefined): number | undefined {
    const number = text === undefined ? undefined : /^(\d{1,3}(?:[.,]\d{1,10})?)\s*%?$/.exec(text.trim())?.[1];
    if (number === undefined) return undefined;
    const value = Math.round(Number(number.replace(',', '.')) * (this.#plan.survey.isShare ? 100 : 1));
    return value <= 100 ? value : undefined;
  }

  #readDates(): void {
    const deal = this.#deal;
    const created = this.#instant('deal.createdAt');
    if (created !== undefined) deal.createdAt = created;
    const when = this.#first('deal.when');
    if (when) {
      // What is a whole day already is taken as it is: to others, some years mean that none is known.
      const date = CalendarDate.safeParse(when.text).data ?? CalendarDate.safeParse(parseDate(when.text, this.#dates(when.index))).data;
      if (date !== undefined) deal.expectedClose = date;
      else if (!EMPTY_DATE.test(when.text)) this.#reject('date-unread', when);
    }
    if (!deal.outcome) return;
    const closed = this.#instant(deal.outcome === 'won' ? 'deal.wonAt' : 'deal.lostAt') ?? this.#instant('deal.closedAt') ?? (deal.expectedClose === undefined || this.#isKith ? undefined : this.#instant('deal.when'));
    if (closed !== undefined) deal.closedAt = closed;
  }

  #dates(index: number): { dayFirst: boolean } {
    return { dayFirst: this.#plan.dayFirst[index] ?? false };
  }

  /** A day without a time is its noon, which is on that day wherever one looks at it. */
  #instant(target: DealTarget): string | undefined {
    const cell = this.#first(target);
    if (!cell || EMPTY_DATE.test(cell.text)) return undefined;
    const instant = instantIn(cell.text, this.#dates(cell.index));
    if (instant === undefined) this.#reject('date-unread', cell);
    return instant !== undefined && !HAS_TIME.test(cell.text) ? noonOf(instant.slice(0, 10)) : instant;
  }

  #readWho(): void {
    const names = (this.#said.get('deal.contact') ?? []).slice(0, 1).flatMap(({ text }) => (this.#isKith ? [text] : peopleIn(text)));
    const parts = [this.#line('deal.contactFirst'), this.#line('deal.contactLast')].filter((part) => part !== undefined);
    if (names.length === 0 && parts.length > 0) names.push(parts.join(' '));
    const emails = (this.#said.get('deal.contactEmail') ?? []).flatMap(({ text }) => (this.#isKith ? [text] : emailsIn(text)));
    const ids = (this.#said.get('deal.contactId') ?? []).slice(0, 1).flatMap(({ text }) => (this.#isKith ? [text] : idsIn(text)));
    const count = Math.max(names.length, ids.length, Math.min(1, emails.length));
    for (let at = 0; at < Math.min(count, MOST_PEOPLE); at++) {
      const own = this.#isKith ? undefined : emailsIn(names[at] ?? '')[0];
      const name = own === undefined ? names[at] : names[at]!.replace(own, '').replaceAll(/[()<>]/g, ' ').trim();
      const who = this.#who({ name, email: own ?? (count === 1 || names.length === emails.length ? emails[at] : at === 0 ? emails[0] : undefined), id: ids[at] }, PEOPLE_KEYS);
      if (Object.keys(who).length > 0) this.#deal.contacts.push(who);
    }
    const [company] = this.#plan.program === 'hubspot-deals' ? peopleIn(this.#line('deal.organisation') ?? '') : [this.#line('deal.organisation')];
    const organisation = this.#who({ name: company, email: undefined, id: this.#isKith ? this.#line('deal.organisationId') : idsIn(this.#line('deal.organisationId') ?? '')[0] }, ORGANISATION_KEYS);
    if (Object.keys(organisation).length > 0) this.#deal.organisation = organisation;
  }

  #who({ name, email, id }: { name: string | undefined; email: string | undefined; id: string | undefined }, keys: Partial<Record<DealProgram, string>>): SheetWho {
    const who: SheetWho = {};
    if (name !== undefined && name !== '' && name.length <= LINE_MAX) who.name = name;
    if (email !== undefined && email.length <= LINE_MAX) who.email = email;
    const prefix = keys[this.#plan.program];
    if (id !== undefined && id.length < LINE_MAX - 60) {
      if (prefix !== undefined) who.key = `${prefix}:${id}`;
      else if (this.#isKith || Id.safeParse(id).success) who.uid = id;
    }
    return who;
  }

  /** Notes, custom fields, and what nothing else took. */
  #readRest(): void {
    const deal = this.#deal;
    for (const { header, text, index } of this.#said.get('custom') ?? []) this.#addCustom(this.#plan.columns[index]?.label ?? header, text);
    for (const { header, text } of this.#said.get('unmapped') ?? []) this.#leftovers.push({ label: header, text });
    this.#leaveWhatWasNotTaken();
    const notes = (this.#said.get('deal.notes') ?? []).map(({ text }) => text);
    if (this.#plan.unmapped === 'custom') for (const { label, text } of this.#leftovers) this.#addCustom(label, text);
    const left = [...(this.#plan.unmapped === 'note' ? this.#leftovers : []), ...this.#rejected].map(({ label, text }) => `${label}: ${text}`);
    const all = [...notes, ...(left.length > 0 ? [left.join('\n')] : [])].join('\n\n');
    if (all.length > TEXT_MAX) this.#warnings.add('value-too-long');
    if (all !== '') deal.notes = all.slice(0, TEXT_MAX);
  }

  #addCustom(header: string, text: string): void {
    const own = this.#isKith ? customOf(header) : undefined;
    const type = own && FieldType.safeParse(own.type).data;
    const value = type === 'choices' ? uncsvList(text).filter((item) => item !== '') : text.slice(0, TEXT_MAX);
    this.#deal.custom.push({ name: (own?.name ?? header).slice(0, LINE_MAX), ...(type ? { type } : {}), value });
  }

  /** A second value of what a deal has once, an id that tells nothing, and what is too long for its place. */
  #leaveWhatWasNotTaken(): void {
    for (const [target, cells] of this.#said) {
      if (TAKEN_WHOLE.has(target)) continue;
      for (const { header, text } of cells.slice(1)) if (text !== cells[0]!.text) this.#leftovers.push({ label: header, text });
      const first = cells[0]!;
      if (first.text.length > LINE_MAX) this.#rejected.push({ label: first.header, text: first.text });
      else if (target === 'deal.status' && outcomeIn(first.text) === undefined) this.#leftovers.push({ label: first.header, text: first.text });
    }
    if (this.#plan.program !== 'deals') return;
    for (const target of ['deal.contactId', 'deal.organisationId'] as const) {
      for (const { header, text } of this.#said.get(target) ?? []) if (!Id.safeParse(text).success) this.#leftovers.push({ label: header, text });
    }
  }

  /** An id alone is a key only among the deals of a program that we know; elsewhere the title must agree too. */
  #key(): string {
    const uid = this.#line('deal.uid');
    if (uid !== undefined) {
      this.#deal.uid = uid;
      return `uid:${uid}`;
    }
    const id = this.#line('deal.id');
    if (id === undefined || id.length > LINE_MAX - 60) return '';
    return this.#plan.program === 'deals' ? naturalId('deal-row', id, this.#deal.title) : `${this.#plan.program}:${id}`;
  }

  #reject(warning: DealWarning, { header, text }: { header: string; text: string }): void {
    this.#warnings.add(warning);
    this.#rejected.push({ label: header, text });
  }
}

const LINES = [['deal.reason', 'reason'], ['deal.reasonNote', 'reasonNote'], ['deal.owner', 'owner'], ['deal.source', 'source']] as const;

/** What an import of contacts of the same program remembers people and organisations by. */
const PEOPLE_KEYS: Partial<Record<DealProgram, string>> = { 'hubspot-deals': 'hubspot-contacts', 'pipedrive-deals': 'pipedrive-people', 'capsule-opportunities': 'capsule' };
const ORGANISATION_KEYS: Partial<Record<DealProgram, string>> = { 'hubspot-deals': 'hubspot-companies', 'pipedrive-deals': 'pipedrive-organisations', 'capsule-opportunities': 'capsule' };

/** Of these every cell is read, or none matters. */
const TAKEN_WHOLE: ReadonlySet<DealTarget> = new Set<DealTarget>([
  'deal.tags', 'deal.competitors', 'deal.notes', 'deal.contactEmail', 'custom', 'unmapped', 'ignore', 'deal.isWon', 'deal.isClosed', 'deal.committed', 'deal.currency', 'deal.probability', 'deal.when', 'deal.createdAt', 'deal.closedAt', 'deal.wonAt', 'deal.lostAt',
]);

const MOST_PEOPLE = 50;

/** Blanks around it go, and what other programs put around a cell to keep Excel from reading it. */
function cleanCell(cell: string): string {
  const text = cell.trim();
  if (NOTHING.test(text)) return '';
  const formula = /^="(.*)"$/s.exec(text);
  if (formula) return formula[1]!.trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

const HAS_TIME = /\d(?:T|[\s,]\s*)\d{1,2}:\d{2}|\dT\d{4}/;
const EMPTY_DATE = /^[0\s./:-]+$/;

const noonOf = (day: string): string => `${day.slice(0, 10)}T12:00:00.000Z`;

const listIn = (text: string): string[] => text.split(text.includes(';') ? ';' : ',').map((item) => item.trim());

const idsIn = (text: string): string[] => text.split(/[;,]/).map((id) => id.trim()).filter((id) => id !== '');

/** Several people in one cell stand apart by semicolons. */
const peopleIn = (text: string): string[] => text.split(';').map((name) => name.trim()).filter((name) => name !== '');

/** `EUR`, `€`, `euro`; undefined for what is no currency. */
function currencyIn(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return isCurrency(code) ? code : undefined;
  const word = WORDS.get(text.trim().toLowerCase());
  // In a currency that nobody writes, a sign shows that it was understood.
  return word ?? [parseMoney(`1 ${text.trim()}`, 'en', 'XTS')?.currency].find((found) => found !== 'XTS');
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ...['euro', 'euros'].map((word) => [word, 'EUR'] as const),
  ...['dollar', 'dollars', 'us dollar', 'us$'].map((word) => [word, 'USD'] as const),
  ...['pound', 'pounds', 'pound sterling', 'pfund'].map((word) => [word, 'GBP'] as const),
  ...['franken', 'schweizer franken', 'swiss franc', 'franc suisse'].map((word) => [word, 'CHF'] as const),
]);
