import type { CycleMonth } from '../../../core/api/deal-reports.ts';
import { useApiQuery } from '../../api.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { useMonthName } from '../../deals/month-name.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import { ColumnChart } from '../../ui/charts/column-chart.tsx';
import { MOST_MONTHS } from './period.ts';
import { closedIn, LAST_CLOSED, monthSpan } from './report.ts';
import type { ReportProps } from './report.ts';
import { useDays, useReportsText } from './words.ts';

/** How many days half of those that were won took at most, month by month. */
export function CycleReport(props: ReportProps) {
  const { months } = props.span;
  const query = useApiQuery(
    'dealReports.cycle',
    { from: months[0] ?? '2000-01', months: Math.max(1, months.length), zone: deviceZone(), ...(props.pipelineId === undefined ? {} : { pipelineId: props.pipelineId }) },
    { keepsPrevious: true },
  );
  return <Loaded query={query} lines={5}>{(data) => <Cycle {...props} rows={data.months} won={data.won} />}</Loaded>;
}

const DAY_MS = 86_400_000;

function Cycle({ rows, won, span, pipelineId, onOpen }: ReportProps & { rows: readonly CycleMonth[]; won: number }) {
  const t = useReportsText();
  const monthName = useMonthName();
  const { number } = useFormats();
  const { days, daysText, plainDays } = useDays();
  const open = (month: string) => () => onOpen({ title: t('wonIn', { period: monthName(month) }), filter: closedIn(monthSpan(month), 'won', pipelineId), sort: LAST_CLOSED });
  return (
    <ChartFrame
      title={t('cycle')}
      detail={t('cycleDetail')}
      notes={span.isCut && <p className="pt-3 text-12 text-text2">{t('onlyMonths', { formatted: String(MOST_MONTHS) })}</p>}
      empty={won === 0 ? t('cycleEmpty') : undefined}
      table={{
        heads: [t('month')],
        columns: [{ title: t('won') }, { title: t('medianDays') }],
        rows: rows.map(({ month, won: count, median }) => ({
          key: month,
          titles: [monthName(month)],
          figures: [
            { text: number(count), plain: String(count), onOpen: count > 0 ? open(month) : undefined },
            median === null ? { text: '–', plain: '' } : { text: days(median), plain: plainDays(median) },
          ],
        })),
      }}
    >
      {({ width, isRightToLeft }) => (
        <ColumnChart
          label={t('cycle')}
          width={width}
          isRightToLeft={isRightToLeft}
          series={[{ name: t('medianDays'), fill: { colour: 'series1' } }]}
          tickText={number}
          bands={rows.map(({ month, won: count, median }) => ({
            key: month,
            label: monthName(month, 'only'),
            values: [median === null ? null : median / DAY_MS],
            valueLabel: median === null ? '' : days(median),
            name: [monthName(month), ...(median === null ? [t('nothingWon')] : [t('saidMedian', { days: daysText(median) }), t('wonCount', { count, formatted: number(count) })])].join(', '),
            onOpen: count > 0 ? open(month) : undefined,
          }))}
        />
      )}
    </ChartFrame>
  );
}
