// What deals are reckoned with: products, exchange rates, and what one wants to win.
import { CallError } from '../core/call.ts';
import type { ExchangeRate, Product, ProductFields, Target } from '../core/api/deals.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import { monthAfter } from '../core/months.ts';
import { seenOf } from './contact-list.ts';
import { requireRow } from './lists.ts';
import { type Store, newId } from './store.ts';
import type { Tx } from './write.ts';

/** By name, with the retired ones. */
export function listProducts(store: Store): Product[] {
  return store
    .prepare('SELECT * FROM products WHERE hidden = 0 ORDER BY name, id')
    .all()
    .map((row) => ({
      id: idFromBytes(row.id),
      name: row['name'] as string,
      unit: row['unit'] as string,
      price: row['price'] as number,
      cost: row['cost'] as number | null,
      currency: row['currency'] as string,
      recurring: row['recurring'] as Product['recurring'],
      retired: row['retired'] === 1,
      seen: seenOf('products', row),
    }));
}

export function createProduct(tx: Tx, fields: Partial<ProductFields>): Id {
  const id = newId(tx.store);
  tx.insert('products', id, { ...fields });
  return id;
}

/** Errors: `product-not-found`. */
export function updateProduct(tx: Tx, id: Id, fields: Partial<ProductFields> & { retired?: boolean | undefined }, seen?: Record<string, string>): void {
  requireRow(tx, 'products', id, 'product-not-found', 'This product no longer exists.');
  tx.update('products', id, { ...fields }, seen);
}

/** By currency, the last day first. */
export function listRates(store: Store): ExchangeRate[] {
  return store
    .prepare('SELECT * FROM exchangeRates WHERE hidden = 0 ORDER BY currency, base, day DESC')
    .all()
    .map((row) => ({ id: idFromBytes(row.id), currency: row['currency'] as string, base: row['base'] as string, day: row['day'] as string, rate: row['rate'] as string }));
}

/** Errors: `same-currency`. */
export function setRate(tx: Tx, { currency, base, day, rate }: Omit<ExchangeRate, 'id'>): Id {
  if (currency === base) throw new CallError('same-currency', 'A rate is between two currencies.');
  const id = naturalId('exchangeRate', currency, base, day);
  tx.insert('exchangeRates', id, { currency, base, day, rate });
  return id;
}

/** Of the months from `from` to `to`. */
export function listTargets(store: Store, from: string, to: string): Target[] {
  return store
    .prepare('SELECT * FROM targets WHERE hidden = 0 AND month >= ? AND month <= ? ORDER BY month, id')
    .all(from, to)
    .map((row) => ({
      id: idFromBytes(row.id),
      month: row['month'] as string,
      pipelineId: row['pipelineId'] === null ? null : idFromBytes(row['pipelineId'] as Buffer),
      memberId: row['memberId'] === null ? null : idFromBytes(row['memberId'] as Buffer),
      minor: row['minor'] as number,
      currency: row['currency'] as string,
    }));
}

const MOST_MONTHS = 120;

/** Of a month, or of every month until another. */
export function setTarget(tx: Tx, { month: first, until = first, pipelineId, memberId, minor, currency }: Omit<Target, 'id' | 'minor'> & { until?: string | undefined; minor: number | null }): void {
  for (let at = 0, month = first; month <= until && at < MOST_MONTHS; at += 1, month = monthAfter(first, at)) {
    const id = naturalId('target', month, pipelineId ?? '', memberId ?? '', currency);
    if (minor !== null) tx.insert('targets', id, { month, pipelineId, memberId, currency, minor });
    else if (tx.row('targets', idToBytes(id))) tx.remove('targets', id);
  }
}
