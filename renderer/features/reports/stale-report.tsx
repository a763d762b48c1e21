import { useId } from 'react';
import { DealRows } from '../../deals/deal-rows.tsx';
import { useDealPages } from '../../deals/use-deal-pages.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { inPipeline } from './report.ts';
import type { ReportProps } from './report.ts';
import { useReportsText } from './words.ts';

/** Open deals without a next step for longer than their stage allows, the longest first. */
export function StaleReport({ pipelineId, nowMs }: ReportProps) {
  const t = useReportsText();
  const { number } = useFormats();
  const titleId = useId();
  const pages = useDealPages([...inPipeline(pipelineId), { field: 'attention', is: 'stalled' }], { by: 'touchedAt', descending: false }, nowMs);
  const count = pages.totals?.count;
  return (
    <section aria-labelledby={titleId} className="max-w-200 min-w-0">
      <div className="flex min-h-8 items-center gap-2">
        <h2 id={titleId}>{t('stale')}</h2>
        {count !== undefined && count > 0 && <p className="text-12 text-text3">{t('dealCount', { count, formatted: number(count) })}</p>}
      </div>
      <DealRows label={t('stale')} pages={pages} nowMs={nowMs} emptyText={t('staleEmpty')} moreText={t('showMore')} />
    </section>
  );
}
