// A condition on deals while somebody puts it together: what it is about, how it compares, and a value as text.
import type { DealCondition } from '../../../../core/deal-filters.ts';
import { AMOUNT_MAX } from '../../../../core/deals.ts';
import { Id } from '../../../../core/ids.ts';
import { parseMoney } from '../../../../core/money.ts';
import { moneyText } from '../../../field-text.ts';

export const TARGETS = ['owner', 'tag', 'amount', 'close', 'contact', 'attention', 'source', 'stage', 'committed', 'state', 'text'] as const;
export type Target = (typeof TARGETS)[number];

export type Op = 'is' | 'isNot' | 'atLeast' | 'atMost' | 'by' | 'from' | 'empty' | 'contains';

export interface Draft {
  target: Target;
  op: Op;
  /** Text, the id of a record, a day, or one of a few words; '' for nobody or nothing yet. */
  value: string;
}

const OPS: Record<Target, readonly Op[]> = {
  owner: ['is', 'isNot'],
  tag: ['is', 'isNot'],
  amount: ['atLeast', 'atMost', 'empty'],
  close: ['by', 'from', 'empty'],
  contact: ['is'],
  attention: ['is'],
  source: ['is'],
  stage: ['is'],
  committed: ['is'],
  state: ['is'],
  text: ['contains'],
};

/** The comparisons that a target offers, the usual one first. */
export const opsOf = (target: Target): readonly Op[] => OPS[target];

const ATTENTION = ['none', 'stalled'] as const;
const STATES = ['open', 'won', 'lost', 'closed'] as const;

/** The condition, or null while something is missing or cannot be read. */
export function draftToCondition({ target, op, value: typed }: Draft, { locale, currency }: { locale: string; currency: string }): DealCondition | null {
  const value = typed.trim();
  const id = Id.safeParse(value).data;
  switch (target) {
    case 'owner':
      return { field: 'owner', op: op === 'isNot' ? 'isNot' : 'is', memberId: id ?? null };
    case 'tag':
      return id ? { field: 'tag', op: op === 'isNot' ? 'hasNot' : 'has', tagId: id } : null;
    case 'amount': {
      if (op === 'empty') return { field: 'noAmount' };
      const money = parseMoney(value, locale, currency);
      return money && money.minor >= 0 && money.minor <= AMOUNT_MAX ? { field: 'amount', op: op === 'atMost' ? 'atMost' : 'atLeast', minor: money.minor, currency: money.currency } : null;
    }
    case 'close':
      if (op === 'empty') return { field: 'noClose' };
      return value ? { field: 'close', op: op === 'from' ? 'from' : 'by', day: value } : null;
    case 'contact':
      return id ? { field: 'contact', contactId: id } : null;
    case 'attention': {
      const is = ATTENTION.find((each) => each === value);
      return is ? { field: 'attention', is } : null;
    }
    case 'source':
      return value ? { field: 'source', value } : null;
    case 'stage':
      return id ? { field: 'stage', stageId: id } : null;
    case 'committed':
      return value ? { field: 'committed', is: value === 'yes' } : null;
    case 'state': {
      const is = STATES.find((each) => each === value);
      return is ? { field: 'state', is } : null;
    }
    case 'text':
      return value ? { field: 'text', words: value } : null;
  }
}

/** The way back, for changing a condition that is there; null for one that only comes from elsewhere. */
export function conditionToDraft(condition: DealCondition, locale: string): Draft | null {
  switch (condition.field) {
    case 'owner':
      return { target: 'owner', op: condition.op, value: condition.memberId ?? '' };
    case 'tag':
      return { target: 'tag', op: condition.op === 'has' ? 'is' : 'isNot', value: condition.tagId };
    case 'amount':
      return { target: 'amount', op: condition.op, value: `${moneyText(condition, locale)} ${condition.currency}` };
    case 'noAmount':
      return { target: 'amount', op: 'empty', value: '' };
    case 'close':
      return { target: 'close', op: condition.op, value: condition.day };
    case 'noClose':
      return { target: 'close', op: 'empty', value: '' };
    case 'contact':
      return { target: 'contact', op: 'is', value: condition.contactId };
    case 'attention':
      return { target: 'attention', op: 'is', value: condition.is };
    case 'source':
      return { target: 'source', op: 'is', value: condition.value };
    case 'stage':
      return { target: 'stage', op: 'is', value: condition.stageId };
    case 'committed':
      return { target: 'committed', op: 'is', value: condition.is ? 'yes' : 'no' };
    case 'state':
      return { target: 'state', op: 'is', value: condition.is };
    case 'text':
      return { target: 'text', op: 'contains', value: condition.words };
    case 'pipeline':
    case 'reason':
    case 'closed':
    case 'created':
    case 'entered':
    case 'expectedThen':
      return null;
  }
}
