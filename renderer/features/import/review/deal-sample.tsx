import { SquareKanban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportLook } from '../../../../core/api/transfer.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Clip } from '../../../ui/clip.tsx';

type Deal = NonNullable<ImportLook['deals']>[number];

/** The first deals as they would be: whether titles, values and names stand where they belong. */
export function DealSample({ deals }: { deals: readonly Deal[] }) {
  const { t } = useTranslation('import');
  const text = useText();
  const { shortMoney } = useFormats();
  if (deals.length === 0) return <p className="px-6 py-6 text-13 text-text2 narrow:px-4">{t('noDealsSample')}</p>;
  return (
    <div className="px-6 pb-8 narrow:px-4">
      <p className="py-3 text-13 text-text2">{t('dealsSampleText')}</p>
      <ul>
        {deals.map(({ title, stage, amount, who, outcome }, place) => (
          <li key={place} className="grid min-h-11 grid-cols-[16px_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,8rem)] items-center gap-x-3 border-b border-border/55 text-13 text-text2 narrow:grid-cols-[16px_minmax(0,1fr)_auto] narrow:py-2">
            <SquareKanban aria-hidden className="text-text3" />
            <Clip className="font-medium text-text"><bdi>{title || t('untitled')}</bdi></Clip>
            <Clip className="narrow:col-start-2 narrow:row-start-2 narrow:text-12 narrow:empty:hidden">{who && <bdi>{who}</bdi>}</Clip>
            <Clip className="narrow:col-start-2 narrow:text-12 narrow:empty:hidden">{outcome === null ? stage && <bdi>{stage}</bdi> : text(outcome === 'won' ? 'deals:won' : 'deals:lost')}</Clip>
            <span className="figures truncate text-end narrow:col-start-3 narrow:row-start-1">{amount ? shortMoney(amount.minor, amount.currency) : <span className="text-text3">{t('noAmount')}</span>}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
