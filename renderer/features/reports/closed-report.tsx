import { useState } from 'react';
import type { ClosedRow } from '../../../core/api/deal-reports.ts';
import type { DealCondition } from '../../../core/deal-filters.ts';
import type { Outcome } from '../../../core/deals.ts';
import type { Id } from '../../../core/ids.ts';
import { useApiQuery } from '../../api.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { FigureTable } from '../../charts/figure-table.tsx';
import { plainAmount } from '../../charts/short-number.ts';
import { sumsText } from '../../deals/deal-money.tsx';
import { useDealsText, usePipelineWords } from '../../deals/words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import type { BarRow } from '../../ui/charts/bar-chart.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { closedIn, LAST_CLOSED } from './report.ts';
import type { ReportProps } from './report.ts';
import { useReportsText } from './words.ts';

const WAYS = ['reason', 'source', 'owner'] as const;
type Way = (typeof WAYS)[number];

const OUTCOMES = ['won', 'lost'] as const;

/** More than these are put together. */
const MOST_BARS = 6;

/** What was won and lost, by reason, source or owner. */
export function ClosedReport(props: ReportProps) {
  const [by, setBy] = useState<Way>('reason');
  const { from, to } = props.span;
  const query = useApiQuery('dealReports.closed', { from, to, by, ...(props.pipelineId === undefined ? {} : { pipelineId: props.pipelineId }) }, { keepsPrevious: true });
  return <Loaded query={query} lines={5}>{({ rows }) => <Closed {...props} rows={rows} by={by} onBy={setBy} />}</Loaded>;
}

function Closed({ rows, by, onBy, span, pipelineId, onOpen }: ReportProps & { rows: readonly ClosedRow[]; by: Way; onBy: (by: Way) => void }) {
  const t = useReportsText();
  const formats = useFormats();
  const { number } = formats;
  const nameOf = useKeyNames(by);
  const deals = (count: number) => t('dealCount', { count, formatted: number(count) });
  const all = rows.reduce((sum, { count }) => sum + count, 0);

  const open = (row: ClosedRow) => () =>
    onOpen({ title: t('stageFigure', { stage: nameOf(row), figure: t(row.outcome) }), filter: [...closedIn(span, row.outcome, pipelineId), conditionOf(by, row.key)], sort: LAST_CLOSED });

  const table: FigureTable = {
    heads: [t('outcome'), t(by)],
    columns: [{ title: t('deals') }, { title: t('worth') }],
    rows: OUTCOMES.flatMap((outcome) => rows.filter((row) => row.outcome === outcome)).map((row) => ({
      key: `${row.outcome} ${row.key}`,
      titles: [t(row.outcome), nameOf(row)],
      figures: [{ text: number(row.count), plain: String(row.count), onOpen: open(row) }, { text: sumsText(row.sums, formats) || '–', plain: row.sums.map(({ amount, currency }) => `${plainAmount(amount, currency)} ${currency}`).join(' + ') }],
    })),
  };

  function bars(outcome: Outcome): BarRow[] {
    const own = rows.filter((row) => row.outcome === outcome);
    const fill = { colour: outcome === 'won' ? ('series3' as const) : ('series4' as const), isHatched: outcome === 'lost' };
    const shown = own.length > MOST_BARS ? own.slice(0, MOST_BARS - 1) : own;
    const rest = own.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
    return [
      ...shown.map((row) => ({
        key: row.key ?? 'none',
        label: nameOf(row),
        value: row.count,
        valueLabel: number(row.count),
        fill,
        name: [nameOf(row), t(outcome), deals(row.count), ...(row.sums.length > 0 ? [sumsText(row.sums, formats)] : [])].join(', '),
        onOpen: open(row),
      })),
      ...(rest > 0 ? [{ key: 'other', label: t('other'), value: rest, valueLabel: number(rest), fill, name: [t('other'), t(outcome), deals(rest)].join(', '), onOpen: () => onOpen({ title: t(outcome), filter: closedIn(span, outcome, pipelineId), sort: LAST_CLOSED }) }] : []),
    ];
  }

  const without = by === 'reason' ? rows.filter(({ key }) => key === null).reduce((sum, { count }) => sum + count, 0) : 0;
  const most = Math.max(...OUTCOMES.flatMap((outcome) => bars(outcome).map(({ value }) => value)), 1);
  return (
    <ChartFrame
      title={t('wonAndLost')}
      detail={deals(all)}
      table={table}
      empty={all === 0 ? t('closedEmpty') : undefined}
      controls={<SegmentedControl label={t('apart')} value={by} onChange={onBy} segments={WAYS.map((way) => ({ value: way, label: t(way) }))} />}
      notes={
        without > 0 && (
          <p className="pt-3 text-12 text-text2">
            {t('withoutReason', { count: without, formatted: number(without) })}{' '}
            <button type="button" className="min-h-6 font-medium text-accent-text underline print:hidden" onClick={() => onOpen({ title: t('withoutReasonTitle'), filter: [...closedIn(span, 'closed', pipelineId), { field: 'reason', reasonId: null }], sort: LAST_CLOSED })}>
              {t('show')}
            </button>
          </p>
        )
      }
    >
      {({ width, isRightToLeft }) => {
        const half = width < 520 ? width : Math.floor(width / 2) - 24;
        return OUTCOMES.map((outcome) => {
          const own = bars(outcome);
          const count = rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + row.count, 0);
          return own.length === 0 ? null : (
            <div key={outcome} className={half === width ? 'w-full' : 'w-1/2 pe-6'}>
              <BarChart label={t('outcomeCount', { outcome: t(outcome), formatted: number(count) })} heading={t('outcomeCount', { outcome: t(outcome), formatted: number(count) })} width={half} isRightToLeft={isRightToLeft} rows={own} most={most} />
            </div>
          );
        });
      }}
    </ChartFrame>
  );
}

function conditionOf(by: Way, key: string | null): DealCondition {
  if (by === 'reason') return { field: 'reason', reasonId: key as Id | null };
  if (by === 'owner') return { field: 'owner', op: 'is', memberId: key as Id | null };
  return { field: 'source', value: key ?? '' };
}

/** What a reason, a source or an owner is called, and the want of one. */
function useKeyNames(by: Way): (row: Pick<ClosedRow, 'key'>) => string {
  const t = useReportsText();
  const deals = useDealsText();
  const { reasonName } = usePipelineWords();
  const { data: reasons = [] } = useApiQuery('closeReasons.list', undefined, { isEnabled: by === 'reason' });
  const { data: members = [] } = useApiQuery('members.list', undefined, { isEnabled: by === 'owner' });
  return ({ key }) => {
    if (by === 'source') return key ?? t('noSource');
    if (by === 'owner') return key === null ? deals('nobody') : (members.find(({ id }) => id === key)?.name ?? deals('unnamedMember'));
    const reason = reasons.find(({ id }) => id === key);
    return reason ? reasonName(reason) : key === null ? deals('noReason') : '–';
  };
}
