import { useCallback, useState } from 'react';
import type { DealCondition } from '../../../../core/deal-filters.ts';
import { dayOf, daysAfter } from '../../../../core/schedule.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ConditionForm, TargetPick } from '../../../views/condition-form.tsx';
import type { TargetOption } from '../../../views/condition-form.tsx';
import { ContactValue, DateValue, MemberValue, OneOf, TagValue } from '../../../views/value-controls.tsx';
import type { ValueProps } from '../../../views/value-controls.tsx';
import { useViewsText } from '../../../views/words.ts';
import { useBoardText } from '../board-words.ts';
import { conditionToDraft, draftToCondition, opsOf, TARGETS } from './conditions.ts';
import type { Draft, Target } from './conditions.ts';
import { opWords, targetWords } from './condition-words.tsx';

export interface FilterBuilderProps {
  pipeline: Pipeline;
  /** A board has no closed deals, and shows each stage by itself. */
  isBoard: boolean;
  /** A condition to change instead of adding one. */
  initial?: DealCondition;
  onDone: (condition: DealCondition) => void;
}

/** Two ways to a condition: typing a value and Enter, or choosing what it is about and filling in a small form. */
export function FilterBuilder({ pipeline, isBoard, initial, onDone }: FilterBuilderProps) {
  const { locale } = useFormats();
  const [draft, setDraft] = useState<Draft | null>(() => (initial ? conditionToDraft(initial, locale) : null));
  if (draft === null) return <Targets pipeline={pipeline} isBoard={isBoard} onCondition={onDone} onTarget={(target) => setDraft({ target, op: opsOf(target)[0] ?? 'is', value: '' })} />;
  return <DraftForm pipeline={pipeline} draft={draft} onChange={setDraft} onDone={onDone} onBack={initial ? undefined : () => setDraft(null)} />;
}

interface TargetsProps extends Pick<FilterBuilderProps, 'pipeline' | 'isBoard'> {
  onCondition: (condition: DealCondition) => void;
  onTarget: (target: Target) => void;
}

type Option = TargetOption<Target, DealCondition>;

function Targets({ pipeline, isBoard, onCondition, onTarget }: TargetsProps) {
  const t = useBoardText();
  const views = useViewsText();
  const { stageName } = usePipelineWords();
  const { data: tags, isPending: hasNoTags } = useApiQuery('tags.list', undefined);
  const { data: members, isPending: hasNoMembers } = useApiQuery('members.list', undefined);

  const options = useCallback(
    (typed: string): Option[] => {
      const value = (id: string, lead: string, label: string, condition: DealCondition): Option => ({ id, lead, label, isHiddenAtFirst: true, pick: { condition } });
      return [
        ...TARGETS.filter((target) => !isBoard || (target !== 'state' && target !== 'stage')).map((target): Option => ({ id: target, label: targetWords(target, t), pick: { target } })),
        ...(tags ?? []).map((tag) => value(`tag ${tag.id}`, t('targetTag'), tag.name, { field: 'tag', op: 'has', tagId: tag.id })),
        ...(members ?? []).map((member) => value(`owner ${member.id}`, t('columnOwner'), member.name, { field: 'owner', op: 'is', memberId: member.id })),
        value('attention none', t('targetAttention'), t('whereNoNext'), { field: 'attention', is: 'none' }),
        value('attention stalled', t('targetAttention'), t('whereStalled'), { field: 'attention', is: 'stalled' }),
        ...(isBoard ? [] : pipeline.stages.map((stage) => value(`stage ${stage.id}`, t('columnStage'), stageName(stage), { field: 'stage', stageId: stage.id }))),
        { id: 'words', label: views('findWords', { words: typed.trim() }), isAlwaysShown: true, pick: { condition: { field: 'text', words: typed.trim() } } },
      ];
    },
    [t, views, stageName, pipeline, isBoard, tags, members],
  );

  return <TargetPick placeholder={t('filterBy')} options={options} isPending={hasNoTags || hasNoMembers} onTarget={onTarget} onCondition={onCondition} />;
}

interface DraftFormProps extends Pick<FilterBuilderProps, 'pipeline' | 'onDone'> {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onBack: (() => void) | undefined;
}

function DraftForm({ pipeline, draft, onChange, onDone, onBack }: DraftFormProps) {
  const t = useBoardText();
  const { locale } = useFormats();
  const { data: profile } = useApiQuery('profile.info', undefined);
  return (
    <ConditionForm
      title={targetWords(draft.target, t)}
      op={draft.op}
      ops={opsOf(draft.target).map((op) => ({ value: op, label: opWords(op, t) }))}
      onOp={(op) => onChange({ ...draft, op })}
      value={draft.op === 'empty' ? null : <Value target={draft.target} pipeline={pipeline} value={draft.value} onChange={(value) => onChange({ ...draft, value })} />}
      condition={draftToCondition(draft, { locale, currency: profile?.team.currency ?? 'EUR' })}
      onDone={onDone}
      onBack={onBack}
    />
  );
}

function Value({ target, pipeline, ...props }: ValueProps & { target: Target; pipeline: Pipeline }) {
  const t = useBoardText();
  const views = useViewsText();
  const { stageName } = usePipelineWords();
  switch (target) {
    case 'owner':
      return <MemberValue {...props} />;
    case 'tag':
      return <TagValue {...props} />;
    case 'contact':
      return <ContactValue {...props} />;
    case 'amount':
      return <TextField label={views('value')} hideLabel autoFocus inputMode="decimal" {...props} />;
    case 'close':
      return <ClosingDay {...props} />;
    case 'attention':
      return <OneOf options={[{ value: 'none', label: t('whereNoNext') }, { value: 'stalled', label: t('whereStalled') }]} {...props} />;
    case 'committed':
      return <OneOf options={[{ value: 'yes', label: views('yes') }, { value: 'no', label: views('no') }]} {...props} />;
    case 'state':
      return <OneOf options={[{ value: 'open', label: t('whereOpen') }, { value: 'won', label: t('whereWon') }, { value: 'lost', label: t('whereLost') }, { value: 'closed', label: t('whereClosed') }]} {...props} />;
    case 'stage':
      return <OneOf options={pipeline.stages.map((stage) => ({ value: stage.id as string, label: stageName(stage) }))} {...props} />;
    case 'source':
      return <Source {...props} />;
    case 'text':
      return <TextField label={views('value')} hideLabel autoFocus {...props} />;
  }
}

function ClosingDay(props: ValueProps) {
  const t = useBoardText();
  const today = dayOf(Date.now(), deviceZone());
  const endOfMonth = daysAfter(firstOfNextMonth(today), -1);
  const presets = [
    { label: t('dayToday'), day: today },
    { label: t('dayEndOfMonth'), day: endOfMonth },
    { label: t('dayEndOfNextMonth'), day: daysAfter(firstOfNextMonth(daysAfter(endOfMonth, 1)), -1) },
  ];
  return <DateValue presets={presets.filter(({ day }, place) => presets.findIndex((each) => each.day === day) === place)} {...props} />;
}

const firstOfNextMonth = (day: string): string => `${daysAfter(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;

/** What stands with contacts is offered, anything may be typed. */
function Source({ value, onChange }: ValueProps) {
  const views = useViewsText();
  const { data: known } = useApiQuery('contacts.values', { field: 'source' });
  return (
    <ComboBox
      label={views('value')}
      hideLabel
      autoFocus
      placeholder={views('choose')}
      value={value === '' ? null : { value, label: value }}
      options={(known ?? []).map((each) => ({ value: each, label: each }))}
      onChange={(option) => onChange(option?.value ?? '')}
      onCreate={onChange}
      createLabel={(typed) => views('useText', { text: typed })}
      emptyText={views('noSuggestion')}
    />
  );
}
