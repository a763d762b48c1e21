import { kithTarget } from './kith-csv.ts';
import { plainHeader } from './plain-header.ts';
import { programColumn } from './program-columns.ts';
import { readHeader } from './read-header.ts';
import type { Program } from './programs.ts';
import type { Column, Target } from './targets.ts';
import { isEmail, isHonorific, looksLikeFullName, looksLikeOneName, looksLikePhone, looksLikeUrl } from './values.ts';

/** Where a column probably goes. `confidence` is 0 to 1; `samples` are up to three different values, cut to 80 characters. */
export type ColumnGuess = Column & { readonly confidence: number; readonly samples: readonly string[] };

/**
 * Maps the columns of a table by what its headers say and its values look like. `rows` are some of its first
 * rows; headers are empty texts where the file has none. `records` is what a row is when nothing else says so.
 */
export function mapColumns(headers: readonly string[], rows: readonly (readonly string[])[], program: Program, records: 'person' | 'organisation' = 'person'): ColumnGuess[] {
  if (program === 'kith') return headers.map((header, index) => ({ header, ...kithTarget(header), confidence: 1, samples: samplesOf(rows.map((row) => (row[index] ?? '').trim())) }));
  const columns = headers.map((header, index): Draft => {
    const values = rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== '');
    const own = programColumn(program, header);
    const reading = own ? { ...own, confidence: 1 } : header.trim() === '' ? undefined : readHeader(header);
    return { header, plain: plainHeader(header), values, target: 'unmapped', confidence: 0, isKnown: own !== undefined, ...reading };
  });
  settleLabels(columns);
  settleNames(columns);
  settleTitles(columns);
  settleAddresses(columns);
  settleBirthdays(columns);
  for (const column of columns) if (!column.isKnown) believeValues(column, columns);
  if (headers.every((header) => header.trim() === '')) guessNames(columns);
  if (records === 'organisation') for (const column of columns) if (column.target === 'name.full') column.target = 'affiliation.organisation';
  settleRepeats(columns);
  return columns.map(({ header, target, label, n, confidence, values }) => ({
    header,
    target,
    ...(label && { label }),
    ...(n !== undefined && { n }),
    confidence: target === 'unmapped' ? 0 : confidence,
    samples: samplesOf(values),
  }));
}

const samplesOf = (values: readonly string[]): string[] => [...new Set(values.filter((value) => value !== '').map((value) => value.slice(0, 80)))].slice(0, 3);

type Draft = { header: string; plain: string; values: string[]; target: Target; label?: string; n?: number; confidence: number; isKnown: boolean };

/** Outlook's `E-mail 2 Type` says SMTP; Google's `E-mail 2 - Type` is the label of `E-mail 2 - Value`. */
function settleLabels(columns: Draft[]): void {
  const hasValueColumns = columns.some(({ plain }) => / \d+ value$/.test(plain));
  if (hasValueColumns) return;
  for (const column of columns) if (column.target === 'email.label') column.target = 'ignore';
}

/** `Nom` and `Name` are the family name beside a first name, `Nombre` the first name beside `Apellidos`. */
function settleNames(columns: Draft[]): void {
  const has = (target: Target): boolean => columns.some((column) => column.target === target);
  const short = columns.find(({ plain, target }) => target === 'name.full' && /^(name|nom|nombre|jmeno|nome)$/.test(plain));
  if (!short) return;
  if (has('name.given') && !has('name.family')) short.target = 'name.family';
  else if (has('name.family') && !has('name.given')) short.target = 'name.given';
}

/** `Title` is Mr. or Mrs. where the job has a column of its own, or where its values are such; of two, the first is. */
function settleTitles(columns: Draft[]): void {
  const titles = columns.filter(({ target, isKnown, n }) => target === 'affiliation.title' && !isKnown && (n ?? 1) === 1);
  const doubtful = titles.filter(({ plain }) => /^(title|titre|titulo)$/.test(plain));
  const [first] = doubtful;
  if (first && (titles.length > 1 || mostly(first.values, isHonorific))) first.target = 'name.prefix';
  for (const column of columns) {
    if (column.plain === 'salutation' && !column.isKnown && column.values.length > 0 && !mostly(column.values, isHonorific)) column.target = 'unmapped';
  }
}

/** `Birth Day` beside `Birth Month` is a day of the month, alone a birthday. */
function settleBirthdays(columns: Draft[]): void {
  if (!columns.some(({ target }) => target === 'birthday.month')) return;
  for (const column of columns) if (column.plain === 'birth day') column.target = 'birthday.day';
}

/** `Address` beside `City` is the street; alone it is all of the address. */
function settleAddresses(columns: Draft[]): void {
  const parts = new Set(columns.map(({ target, n }) => `${target}#${n ?? 1}`));
  for (const column of columns) {
    const place = /^(address(?::\w+)?)\.whole$/.exec(column.target)?.[1] as 'address' | undefined;
    if (place && column.n === undefined && !parts.has(`${place}.street#1`) && (parts.has(`${place}.city#1`) || parts.has(`${place}.postalCode#1`))) {
      column.target = `${place}.street`;
    }
    if (column.plain === 'estado' && !columns.some(({ target }) => /^address.*\.(city|street|postalCode)$/.test(target))) column.target = 'status';
  }
}

function believeValues(column: Draft, columns: readonly Draft[]): void {
  const { values, target } = column;
  if (values.length === 0) return;
  const become = (next: Target, confidence: number): void => {
    column.target = next;
    column.confidence = confidence;
  };
  if (mostly(values, isEmail)) {
    if (!target.startsWith('email') && target !== 'note' && target !== 'custom') become('email', 0.6);
  } else if (target.startsWith('email') && target !== 'email.label' && !values.some((value) => value.includes('@'))) {
    become('unmapped', 0);
  } else if (target === 'link:social' && column.label === undefined) {
    column.label = values.some((value) => /linkedin\.com/i.test(value)) ? 'LinkedIn' : undefined;
  } else if (target === 'unmapped') {
    if (mostly(values, looksLikeUrl)) become(values.some((value) => /linkedin\.com\/in\//i.test(value)) ? 'link:social' : 'link:web', 0.5);
    else if (mostly(values, looksLikePhone)) become('phone', 0.5);
    else if (/^(type|typ|art|tipo)$/.test(column.plain) && mostly(values, (value) => KINDS.test(value))) become('kind', 0.7);
    else if (mostly(values, isHonorific)) become('name.prefix', 0.4);
    else if (column.header.trim() === '' && !columns.some(isName) && values.length > 1 && mostly(values, looksLikeFullName)) become('name.full', 0.4);
  }
}

const KINDS = /^(person|people|individual|contact|company|organi[sz]ation|firma|unternehmen|privat|société|entreprise|personne|empresa|persona)$/i;

const isName = ({ target }: Draft): boolean => target.startsWith('name.');

/** A table without headers: two columns of single names side by side are first and last name. */
function guessNames(columns: Draft[]): void {
  if (columns.some(isName)) return;
  const at = columns.findIndex((column, index) => isFreeName(column) && isFreeName(columns[index + 1]));
  if (at < 0) return;
  Object.assign(columns[at]!, { target: 'name.given', confidence: 0.4 });
  Object.assign(columns[at + 1]!, { target: 'name.family', confidence: 0.4 });
}

const isFreeName = (column: Draft | undefined): boolean => column?.target === 'unmapped' && column.values.length > 0 && mostly(column.values, looksLikeOneName);

const SINGLE = /^(kind|uid|sourceId|name\.(?!prefix)|birthday|status$|source$|owner|preferredChannel|language|createdAt|updatedAt)/;

/** What a card has only once goes to the first column, or the surest; a later one is not mapped. */
function settleRepeats(columns: Draft[]): void {
  const firstByKey = new Map<string, Draft>();
  for (const column of columns) {
    const { target } = column;
    if (!SINGLE.test(target) && !target.startsWith('affiliation.') && !target.startsWith('address')) continue;
    const key = `${target}#${column.n ?? 1}`;
    const first = firstByKey.get(key);
    if (!first) firstByKey.set(key, column);
    else if (target.endsWith('.extended')) continue;
    else if (column.confidence > first.confidence) {
      first.target = 'unmapped';
      firstByKey.set(key, column);
    } else column.target = 'unmapped';
  }
}

const SAMPLE_SHARE = 0.8;

function mostly(values: readonly string[], test: (value: string) => boolean): boolean {
  const short = values.filter((value) => value.length <= 300);
  return short.length > 0 && short.filter(test).length >= values.length * SAMPLE_SHARE;
}
