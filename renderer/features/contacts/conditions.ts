// A condition while somebody puts it together: what it is about, how it compares, and a value as text.
import type { KnownValueField } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Condition } from '../../../core/filters.ts';
import { Id } from '../../../core/ids.ts';
import { parseMoney } from '../../../core/money.ts';
import { readNumber } from '../../i18n/read-number.ts';

const HAS = ['email', 'phone', 'address', 'birthday'] as const;

/** What a condition can be about; custom fields come after these, as `field:ID`. */
export const TARGETS = [
  'tag', 'role', 'status', 'source', 'owner', 'organisation', 'city', 'country', 'lastContact', 'created', 'language', 'kind', 'name', 'email', 'phone',
  'hasEmail', 'hasPhone', 'hasAddress', 'hasBirthday', 'text',
] as const;
export type Target = (typeof TARGETS)[number] | `field:${string}`;

export type Op = 'is' | 'isNot' | 'contains' | 'before' | 'after' | 'never' | 'atLeast' | 'atMost' | 'empty' | 'notEmpty';

/** How the value is given. `none`: the comparison says it all. */
export type ValueKind =
  | { kind: 'none' | 'text' | 'number' | 'date' | 'tag' | 'member' | 'organisation' | 'contact' | 'yesNo' | 'contactKind' }
  | { kind: 'known'; field: KnownValueField }
  | { kind: 'choice'; field: Field };

export interface Draft {
  target: Target;
  op: Op;
  /** Text, the id of a record or a choice, a date as `YYYY-MM-DD`, `yes` or `no`; '' for nobody or nothing yet. */
  value: string;
}

export function fieldOfTarget(target: Target, fields: readonly Field[]): Field | undefined {
  return target.startsWith('field:') ? fields.find(({ id }) => `field:${id}` === target) : undefined;
}

/** The comparisons that a target offers, the usual one first. */
export function opsOf(target: Target, fields: readonly Field[]): readonly Op[] {
  switch (target) {
    case 'tag':
    case 'role':
    case 'status':
    case 'source':
    case 'language':
    case 'owner':
      return ['is', 'isNot'];
    case 'city':
    case 'name':
      return ['contains', 'is'];
    case 'lastContact':
      return ['before', 'after', 'never'];
    case 'created':
      return ['after', 'before'];
    case 'hasEmail':
    case 'hasPhone':
    case 'hasAddress':
    case 'hasBirthday':
      return ['notEmpty', 'empty'];
    case 'text':
      return ['contains'];
    case 'kind':
    case 'organisation':
    case 'country':
    case 'email':
    case 'phone':
      return ['is'];
    default:
      return opsOfField(fieldOfTarget(target, fields)?.type);
  }
}

function opsOfField(type: Field['type'] | undefined): readonly Op[] {
  switch (type) {
    case 'number':
    case 'money':
    case 'date':
      return ['atLeast', 'atMost', 'is', 'isNot', 'empty', 'notEmpty'];
    case 'yesNo':
      return ['is', 'empty', 'notEmpty'];
    case 'choice':
    case 'choices':
    case 'contact':
      return ['is', 'isNot', 'empty', 'notEmpty'];
    default:
      return ['contains', 'is', 'isNot', 'empty', 'notEmpty'];
  }
}

export function valueKindOf(target: Target, op: Op, fields: readonly Field[]): ValueKind {
  if (op === 'empty' || op === 'notEmpty' || op === 'never') return { kind: 'none' };
  switch (target) {
    case 'tag':
      return { kind: 'tag' };
    case 'owner':
      return { kind: 'member' };
    case 'organisation':
      return { kind: 'organisation' };
    case 'kind':
      return { kind: 'contactKind' };
    case 'role':
    case 'status':
    case 'source':
    case 'language':
    case 'country':
      return { kind: 'known', field: target };
    case 'city':
      return op === 'is' ? { kind: 'known', field: 'city' } : { kind: 'text' };
    case 'lastContact':
    case 'created':
      return { kind: 'date' };
    default: {
      const field = fieldOfTarget(target, fields);
      switch (field?.type) {
        case 'choice':
        case 'choices':
          return { kind: 'choice', field };
        case 'number':
        case 'money':
          return { kind: 'number' };
        case 'date':
        case 'yesNo':
        case 'contact':
          return { kind: field.type };
        default:
          return { kind: 'text' };
      }
    }
  }
}

/** The condition, or null while something is missing or cannot be read. */
export function draftToCondition({ target, op, value: typed }: Draft, fields: readonly Field[], locale: string): Condition | null {
  const value = typed.trim();
  const id = Id.safeParse(value).data;
  switch (target) {
    case 'tag':
      return id ? { field: 'tag', op: op === 'isNot' ? 'hasNot' : 'has', tagId: id } : null;
    case 'role':
      return value ? { field: 'role', op: op === 'isNot' ? 'hasNot' : 'has', role: value } : null;
    case 'status':
    case 'source':
    case 'language':
      return { field: target, op: op === 'isNot' ? 'isNot' : 'is', value };
    case 'owner':
      return { field: 'owner', op: op === 'isNot' ? 'isNot' : 'is', memberId: id ?? null };
    case 'organisation':
      return id ? { field: 'organisation', organisationId: id } : null;
    case 'city':
      return value ? { field: 'city', op: op === 'contains' ? 'contains' : 'is', value } : null;
    case 'name':
      return value ? { field: 'name', op: op === 'contains' ? 'contains' : 'is', value } : null;
    case 'email':
    case 'phone':
      return value ? { field: target, op: 'is', value } : null;
    case 'country':
      return value ? { field: 'country', op: 'is', value } : null;
    case 'kind':
      return value === 'person' || value === 'organisation' ? { field: 'kind', is: value } : null;
    case 'text':
      return value ? { field: 'text', words: value } : null;
    case 'hasEmail':
    case 'hasPhone':
    case 'hasAddress':
    case 'hasBirthday':
      return { field: 'has', what: HAS.find((what) => target.toLowerCase() === `has${what}`)!, is: op === 'notEmpty' };
    case 'lastContact':
      if (op === 'never') return { field: 'lastContact', op };
      return value ? { field: 'lastContact', op: op === 'after' ? 'after' : 'before', at: startOfDay(value) } : null;
    case 'created':
      return value ? { field: 'created', op: op === 'after' ? 'after' : 'before', at: startOfDay(value) } : null;
    default: {
      const field = fieldOfTarget(target, fields);
      return field ? ofField(field, op, value, locale) : null;
    }
  }
}

function ofField(field: Field, op: Op, value: string, locale: string): Condition | null {
  if (op === 'empty' || op === 'notEmpty') return { field: 'custom', fieldId: field.id, op };
  if (value === '' || op === 'before' || op === 'after' || op === 'never') return null;
  const parsed = field.type === 'number' ? readNumber(value, locale) : field.type === 'money' ? (parseMoney(value, locale, field.currency)?.minor ?? null) : field.type === 'yesNo' ? value === 'yes' : value;
  return parsed === null ? null : { field: 'custom', fieldId: field.id, op, value: parsed };
}

/** The way back, for changing a condition that is there. */
export function conditionToDraft(condition: Condition, fields: readonly Field[], moneyText: (minor: number, field: Field) => string): Draft {
  switch (condition.field) {
    case 'tag':
      return { target: 'tag', op: condition.op === 'has' ? 'is' : 'isNot', value: condition.tagId };
    case 'role':
      return { target: 'role', op: condition.op === 'has' ? 'is' : 'isNot', value: condition.role };
    case 'status':
    case 'source':
    case 'language':
    case 'city':
    case 'country':
    case 'name':
    case 'email':
    case 'phone':
      return { target: condition.field, op: condition.op, value: condition.value };
    case 'owner':
      return { target: 'owner', op: condition.op, value: condition.memberId ?? '' };
    case 'organisation':
      return { target: 'organisation', op: 'is', value: condition.organisationId };
    case 'kind':
      return { target: 'kind', op: 'is', value: condition.is };
    case 'text':
      return { target: 'text', op: 'contains', value: condition.words };
    case 'has':
      return { target: `has${condition.what[0]!.toUpperCase()}${condition.what.slice(1)}` as Target, op: condition.is ? 'notEmpty' : 'empty', value: '' };
    case 'lastContact':
    case 'created':
      return { target: condition.field, op: condition.op, value: condition.at === undefined ? '' : dayOf(condition.at) };
    case 'custom': {
      const field = fields.find(({ id }) => id === condition.fieldId);
      const { value = '' } = condition;
      const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'number' && field?.type === 'money' ? moneyText(value, field) : String(value);
      return { target: `field:${condition.fieldId}`, op: condition.op, value: text };
    }
  }
}

/** `2026-04-20` as the instant at which that day begins here. */
export function startOfDay(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  // The constructor would read the years 0 to 99 as 1900 to 1999.
  const start = new Date(2000, 0, 1);
  start.setFullYear(year, month - 1, day);
  return start.getTime();
}

/** The day on which an instant falls here. */
export function dayOf(instantMs: number): string {
  const date = new Date(instantMs);
  return `${String(date.getFullYear()).padStart(4, '0')}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}
