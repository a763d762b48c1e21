import type { DealCondition, DealFilter } from '../core/deal-filters.ts';
import { idToBytes } from '../core/ids.ts';
import { IN_SQL, hasStalled } from '../core/stalled.ts';
import { searchQuery } from '../core/text/search-document.ts';
import { expectedThen } from './deals-then.ts';
import type { Store } from './store.ts';

export interface DealSql {
  where: string;
  params: unknown[];
}

/** How likely a deal `d` in a stage `s` is won, in percent. */
export const PROBABILITY = 'coalesce(d.probability, s.probability)';

/** What it counts for in a sum of what may come: rounded for each deal, so that sums are those of what is shown. */
export const WEIGHTED = `(coalesce(d.amount, 0) * ${PROBABILITY} + 50) / 100`;

const IS_OPEN = "d.outcome = ''";
const HAS_NO_NEXT = 'd.nextAt IS NULL';
const STALLED = hasStalled(IN_SQL, { isOpen: IS_OPEN, hasNoNext: HAS_NO_NEXT, touchedAt: 'd.touchedAt', staleDays: 's.staleDays', now: '?' });

/** A filter as a condition on deals `d` with their stages `s`. Those in the bin never match. `now` is for what counts as stalled. */
export function dealWhere(store: Store, filter: DealFilter, now: number): DealSql {
  const parts = filter.map((condition) => conditionSql(store, condition, now));
  return { where: ['d.hidden = 0', ...parts.map(({ where }) => where)].join(' AND '), params: parts.flatMap(({ params }) => params) };
}

function conditionSql(store: Store, condition: DealCondition, now: number): DealSql {
  switch (condition.field) {
    case 'state':
      if (condition.is === 'closed') return { where: "d.outcome <> ''", params: [] };
      return { where: condition.is === 'open' ? "d.outcome = ''" : `d.outcome = '${condition.is}' AND d.outcome <> ''`, params: [] };
    case 'pipeline':
      return { where: 's.pipelineN = (SELECT n FROM pipelines WHERE id = ?)', params: [idToBytes(condition.pipelineId)] };
    case 'stage':
      return { where: 'd.stageN = (SELECT n FROM stages WHERE id = ?)', params: [idToBytes(condition.stageId)] };
    case 'owner':
      return { where: `d.ownerId ${condition.op === 'is' ? 'IS' : 'IS NOT'} ?`, params: [condition.memberId && idToBytes(condition.memberId)] };
    case 'tag':
      return {
        where: `${condition.op === 'has' ? '' : 'NOT '}EXISTS (SELECT 1 FROM dealTags x WHERE x.dealN = d.n AND x.hidden = 0 AND x.tagN = (SELECT n FROM tags WHERE id = ?))`,
        params: [idToBytes(condition.tagId)],
      };
    case 'amount':
      return { where: `d.currency = ? AND d.amount ${condition.op === 'atLeast' ? '>=' : '<='} ?`, params: [condition.currency, condition.minor] };
    case 'noAmount':
      return { where: 'd.amount IS NULL', params: [] };
    case 'close':
      return { where: `d.expectedClose <> '' AND d.expectedClose ${condition.op === 'by' ? '<=' : '>='} ?`, params: [condition.day] };
    case 'noClose':
      return { where: "d.expectedClose = ''", params: [] };
    case 'contact': {
      const who = '(SELECT rootN FROM contacts WHERE id = ?)';
      const id = idToBytes(condition.contactId);
      return { where: `d.n IN (${DEALS_OF(who)})`, params: [id, id, id, id] };
    }
    case 'attention':
      return condition.is === 'none' ? { where: `${IS_OPEN} AND ${HAS_NO_NEXT}`, params: [] } : { where: STALLED, params: [now] };
    case 'committed':
      return { where: `d.committed = ${condition.is ? 1 : 0}`, params: [] };
    case 'source':
      return { where: 'd.source = ?', params: [condition.value] };
    case 'reason':
      if (condition.reasonId === null) return { where: 'd.reasonId IS NULL', params: [] };
      return { where: 'd.reasonId = ?', params: [idToBytes(condition.reasonId)] };
    case 'closed':
      return { where: "d.outcome <> '' AND d.closedAt >= ? AND d.closedAt < ?", params: [condition.from, condition.to] };
    case 'created':
      return { where: 'd.createdAt >= ? AND d.createdAt < ?', params: [condition.from, condition.to] };
    case 'entered': {
      const left = condition.leftAs === undefined ? '' : ' AND x.leftAs = ?';
      return {
        where: `EXISTS (SELECT 1 FROM stageChanges x WHERE x.dealN = d.n AND x.hidden = 0 AND x.entered > 0 AND x.stageN = (SELECT n FROM stages WHERE id = ?) AND x.at >= ? AND x.at < ?${left})`,
        params: [idToBytes(condition.stageId), condition.from, condition.to, ...(condition.leftAs === undefined ? [] : [condition.leftAs])],
      };
    }
    case 'expectedThen': {
      const { month, zone, pipelineId } = condition;
      const [then] = expectedThen(store, { from: month, months: 1, zone, pipelineId: pipelineId ?? undefined });
      return { where: 'd.n IN (SELECT value FROM json_each(?))', params: [JSON.stringify(then!.deals.map(({ n }) => n))] };
    }
    case 'text': {
      const match = searchQuery(condition.words);
      return match === undefined ? { where: '0', params: [] } : { where: 'd.n IN (SELECT rowid FROM dealSearch WHERE dealSearch MATCH ?)', params: [match] };
    }
  }
}

/** The deals in which somebody has a part: as its contact, its organisation, or of an organisation one of its people. `who` stands four times. */
export const DEALS_OF = (who: string): string => `
  SELECT n FROM deals WHERE contactN = ${who} UNION SELECT n FROM deals WHERE organisationN = ${who}
  UNION SELECT x.dealN FROM dealContacts x WHERE x.contactN = ${who} AND x.hidden = 0
  UNION SELECT x.dealN FROM affiliations a JOIN dealContacts x ON x.contactN = a.personN WHERE a.organisationN = ${who} AND a.hidden = 0 AND x.hidden = 0`;
