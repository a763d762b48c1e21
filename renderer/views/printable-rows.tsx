import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { hasCode } from '../../core/call.ts';
import { afterMs, useErrorText } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { GridColumn } from '../ui/grid/columns.ts';
import { ProgressPanel } from '../ui/progress-panel.tsx';
import { useViewsText } from './words.ts';

/** The most rows that go on paper: some forty sheets. */
export const MOST_PRINTED = 2_000;

/** What takes longer than this is seen to be under way. */
const UNSEEN_MS = 300;

export interface PrintableRowsProps<Row> {
  /** How many are to be printed; with none the page itself is. */
  meant: number;
  load: (signal: AbortSignal, onDone: (done: number) => void) => Promise<readonly Row[]>;
  renderPaper: (rows: readonly Row[]) => ReactNode;
  /** The list on the screen, of which only the rows in sight are there. */
  children: ReactNode;
}

/** Prints all rows of a list, in a table that is there only for that. */
export function PrintableRows<Row>({ meant, load, renderPaper, children }: PrintableRowsProps<Row>) {
  const errorText = useErrorText();
  const text = useText();
  const { number } = useFormats();
  const t = useViewsText();
  const { showToast } = useCommandContext();
  const [paper, setPaper] = useState<ReactNode>(null);
  const [isSeen, setSeen] = useState(false);
  const [done, setDone] = useState(0);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function loaded(signal: AbortSignal): Promise<readonly Row[] | null> {
    const stopWaiting = afterMs(UNSEEN_MS, () => setSeen(true));
    try {
      return await load(signal, setDone);
    } catch (error) {
      if (!signal.aborted && !hasCode(error, 'cancelled')) showToast({ text: errorText(error), tone: 'danger' });
      return null;
    } finally {
      stopWaiting();
    }
  }

  async function print() {
    if (running.current) return;
    const abort = new AbortController();
    running.current = abort;
    setDone(0);
    const rows = await loaded(abort.signal);
    running.current = null;
    // The browser prints what is there when it is asked.
    flushSync(() => {
      setSeen(false);
      setPaper(rows && renderPaper(rows));
    });
    if (!rows) return;
    window.addEventListener('afterprint', () => setPaper(null), { once: true });
    window.print();
  }

  useCommandHandler('page.print', () => void print(), meant > 0);

  const most = Math.min(meant, MOST_PRINTED);
  return (
    <>
      <div className={classes('contents', paper !== null && 'print:hidden')}>{children}</div>
      {paper}
      <Dialog isOpen={isSeen} size="small" title={text('app:print')} closeLabel={text('common:close')} onClose={() => running.current?.abort()}>
        <ProgressPanel
          label={t('printPreparing')}
          done={done}
          total={most}
          countText={text('common:progress', { done: number(done), total: number(most) })}
          cancelLabel={text('common:cancel')}
          onCancel={() => running.current?.abort()}
          className="border-0 bg-transparent px-0"
        />
      </Dialog>
    </>
  );
}

export interface PaperTableProps<Row> {
  title: string;
  /** Beneath it: the day, and how many. */
  detail: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/** The list on paper. */
export function PaperTable<Row>({ title, detail, columns, rows, rowKey }: PaperTableProps<Row>) {
  return (
    <section className="hidden print:block">
      <h1 dir="auto">{title}</h1>
      <p className="mb-3 text-12">{detail}</p>
      <table className="w-full text-12">
        <thead>
          <tr>
            {columns.map(({ id, title: heading, align }) => (
              <th key={id} scope="col" className={classes('border-b border-border-strong py-1 pe-3 align-bottom font-semibold', align === 'end' ? 'text-end' : 'text-start')}>{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="break-inside-avoid">
              {columns.map(({ id, align, render, renderOnPaper = render }) => (
                // Nothing is cut on paper: a long text takes more lines.
                <td key={id} className={classes('border-b border-border py-1 pe-3 align-top wrap-anywhere [&_[dir=auto]]:whitespace-normal', align === 'end' && 'figures text-end')}>{renderOnPaper(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
