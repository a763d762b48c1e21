import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFilter, DealSort } from '../../core/deal-filters.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Clip } from '../ui/clip.tsx';
import { PeekPanel } from '../ui/peek-panel.tsx';
import { sumsText } from './deal-money.tsx';
import { DealRows } from './deal-rows.tsx';
import type { DealRowsProps } from './deal-rows.tsx';
import { useDealPages } from './use-deal-pages.ts';

/** Which deals are behind a figure. */
export interface DealsBehind {
  /** What the figure says: "June 2026, weighted". */
  title: string;
  filter: DealFilter;
  sort: DealSort;
  /** What has to be known about the figure. */
  note?: string;
  /** The figure is what they are worth at their probability. */
  isWeighted?: boolean;
}

export interface DealsPanelProps extends Pick<DealRowsProps, 'onCurrentChange' | 'rowEnd' | 'rowProps'> {
  behind: DealsBehind;
  nowMs: number;
  onClose: () => void;
  /** What can be done with the rows. */
  hint?: string;
}

/** The deals behind a figure, beside it. The focus goes to them, and back to the figure. */
export function DealsPanel({ behind, nowMs, onClose, hint, ...rows }: DealsPanelProps) {
  const text = useText();
  const { t } = useTranslation('forecast');
  const formats = useFormats();
  const pages = useDealPages(behind.filter, behind.sort, nowMs);
  const openedBy = useRef<Element | null>(null);
  useEffect(() => {
    openedBy.current = document.activeElement;
  }, []);

  function close() {
    onClose();
    if (openedBy.current?.isConnected) (openedBy.current as HTMLElement).focus();
  }

  const { totals } = pages;
  const whole = totals ? sumsText(totals.sums, formats) : '';
  const weighted = totals?.sums.map(({ currency, weighted: amount }) => ({ currency, amount })) ?? [];
  const sums = behind.isWeighted && whole !== '' ? t('weightedOf', { weighted: sumsText(weighted, formats), sums: whole }) : whole;
  return (
    <PeekPanel label={behind.title} closeLabel={text('common:close')} onClose={close} action={<h2 className="min-w-0 ps-2 text-16! leading-6!"><Clip className="block">{behind.title}</Clip></h2>}>
      {totals && <p className="figures pb-2 text-12 text-text2">{[t('dealCount', { count: totals.count, formatted: formats.number(totals.count) }), ...(sums ? [sums] : [])].join(' · ')}</p>}
      {behind.note && <p className="pb-2 text-12 text-text2">{behind.note}</p>}
      {hint && totals && totals.count > 0 && <p className="pb-2 text-12 text-text3">{hint}</p>}
      <DealRows key={JSON.stringify(behind.filter)} label={behind.title} pages={pages} nowMs={nowMs} emptyText={t('noDealsBehind')} moreText={t('showMore')} autoFocus {...rows} />
    </PeekPanel>
  );
}
