import type { HistoryItem } from '../../core/api/history.ts';
import { DEAL_ROLES } from '../../core/deals.ts';
import type { Id } from '../../core/ids.ts';
import { formatMoney } from '../../core/money.ts';
import { useApiQuery } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useDealRoleWords, useDealsText, usePipelineWords } from './words.ts';

type Item = Pick<HistoryItem, 'table' | 'field'>;

/** A value of a deal or its lines as it reads in the history of that deal; null for one that reads as it is. */
export function useLoggedDealValue(dealId: Id): (item: Item, value: string | number) => string | null {
  const t = useDealsText();
  const { locale, dateTime, percent } = useFormats();
  const { stageName, reasonName } = usePipelineWords();
  const roleWords = useDealRoleWords();
  // The log keeps an amount apart from its currency. What the page of a deal has is enough: nothing is asked for.
  const { data: deal } = useApiQuery('deals.get', { id: dealId }, { isEnabled: false });

  function ofText(field: string, text: string): string | null {
    const origin = text.startsWith(OF_THE_START) ? text.slice(OF_THE_START.length) : null;
    if (field === 'stageId' && origin !== null) return stageName({ name: '', origin });
    if (field === 'reasonId' && origin !== null) return reasonName({ name: '', origin, outcome: deal?.outcome ?? 'lost' });
    if (field === 'outcome') return t(text === 'won' ? 'won' : 'lost');
    if (field === 'role' && DEAL_ROLES.some((role) => role === text)) return roleWords(text);
    return null;
  }

  return ({ table, field }, value) => {
    if (field === null || !isOfDeal(table)) return null;
    if (typeof value === 'string') return ofText(field, value);
    if (MONEY.has(field) && deal?.currency) return formatMoney({ minor: value, currency: deal.currency }, locale);
    if (field === 'closedAt' || field === 'doneAt' || field === 'at' || field === 'createdAt') return dateTime(value);
    if (field === 'probability') return percent(value / 100);
    return null;
  };
}

/** How the log names what came with the profile and has no name of its own. */
const OF_THE_START = 'start:';
const MONEY = new Set(['minor', 'price']);

/** What says nothing to a reader: where a deal stood among others, and what follows from what is said. */
const UNSAID: Readonly<Record<string, readonly string[]>> = {
  deals: ['orderKey', 'createdAt', 'closedAt', 'currency'],
  dealLines: ['orderKey', 'dealId'],
  dealContacts: ['dealId'],
  dealTags: ['dealId'],
  dealCompetitors: ['dealId'],
  dealSteps: ['dealId'],
  dealFieldValues: ['dealId', 'fieldId'],
  entryDeals: ['entryId', 'dealId'],
};

/** Of one change without what says nothing new about a deal; that it went to another stage is said once. */
export function withoutDealDetails(items: readonly HistoryItem[]): HistoryItem[] {
  return items.filter(({ table, field }) => table !== 'stageChanges' && !(field !== null && UNSAID[table]?.includes(field)));
}

const isOfDeal = (table: string): boolean => table in UNSAID;
