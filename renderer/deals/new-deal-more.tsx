import { Id } from '../../core/ids.ts';
import { useApiQuery } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Select } from '../ui/select.tsx';
import { TagInput } from '../ui/tag-input.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import type { TypedDeal } from './new-deal-draft.ts';
import { NextStepFields } from './next-step-fields.tsx';
import { useDealsText } from './words.ts';

export interface NewDealMoreProps {
  typed: TypedDeal;
  onChange: (part: Partial<TypedDeal>) => void;
  errors: { probability?: string | undefined; day?: string | undefined };
  /** Of the stage, in percent. */
  stageProbability: number | null;
  /** It was asked for: the focus goes there. */
  startsHere: boolean;
}

/** What is asked only of those who want to say more about a new deal. */
export function NewDealMore({ typed, onChange, errors, stageProbability, startsHere }: NewDealMoreProps) {
  const t = useDealsText();
  const text = useText();
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const { data: tags = [] } = useApiQuery('tags.list', undefined);
  return (
    <div className="flex flex-col gap-4">
      <NextStepFields step={typed.next} onChange={(next) => onChange({ next })} dayError={errors.day} autoFocus={startsHere} />
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 narrow:grid-cols-1">
        <TextField label={t('source')} value={typed.source} onChange={(source) => onChange({ source })} maxLength={1_000} />
        <TextField
          label={t('probability')}
          inputMode="numeric"
          value={typed.probability}
          placeholder={stageProbability === null ? '' : String(stageProbability)}
          onChange={(probability) => onChange({ probability })}
          end={<span className="text-12 text-text3">%</span>}
          error={errors.probability}
          maxLength={5}
        />
        {members.length > 1 && (
          <Select<string>
            label={t('owner')}
            value={typed.ownerId ?? ''}
            onChange={(ownerId) => onChange({ ownerId: ownerId === '' ? null : Id.parse(ownerId) })}
            options={[{ value: '', label: t('nobody') }, ...members.map(({ id, name }) => ({ value: id as string, label: name || t('unnamedMember'), mark: <Avatar id={id} name={name} shape="person" size="small" /> }))]}
            placeholder={t('nobody')}
          />
        )}
        <Checkbox label={t('committed')} hint={t('committedHint')} ticked={typed.committed} onChange={(committed) => onChange({ committed })} className="self-end" />
      </div>
      <TagInput
        label={t('tags')}
        values={typed.tags.map((name) => ({ value: name, label: name }))}
        options={tags.map(({ name }) => ({ value: name, label: name }))}
        onChange={(chosen) => onChange({ tags: chosen.map(({ value }) => value) })}
        onCreate={(name) => onChange({ tags: [...typed.tags, name] })}
        createLabel={(name) => t('newTag', { name })}
        removeLabel={(what) => text('common:remove', { what })}
        emptyText={t('typeName')}
      />
      <TextArea label={t('notes')} value={typed.notes} onChange={(notes) => onChange({ notes })} rows={3} maxLength={100_000} />
    </div>
  );
}
