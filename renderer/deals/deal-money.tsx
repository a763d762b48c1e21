import type { Money } from '../../core/money.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import type { Formats } from '../i18n/formats.ts';

/**
 * Amounts of each currency by itself, since those of two cannot be added: "€24,800 + £31,200". What has no cents is
 * shown without them. Empty for none.
 */
export const sumsText = (sums: readonly { currency: string; amount: number }[], { shortMoney }: Pick<Formats, 'shortMoney'>): string =>
  sums.map(({ amount, currency }) => shortMoney(amount, currency)).join(' + ');

/** The same on a screen; of sums that are weighted the weighted amounts. */
export function Sums({ sums, weighted = false, className }: { sums: readonly { currency: string; amount: number; weighted: number }[]; weighted?: boolean; className?: string }) {
  const formats = useFormats();
  return <bdi className={className ?? 'figures'}>{sumsText(weighted ? sums.map(({ currency, weighted: amount }) => ({ currency, amount })) : sums, formats)}</bdi>;
}

/** What one deal is worth. */
export function Amount({ amount, className }: { amount: Money; className?: string }) {
  return <Sums sums={[{ currency: amount.currency, amount: amount.minor, weighted: 0 }]} {...(className === undefined ? {} : { className })} />;
}
