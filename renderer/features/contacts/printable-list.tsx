import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import { apiQuery, useApi } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { MOST_PRINTED, PaperTable, PrintableRows } from '../../views/printable-rows.tsx';
import { useColumns } from './columns.tsx';
import { loadRowsToPrint } from './print-rows.ts';
import type { List } from './use-list.ts';
import type { RowsWanted } from './use-rows.ts';
import type { Ticks } from './use-ticks.ts';
import { useContactsText, viewName } from './words.ts';

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

/** Prints all rows of the list, or those that are ticked. */
export function PrintableList({ list, fields, wanted, total, ticks, nowMs, children }: PrintableListProps) {
  const api = useApi();
  const queries = useQueryClient();
  const meant = ticks.count || total;
  const isPicked = ticks.count > 0;

  /** What a cell looks up by itself has to be there before the paper is. */
  const lookUp = (rows: readonly ContactRow[]) => {
    const ids = new Set(rows.flatMap(({ custom }) => Object.values(custom).flatMap((value) => (value?.type === 'contact' ? [value.value] : []))));
    return Promise.all(Array.from(ids, (id) => queries.prefetchQuery(apiQuery(api, 'contacts.get', { id }))));
  };

  return (
    <PrintableRows<ContactRow>
      meant={meant}
      load={(signal, onDone) =>
        loadRowsToPrint(api, wanted, ticks.exported(), {
          signal,
          async onRows(rows, soFar) {
            onDone(soFar);
            await lookUp(rows);
          },
        })
      }
      renderPaper={(rows) => <PaperSheet list={list} fields={fields} nowMs={nowMs} rows={rows} meant={meant} isPicked={isPicked} />}
    >
      {children}
    </PrintableRows>
  );
}

interface PaperSheetProps extends Pick<PrintableListProps, 'list' | 'fields' | 'nowMs'> {
  rows: readonly ContactRow[];
  /** How many were to be printed, were there no bound. */
  meant: number;
  /** They were ticked. */
  isPicked: boolean;
}

function PaperSheet({ list, fields, nowMs, rows, meant, isPicked }: PaperSheetProps) {
  const t = useContactsText();
  const { date, number } = useFormats();
  const columns = useColumns(list.definition, fields, nowMs, null);
  const count =
    meant > MOST_PRINTED
      ? t(isPicked ? 'printFirstSelected' : 'printFirst', { formatted: number(rows.length), total: number(meant) })
      : t(isPicked ? 'printCountSelected' : 'printCount', { count: rows.length, formatted: number(rows.length) });
  return <PaperTable title={t('printTitle', { view: viewName(list, t) })} detail={`${date(nowMs, 'long')} · ${count}`} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
