import type { KnownValueField } from '../../../core/api/contacts.ts';
import { ROLES } from '../../../core/contacts.ts';
import { useApiQuery } from '../../api.ts';
import { contactOption, useContactSearch } from '../../contact-search.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Option } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { dayOf } from './conditions.ts';
import type { ValueKind } from './conditions.ts';
import { useContactText, useContactWords } from '../../words/contact-words.ts';
import { useContactsText } from './words.ts';

interface ValueProps {
  value: string;
  onChange: (value: string) => void;
}

/** The control for the value of a condition. */
export function ConditionValue({ valueKind, ...props }: ValueProps & { valueKind: ValueKind }) {
  const t = useContactsText();
  switch (valueKind.kind) {
    case 'none':
      return null;
    case 'text':
      return <TextField label={t('value')} hideLabel autoFocus {...props} />;
    case 'number':
      return <TextField label={t('value')} hideLabel autoFocus inputMode="decimal" {...props} />;
    case 'date':
      return <DateValue {...props} />;
    case 'tag':
      return <TagValue {...props} />;
    case 'member':
      return <MemberValue {...props} />;
    case 'organisation':
      return <ContactValue kind="organisation" {...props} />;
    case 'contact':
      return <ContactValue {...props} />;
    case 'yesNo':
      return <OneOf options={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} {...props} />;
    case 'contactKind':
      return <OneOf options={[{ value: 'person', label: t('person') }, { value: 'organisation', label: t('organisation') }]} {...props} />;
    case 'choice':
      return <Searched options={valueKind.field.choices.map(({ id, name }) => ({ value: id as string, label: name }))} {...props} />;
    case 'known':
      return <KnownValue field={valueKind.field} {...props} />;
  }
}

function OneOf({ options, value, onChange }: ValueProps & { options: readonly Option[] }) {
  const t = useContactsText();
  return <Select label={t('value')} hideLabel autoFocus value={value || null} placeholder={t('choose')} options={options} onChange={onChange} />;
}

function Searched({ options, value, onChange }: ValueProps & { options: readonly Option[] }) {
  const t = useContactsText();
  return (
    <ComboBox
      label={t('value')}
      hideLabel
      autoFocus
      placeholder={t('choose')}
      value={options.find((option) => option.value === value) ?? null}
      options={options}
      onChange={(option) => onChange(option?.value ?? '')}
      emptyText={t('noSuggestion')}
    />
  );
}

function TagValue(props: ValueProps) {
  const { data: tags } = useApiQuery('tags.list', undefined);
  return <Searched options={(tags ?? []).map(({ id, name }) => ({ value: id as string, label: name }))} {...props} />;
}

function MemberValue(props: ValueProps) {
  const t = useContactsText();
  const { data: members } = useApiQuery('members.list', undefined);
  return <Searched options={[{ value: 'nobody', label: t('nobody') }, ...(members ?? []).map(({ id, name }) => ({ value: id as string, label: name }))]} value={props.value || 'nobody'} onChange={(value) => props.onChange(value === 'nobody' ? '' : value)} />;
}

function ContactValue({ kind, value, onChange }: ValueProps & { kind?: 'organisation' }) {
  const t = useContactsText();
  const unnamed = useContactText()('unnamed');
  const { options, onSearch } = useContactSearch(kind ? { kind } : {});
  const { data: chosen } = useApiQuery('contacts.get', { id: value }, { isEnabled: value !== '' });
  return (
    <ComboBox
      label={t('value')}
      hideLabel
      autoFocus
      placeholder={t('choose')}
      value={chosen && value !== '' ? contactOption(chosen, unnamed) : null}
      options={options}
      onSearch={onSearch}
      onChange={(option) => onChange(option?.value ?? '')}
      emptyText={t('nobodyFound')}
    />
  );
}

/** Free text, with what stands elsewhere offered; roles by their words. */
function KnownValue({ field, value, onChange }: ValueProps & { field: KnownValueField }) {
  const t = useContactsText();
  const { role: roleWords } = useContactWords();
  const { data: known } = useApiQuery('contacts.values', { field });
  const words = (each: string) => (field === 'role' ? roleWords(each) : each);
  const values = field === 'role' ? [...new Set([...ROLES, ...(known ?? [])])] : (known ?? []);
  return (
    <ComboBox
      label={t('value')}
      hideLabel
      autoFocus
      placeholder={t('choose')}
      value={value === '' ? null : { value, label: words(value) }}
      options={values.map((each) => ({ value: each, label: words(each) }))}
      onChange={(option) => onChange(option?.value ?? '')}
      onCreate={onChange}
      createLabel={(typed) => t('useText', { text: typed })}
      emptyText={t('noSuggestion')}
    />
  );
}

const PRESETS = [7, 30, 90, 365] as const;
const DAY_MS = 24 * 60 * 60_000;

function DateValue({ value, onChange }: ValueProps) {
  const t = useContactsText();
  const text = useText();
  const { locale, number } = useFormats();
  return (
    <div className="flex flex-col gap-2">
      <DateField
        label={t('value')}
        hideLabel
        autoFocus
        value={value}
        onChange={onChange}
        locale={locale}
        dayLabel={text('common:day')}
        monthLabel={text('common:month')}
        yearLabel={text('common:year')}
        invalidText={text('common:noSuchDate')}
      />
      <div className="flex flex-wrap gap-1">
        {PRESETS.map((days) => (
          <Button key={days} size="small" onPress={() => onChange(dayOf(Date.now() - days * DAY_MS))}>{t('daysAgo', { count: days, formatted: number(days) })}</Button>
        ))}
      </div>
    </div>
  );
}
