import { checkDerived } from '../../db/derived-check.ts';
import { checkSearch } from '../../db/search-check.ts';
import type { Store } from '../../db/store.ts';

/** Where a derived value is not what working it out anew gives, in words; empty when all agree. */
export function derivedMistakes(store: Store): string[] {
  const mistakes: string[] = [];
  const derived = checkDerived(store, ({ table, n, column, stored, anew }) => mistakes.push(`${table}.${column} of row ${n}: stored ${String(stored)}, anew ${String(anew)}`));
  const searches = (['contactSearch', 'entrySearch', 'dealSearch'] as const).map((table) => checkSearch(store, table, ({ n, kind }) => mistakes.push(`row ${n} is ${kind} in ${table}`)));
  for (const steps of [derived, ...searches]) for (const _ of steps) continue;
  return mistakes;
}
