import { useId } from 'react';
import { classes } from '../classes.ts';
import { ChartSvg } from './chart-svg.tsx';
import { Bar, Hatches, LINE_CLASS } from './fills.tsx';
import type { Fill } from './fills.tsx';
import { Legend } from './legend.tsx';
import { MarkArea, useMarks } from './marks.tsx';
import type { Mark } from './marks.tsx';
import { roundTicks } from './scale.ts';
import { textWidth } from './text-width.ts';

export interface Band extends Mark {
  key: string;
  /** Below the bars: as a rule a month. */
  label: string;
  /** Of each series in turn; null where there is none. */
  values: readonly (number | null)[];
  /** On the bars: what they come to. */
  valueLabel: string;
  target?: number | null;
  /** The one that is now. */
  isStrong?: boolean;
}

export interface ColumnChartProps {
  label: string;
  width: number;
  isRightToLeft: boolean;
  series: readonly { name: string; fill: Fill }[];
  bands: readonly Band[];
  /** One on another, or side by side. */
  isStacked?: boolean;
  tickText: (value: number) => string;
  /** What the stepped line is called, where there is one. */
  targetName?: string;
}

const HEIGHT = 260;
const TOP = 44;
const BOTTOM = 24;

/** Bars that stand side by side along time, with a stepped line for what was aimed at. */
export function ColumnChart({ label, width, isRightToLeft, series, bands, isStacked = false, tickText, targetName }: ColumnChartProps) {
  const chartId = useId();
  const mark = useMarks(bands, isRightToLeft);
  const known = bands.flatMap(({ values }) => values.map((value) => value ?? 0));
  const tops = isStacked ? bands.map(({ values }) => values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0)) : known;
  const hasTarget = targetName !== undefined && bands.some(({ target }) => target != null);
  const ticks = roundTicks(Math.min(0, ...known), Math.max(0, ...tops, ...bands.map(({ target }) => target ?? 0)));
  const [least = 0, most = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) => TOP + ((most - value) / (most - least)) * (HEIGHT - TOP - BOTTOM);

  const start = Math.max(...ticks.map((tick) => textWidth(tickText(tick), 400))) + 12;
  const band = Math.max(1, (width - start) / Math.max(1, bands.length));
  /** The left edge of what is so wide, counted from where reading begins. */
  const left = (from: number, size: number) => (isRightToLeft ? width - from - size : from);
  const bar = Math.min(40, band * 0.56);
  const widestLabel = Math.max(0, ...bands.map(({ label: text }) => textWidth(text)));
  const every = Math.max(1, Math.ceil((widestLabel + 6) / band));
  const showsValues = bands.every(({ valueLabel }) => textWidth(valueLabel) <= band - 2);

  return (
    <ChartSvg label={label} width={width} height={HEIGHT}>
      <Hatches chartId={chartId} fills={series.map(({ fill }) => fill)} />
      {(series.length > 1 || hasTarget) && <Legend chartId={chartId} width={width} isRightToLeft={isRightToLeft} entries={[...series, ...(hasTarget ? [{ name: targetName, fill: null }] : [])]} />}
      <g aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${left(start, width - start)} ${y(tick)}h${width - start}`} className={classes(tick === 0 ? 'stroke-border-strong' : 'stroke-border', 'forced-colors:stroke-[GrayText]')} />
            <text x={left(start - 8, 0)} y={y(tick) + 4} textAnchor="end" className="figures fill-text3 text-11">{tickText(tick)}</text>
          </g>
        ))}
      </g>
      {bands.map(({ key, label: text, values, valueLabel, target, isStrong }, at) => {
        const from = start + at * band;
        const middle = left(from + band / 2, 0);
        const bars = isStacked ? stacked(values) : sideBySide(values);
        const size = isStacked ? bar : Math.min(bar, (band * 0.8) / values.length);
        const top = Math.min(...bars.map(({ high }) => y(high)));
        const line = target == null ? null : y(target);
        const above = top - 6;
        return (
          <g key={key} className="group">
            <rect x={left(from, band)} y={TOP - 16} width={band} height={HEIGHT - TOP + 16} className="fill-transparent group-hover:fill-hover" />
            <g aria-hidden="true">
              {bars.map(({ series: place, low, high }) => (
                <Bar
                  key={place}
                  chartId={chartId}
                  fill={series[place]!.fill}
                  x={left(from + (isStacked ? (band - size) / 2 : band / 2 - (size * values.length) / 2 + place * size), size)}
                  y={y(high)}
                  width={isStacked ? size : size - 1}
                  height={y(low) - y(high)}
                />
              ))}
              {showsValues && bars.length > 0 && (
                <text x={middle} y={line !== null && line > above - 13 && line < above + 5 ? line - 6 : above} textAnchor="middle" strokeWidth="3" className="figures fill-text stroke-surface text-12 font-medium [paint-order:stroke]">
                  {valueLabel}
                </text>
              )}
              {at % every === 0 && <text x={middle} y={HEIGHT - 6} textAnchor="middle" className={classes('text-12', isStrong ? 'fill-text font-semibold' : 'fill-text3')}>{text}</text>}
            </g>
            <MarkArea {...mark(at)} x={left(from, band)} y={TOP - 16} width={band} height={HEIGHT - TOP + 16} />
          </g>
        );
      })}
      {hasTarget && <path aria-hidden="true" d={steps(bands.map(({ target }, at) => (target == null ? null : { y: y(target), from: left(start + at * band, 0), to: left(start + (at + 1) * band, 0) })))} strokeWidth="2" className={classes(LINE_CLASS, 'pointer-events-none')} />}
    </ChartSvg>
  );
}

interface Piece {
  series: number;
  low: number;
  high: number;
}

function stacked(values: readonly (number | null)[]): Piece[] {
  let sum = 0;
  return values.flatMap((value, series) => {
    if (value === null || value <= 0) return [];
    const piece = { series, low: sum, high: sum + value };
    sum += value;
    return [piece];
  });
}

const sideBySide = (values: readonly (number | null)[]): Piece[] => values.flatMap((value, series) => (value === null || value === 0 ? [] : [{ series, low: Math.min(0, value), high: Math.max(0, value) }]));

/** A line that goes on where the next step begins where this one ends. */
function steps(places: readonly ({ y: number; from: number; to: number } | null)[]): string {
  return places.map((place, at) => (place === null ? '' : `${places[at - 1] ? `V${place.y}` : `M${place.from} ${place.y}`}H${place.to}`)).join('');
}
