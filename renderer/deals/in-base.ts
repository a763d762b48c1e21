import { useMemo } from 'react';
import { inCurrency, rateInForce } from '../../core/exchange.ts';
import { dayOf } from '../../core/schedule.ts';
import { useApiQuery } from '../api.ts';
import { deviceZone } from '../reminders/device-zone.ts';

export interface SumOf {
  minor: number;
  currency: string;
}

export interface InBase {
  /** The profile's currency. */
  base: string;
  /** What amounts come to in it, by the rates of today; those without a rate are not in it. */
  toBase: (amounts: readonly SumOf[]) => number;
  /** What has no rate, each currency by itself. */
  leftOut: (amounts: readonly SumOf[]) => SumOf[];
  /** The rates that are used for amounts, with the day each holds from. */
  ratesOf: (amounts: readonly SumOf[]) => { currency: string; day: string }[];
}

/** Amounts in the profile's currency; undefined until the rates are known. */
export function useInBase(nowMs: number): { inBase: InBase | undefined; error: Error | null; retry: () => void } {
  const profile = useApiQuery('profile.info', undefined);
  const rates = useApiQuery('exchangeRates.list', undefined);
  const base = profile.data?.team.currency;
  const day = dayOf(nowMs, deviceZone());
  const inBase = useMemo(() => (base !== undefined && rates.data ? inBaseOf(base, rates.data, day) : undefined), [base, rates.data, day]);
  return {
    inBase,
    error: profile.error ?? rates.error,
    retry() {
      void profile.refetch();
      void rates.refetch();
    },
  };
}

export function inBaseOf(base: string, rates: Parameters<typeof rateInForce>[2], day: string): InBase {
  const known = (currency: string) => currency === base || rateInForce(currency, base, rates, day) !== undefined;
  const currenciesOf = (amounts: readonly SumOf[]) => [...new Set(amounts.filter(({ minor }) => minor !== 0).map(({ currency }) => currency))].sort();
  return {
    base,
    toBase: (amounts) => inCurrency(amounts, base, rates, day).minor,
    leftOut: (amounts) =>
      currenciesOf(amounts)
        .filter((currency) => !known(currency))
        .map((currency) => ({ currency, minor: amounts.reduce((sum, amount) => sum + (amount.currency === currency ? amount.minor : 0), 0) })),
    ratesOf: (amounts) =>
      currenciesOf(amounts).flatMap((currency) => {
        const rate = currency === base ? undefined : rateInForce(currency, base, rates, day);
        return rate ? [{ currency, day: rate.day }] : [];
      }),
  };
}
