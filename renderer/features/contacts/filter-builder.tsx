import { useCallback, useState } from 'react';
import { ROLES } from '../../../core/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Condition } from '../../../core/filters.ts';
import { useApiQuery } from '../../api.ts';
import { fieldToText } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { ConditionForm, TargetPick } from '../../views/condition-form.tsx';
import type { TargetOption } from '../../views/condition-form.tsx';
import { conditionToDraft, draftToCondition, opsOf, TARGETS, valueKindOf } from './conditions.ts';
import type { Draft, Target } from './conditions.ts';
import { opWords, targetWords } from './condition-words.tsx';
import { ConditionValue } from './condition-value.tsx';
import { useContactWords } from '../../words/contact-words.ts';
import { useContactsText } from './words.ts';

export interface FilterBuilderProps {
  fields: readonly Field[];
  /** A condition to change instead of adding one. */
  initial?: Condition;
  onDone: (condition: Condition) => void;
}

/** Two ways to a condition: typing a value and Enter, or choosing what it is about and filling in a small form. */
export function FilterBuilder({ fields, initial, onDone }: FilterBuilderProps) {
  const { locale } = useFormats();
  const moneyText = (minor: number, field: Field) => fieldToText({ type: 'money', value: { minor, currency: field.currency } }, locale);
  const [draft, setDraft] = useState<Draft | null>(() => (initial ? conditionToDraft(initial, fields, moneyText) : null));
  if (draft === null) return <Targets fields={fields} onCondition={onDone} onTarget={(target) => setDraft({ target, op: opsOf(target, fields)[0] ?? 'is', value: '' })} />;
  return <DraftForm fields={fields} draft={draft} onChange={setDraft} onDone={onDone} {...(initial ? {} : { onBack: () => setDraft(null) })} />;
}

function Targets({ fields, onCondition, onTarget }: { fields: readonly Field[]; onCondition: (condition: Condition) => void; onTarget: (target: Target) => void }) {
  const t = useContactsText();
  const { data: tags, isPending: hasNoTags } = useApiQuery('tags.list', undefined);
  const { data: members, isPending: hasNoMembers } = useApiQuery('members.list', undefined);
  const { data: statuses, isPending: hasNoStatuses } = useApiQuery('contacts.values', { field: 'status' });
  const { data: roles, isPending: hasNoRoles } = useApiQuery('contacts.values', { field: 'role' });
  const { role: roleWords } = useContactWords();
  const isPending = hasNoTags || hasNoMembers || hasNoStatuses || hasNoRoles;
  const active = fields.filter(({ retired }) => !retired);

  const options = useCallback(
    (typed: string): Option[] => {
      const target = (id: Target): Option => ({ id, label: targetWords(id, fields, t), pick: { target: id } });
      const value = (id: string, lead: string, label: string, condition: Condition): Option => ({ id, lead, label, isHiddenAtFirst: true, pick: { condition } });
      return [
        ...TARGETS.map(target),
        ...active.map(({ id }) => target(`field:${id}`)),
        ...(tags ?? []).map((tag) => value(`tag ${tag.id}`, t('columnTag'), tag.name, { field: 'tag', op: 'has', tagId: tag.id })),
        ...(statuses ?? []).map((status) => value(`status ${status}`, t('columnStatus'), status, { field: 'status', op: 'is', value: status })),
        ...[...new Set([...ROLES, ...(roles ?? [])])].map((role) => value(`role ${role}`, t('columnRole'), roleWords(role), { field: 'role', op: 'has', role })),
        ...(members ?? []).map((member) => value(`owner ${member.id}`, t('columnOwner'), member.name, { field: 'owner', op: 'is', memberId: member.id })),
        ...(['person', 'organisation'] as const).map((kind) => value(`kind ${kind}`, t('targetKind'), t(kind), { field: 'kind', is: kind })),
        ...active.flatMap((field) =>
          field.choices.filter(({ retired }) => !retired).map((choice) => value(`choice ${choice.id}`, field.name, choice.name, { field: 'custom', fieldId: field.id, op: 'is', value: choice.id })),
        ),
        { id: 'words', label: t('findWords', { words: typed.trim() }), isAlwaysShown: true, pick: { condition: { field: 'text', words: typed.trim() } } },
      ];
    },
    [t, roleWords, fields, active, tags, statuses, roles, members],
  );

  return <TargetPick placeholder={t('filterBy')} options={options} isPending={isPending} onTarget={onTarget} onCondition={onCondition} />;
}

type Option = TargetOption<Target, Condition>;

interface DraftFormProps {
  fields: readonly Field[];
  draft: Draft;
  onChange: (draft: Draft) => void;
  onDone: (condition: Condition) => void;
  onBack?: () => void;
}

function DraftForm({ fields, draft, onChange, onDone, onBack }: DraftFormProps) {
  const t = useContactsText();
  const { locale } = useFormats();
  const valueKind = valueKindOf(draft.target, draft.op, fields);
  return (
    <ConditionForm
      title={targetWords(draft.target, fields, t)}
      op={draft.op}
      ops={opsOf(draft.target, fields).map((op) => ({ value: op, label: opWords(op, t) }))}
      onOp={(op) => onChange({ ...draft, op, value: valueKindOf(draft.target, op, fields).kind === valueKind.kind ? draft.value : '' })}
      value={valueKind.kind === 'none' ? null : <ConditionValue key={JSON.stringify(valueKind)} valueKind={valueKind} value={draft.value} onChange={(value) => onChange({ ...draft, value })} />}
      condition={draftToCondition(draft, fields, locale)}
      onDone={onDone}
      onBack={onBack}
    />
  );
}
