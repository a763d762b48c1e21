import { useState } from 'react';
import { Trash2, TriangleAlert } from 'lucide-react';
import type { ExchangeRate } from '../../../../core/api/deals.ts';
import { inCurrency } from '../../../../core/exchange.ts';
import { dayOf } from '../../../../core/schedule.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { sumsText } from '../../../deals/deal-money.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Loaded } from '../../../loaded.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { focusBeside } from '../focus-beside.ts';
import { useSettingsText } from '../settings-text.ts';
import { useAct } from '../use-act.ts';
import { NewRate } from './new-rate.tsx';
import { rateText } from './rate-text.ts';

/** What other currencies are worth in that of the profile, from a day on: add, remove, and what still lacks a rate. */
export function RateList({ base }: { base: string }) {
  const t = useDealSettingsText();
  const query = useApiQuery('exchangeRates.list', undefined);
  return (
    <>
      <p className="max-w-120 pt-3 text-12 text-text3">{t('ratesHint', { currency: base })}</p>
      <Loaded query={query} lines={2}>{(rates) => <Rates rates={rates} base={base} />}</Loaded>
    </>
  );
}

function Rates({ rates, base }: { rates: readonly ExchangeRate[]; base: string }) {
  const t = useDealSettingsText();
  const api = useApi();
  const act = useAct();
  const settings = useSettingsText();
  const { civilDate, locale } = useFormats();
  const [now] = useState(() => Date.now());
  /** `ask` counts, so that the same currency can be asked for twice. */
  const [wanted, setWanted] = useState<{ currency: string; ask: number }>({ currency: '', ask: 0 });
  const today = dayOf(now, deviceZone());
  return (
    <>
      <Missing rates={rates} base={base} today={today} now={now} onSet={(currency) => setWanted(({ ask }) => ({ currency, ask: ask + 1 }))} />
      <ul aria-label={settings('rates')}>
        {rates.map((rate) => (
          <li key={rate.id} className="flex min-h-11 items-center gap-3 border-b border-border/55">
            <span className="figures min-w-0 flex-1 text-13">
              <bdi className="font-medium">{t('rateLine', { currency: rate.currency, rate: rateText(rate.rate, locale), base: rate.base })}</bdi>
            </span>
            <span className="flex-none text-12 text-text3">{t('rateFrom', { day: civilDate(rate.day) })}</span>
            <IconButton
              icon={Trash2}
              label={t('rateRemove', { currency: rate.currency, day: civilDate(rate.day) })}
              onPress={() => {
                focusBeside();
                void act(() => api.exchangeRates.remove({ id: rate.id }), t('rateRemoved', { currency: rate.currency }));
              }}
            />
          </li>
        ))}
      </ul>
      <NewRate key={wanted.ask} base={base} today={today} currency={wanted.currency} />
    </>
  );
}

interface MissingProps {
  rates: readonly ExchangeRate[];
  base: string;
  today: string;
  now: number;
  onSet: (currency: string) => void;
}

/** Currencies of open deals for which there is no rate today. */
function Missing({ rates, base, today, now, onSet }: MissingProps) {
  const t = useDealSettingsText();
  const formats = useFormats();
  const { data: totals } = useApiQuery('deals.totals', { filter: OPEN, now });
  const sums = totals?.sums ?? [];
  const { missing } = inCurrency(sums.map(({ amount, currency }) => ({ minor: amount, currency })), base, rates, today);
  if (missing.length === 0) return null;
  return (
    <ul className="flex flex-col gap-2 pt-3">
      {missing.map((currency) => (
        <li key={currency} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-warning-subtle px-3 py-2 text-12 text-warning-text">
          <TriangleAlert aria-hidden />
          <p className="min-w-0 flex-1 basis-48">{t('rateMissing', { sum: sumsText(sums.filter((sum) => sum.currency === currency), formats) })}</p>
          <Button size="small" onPress={() => onSet(currency)}>{t('rateMissingAdd', { currency })}</Button>
        </li>
      ))}
    </ul>
  );
}

const OPEN = [{ field: 'state' as const, is: 'open' as const }];
