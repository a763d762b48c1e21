import type { HTMLAttributes } from 'react';
import type { Forecast, Target } from '../../../../core/api/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import { Figures } from '../../../charts/figure-table.tsx';
import type { Figure as Cell, FigureRow, FigureTable } from '../../../charts/figure-table.tsx';
import { plainAmount, useShortAmount } from '../../../charts/short-number.ts';
import type { DealsBehind } from '../../../deals/deals-panel.tsx';
import type { InBase } from '../../../deals/in-base.ts';
import { RatesNote } from '../../../deals/rates-note.tsx';
import { useDealsText, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { ColumnChart } from '../../../ui/charts/column-chart.tsx';
import type { Band } from '../../../ui/charts/column-chart.tsx';
import { useNarrow } from '../../../ui/media.ts';
import { useForecastText, useSlotName } from './forecast-words.ts';
import { dealsBehind, keysIn, slotsFrom, sumsIn } from './months.ts';
import type { By, Figure, Slot, SlotSums, Step } from './months.ts';

export interface ForecastFiguresProps {
  forecast: Forecast;
  targets: readonly Target[];
  inBase: InBase;
  from: string;
  step: Step;
  by: By;
  pipelineId: Id | undefined;
  pipelines: readonly Pipeline[];
  thisMonth: string;
  onOpen: (behind: DealsBehind) => void;
  onTargets: () => void;
  /** What a row does with a deal that is dragged onto it. */
  dropProps: (slot: Slot) => HTMLAttributes<HTMLTableRowElement>;
}

/** The forecast as bars and, below them, as the table from which deals are moved. */
export function ForecastFigures({ forecast, targets, inBase, from, step, by, pipelineId, pipelines, thisMonth, onOpen, onTargets, dropProps }: ForecastFiguresProps) {
  const t = useForecastText();
  const { shortMoney, percent } = useFormats();
  const short = useShortAmount(inBase.base);
  const slotName = useSlotName(thisMonth);
  const nameOf = useOwnNames(by, pipelines);
  const isNarrow = useNarrow();
  const rowName = (slot: Slot) => slotName(slot, isNarrow ? 'short' : 'long');
  const { base, toBase } = inBase;
  const scope = { by, pipelineId };
  const slots = slotsFrom(from, step);
  const keys = by === 'all' ? [] : keysIn(forecast);

  const open = (figure: Figure, slot: Slot, own: Id | null | undefined, column: string) => () =>
    onOpen({
      title: t('behind', { what: own === undefined ? slotName(slot) : t('within', { slot: slotName(slot), name: nameOf(own) }), figure: column }),
      filter: dealsBehind(figure, slot, deviceZone(), own === undefined ? null : { by, key: own }, pipelineId),
      isWeighted: column === t('weighted'),
      sort: figure === 'won' ? { by: 'closed', descending: true } : { by: 'expectedClose', descending: false },
    });

  function cells(sums: SlotSums, slot: Slot, own: Id | null | undefined): Cell[] {
    const money = (minor: number, onOpen?: () => void): Cell => ({ text: shortMoney(minor, base), plain: plainAmount(minor, base), onOpen });
    const none: Cell = { text: '–', plain: '' };
    const target = toBase(sums.target);
    const reached = toBase(sums.won) + toBase(sums.weighted);
    return [
      sums.open > 0 ? money(toBase(sums.weighted), open('open', slot, own, t('weighted'))) : none,
      sums.open > 0 ? money(toBase(sums.best), open('open', slot, own, t('best'))) : none,
      sums.committedCount > 0 ? money(toBase(sums.committed), open('committed', slot, own, t('committed'))) : none,
      sums.wonCount > 0 ? money(toBase(sums.won), open('won', slot, own, t('won'))) : none,
      sums.target.length > 0 ? money(target, onTargets) : none,
      target > 0 ? { text: percent(Math.round((reached / target) * 100) / 100), plain: String(Math.round((reached / target) * 100)) } : none,
    ];
  }

  const all = slots.map((slot) => ({ slot, sums: sumsIn(slot, forecast, targets, null, scope) }));
  const rows = all
    .filter(({ slot, sums }) => slot.kind === 'months' || sums.open > 0)
    .flatMap(({ slot, sums }): FigureRow[] => [
      { key: slot.key, titles: [rowName(slot)], figures: cells(sums, slot, undefined), isStrong: slot.months.includes(thisMonth) && slot.kind === 'months' },
      ...keys
        .map((key) => ({ key, sums: sumsIn(slot, forecast, targets, { key }, scope) }))
        .filter(({ sums: own }) => own.open > 0 || own.wonCount > 0 || own.target.length > 0)
        .map(({ key, sums: own }): FigureRow => ({ key: `${slot.key} ${key}`, titles: [rowName(slot), nameOf(key)], figures: cells(own, slot, key) })),
    ]);
  const inMoney = (column: string) => ({ title: column, plainTitle: `${column} (${base})` });
  const table: FigureTable = {
    heads: by === 'all' ? [t(step)] : [t(step), t(by === 'owner' ? 'owner' : 'pipeline')],
    columns: [inMoney(t('weighted')), inMoney(t('best')), inMoney(t('committed')), inMoney(t('won')), inMoney(t('target')), { title: t('ofTarget'), plainTitle: `${t('ofTarget')} (%)` }],
    rows,
    isNested: true,
  };

  const bands = all
    .filter(({ slot }) => slot.kind === 'months')
    .map(({ slot, sums }): Band => {
      const [won, weighted, target] = [toBase(sums.won), toBase(sums.weighted), toBase(sums.target)];
      const figures = [
        ...(sums.wonCount > 0 ? [t('said', { what: t('won'), amount: shortMoney(won, base) })] : []),
        ...(sums.open > 0 ? [t('said', { what: t('weighted'), amount: shortMoney(weighted, base) })] : []),
        ...(sums.target.length > 0 ? [t('said', { what: t('target'), amount: shortMoney(target, base) })] : []),
      ];
      return {
        key: slot.key,
        label: slotName(slot, 'only'),
        name: [slotName(slot), ...(figures.length > 0 ? figures : [t('nothing')])].join(', '),
        values: [won, weighted],
        valueLabel: won + weighted === 0 ? '' : short(won + weighted),
        target: sums.target.length > 0 ? target : null,
        isStrong: slot.months.includes(thisMonth),
        onOpen: sums.open > 0 ? open('open', slot, undefined, t('weighted')) : sums.wonCount > 0 ? open('won', slot, undefined, t('won')) : undefined,
      };
    });

  const amounts = all.flatMap(({ sums }) => [...sums.best, ...sums.won, ...sums.target]);
  const slotOf = (row: FigureRow) => slots.find(({ key }) => key === row.key.split(' ')[0])!;
  return (
    <ChartFrame title={t('title')} detail={t('inCurrency', { currency: base })} table={table} hasTable>
      {({ width, isRightToLeft }) => (
        <div className="flex w-full min-w-0 flex-col gap-4">
          <ColumnChart
            label={t('title')}
            width={width}
            isRightToLeft={isRightToLeft}
            isStacked
            series={[{ name: t('won'), fill: { colour: 'series1' } }, { name: t('weighted'), fill: { colour: 'series1', isHatched: true } }]}
            bands={bands}
            tickText={short}
            targetName={t('target')}
          />
          <RatesNote inBase={inBase} amounts={amounts} />
          <Figures label={t('tableLabel')} table={table} rowProps={(row) => dropProps(slotOf(row))} />
        </div>
      )}
    </ChartFrame>
  );
}

/** Whose a row within a month is. */
function useOwnNames(by: By, pipelines: readonly Pipeline[]): (key: Id | null) => string {
  const t = useDealsText();
  const { pipelineName } = usePipelineWords();
  const { data: members = [] } = useApiQuery('members.list', undefined, { isEnabled: by === 'owner' });
  return (key) => {
    if (by === 'pipeline') {
      const pipeline = pipelines.find(({ id }) => id === key);
      return pipeline ? pipelineName(pipeline) : '–';
    }
    if (key === null) return t('nobody');
    const member = members.find(({ id }) => id === key);
    return member?.name || member?.email || t('unnamedMember');
  };
}
