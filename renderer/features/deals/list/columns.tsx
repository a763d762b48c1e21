import { useMemo } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { DealSort } from '../../../../core/deal-filters.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { ContactAvatar } from '../../../contact-avatar.tsx';
import { attentionOf, daysSince } from '../../../deals/attention.ts';
import { Amount } from '../../../deals/deal-money.tsx';
import { NextActionLine } from '../../../deals/next-action-line.tsx';
import { useDealsText, useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { Clip } from '../../../ui/clip.tsx';
import type { GridColumn } from '../../../ui/grid/columns.ts';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { useContactText } from '../../../words/contact-words.ts';
import { useBoardText } from '../board-words.ts';

/** What a column's title sorts by. */
const SORTED: Readonly<Record<string, DealSort['by']>> = { title: 'title', stage: 'stage', amount: 'amount', close: 'expectedClose', next: 'next', days: 'stageAt', closed: 'closed' };

export const columnOfSort = ({ by }: DealSort): string => Object.keys(SORTED).find((id) => SORTED[id] === by) ?? 'stage';

/** A first press sorts in the way one mostly wants: what is worth most, and what ended last, first. */
export function nextSort(sort: DealSort, columnId: string): DealSort {
  const by = SORTED[columnId];
  if (by === undefined) return sort;
  return { by, descending: by === sort.by ? !sort.descending : by === 'amount' || by === 'closed' };
}

/** The columns of the list of deals; with closed ones among them also when they ended. */
export function useDealColumns(pipelines: readonly Pipeline[], nowMs: number, hasClosed: boolean): readonly GridColumn<DealCard>[] {
  const t = useBoardText();
  const deals = useDealsText();
  const words = useDealWords();
  const contactText = useContactText();
  const { stageName } = usePipelineWords();
  const { civilDate, date, number } = useFormats();
  return useMemo(() => {
    const stages = new Map(pipelines.flatMap((pipeline) => pipeline.stages).map((stage) => [stage.id, stage]));
    const stage = (deal: DealCard): string => (deal.outcome ? deals(deal.outcome) : stages.has(deal.stageId) ? stageName(stages.get(deal.stageId)!) : '–');
    const columns: GridColumn<DealCard>[] = [
      { id: 'title', title: t('columnTitle'), width: 240, minWidth: 160, isFlexible: true, isLink: true, isSortable: true, narrow: 'title', render: (deal) => words.title(deal) },
      {
        id: 'contact',
        title: t('columnContact'),
        width: 140,
        narrow: 'detail',
        render(deal) {
          const who = deal.contact ?? deal.organisation;
          return who && <span className="flex min-w-0 items-center gap-2"><ContactAvatar contact={who} /><Clip><bdi>{who.name || contactText('unnamed')}</bdi></Clip></span>;
        },
        renderOnPaper: (deal) => (deal.contact ?? deal.organisation)?.name ?? '',
      },
      { id: 'stage', title: t('columnStage'), width: 96, isSortable: true, render: stage },
      { id: 'amount', title: t('columnAmount'), width: 92, align: 'end', isSortable: true, narrow: 'end', render: (deal) => deal.amount && <Amount amount={deal.amount} className="figures font-medium" /> },
      { id: 'close', title: t('columnClose'), width: 96, align: 'end', isSortable: true, render: (deal) => deal.expectedClose && <span className="figures">{civilDate(deal.expectedClose)}</span> },
      { id: 'next', title: t('columnNext'), width: 148, isSortable: true, render: (deal) => <NextActionLine deal={deal} nowMs={nowMs} /> },
      { id: 'owner', title: t('columnOwner'), width: 72, render: (deal) => deal.owner?.name ?? '' },
      {
        id: 'days',
        title: t('columnDays'),
        width: 116,
        align: 'end',
        isSortable: true,
        render(deal) {
          if (deal.outcome) return '';
          if (attentionOf(deal, nowMs, deviceZone()) !== 'stalled') return <span className="figures">{words.days(daysSince(deal.stageAt, nowMs))}</span>;
          const days = daysSince(deal.touchedAt, nowMs);
          return <StateBadge tone="warning" icon={TriangleAlert}>{deals('stalledDays', { count: days, formatted: number(days) })}</StateBadge>;
        },
      },
    ];
    const closed: GridColumn<DealCard> = { id: 'closed', title: t('columnClosed'), width: 108, align: 'end', isSortable: true, render: (deal) => deal.closedAt !== null && <span className="figures">{date(deal.closedAt)}</span> };
    return hasClosed ? [...columns.filter(({ id }) => id !== 'next' && id !== 'days'), closed] : columns;
  }, [pipelines, nowMs, hasClosed, t, deals, words, contactText, stageName, civilDate, date, number]);
}
