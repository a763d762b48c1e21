import { Bar, LINE_CLASS } from './fills.tsx';
import type { Fill } from './fills.tsx';
import { textWidth } from './text-width.ts';

export interface LegendEntry {
  name: string;
  /** Null for the line of the target. */
  fill: Fill | null;
}

const SWATCH = 12;
const GAP = 16;

/** What the bars stand for, in a row above them: part of the drawing, so that a picture of it has it too. */
export function Legend({ chartId, entries, width, isRightToLeft }: { chartId: string; entries: readonly LegendEntry[]; width: number; isRightToLeft: boolean }) {
  const places = entries.map((_, place) => entries.slice(0, place).reduce((sum, { name }) => sum + SWATCH + 6 + textWidth(name, 400) + GAP, 0));
  return (
    <g aria-hidden="true">
      {entries.map(({ name, fill }, at) => {
        const x = places[at]!;
        const left = isRightToLeft ? width - x - SWATCH : x;
        return (
          <g key={name}>
            {fill ? <Bar chartId={chartId} fill={fill} x={left} y={2} width={SWATCH} height={SWATCH} /> : <path d={`M${left} 8h${SWATCH}`} strokeWidth="2" className={LINE_CLASS} />}
            <text x={isRightToLeft ? width - x - SWATCH - 6 : x + SWATCH + 6} y={12} className="fill-text2 text-12">{name}</text>
          </g>
        );
      })}
    </g>
  );
}
