// Paints another closing day before it is stored: in the forecast, and in every list of deals.
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Forecast, ForecastRow } from '../../../../core/api/deals.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import { monthAfter } from '../../../../core/months.ts';
import { apiKey } from '../../../api.ts';
import type { InputOf, OutputOf } from '../../../api.ts';

type DealPage = OutputOf<'deals.list'>;
type Filter = InputOf<'deals.list'>['filter'];

/** Shows the day at once; what it gives back takes it off again, where nothing newer has come since. */
export function paintClose(queries: QueryClient, deal: DealCard, day: string, pipelineId: Id | undefined): () => void {
  const painted: { key: QueryKey; before: unknown; after: unknown }[] = [];
  function put<Data>(key: QueryKey, before: Data, after: Data) {
    painted.push({ key, before, after: queries.setQueryData(key, after) });
  }
  for (const [key, data] of queries.getQueriesData<Forecast>({ queryKey: apiKey('deals.forecast') })) if (data) put(key, data, inForecast(data, key[1] as InputOf<'deals.forecast'>, deal, day, pipelineId));
  for (const [key, data] of queries.getQueriesData<InfiniteData<DealPage>>({ queryKey: apiKey('deals.list') })) {
    if (!data || !('pages' in data)) continue;
    const { filter } = key[1] as InputOf<'deals.list'>;
    put(key, data, { ...data, pages: data.pages.map((page, at) => inPage(page, filter, deal, day, at === 0 && data.pages.some(({ rows }) => rows.some(({ id }) => id === deal.id)))) });
  }
  return () => {
    for (const { key, before, after } of painted) if (queries.getQueryData(key) === after) queries.setQueryData(key, before);
    void queries.invalidateQueries({ queryKey: apiKey('deals.forecast') });
    void queries.invalidateQueries({ queryKey: apiKey('deals.list') });
  };
}

/** In the currency of the deal, as the database adds up. */
const weightOf = ({ amount, probability }: DealCard): number => Math.trunc(((amount?.minor ?? 0) * probability + 50) / 100);

function inForecast(forecast: Forecast, input: InputOf<'deals.forecast'>, deal: DealCard, day: string, pipelineId: Id | undefined): Forecast {
  if (input.pipelineId !== undefined && input.pipelineId !== pipelineId) return forecast;
  const key = input.by === 'owner' ? (deal.owner?.id ?? null) : input.by === 'pipeline' ? (pipelineId ?? null) : null;
  const currency = deal.amount?.currency;
  const [from, to] = [rowNameOf(deal.expectedClose, input), rowNameOf(day, input)];
  if (from === to) return forecast;
  const isOf = (row: ForecastRow, month: string | null) => row.month === month && row.key === key && (currency === undefined || row.currency === currency);
  const target = forecast.rows.find((row) => isOf(row, to));
  const rows = target || to === null || currency === undefined ? forecast.rows : [...forecast.rows, { ...NOTHING, month: to, key, currency }];
  const source = rows.find((row) => isOf(row, from));
  return { rows: rows.map((row) => (row === source ? changed(row, deal, -1) : row)).map((row) => (isOf(row, to) && (row === target || currency !== undefined) ? changed(row, deal, 1) : row)) };
}

const NOTHING = { open: 0, weighted: 0, best: 0, committed: 0, committedCount: 0, won: 0, wonCount: 0 };

function changed(row: ForecastRow, deal: DealCard, sign: 1 | -1): ForecastRow {
  const best = deal.amount?.minor ?? 0;
  return {
    ...row,
    open: row.open + sign,
    weighted: row.weighted + sign * weightOf(deal),
    best: row.best + sign * best,
    committed: row.committed + (deal.committed ? sign * best : 0),
    committedCount: row.committedCount + (deal.committed ? sign : 0),
  };
}

/** Null for what lies behind all months that were asked for. */
function rowNameOf(day: string, { from, months }: { from: string; months: number }): string | null {
  if (day === '') return 'none';
  const month = day.slice(0, 7);
  if (month < from) return 'before';
  return month < monthAfter(from, months) ? month : null;
}

function inPage(page: DealPage, filter: Filter, deal: DealCard, day: string, counts: boolean): DealPage {
  const stays = filter.every((condition) => fits(condition, day));
  const rows = stays ? page.rows.map((row) => (row.id === deal.id ? { ...row, expectedClose: day } : row)) : page.rows.filter(({ id }) => id !== deal.id);
  if (stays || !counts) return { ...page, rows };
  const sums = page.sums.map((sum) => (sum.currency === deal.amount?.currency ? { ...sum, amount: sum.amount - deal.amount.minor, weighted: sum.weighted - weightOf(deal) } : sum));
  return { ...page, rows, count: page.count - 1, sums: sums.filter(({ amount, weighted }) => amount !== 0 || weighted !== 0) };
}

function fits(condition: Filter[number], day: string): boolean {
  if (condition.field === 'noClose') return day === '';
  if (condition.field !== 'close') return true;
  return day !== '' && (condition.op === 'by' ? day <= condition.day : day >= condition.day);
}
