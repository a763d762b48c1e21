import { z } from 'zod';
import type { Deal } from '../../../../core/deals.ts';
import { AMOUNT_MAX, lineAmount, Recurring } from '../../../../core/deals.ts';
import type { DealLine } from '../../../../core/deals.ts';
import { Id } from '../../../../core/ids.ts';
import { parseMoney } from '../../../../core/money.ts';
import { moneyText } from '../../../field-text.ts';
import { readNumber } from '../../../i18n/read-number.ts';

/** A line while somebody types in it. */
export const TypedLine = z.object({
  /** Tells it from others while it is typed; its own id once it has one. */
  key: z.string().max(60),
  id: Id.nullable(),
  productId: Id.nullable(),
  text: z.string().max(1_000),
  quantity: z.string().max(40),
  price: z.string().max(60),
  discount: z.string().max(40),
  recurring: Recurring,
  times: z.string().max(10),
});
export type TypedLine = z.infer<typeof TypedLine>;

export const emptyLine = (key: string): TypedLine => ({ key, id: null, productId: null, text: '', quantity: '1', price: '', discount: '', recurring: '', times: '1' });

/** Thousandths or hundredths as the locale writes them, without group signs. */
const decimalText = (value: number, unit: number, locale: string): string => new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false }).format(value / unit);

export const typedLines = (deal: Deal, locale: string): TypedLine[] =>
  deal.lines.map(({ id, productId, product, text, quantity, price, discount, recurring, times }) => ({
    key: id,
    id,
    productId,
    text: text || product,
    quantity: decimalText(quantity, 1_000, locale),
    price: moneyText({ minor: price, currency: deal.currency }, locale),
    discount: discount === 0 ? '' : decimalText(discount, 100, locale),
    recurring,
    times: String(times),
  }));

export const isEmptyLine = ({ text, price, productId }: TypedLine): boolean => text.trim() === '' && price.trim() === '' && productId === null;

export type LineProblem = 'quantity' | 'price' | 'discount' | 'times';

/** The line that was typed, or what of it cannot be read. */
export function readLine(typed: TypedLine, currency: string, locale: string): { line: DealLine; problem: null } | { line: null; problem: LineProblem } {
  const quantity = scaled(typed.quantity, 1_000, 1_000_000_000, locale);
  const money = typed.price.trim() === '' ? { minor: 0, currency } : parseMoney(typed.price, locale, currency);
  const discount = typed.discount.trim() === '' ? 0 : scaled(typed.discount.replace(/\s*%\s*$/, ''), 100, 10_000, locale);
  const times = typed.recurring === '' ? 1 : /^\d{1,4}$/.test(typed.times.trim()) ? Number(typed.times) : 0;
  if (quantity === null) return { line: null, problem: 'quantity' };
  if (!money || money.currency !== currency || Math.abs(money.minor) > AMOUNT_MAX) return { line: null, problem: 'price' };
  if (discount === null) return { line: null, problem: 'discount' };
  if (times < 1 || times > 1_200) return { line: null, problem: 'times' };
  return { line: { productId: typed.productId, text: typed.text.trim(), quantity, price: money.minor, discount, recurring: typed.recurring, times }, problem: null };
}

/** What the lines are worth together, as far as they can be read. */
export const typedSum = (lines: readonly TypedLine[], currency: string, locale: string): number => lines.reduce((sum, typed) => sum + typedAmount(typed, currency, locale), 0);

export function typedAmount(typed: TypedLine, currency: string, locale: string): number {
  const { line } = readLine(typed, currency, locale);
  return line ? lineAmount(line) : 0;
}

function scaled(text: string, unit: number, most: number, locale: string): number | null {
  const value = readNumber(text.trim(), locale);
  if (value === null) return null;
  const rounded = Math.round(value * unit);
  return rounded >= 0 && rounded <= most && Math.abs(rounded - value * unit) < 1e-6 * unit ? rounded : null;
}
