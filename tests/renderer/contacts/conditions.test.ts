import { describe, expect, it } from 'vitest';
import { Condition } from '../../../core/filters.ts';
import type { Field } from '../../../core/fields.ts';
import { conditionToDraft, dayOf, draftToCondition, opsOf, startOfDay, TARGETS, valueKindOf } from '../../../renderer/features/contacts/conditions.ts';
import type { Draft, Target } from '../../../renderer/features/contacts/conditions.ts';
import { fieldToText } from '../../../renderer/field-text.ts';
import { anId } from '../kith-in-memory.ts';

const TYPES = ['text', 'longText', 'number', 'money', 'date', 'yesNo', 'choice', 'choices', 'link', 'contact'] as const;
const FIELDS: Field[] = TYPES.map((type, n) => ({
  id: anId('field', n),
  record: 'contact',
  name: type,
  type,
  currency: type === 'money' ? 'EUR' : '',
  orderKey: 'a',
  retired: false,
  choices: [{ id: anId('choice', 1), name: 'Larch', retired: false }],
  seen: {},
}));
const ALL: readonly Target[] = [...TARGETS, ...FIELDS.map(({ id }) => `field:${id}` as const)];
const moneyText = (minor: number, field: Field) => fieldToText({ type: 'money', value: { minor, currency: field.currency } }, 'de-DE');

/** Something that fits, for each kind of value. */
const VALUES: Record<ReturnType<typeof valueKindOf>['kind'], string> = {
  none: '',
  text: 'larch',
  number: '1234,5',
  date: '2026-04-20',
  tag: anId('tag', 1),
  member: anId('member', 1),
  organisation: anId('contact', 1),
  contact: anId('contact', 1),
  yesNo: 'yes',
  contactKind: 'person',
  known: 'customer',
  choice: anId('choice', 1),
};

describe('a condition put together by hand', () => {
  const drafts = ALL.flatMap((target) => opsOf(target, FIELDS).map((op): Draft => ({ target, op, value: VALUES[valueKindOf(target, op, FIELDS).kind] })));

  it.each(drafts)('$target $op is one that a list takes, and can be changed again', (draft) => {
    const condition = draftToCondition(draft, FIELDS, 'de-DE');
    expect(Condition.safeParse(condition).error).toBeUndefined();
    const again = conditionToDraft(Condition.parse(condition), FIELDS, moneyText);
    expect({ target: again.target, op: again.op }).toEqual({ target: draft.target, op: draft.op });
    expect(draftToCondition(again, FIELDS, 'de-DE')).toEqual(condition);
  });

  it('can be about everything that a list may be asked', () => {
    const reached = new Set(drafts.map((draft) => draftToCondition(draft, FIELDS, 'de-DE')?.field));
    expect(Condition.options.map((option) => option.shape.field.value).filter((field) => !reached.has(field))).toEqual([]);
  });

  it('is none while its value is missing or cannot be read', () => {
    expect(draftToCondition({ target: 'tag', op: 'is', value: '' }, FIELDS, 'de-DE')).toBeNull();
    expect(draftToCondition({ target: 'text', op: 'contains', value: '  ' }, FIELDS, 'de-DE')).toBeNull();
    expect(draftToCondition({ target: `field:${FIELDS[2]!.id}`, op: 'is', value: 'twelve' }, FIELDS, 'de-DE')).toBeNull();
  });

  it('may ask for those whom nobody owns, and whose status is empty', () => {
    expect(draftToCondition({ target: 'owner', op: 'is', value: '' }, FIELDS, 'de-DE')).toEqual({ field: 'owner', op: 'is', memberId: null });
    expect(draftToCondition({ target: 'status', op: 'is', value: '' }, FIELDS, 'de-DE')).toEqual({ field: 'status', op: 'is', value: '' });
  });
});

describe('a day', () => {
  it('begins here, also when the clocks change', () => {
    for (const date of ['2026-03-29', '2026-10-25', '1906-12-09', '0099-01-01']) expect(dayOf(startOfDay(date))).toBe(date);
  });
});
