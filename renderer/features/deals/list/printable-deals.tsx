import type { ReactNode } from 'react';
import type { DealFilter } from '../../../../core/deal-filters.ts';
import type { DealCard } from '../../../../core/deals.ts';
import { useApi } from '../../../api.ts';
import type { InputOf, KithClient } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { MOST_PRINTED, PaperTable, PrintableRows } from '../../../views/printable-rows.tsx';
import { useBoardText } from '../board-words.ts';
import type { DealView } from '../views/use-deal-view.ts';
import { useDealColumns } from './columns.tsx';
import { hasClosed } from './deal-list.tsx';

const PAGE_ROWS = 200;

/** Prints the deals of the list. */
export function PrintableDeals({ view, filter, total, nowMs, children }: { view: DealView; filter: DealFilter; total: number; nowMs: number; children: ReactNode }) {
  const api = useApi();
  return (
    <PrintableRows<DealCard>
      meant={total}
      load={(signal, onDone) => loadDeals(api, { filter, sort: view.definition.sort, now: nowMs, limit: PAGE_ROWS }, signal, onDone)}
      renderPaper={(rows) => <Paper view={view} rows={rows} total={total} nowMs={nowMs} />}
    >
      {children}
    </PrintableRows>
  );
}

function Paper({ view, rows, total, nowMs }: { view: DealView; rows: readonly DealCard[]; total: number; nowMs: number }) {
  const t = useBoardText();
  const { pipelineName } = usePipelineWords();
  const { date, number } = useFormats();
  const columns = useDealColumns(view.pipelines, nowMs, hasClosed(view.filter));
  const count = total > MOST_PRINTED ? t('printFirst', { formatted: number(rows.length), total: number(total) }) : t('printCount', { count: rows.length, formatted: number(rows.length) });
  return <PaperTable title={t('printTitle', { pipeline: pipelineName(view.pipeline) })} detail={`${date(nowMs, 'long')} · ${count}`} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

/** The first 2,000, in the order of the list. */
async function loadDeals(api: KithClient, asked: InputOf<'deals.list'>, signal: AbortSignal, onDone: (done: number) => void): Promise<DealCard[]> {
  // By id: a deal that moves on between two pages would come twice.
  const rows = new Map<string, DealCard>();
  let after: string | null | undefined;
  while (after !== null && rows.size < MOST_PRINTED) {
    const page = await api.deals.list({ ...asked, ...(after === undefined ? {} : { after }) }, { signal });
    for (const row of page.rows.slice(0, MOST_PRINTED - rows.size)) rows.set(row.id, row);
    onDone(rows.size);
    after = page.next;
  }
  return [...rows.values()];
}
