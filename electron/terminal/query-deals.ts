import { Currency, Day, Outcome } from '../../core/deals.ts';
import { type DealCondition, DealSort } from '../../core/deal-filters.ts';
import { parseMoney } from '../../core/money.ts';
import { Misuse } from './arguments.ts';
import type { QueryAnswer } from './query.ts';
import type { Session } from './session.ts';
import { pipelineCalled, stageCalled } from './stages.ts';
import { known, memberCalled, readId, tagCalled, type Where } from './where.ts';

interface DealQuery {
  wheres: readonly Where[];
  sort: string | undefined;
  limit: number;
  after: string | undefined;
  text: string | undefined;
}

/** Answers `query deals …`: open ones, unless `--where state=` asks for others. */
export async function queryDeals(session: Session, { wheres, sort, limit, after, text }: DealQuery): Promise<QueryAnswer> {
  const filter: DealCondition[] = [];
  for (const where of wheres) filter.push(await readCondition(session, where, wheres));
  if (!filter.some(({ field }) => field === 'state')) filter.unshift({ field: 'state', is: 'open' });
  if (text !== undefined) filter.push({ field: 'text', words: text });
  return session.call('deals', 'list', { filter, sort: readSort(sort), limit, now: Date.now(), ...(after === undefined ? {} : { after }) });
}

async function readCondition(session: Session, { field, value }: Where, all: readonly Where[]): Promise<DealCondition> {
  switch (field) {
    case 'state':
      if (value !== 'open' && value !== 'closed') return { field, is: known(Outcome.safeParse(value), `state is open, won, lost or closed, not "${value}".`) };
      return { field, is: value };
    case 'pipeline':
      return { field, pipelineId: (await pipelineCalled(session, value)).id };
    case 'stage':
      return { field, stageId: (await stageCalled(session, value, all.find((other) => other.field === 'pipeline')?.value)).id };
    case 'owner':
      return { field, op: 'is', memberId: await memberCalled(session, value) };
    case 'tag':
      return { field, op: 'has', tagId: await tagCalled(session, value) };
    case 'contact':
      return { field, contactId: readId(value) };
    case 'source':
      return { field, value };
    case 'attention':
      if (value !== 'none' && value !== 'stalled') throw new Misuse(`attention is none (no next action) or stalled, not "${value}".`);
      return { field, is: value };
    case 'closeBy':
      return { field: 'close', op: 'by', day: known(Day.safeParse(value), `closeBy is a day such as 2026-12-31, not "${value}".`) };
    case 'closeFrom':
      return { field: 'close', op: 'from', day: known(Day.safeParse(value), `closeFrom is a day such as 2026-12-31, not "${value}".`) };
    case 'atLeast':
    case 'atMost':
      return { field: 'amount', op: field, ...amount(field, value) };
    default:
      throw new Misuse(`Deals can be asked for by state, pipeline, stage, owner, tag, contact, source, attention, closeBy, closeFrom, atLeast and atMost, not by "${field}".`);
  }
}

/** `12500 EUR`, with as many places as the currency has. */
function amount(field: string, value: string): { minor: number; currency: string } {
  const [, figure = '', code = ''] = /^([\d.]+)\s*([A-Za-z]{3})$/.exec(value.trim()) ?? [];
  const currency = Currency.safeParse(code.toUpperCase());
  const money = currency.success ? parseMoney(figure, 'en', currency.data) : undefined;
  if (!money) throw new Misuse(`${field} is an amount with its currency such as "12500 EUR", not "${value}".`);
  return money;
}

/** A minus in front turns the order round. */
function readSort(text = 'stage'): DealSort {
  const descending = text.startsWith('-');
  const by = DealSort.shape.by.safeParse(descending ? text.slice(1) : text);
  return { by: known(by, `--sort takes ${DealSort.shape.by.options.join(', ')} for deals, not "${text}".`), descending };
}
