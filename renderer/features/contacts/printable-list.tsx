import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { flushSync } from 'react-dom';
import type { ContactRow } from '../../../core/api/contacts.ts';
import { hasCode } from '../../../core/call.ts';
import type { Field } from '../../../core/fields.ts';
import { afterMs, apiQuery, useApi, useErrorText } from '../../api.ts';
import { useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { useColumns } from './columns.tsx';
import { loadRowsToPrint, MOST_PRINTED } from './print-rows.ts';
import type { List } from './use-list.ts';
import type { RowsWanted } from './use-rows.ts';
import type { Ticks } from './use-ticks.ts';
import { useContactsText, viewName } from './words.ts';

/** What takes longer than this is seen to be under way. */
const UNSEEN_MS = 300;

export interface PrintableListProps {
  list: List;
  fields: readonly Field[];
  wanted: RowsWanted;
  /** How many fit the filter. */
  total: number;
  ticks: Ticks;
  nowMs: number;
  /** The list on the screen, of which only the rows in sight are there. */
  children: ReactNode;
}

/** Prints all rows of the list, or those that are ticked, in a table that is there only for that. */
export function PrintableList({ list, fields, wanted, total, ticks, nowMs, children }: PrintableListProps) {
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const text = useText();
  const { number } = useFormats();
  const t = useContactsText();
  const { showToast } = useCommandContext();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [isSeen, setSeen] = useState(false);
  const [done, setDone] = useState(0);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const meant = ticks.count || total;

  /** What a cell looks up by itself has to be there before the paper is. */
  const lookUp = (rows: readonly ContactRow[]) => {
    const ids = new Set(rows.flatMap(({ custom }) => Object.values(custom).flatMap((value) => (value?.type === 'contact' ? [value.value] : []))));
    return Promise.all(Array.from(ids, (id) => queries.prefetchQuery(apiQuery(api, 'contacts.get', { id }))));
  };

  async function load(signal: AbortSignal): Promise<ContactRow[] | null> {
    const stopWaiting = afterMs(UNSEEN_MS, () => setSeen(true));
    try {
      return await loadRowsToPrint(api, wanted, ticks.exported(), {
        signal,
        async onRows(rows, soFar) {
          setDone(soFar);
          await lookUp(rows);
        },
      });
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
    const rows = await load(abort.signal);
    running.current = null;
    // The browser prints what is there when it is asked.
    flushSync(() => {
      setSeen(false);
      setSheet(rows && { rows, meant, isPicked: ticks.count > 0 });
    });
    if (!rows) return;
    window.addEventListener('afterprint', () => setSheet(null), { once: true });
    window.print();
  }

  useCommandHandler('page.print', () => void print(), total > 0);

  return (
    <>
      <div className={classes('contents', sheet && 'print:hidden')}>{children}</div>
      {sheet && <PaperSheet list={list} fields={fields} nowMs={nowMs} sheet={sheet} />}
      <Dialog isOpen={isSeen} size="small" title={text('app:print')} closeLabel={text('common:close')} onClose={() => running.current?.abort()}>
        <ProgressPanel
          label={t('printPreparing')}
          done={done}
          total={Math.min(meant, MOST_PRINTED)}
          countText={text('common:progress', { done: number(done), total: number(Math.min(meant, MOST_PRINTED)) })}
          cancelLabel={text('common:cancel')}
          onCancel={() => running.current?.abort()}
          className="border-0 bg-transparent px-0"
        />
      </Dialog>
    </>
  );
}

interface Sheet {
  rows: readonly ContactRow[];
  /** How many were to be printed, were there no bound. */
  meant: number;
  /** They were ticked. */
  isPicked: boolean;
}

function PaperSheet({ list, fields, nowMs, sheet: { rows, meant, isPicked } }: Pick<PrintableListProps, 'list' | 'fields' | 'nowMs'> & { sheet: Sheet }) {
  const t = useContactsText();
  const { date, number } = useFormats();
  const columns = useColumns(list.definition, fields, nowMs, null);
  const count =
    meant > MOST_PRINTED
      ? t(isPicked ? 'printFirstSelected' : 'printFirst', { formatted: number(rows.length), total: number(meant) })
      : t(isPicked ? 'printCountSelected' : 'printCount', { count: rows.length, formatted: number(rows.length) });
  return (
    <section className="hidden print:block">
      <h1 dir="auto">{t('printTitle', { view: viewName(list, t) })}</h1>
      <p className="mb-3 text-12">{date(nowMs, 'long')} · {count}</p>
      <table className="w-full text-12">
        <thead>
          <tr>
            {columns.map(({ id, title, align }) => (
              <th key={id} scope="col" className={classes('border-b border-border-strong py-1 pe-3 align-bottom font-semibold', align === 'end' ? 'text-end' : 'text-start')}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="break-inside-avoid">
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
