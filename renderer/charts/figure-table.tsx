import type { HTMLAttributes } from 'react';
import { BYTE_ORDER_MARK, csvLine } from '../../core/export/csv-text.ts';
import { classes } from '../ui/classes.ts';

export interface Figure {
  text: string;
  /** As a spreadsheet reads it; without it the text. */
  plain?: string;
  /** Shows the deals behind it. */
  onOpen?: (() => void) | undefined;
}

export interface FigureRow {
  key: string;
  /** What it is about, and within that. */
  titles: readonly [string] | readonly [string, string];
  figures: readonly Figure[];
  isStrong?: boolean;
}

/** What a chart shows, in figures. */
export interface FigureTable {
  /** What stands at the beginning of each row, and within it. */
  heads: readonly [string] | readonly [string, string];
  columns: readonly { title: string; plainTitle?: string }[];
  rows: readonly FigureRow[];
  /** A row with two titles stands below one with the first alone. */
  isNested?: boolean;
}

export function tableCsv({ heads, columns, rows }: FigureTable): string {
  const titlesOf = ({ titles }: FigureRow) => heads.map((_, at) => titles[at] ?? '');
  return (
    BYTE_ORDER_MARK +
    csvLine([...heads, ...columns.map(({ title, plainTitle }) => plainTitle ?? title)]) +
    rows.map((row) => csvLine([...titlesOf(row), ...row.figures.map(({ text, plain }) => plain ?? text)])).join('')
  );
}

export interface FiguresProps {
  label: string;
  table: FigureTable;
  className?: string | undefined;
  /** What a row does beside showing figures. */
  rowProps?: (row: FigureRow) => HTMLAttributes<HTMLTableRowElement>;
}

/** The table on the screen and on paper; it scrolls within itself where there is little room. */
export function Figures({ label, table: { heads, columns, rows, isNested = false }, className, rowProps }: FiguresProps) {
  return (
    <div role="group" aria-label={label} tabIndex={0} className={classes('ring-inside overflow-x-auto print:overflow-visible', className)}>
      <table aria-label={label} className="w-full border-collapse text-13">
        <thead>
          <tr>
            <th scope="col" className="sticky start-0 bg-surface py-1 pe-3 text-start align-bottom text-12 font-medium text-text3">{heads.join(' · ')}</th>
            {columns.map(({ title }) => <th key={title} scope="col" className="py-1 ps-3 text-end align-bottom text-12 font-medium text-text3">{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { className: own, ...rest } = rowProps?.(row) ?? {};
            const [title, inner] = row.titles;
            return (
              <tr key={row.key} {...rest} className={classes('break-inside-avoid bg-surface border-t border-border', own)}>
                <th scope="row" className={classes('sticky start-0 max-w-60 min-w-24 bg-inherit py-1 pe-3 text-start wrap-anywhere narrow:max-w-36', inner !== undefined && isNested ? 'ps-4 font-normal text-text2' : row.isStrong ? 'font-semibold' : 'font-medium')}>
                  {inner !== undefined && <span className={isNested ? 'sr-only' : 'font-normal text-text2'}>{title}, </span>}
                  <bdi>{inner ?? title}</bdi>
                </th>
                {row.figures.map((figure, at) => (
                  <td key={columns[at]!.title} className="figures py-1 ps-3 text-end whitespace-nowrap">
                    <FigureText figure={figure} name={`${row.titles.join(', ')}, ${columns[at]!.title}: ${figure.text}`} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function FigureText({ figure: { text, onOpen }, name }: { figure: Figure; name: string }) {
  if (!onOpen) return text;
  return (
    <button type="button" aria-label={name} onClick={onOpen} className="min-h-6 min-w-6 rounded-chip px-1 -mx-1 text-end hover:bg-hover hover:underline print:p-0">
      {text}
    </button>
  );
}
