import { useCallback, useState } from 'react';
import type { FormEvent } from 'react';
import { ChevronLeft } from 'lucide-react';
import { ROLES } from '../../../core/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Condition } from '../../../core/filters.ts';
import { useApiQuery } from '../../api.ts';
import { fieldToText } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { QuickPick } from '../../ui/quick-pick.tsx';
import type { QuickOption } from '../../ui/quick-pick.tsx';
import { Select } from '../../ui/select.tsx';
import { conditionToDraft, draftToCondition, opsOf, TARGETS, valueKindOf } from './conditions.ts';
import type { Draft, Op, Target } from './conditions.ts';
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
  if (draft === null) return <TargetPick fields={fields} onCondition={onDone} onTarget={(target) => setDraft({ target, op: opsOf(target, fields)[0] ?? 'is', value: '' })} />;
  return <ConditionForm fields={fields} draft={draft} onChange={setDraft} onDone={onDone} {...(initial ? {} : { onBack: () => setDraft(null) })} />;
}

/** Everything a contact can be filtered by and, once something is typed, the values themselves. */
function TargetPick({ fields, onCondition, onTarget }: { fields: readonly Field[]; onCondition: (condition: Condition) => void; onTarget: (target: Target) => void }) {
  const t = useContactsText();
  const { data: tags } = useApiQuery('tags.list', undefined);
  const { data: members } = useApiQuery('members.list', undefined);
  const { data: statuses } = useApiQuery('contacts.values', { field: 'status' });
  const { data: roles } = useApiQuery('contacts.values', { field: 'role' });
  const { role: roleWords } = useContactWords();
  const active = fields.filter(({ retired }) => !retired);

  const options = useCallback(
    (typed: string): Pick[] => {
      const target = (id: Target): Pick => ({ id, label: targetWords(id, fields, t), pick: { target: id } });
      const value = (id: string, lead: string, label: string, condition: Condition): Pick => ({ id, lead, label, isHiddenAtFirst: true, pick: { condition } });
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

  return (
    <QuickPick
      label={t('addFilter')}
      placeholder={t('filterBy')}
      options={options}
      emptyText={t('noSuggestion')}
      onPick={(id, typed) => {
        const picked = options(typed).find((option) => option.id === id)?.pick;
        if (picked && 'condition' in picked) onCondition(picked.condition);
        else if (picked) onTarget(picked.target);
      }}
    />
  );
}

type Pick = QuickOption & { pick: { target: Target } | { condition: Condition } };

interface ConditionFormProps {
  fields: readonly Field[];
  draft: Draft;
  onChange: (draft: Draft) => void;
  onDone: (condition: Condition) => void;
  onBack?: () => void;
}

function ConditionForm({ fields, draft, onChange, onDone, onBack }: ConditionFormProps) {
  const t = useContactsText();
  const text = useText();
  const { locale } = useFormats();
  const ops = opsOf(draft.target, fields);
  const valueKind = valueKindOf(draft.target, draft.op, fields);
  const condition = draftToCondition(draft, fields, locale);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (condition) onDone(condition);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-2">
      <div className="-ms-1 flex items-center gap-1">
        {onBack && <IconButton icon={ChevronLeft} label={t('otherFilter')} onPress={onBack} className="rtl:rotate-180" />}
        <h2 className="min-w-0 flex-1 truncate px-1">{targetWords(draft.target, fields, t)}</h2>
      </div>
      {ops.length > 1 && (
        <Select<Op>
          label={t('comparison')}
          hideLabel
          value={draft.op}
          placeholder=""
          autoFocus={valueKind.kind === 'none'}
          options={ops.map((op) => ({ value: op, label: opWords(op, t) }))}
          onChange={(op) => onChange({ ...draft, op, value: valueKindOf(draft.target, op, fields).kind === valueKind.kind ? draft.value : '' })}
        />
      )}
      <ConditionValue key={JSON.stringify(valueKind)} valueKind={valueKind} value={draft.value} onChange={(value) => onChange({ ...draft, value })} />
      <div className="flex justify-end">
        <Button type="submit" kind="main" isDisabled={condition === null}>{text('common:done')}</Button>
      </div>
    </form>
  );
}
