import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Ellipsis, FileDown, Image, Printer, Table2 } from 'lucide-react';
import { useErrorText } from '../api.ts';
import { useCommandContext, useCommands } from '../commands/command-provider.tsx';
import { saveBlob } from '../stored-files.ts';
import { IconButton } from '../ui/button.tsx';
import { chartPicture } from '../ui/charts/chart-picture.ts';
import { useChartSize } from '../ui/charts/chart-size.ts';
import type { ChartSize } from '../ui/charts/chart-size.ts';
import { classes } from '../ui/classes.ts';
import { Menu } from '../ui/menu.tsx';
import { Figures, tableCsv } from './figure-table.tsx';
import type { FigureTable } from './figure-table.tsx';
import { useChartText } from './words.ts';

export interface ChartFrameProps {
  title: string;
  /** Beside the title: of what, and in which unit. */
  detail?: string;
  table: FigureTable;
  /** The table stands on the page anyway. */
  hasTable?: boolean;
  /** In place of the drawing, where there is nothing to draw. */
  empty?: string | undefined;
  /** Between the title and the buttons. */
  controls?: ReactNode;
  /** What is not in it. */
  notes?: ReactNode;
  children: (size: ChartSize) => ReactNode;
  className?: string;
}

/** A chart with its title, its table, and the ways to take it along. */
export function ChartFrame({ title, detail, table, hasTable = false, empty, controls, notes, children, className }: ChartFrameProps) {
  const t = useChartText();
  const errorText = useErrorText();
  const { registry } = useCommands();
  const { showToast } = useCommandContext();
  const titleId = useId();
  const drawing = useRef<HTMLDivElement>(null);
  const size = useChartSize(drawing);
  const [showsTable, setShowsTable] = useState(false);

  async function savePicture() {
    try {
      if (drawing.current) saveBlob(await chartPicture(drawing.current, title), `${title}.png`);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <section aria-labelledby={titleId} className={classes('min-w-0 break-inside-avoid', className)}>
      <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1">
        <h2 id={titleId}>{title}</h2>
        {detail && <p className="text-12 text-text3">{detail}</p>}
        <div className="ms-auto flex flex-wrap items-center gap-1 print:hidden">
          {controls}
          {empty === undefined && !hasTable && <IconButton icon={Table2} label={t('table', { title })} isPressed={showsTable} onPress={() => setShowsTable(!showsTable)} />}
          {empty === undefined && (
            <Menu
              label={t('menuOf', { title })}
              align="end"
              trigger={<IconButton icon={Ellipsis} label={t('menuOf', { title })} />}
              entries={[
                { id: 'picture', label: t('savePicture'), icon: Image, onAction: () => void savePicture() },
                { id: 'csv', label: t('saveCsv'), icon: FileDown, onAction: () => saveBlob(new Blob([tableCsv(table)], { type: 'text/csv' }), `${title}.csv`) },
                { id: 'print', label: t('print'), icon: Printer, onAction: () => void registry.run('page.print') },
              ]}
            />
          )}
        </div>
      </div>
      <div ref={drawing} className="mt-2 flex min-w-0 flex-wrap gap-y-4">
        {empty === undefined ? size && children(size) : <p className="py-6 text-13 text-text2">{empty}</p>}
      </div>
      {empty === undefined && !hasTable && <Figures label={t('tableOf', { title })} table={table} className={classes('mt-3', !showsTable && 'hidden print:block')} />}
      {notes}
    </section>
  );
}
