import type { BulkChange } from '../../../core/api/contacts.ts';
import { ROLES } from '../../../core/contacts.ts';
import type { Field, FieldValue } from '../../../core/fields.ts';
import { Id } from '../../../core/ids.ts';
import { useApiQuery } from '../../api.ts';
import { contactOption, useContactSearch } from '../../contact-search.tsx';
import { NotReadable, textToField } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Option } from '../../ui/select.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useContactText, useContactWords } from '../../words/contact-words.ts';
import { roleOfWords, useContactsText } from './words.ts';

/** What can be done to many at once; `remove` needs no more than that. */
export type BulkAct = 'tag' | 'assign' | 'status' | 'source' | 'role' | 'field' | 'remove';

/** A bulk change while it is put together, as the controls hold it. */
export interface BulkDraft {
  add: readonly string[];
  remove: readonly string[];
  /** Null where nothing was chosen yet; '' empties. */
  value: string | null;
  fieldId: Id | null;
}

export const NO_BULK_DRAFT: BulkDraft = { add: [], remove: [], value: null, fieldId: null };

/** The change, or null while something is missing or cannot be read. */
export function bulkChange(act: BulkAct, { add, remove, value, fieldId }: BulkDraft, fields: readonly Field[], locale: string): BulkChange | null {
  switch (act) {
    case 'tag':
    case 'role':
      return add.length + remove.length > 0 ? { kind: act, add: [...add], remove: [...remove] } : null;
    case 'assign':
      return value === null ? null : { kind: 'owner', memberId: Id.safeParse(value).data ?? null };
    case 'status':
    case 'source':
      return value === null ? null : { kind: 'set', field: act, value };
    case 'field': {
      const field = fields.find(({ id }) => id === fieldId);
      if (!field || value === null) return null;
      const read = readable(value, field, locale);
      return read === undefined ? null : { kind: 'custom', fieldId: field.id, value: read };
    }
    case 'remove':
      return { kind: 'delete' };
  }
}

function readable(typed: string, field: Field, locale: string): FieldValue | null | undefined {
  try {
    return textToField(typed, field, null, locale);
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

interface DraftProps {
  draft: BulkDraft;
  onChange: (part: Partial<BulkDraft>) => void;
}

/** The controls for a bulk change. */
export function BulkFields({ act, fields, ...props }: DraftProps & { act: BulkAct; fields: readonly Field[] }) {
  switch (act) {
    case 'tag':
      return <TagFields {...props} />;
    case 'role':
      return <RoleFields {...props} />;
    case 'assign':
      return <OwnerField {...props} />;
    case 'status':
    case 'source':
      return <KnownValueFields field={act} {...props} />;
    case 'field':
      return <CustomFields fields={fields} {...props} />;
    case 'remove':
      return null;
  }
}

function TagFields({ draft, onChange }: DraftProps) {
  const t = useContactsText();
  const { data: tags } = useApiQuery('tags.list', undefined);
  return <AddAndRemove draft={draft} onChange={onChange} options={(tags ?? []).map(({ name }) => ({ value: name, label: name }))} labels={{ add: t('addTags'), remove: t('removeTags'), create: (name) => t('newTag', { name }), empty: t('noTags') }} />;
}

function RoleFields({ draft, onChange }: DraftProps) {
  const t = useContactsText();
  const { role: roleWords } = useContactWords();
  const { data: known } = useApiQuery('contacts.values', { field: 'role' });
  const options = [...new Set([...ROLES, ...(known ?? [])])].map((role) => ({ value: role, label: roleWords(role) }));
  return (
    <AddAndRemove
      draft={draft}
      onChange={(part) => onChange({ ...part, ...(part.add ? { add: part.add.map((words) => roleOfWords(words, roleWords)) } : {}) })}
      options={options}
      labels={{ add: t('addRoles'), remove: t('removeRoles'), create: (name) => t('useText', { text: name }), empty: t('noSuggestion') }}
    />
  );
}

function AddAndRemove({ draft, onChange, options, labels }: DraftProps & { options: readonly Option[]; labels: { add: string; remove: string; create: (name: string) => string; empty: string } }) {
  const text = useText();
  const chosen = (values: readonly string[]) => values.map((value) => options.find((option) => option.value === value) ?? { value, label: value });
  const removeLabel = (name: string) => text('common:remove', { what: name });
  return (
    <>
      <TagInput
        label={labels.add}
        autoFocus
        values={chosen(draft.add)}
        options={options}
        onChange={(next) => onChange({ add: next.map(({ value }) => value) })}
        onCreate={(name) => onChange({ add: [...draft.add, name] })}
        createLabel={labels.create}
        removeLabel={removeLabel}
        emptyText={labels.empty}
      />
      <TagInput
        label={labels.remove}
        values={chosen(draft.remove)}
        options={options}
        onChange={(next) => onChange({ remove: next.map(({ value }) => value) })}
        removeLabel={removeLabel}
        emptyText={labels.empty}
      />
    </>
  );
}

function OwnerField({ draft, onChange }: DraftProps) {
  const t = useContactsText();
  const { data: members } = useApiQuery('members.list', undefined);
  const options = [
    ...(members ?? []).map(({ id, name }) => ({ value: id as string, label: name, mark: <Avatar id={id} name={name} shape="person" size="small" /> })),
    { value: '', label: t('nobody') },
  ];
  return (
    <ComboBox
      label={t('columnOwner')}
      autoFocus
      placeholder={t('choose')}
      value={draft.value === null ? null : (options.find(({ value }) => value === draft.value) ?? null)}
      options={options}
      onChange={(option) => onChange({ value: option?.value ?? null })}
      emptyText={t('nobodyFound')}
    />
  );
}

function KnownValueFields({ field, draft, onChange }: DraftProps & { field: 'status' | 'source' }) {
  const t = useContactsText();
  const { data: known } = useApiQuery('contacts.values', { field });
  return (
    <ComboBox
      label={t(field === 'status' ? 'columnStatus' : 'columnSource')}
      autoFocus
      placeholder={t('choose')}
      value={draft.value === null ? null : { value: draft.value, label: draft.value || t('emptyValue') }}
      options={[...(known ?? []).map((value) => ({ value, label: value })), { value: '', label: t('emptyValue') }]}
      onChange={(option) => onChange({ value: option?.value ?? null })}
      onCreate={(value) => onChange({ value })}
      createLabel={(typed) => t('useText', { text: typed })}
      emptyText={t('noSuggestion')}
    />
  );
}

function CustomFields({ fields, draft, onChange }: DraftProps & { fields: readonly Field[] }) {
  const t = useContactsText();
  const active = fields.filter(({ retired }) => !retired);
  const field = active.find(({ id }) => id === draft.fieldId);
  return (
    <>
      <ComboBox
        label={t('field')}
        autoFocus
        placeholder={t('choose')}
        value={field ? { value: field.id, label: field.name } : null}
        options={active.map(({ id, name }) => ({ value: id as string, label: name }))}
        onChange={(option) => onChange({ fieldId: Id.safeParse(option?.value).data ?? null, value: null })}
        emptyText={t('noSuggestion')}
      />
      {field && <FieldValueInput key={field.id} field={field} value={draft.value ?? ''} onChange={(value) => onChange({ value })} />}
    </>
  );
}

function FieldValueInput({ field, value, onChange }: { field: Field; value: string; onChange: (value: string) => void }) {
  const t = useContactsText();
  const text = useText();
  const { locale } = useFormats();
  const choices = field.choices.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id as string, label: name }));
  const ids = value.split(' ').filter(Boolean);
  switch (field.type) {
    case 'yesNo':
      return <Select label={t('value')} value={value || null} placeholder={t('choose')} options={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} onChange={onChange} />;
    case 'choice':
      return <Select label={t('value')} value={value || null} placeholder={t('choose')} options={choices} onChange={onChange} />;
    case 'choices':
      return (
        <TagInput
          label={t('value')}
          values={choices.filter((choice) => ids.includes(choice.value))}
          options={choices}
          onChange={(next) => onChange(next.map((choice) => choice.value).join(' '))}
          removeLabel={(name) => text('common:remove', { what: name })}
          emptyText={t('noChoice')}
        />
      );
    case 'date':
      return <DateField label={t('value')} isYearOptional value={value} onChange={onChange} locale={locale} dayLabel={text('common:day')} monthLabel={text('common:month')} yearLabel={text('common:year')} invalidText={text('common:noSuchDate')} />;
    case 'contact':
      return <ContactValueInput value={value} onChange={onChange} />;
    default:
      return <TextField label={t('value')} value={value} onChange={onChange} inputMode={field.type === 'number' || field.type === 'money' ? 'decimal' : 'text'} />;
  }
}

function ContactValueInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useContactsText();
  const unnamed = useContactText()('unnamed');
  const { options, onSearch } = useContactSearch();
  const { data: chosen } = useApiQuery('contacts.get', { id: value }, { isEnabled: value !== '' });
  return (
    <ComboBox
      label={t('value')}
      placeholder={t('choose')}
      value={chosen && value !== '' ? contactOption(chosen, unnamed) : null}
      options={options}
      onSearch={onSearch}
      onChange={(option) => onChange(option?.value ?? '')}
      emptyText={t('nobodyFound')}
    />
  );
}
