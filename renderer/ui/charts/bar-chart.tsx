import { useId } from 'react';
import { ChartSvg } from './chart-svg.tsx';
import { Bar, Hatches } from './fills.tsx';
import type { Fill } from './fills.tsx';
import { MarkArea, useMarks } from './marks.tsx';
import type { Mark } from './marks.tsx';
import { clippedText, textWidth } from './text-width.ts';

export interface BarRow extends Mark {
  key: string;
  label: string;
  value: number;
  valueLabel: string;
  fill: Fill;
  /** Further figures of the row, at its end. */
  figures?: readonly string[];
}

export interface BarChartProps {
  label: string;
  width: number;
  isRightToLeft: boolean;
  rows: readonly BarRow[];
  /** The value of a bar as long as can be; without it that of the longest. */
  most?: number;
  /** Above the bars. */
  heading?: string;
  /** Above the further figures. */
  figureTitles?: readonly string[];
}

const ROW = 28;
const BAR = 20;
const GAP = 12;

/** Bars that lie one below the other, each with its name, its value and further figures. */
export function BarChart({ label, width, isRightToLeft, rows, most, heading, figureTitles = [] }: BarChartProps) {
  const chartId = useId();
  const mark = useMarks(rows, isRightToLeft);
  const top = heading !== undefined || figureTitles.length > 0 ? ROW : 0;
  const columns = figureTitles.map((title, at) => Math.max(textWidth(title, 400), ...rows.map(({ figures }) => textWidth(figures?.[at] ?? '', 400))) + GAP);
  const end = columns.reduce((sum, column) => sum + column, 0);
  const names = Math.min(Math.max(0, ...rows.map(({ label: text }) => textWidth(text))) + GAP, Math.max(48, (width - end) * 0.42));
  const values = Math.max(0, ...rows.map(({ valueLabel }) => textWidth(valueLabel))) + GAP;
  const longest = Math.max(8, width - names - values - end);
  const scale = longest / Math.max(1, most ?? 0, ...(most === undefined ? rows.map(({ value }) => value) : []));
  const left = (from: number, size: number) => (isRightToLeft ? width - from - size : from);
  /** Where the nth further figure ends. */
  const endOf = (at: number) => width - columns.slice(at + 1).reduce((sum, column) => sum + column, 0);

  return (
    <ChartSvg label={label} width={width} height={top + rows.length * ROW}>
      <Hatches chartId={chartId} fills={rows.map(({ fill }) => fill)} />
      {top > 0 && (
        <g aria-hidden="true">
          {heading !== undefined && <text x={left(0, 0)} y={16} className="fill-text text-12 font-semibold">{heading}</text>}
          {figureTitles.map((title, at) => <text key={title} x={left(endOf(at), 0)} y={16} textAnchor="end" className="fill-text3 text-12">{title}</text>)}
        </g>
      )}
      {rows.map(({ key, label: text, value, valueLabel, fill, figures = [] }, at) => {
        const y = top + at * ROW;
        const length = value * scale;
        const shown = clippedText(text, names - GAP);
        return (
          <g key={key} className="group">
            <rect x={0} y={y} width={width} height={ROW} rx={4} className="fill-transparent group-hover:fill-hover" />
            <g aria-hidden="true">
              <text x={left(0, 0)} y={y + 18} className="fill-text text-12 font-medium">
                {shown}
              </text>
              {value > 0 && <Bar chartId={chartId} fill={fill} x={left(names, length)} y={y + (ROW - BAR) / 2} width={length} height={BAR} />}
              <text x={left(names + length + 8, 0)} y={y + 18} className="figures fill-text text-12 font-medium">{valueLabel}</text>
              {figures.slice(0, figureTitles.length).map((figure, place) => <text key={figureTitles[place]} x={left(endOf(place), 0)} y={y + 18} textAnchor="end" className="figures fill-text2 text-12">{figure}</text>)}
            </g>
            <MarkArea {...mark(at)} x={0} y={y} width={width} height={ROW}>{shown !== text && <title>{text}</title>}</MarkArea>
          </g>
        );
      })}
    </ChartSvg>
  );
}
