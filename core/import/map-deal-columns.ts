import { kithDealTarget } from '../export/deal-csv-columns.ts';
import { DEAL_WORDS } from './deal-header-words.ts';
import { outcomeIn } from './deal-outcome.ts';
import type { DealColumn, DealProgram, DealTarget } from './deal-targets.ts';
import { plainHeader, squeezed } from './plain-header.ts';
import { withoutRecordPrefix } from './read-header.ts';
import { isEmail } from './values.ts';

/** Where a column probably goes. `confidence` is 0 to 1; `samples` are up to three different values, cut to 80 characters. */
export type DealColumnGuess = DealColumn & { readonly confidence: number; readonly samples: readonly string[] };

/** Maps the columns of a table of deals by what its headers say and its values look like. */
export function mapDealColumns(headers: readonly string[], rows: readonly (readonly string[])[], program: DealProgram): DealColumnGuess[] {
  const columns = headers.map((header, index): Draft => {
    const values = rows.map((row) => (row[index] ?? '').trim()).filter((value) => value !== '');
    const found = program === 'kith-deals' ? { ...kithDealTarget(header), confidence: 1 } : readDealHeader(header);
    return { header, values, target: 'unmapped', confidence: 0, ...found };
  });
  if (program !== 'kith-deals') {
    const has = (target: DealTarget): boolean => columns.some((column) => column.target === target);
    for (const column of columns) believeValues(column, has);
  }
  return columns.map(({ header, target, label, confidence, values }) => ({
    header,
    target,
    ...(label !== undefined && { label }),
    confidence: target === 'unmapped' ? 0 : confidence,
    samples: [...new Set(values.map((value) => value.slice(0, 80)))].slice(0, 3),
  }));
}

type Draft = { header: string; values: string[]; target: DealTarget; label?: string; confidence: number };

/** What a header says of a deal, or of whom it is with where a program names their record before it. */
function readDealHeader(header: string): { target: DealTarget; confidence: number } | undefined {
  const { record, rest } = withoutRecordPrefix(header);
  const plain = squeezed(plainHeader(rest));
  const named = (target: DealTarget): { target: DealTarget; confidence: number } => ({ target, confidence: 0.95 });
  if (record === 'person') {
    if (PERSON.has(plain)) return named(PERSON.get(plain)!);
    return plain.startsWith('email') ? named('deal.contactEmail') : undefined;
  }
  if (record === 'organisation') return ORGANISATION.has(plain) ? named(ORGANISATION.get(plain)!) : undefined;
  if (record === 'other') return undefined;
  const target = DEAL_WORDS.get(plain);
  return target && { target, confidence: record === 'deal' ? 0.95 : 0.8 };
}

const PERSON: ReadonlyMap<string, DealTarget> = new Map([
  ...['name', 'nombre', 'nom', 'jmeno', 'nome', 'naam'].map((name) => [name, 'deal.contact'] as const),
  ...['id', 'pipedrivesystemid'].map((name) => [name, 'deal.contactId'] as const),
]);
const ORGANISATION: ReadonlyMap<string, DealTarget> = new Map([
  ...['name', 'nombre', 'nom', 'nazev', 'nome', 'naam'].map((name) => [name, 'deal.organisation'] as const),
  ...['id', 'pipedrivesystemid'].map((name) => [name, 'deal.organisationId'] as const),
]);

function believeValues(column: Draft, has: (target: DealTarget) => boolean): void {
  const { values, target } = column;
  if (values.length === 0) return;
  const become = (next: DealTarget): void => {
    column.target = next;
    column.confidence = 0.6;
  };
  const mostly = (test: (value: string) => boolean): boolean => values.filter(test).length >= values.length * SAMPLE_SHARE;
  // A status of other words than open and closed is the stage.
  if (target === 'deal.status' && !has('deal.stage') && !mostly((value) => outcomeIn(value) !== undefined)) become('deal.stage');
  else if ((target === 'deal.contact' || (target === 'unmapped' && !has('deal.contactEmail'))) && mostly(isEmail)) become('deal.contactEmail');
}

const SAMPLE_SHARE = 0.6;
