import { Info } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/locale-provider.tsx';
import { settingsPath } from '../paths.ts';
import { classes } from '../ui/classes.ts';
import type { InBase, SumOf } from './in-base.ts';

/** Says by which rates amounts were put together, and what could not be for want of one. */
export function RatesNote({ inBase, amounts, className }: { inBase: InBase; amounts: readonly SumOf[]; className?: string }) {
  const { t } = useTranslation('forecast');
  const { civilDate, list, shortMoney } = useFormats();
  const rates = inBase.ratesOf(amounts);
  const leftOut = inBase.leftOut(amounts);
  if (rates.length === 0 && leftOut.length === 0) return null;
  return (
    <div className={classes('flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text2', className)}>
      {leftOut.length > 0 && (
        <p className="flex min-w-0 items-center gap-2">
          <Info aria-hidden className="text-text3" />
          <span>
            {t('leftOut', { count: leftOut.length, sums: list(leftOut.map(({ minor, currency }) => shortMoney(minor, currency))) })}{' '}
            <a href={`#${settingsPath('rates')}`} className="font-medium text-accent-text underline print:hidden">{t('addRate')}</a>
          </span>
        </p>
      )}
      {rates.length > 0 && <p>{t('ratesOf', { base: inBase.base, rates: list(rates.map(({ currency, day }) => t('rateSince', { currency, day: civilDate(day) }))) })}</p>}
    </div>
  );
}
