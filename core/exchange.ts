import { z } from 'zod';
import { currencyDigits } from './money.ts';

/** A positive decimal number as text, such as `1.0834`. */
export const RateText = z
  .string()
  .regex(/^\d{1,9}(?:\.\d{1,9})?$/)
  .refine((text) => /[1-9]/.test(text), 'A rate is more than nothing.');

interface Rate {
  currency: string;
  base: string;
  /** `YYYY-MM-DD`: from then on. */
  day: string;
  rate: string;
}

interface Converted {
  /** Minor units of the base. */
  minor: number;
  /** Currencies for which there is no rate: what they come to is not in it. */
  missing: string[];
}

/** What amounts come to in one currency, by the rates of a day. Each is rounded half away from zero. */
export function inCurrency(amounts: readonly { minor: number; currency: string }[], base: string, rates: readonly Rate[], day: string): Converted {
  let sum = 0n;
  const missing = new Set<string>();
  for (const { minor, currency } of amounts) {
    const factor = currency === base ? ONE : factorOf(currency, base, rates, day);
    if (factor) sum += exchanged(minor, currency, base, factor);
    else missing.add(currency);
  }
  return { minor: Number(sum), missing: [...missing].sort() };
}

/** A number as a quotient, exactly. */
interface Factor {
  over: bigint;
  under: bigint;
}

const ONE: Factor = { over: 1n, under: 1n };

/** The last rate of the day or before it, told in either direction. */
export function rateInForce(currency: string, base: string, rates: readonly Rate[], day: string): Rate | undefined {
  const usable = rates.filter((rate) => rate.day <= day && [rate.currency, rate.base].sort().join() === [currency, base].sort().join());
  return usable.reduce<Rate | undefined>((best, rate) => (best === undefined || rate.day > best.day ? rate : best), undefined);
}

function factorOf(currency: string, base: string, rates: readonly Rate[], day: string): Factor | undefined {
  const last = rateInForce(currency, base, rates, day);
  if (!last) return undefined;
  const [whole = '', decimals = ''] = last.rate.split('.');
  const factor = { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
  if (factor.over === 0n) return undefined;
  return last.currency === currency ? factor : { over: factor.under, under: factor.over };
}

function exchanged(minor: number, currency: string, base: string, { over, under }: Factor): bigint {
  const up = BigInt(minor) * over * 10n ** BigInt(currencyDigits(base));
  const down = under * 10n ** BigInt(currencyDigits(currency));
  const magnitude = up < 0n ? -up : up;
  const rounded = (2n * magnitude + down) / (2n * down);
  return up < 0n ? -rounded : rounded;
}
