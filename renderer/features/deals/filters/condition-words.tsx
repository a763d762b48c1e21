import type { DealCondition } from '../../../../core/deal-filters.ts';
import { useApiQuery } from '../../../api.ts';
import { useMonthName } from '../../../deals/month-name.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { conditionParts, VALUE } from '../../../views/condition-parts.tsx';
import type { ConditionParts } from '../../../views/condition-parts.tsx';
import { useViewsText } from '../../../views/words.ts';
import type { BoardText } from '../board-words.ts';
import { useBoardText } from '../board-words.ts';
import type { Op, Target } from './conditions.ts';

/** A condition in words, once the names in it are known. */
export function useConditionWords(condition: DealCondition): ConditionParts {
  const t = useBoardText();
  return conditionParts(sentenceOf(condition, t), useValueWords(condition));
}

function useValueWords(condition: DealCondition): string {
  const t = useBoardText();
  const views = useViewsText();
  const { money, civilDate, date } = useFormats();
  const { stageName, pipelineName, reasonName } = usePipelineWords();
  const { field } = condition;
  const { data: tags } = useApiQuery('tags.list', undefined, { isEnabled: field === 'tag' });
  const { data: members } = useApiQuery('members.list', undefined, { isEnabled: field === 'owner' });
  const { data: pipelines } = useApiQuery('pipelines.list', undefined, { isEnabled: field === 'stage' || field === 'pipeline' || field === 'entered' });
  const { data: reasons } = useApiQuery('closeReasons.list', undefined, { isEnabled: field === 'reason' });
  const { data: contact } = useApiQuery('contacts.get', { id: field === 'contact' ? condition.contactId : '' }, { isEnabled: field === 'contact' });
  const monthName = useMonthName();
  const gone = views('goneValue');
  const stage = (id: string): string => {
    const found = pipelines?.flatMap(({ stages }) => stages).find((each) => each.id === id);
    return pipelines ? (found ? stageName(found) : gone) : '…';
  };
  switch (field) {
    case 'owner':
      return condition.memberId === null ? views('nobody') : (members?.find(({ id }) => id === condition.memberId)?.name ?? '…');
    case 'tag':
      return tags ? (tags.find(({ id }) => id === condition.tagId)?.name ?? gone) : '…';
    case 'amount':
      return money(condition.minor, condition.currency);
    case 'close':
      return civilDate(condition.day, 'short');
    case 'contact':
      return contact?.name ?? '…';
    case 'source':
      return condition.value;
    case 'stage':
    case 'entered':
      return stage(condition.stageId);
    case 'pipeline': {
      const found = pipelines?.find(({ id }) => id === condition.pipelineId);
      return pipelines ? (found ? pipelineName(found) : gone) : '…';
    }
    case 'reason': {
      const found = reasons?.find(({ id }) => id === condition.reasonId);
      return condition.reasonId === null ? t('noReason') : reasons ? (found ? reasonName(found) : gone) : '…';
    }
    case 'expectedThen':
      return monthName(condition.month);
    case 'closed':
    case 'created': {
      const last = condition.to >= FAR ? undefined : condition.to - 1;
      return last === undefined ? date(condition.from) : t('fromTo', { from: date(condition.from), to: date(last) });
    }
    case 'text':
      return condition.words;
    case 'state':
    case 'attention':
    case 'committed':
    case 'noAmount':
    case 'noClose':
      return '';
  }
}

/** Instants from here on mean: without end. */
const FAR = 8_000_000_000_000_000;

function sentenceOf(condition: DealCondition, t: BoardText): string {
  const value = VALUE;
  switch (condition.field) {
    case 'owner':
      return t(condition.op === 'is' ? 'whereOwner' : 'whereNotOwner', { value });
    case 'tag':
      return t(condition.op === 'has' ? 'whereTag' : 'whereNotTag', { value });
    case 'amount':
      return t(condition.op === 'atLeast' ? 'whereAmountAtLeast' : 'whereAmountAtMost', { value });
    case 'noAmount':
      return t('whereNoAmount');
    case 'close':
      return t(condition.op === 'by' ? 'whereCloseBy' : 'whereCloseFrom', { value });
    case 'noClose':
      return t('whereNoClose');
    case 'contact':
      return t('whereContact', { value });
    case 'attention':
      return t(condition.is === 'none' ? 'whereNoNext' : 'whereStalled');
    case 'source':
      return t('whereSource', { value });
    case 'stage':
      return t('whereStage', { value });
    case 'pipeline':
      return t('wherePipeline', { value });
    case 'committed':
      return t(condition.is ? 'whereCommitted' : 'whereNotCommitted');
    case 'state':
      return t(({ open: 'whereOpen', won: 'whereWon', lost: 'whereLost', closed: 'whereClosed' } as const)[condition.is]);
    case 'reason':
      return t('whereReason', { value });
    case 'closed':
      return t(condition.to >= FAR ? 'whereClosedSince' : 'whereClosedWithin', { value });
    case 'created':
      return t(condition.to >= FAR ? 'whereCreatedSince' : 'whereCreatedWithin', { value });
    case 'entered':
      return t('whereEntered', { value });
    case 'expectedThen':
      return t('whereExpectedThen', { value });
    case 'text':
      return t('whereText', { value });
  }
}

const TARGET_KEYS = {
  owner: 'columnOwner',
  tag: 'targetTag',
  amount: 'columnAmount',
  close: 'columnClose',
  contact: 'columnContact',
  attention: 'targetAttention',
  source: 'targetSource',
  stage: 'columnStage',
  committed: 'targetCommitted',
  state: 'targetState',
  text: 'targetText',
} as const satisfies Record<Target, string>;

export const targetWords = (target: Target, t: BoardText): string => t(TARGET_KEYS[target]);

const OP_KEYS = { is: 'opIs', isNot: 'opIsNot', atLeast: 'opAtLeast', atMost: 'opAtMost', by: 'opBy', from: 'opFrom', empty: 'opEmpty', contains: 'opContains' } as const satisfies Record<Op, string>;

export const opWords = (op: Op, t: BoardText): string => t(OP_KEYS[op]);
