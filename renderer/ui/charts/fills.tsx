import { classes } from '../classes.ts';

/** The six colours of series, which are told apart by everybody, and those of an order, from pale to strong. */
export type ChartColour = 'series1' | 'series2' | 'series3' | 'series4' | 'series5' | 'series6' | 'sequence3' | 'sequence4' | 'sequence5' | 'sequence6' | 'sequence7';

export interface Fill {
  colour: ChartColour;
  /** Lines on the ground of the page: told from a solid one without colour. */
  isHatched?: boolean;
}

// Whole names, as the stylesheet is made from what stands here.
const SOLID: Record<ChartColour, string> = {
  series1: 'fill-series1',
  series2: 'fill-series2',
  series3: 'fill-series3',
  series4: 'fill-series4',
  series5: 'fill-series5',
  series6: 'fill-series6',
  sequence3: 'fill-sequence3',
  sequence4: 'fill-sequence4',
  sequence5: 'fill-sequence5',
  sequence6: 'fill-sequence6',
  sequence7: 'fill-sequence7',
};
const LINE: Record<ChartColour, string> = {
  series1: 'stroke-series1',
  series2: 'stroke-series2',
  series3: 'stroke-series3',
  series4: 'stroke-series4',
  series5: 'stroke-series5',
  series6: 'stroke-series6',
  sequence3: 'stroke-sequence3',
  sequence4: 'stroke-sequence4',
  sequence5: 'stroke-sequence5',
  sequence6: 'stroke-sequence6',
  sequence7: 'stroke-sequence7',
};

const patternId = (chartId: string, colour: ChartColour): string => `${chartId}-${colour}`;

/** The patterns that bars of a chart are hatched with; once in its SVG. */
export function Hatches({ chartId, fills }: { chartId: string; fills: readonly Fill[] }) {
  const colours = [...new Set(fills.filter(({ isHatched }) => isHatched).map(({ colour }) => colour))];
  return (
    <defs>
      {colours.map((colour) => (
        <pattern key={colour} id={patternId(chartId, colour)} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="fill-surface forced-colors:fill-[Canvas]" />
          <line x1="1" y1="0" x2="1" y2="6" strokeWidth="2" className={classes(LINE[colour], 'forced-colors:stroke-[CanvasText]')} />
        </pattern>
      ))}
    </defs>
  );
}

export interface BarProps {
  chartId: string;
  fill: Fill;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A bar that is never thinner than can be seen. */
export function Bar({ chartId, fill: { colour, isHatched }, x, y, width, height }: BarProps) {
  const inset = isHatched ? 0.5 : 0;
  return (
    <rect
      x={x + inset}
      y={y + inset}
      width={Math.max(1, width - 2 * inset)}
      height={Math.max(1, height - 2 * inset)}
      rx={Math.min(2, width / 2, height / 2)}
      fill={isHatched ? `url(#${patternId(chartId, colour)})` : undefined}
      className={isHatched ? classes(LINE[colour], 'forced-colors:stroke-[CanvasText]') : classes(SOLID[colour], 'forced-colors:fill-[CanvasText]')}
    />
  );
}

/** The line that goes up and down with a target, in the colour of its series. */
export const LINE_CLASS = classes(LINE.series2, 'fill-none forced-colors:stroke-[Highlight]');
