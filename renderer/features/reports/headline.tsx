import type { ReactNode } from 'react';
import type { ClosedRow } from '../../../core/api/deal-reports.ts';
import { useApiQuery } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { RatesNote } from '../../deals/rates-note.tsx';
import { spanBefore } from './period.ts';
import { closedIn, inPipeline, LAST_CLOSED } from './report.ts';
import type { ReportProps } from './report.ts';
import { useDays, useReportsText, useSpanName } from './words.ts';

/** The four figures above all: what was won, what is open, how often one wins, and how long it takes. */
export function Headline({ span, pipelineId, inBase, nowMs, onOpen }: ReportProps) {
  const t = useReportsText();
  const text = useText();
  const { number, percent, shortMoney } = useFormats();
  const { days } = useDays();
  const spanName = useSpanName();
  const before = spanBefore(span, nowMs, deviceZone());
  const whose = pipelineId === undefined ? {} : { pipelineId };
  const [first, last] = span.bounds ?? [span.months[0]!, span.months.at(-1)!];
  const closed = useApiQuery('dealReports.closed', { from: span.from, to: span.to, by: 'reason', ...whose }, { keepsPrevious: true });
  const earlier = useApiQuery('dealReports.closed', { from: before?.from ?? 0, to: before?.to ?? 1, by: 'reason', ...whose }, { isEnabled: before !== undefined, keepsPrevious: true });
  const open = useApiQuery('deals.totals', { filter: [...inPipeline(pipelineId), { field: 'state', is: 'open' }], now: nowMs }, { keepsPrevious: true });
  const stalled = useApiQuery('deals.totals', { filter: [...inPipeline(pipelineId), { field: 'attention', is: 'stalled' }], now: nowMs }, { keepsPrevious: true });
  const cycle = useApiQuery('dealReports.cycle', { from: span.months[0] ?? first, months: Math.max(1, span.months.length), zone: deviceZone(), ...whose }, { keepsPrevious: true });
  const targets = useApiQuery('targets.list', { from: first, to: last }, { keepsPrevious: true });
  const failed = [closed, open, cycle, targets].find(({ error, data }) => error && !data);
  if (failed) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!closed.data || !open.data || !cycle.data || !targets.data) return <Skeleton label={text('common:loading')} lines={2} />;

  const { toBase, base } = inBase;
  const won = closed.data.rows.filter(({ outcome }) => outcome === 'won');
  const wonSums = won.flatMap(({ sums }) => sums.map(({ amount, currency }) => ({ minor: amount, currency })));
  const weighted = open.data.sums.map(({ weighted: minor, currency }) => ({ minor, currency }));
  const aimed = span.bounds === null ? [] : targets.data.filter((target) => target.memberId === null && target.pipelineId === (pipelineId ?? null));
  const target = toBase(aimed);
  const rate = winRate(closed.data.rows);
  const rateBefore = before && earlier.data ? winRate(earlier.data.rows) : null;
  const wonCount = countOf(won);
  const period = spanName(span);

  return (
    <>
      <dl className="grid grid-cols-2 gap-y-5 border-b border-border pb-5 @min-[760px]/reports:grid-cols-4 print:grid-cols-4">
        <Headliner
          title={t('wonIn', { period })}
          value={shortMoney(toBase(wonSums), base)}
          detail={[t('dealCount', { count: wonCount, formatted: number(wonCount) }), ...(target > 0 ? [t('ofTarget', { share: percent(Math.round((toBase(wonSums) / target) * 100) / 100), target: shortMoney(target, base) })] : [])].join(' · ')}
          onOpen={() => onOpen({ title: t('wonIn', { period }), filter: closedIn(span, 'won', pipelineId), sort: LAST_CLOSED })}
        />
        <Headliner
          title={t('openWeighted')}
          value={shortMoney(toBase(weighted), base)}
          detail={[t('dealCount', { count: open.data.count, formatted: number(open.data.count) }), ...(stalled.data && stalled.data.count > 0 ? [t('stalledCount', { count: stalled.data.count, formatted: number(stalled.data.count) })] : [])].join(' · ')}
          onOpen={() => onOpen({ title: t('openDeals'), filter: [...inPipeline(pipelineId), { field: 'state', is: 'open' }], sort: { by: 'amount', descending: true } })}
        />
        <Headliner
          title={t('winRate')}
          value={rate === null ? '–' : percent(rate)}
          detail={rateBefore === null ? t('wonOfClosed', { won: number(wonCount), closed: number(countOf(closed.data.rows)) }) : t('rateBefore', { rate: percent(rateBefore) })}
          onOpen={() => onOpen({ title: t('closedIn', { period }), filter: closedIn(span, 'closed', pipelineId), sort: LAST_CLOSED })}
        />
        <Headliner
          title={t('daysToWon')}
          value={cycle.data.median === null ? '–' : days(cycle.data.median)}
          detail={t('medianOf', { count: cycle.data.won, formatted: number(cycle.data.won) })}
          onOpen={() => onOpen({ title: t('wonIn', { period }), filter: closedIn(span, 'won', pipelineId), sort: LAST_CLOSED })}
        />
      </dl>
      <RatesNote inBase={inBase} amounts={[...wonSums, ...weighted, ...aimed]} className="pt-3" />
    </>
  );
}

const countOf = (rows: readonly ClosedRow[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** In whole percent; null where nothing was closed. */
function winRate(rows: readonly ClosedRow[]): number | null {
  const all = countOf(rows);
  return all === 0 ? null : Math.round((countOf(rows.filter(({ outcome }) => outcome === 'won')) / all) * 100) / 100;
}

function Headliner({ title, value, detail, onOpen }: { title: string; value: string; detail: ReactNode; onOpen: () => void }) {
  return (
    <div className="flex min-w-0 flex-col border-border pe-4 even:border-s even:ps-5 @min-[760px]/reports:not-first:border-s @min-[760px]/reports:not-first:ps-5 print:not-first:border-s print:not-first:ps-5">
      <dt className="text-12 text-text2">{title}</dt>
      <dd className="@container min-w-0">
        <button type="button" aria-label={`${title}: ${value}`} onClick={onOpen} className="figures -mx-1 max-w-full rounded-control px-1 text-start text-26 font-semibold tracking-title wrap-anywhere hover:bg-hover print:p-0 narrow:text-20 @max-[160px]:text-20">
          {value}
        </button>
        <p className="figures text-12 text-text2">{detail}</p>
      </dd>
    </div>
  );
}
