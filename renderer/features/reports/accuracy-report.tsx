import type { AccuracyRow } from '../../../core/api/deal-reports.ts';
import { dayOf } from '../../../core/schedule.ts';
import { useApiQuery } from '../../api.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { plainAmount, useShortAmount } from '../../charts/short-number.ts';
import { useMonthName } from '../../deals/month-name.ts';
import { RatesNote } from '../../deals/rates-note.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import { ColumnChart } from '../../ui/charts/column-chart.tsx';
import { MOST_MONTHS } from './period.ts';
import { closedIn, LAST_CLOSED, monthSpan } from './report.ts';
import type { ReportProps } from './report.ts';
import { useReportsText } from './words.ts';

/** What each month was expected to bring when it began, what it brought, and how wrong that was. */
export function AccuracyReport(props: ReportProps) {
  const { months } = props.span;
  const query = useApiQuery(
    'dealReports.accuracy',
    { from: months[0] ?? '2000-01', months: Math.max(1, months.length), zone: deviceZone(), ...(props.pipelineId === undefined ? {} : { pipelineId: props.pipelineId }) },
    { keepsPrevious: true },
  );
  return <Loaded query={query} lines={5}>{({ rows }) => <Accuracy {...props} rows={rows} />}</Loaded>;
}

function Accuracy({ rows, span, pipelineId, inBase, nowMs, onOpen }: ReportProps & { rows: readonly AccuracyRow[] }) {
  const t = useReportsText();
  const monthName = useMonthName();
  const { locale, percent, shortMoney } = useFormats();
  const { base, toBase } = inBase;
  const short = useShortAmount(base);
  const thisMonth = dayOf(nowMs, deviceZone()).slice(0, 7);
  const months = span.months.map((month) => {
    const own = rows.filter((row) => row.month === month);
    const expected = toBase(own.map(({ expected: minor, currency }) => ({ minor, currency })));
    const won = toBase(own.map(({ won: minor, currency }) => ({ minor, currency })));
    return { month, expected, won, off: won - expected, share: expected === 0 || month === thisMonth ? null : Math.round(((won - expected) / expected) * 100) / 100 };
  });
  const over = months.filter(({ month }) => month < thisMonth);
  const expectedInAll = over.reduce((sum, { expected }) => sum + expected, 0);
  const offInAll = over.reduce((sum, { off }) => sum + Math.abs(off), 0);
  const title = t('accuracy');
  const nameOf = (month: string) => (month === thisMonth ? t('soFar', { month: monthName(month) }) : monthName(month));
  const signedPercent = new Intl.NumberFormat(locale, { style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 0 });
  const signed = (share: number) => signedPercent.format(share);
  const signedMoney = (minor: number) => `${minor > 0 ? '+' : ''}${shortMoney(minor, base)}`;
  const open = (month: string) => () => onOpen({ title: t('wonIn', { period: monthName(month) }), filter: closedIn(monthSpan(month), 'won', pipelineId), sort: LAST_CLOSED });
  const amounts = rows.flatMap(({ expected, won, currency }) => [{ minor: expected, currency }, { minor: won, currency }]);
  const openExpected = (month: string, expected: number) => () =>
    onOpen({
      title: t('expectedIn', { period: monthName(month) }),
      note: t('expectedNote', { month: monthName(month), amount: shortMoney(expected, base) }),
      filter: [{ field: 'expectedThen', month, zone: deviceZone(), pipelineId: pipelineId ?? null }],
      sort: { by: 'amount', descending: true },
    });
  const wasExpected = (month: string) => rows.some((row) => row.month === month && row.expected !== 0);
  const hasWon = (month: string) => rows.some((row) => row.month === month && row.won !== 0);

  return (
    <ChartFrame
      title={title}
      detail={expectedInAll > 0 ? t('accuracyDetail', { share: percent(Math.round((offInAll / expectedInAll) * 100) / 100), amount: shortMoney(offInAll, base) }) : t('inCurrency', { currency: base })}
      empty={months.every(({ expected, won }) => expected === 0 && won === 0) ? t('accuracyEmpty') : undefined}
      notes={
        <>
          <RatesNote inBase={inBase} amounts={amounts} className="pt-3" />
          {span.isCut && <p className="pt-3 text-12 text-text2">{t('onlyMonths', { formatted: String(MOST_MONTHS) })}</p>}
        </>
      }
      table={{
        heads: [t('month')],
        columns: [
          { title: t('expected'), plainTitle: `${t('expected')} (${base})` },
          { title: t('won'), plainTitle: `${t('won')} (${base})` },
          { title: t('off'), plainTitle: `${t('off')} (${base})` },
          { title: t('offShare'), plainTitle: `${t('offShare')} (%)` },
        ],
        rows: months.map(({ month, expected, won, off, share }) => ({
          key: month,
          titles: [nameOf(month)],
          figures: [
            { text: shortMoney(expected, base), plain: plainAmount(expected, base), onOpen: wasExpected(month) ? openExpected(month, expected) : undefined },
            { text: shortMoney(won, base), plain: plainAmount(won, base), onOpen: hasWon(month) ? open(month) : undefined },
            { text: signedMoney(off), plain: plainAmount(off, base) },
            share === null ? { text: '–', plain: '' } : { text: signed(share), plain: String(Math.round(share * 100)) },
          ],
        })),
      }}
    >
      {({ width, isRightToLeft }) => (
        <ColumnChart
          label={title}
          width={width}
          isRightToLeft={isRightToLeft}
          series={[{ name: t('expected'), fill: { colour: 'series1', isHatched: true } }, { name: t('won'), fill: { colour: 'series1' } }]}
          tickText={short}
          bands={months.map(({ month, expected, won, share }) => ({
            key: month,
            label: monthName(month, 'only'),
            isStrong: month === thisMonth,
            values: [expected, won],
            valueLabel: share === null ? '' : signed(share),
            name: [nameOf(month), t('saidExpected', { amount: shortMoney(expected, base) }), t('saidWon', { amount: shortMoney(won, base) }), ...(share === null ? [] : [signed(share)])].join(', '),
            onOpen: hasWon(month) ? open(month) : wasExpected(month) ? openExpected(month, expected) : undefined,
          }))}
        />
      )}
    </ChartFrame>
  );
}
