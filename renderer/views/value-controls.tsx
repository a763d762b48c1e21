// Controls for the value of a condition: their text is an id, a day as `YYYY-MM-DD`, or words.
import { useApiQuery } from '../api.ts';
import { contactOption, useContactSearch } from '../contact-search.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Select } from '../ui/select.tsx';
import type { Option } from '../ui/select.tsx';
import { useContactText } from '../words/contact-words.ts';
import { useViewsText } from './words.ts';

export interface ValueProps {
  value: string;
  onChange: (value: string) => void;
}

export function OneOf({ options, value, onChange }: ValueProps & { options: readonly Option[] }) {
  const t = useViewsText();
  return <Select label={t('value')} hideLabel autoFocus value={value || null} placeholder={t('choose')} options={options} onChange={onChange} />;
}

export function Searched({ options, value, onChange }: ValueProps & { options: readonly Option[] }) {
  const t = useViewsText();
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

export function TagValue(props: ValueProps) {
  const { data: tags } = useApiQuery('tags.list', undefined);
  return <Searched options={(tags ?? []).map(({ id, name }) => ({ value: id as string, label: name }))} {...props} />;
}

export function MemberValue(props: ValueProps) {
  const t = useViewsText();
  const { data: members } = useApiQuery('members.list', undefined);
  return <Searched options={[{ value: 'nobody', label: t('nobody') }, ...(members ?? []).map(({ id, name }) => ({ value: id as string, label: name }))]} value={props.value || 'nobody'} onChange={(value) => props.onChange(value === 'nobody' ? '' : value)} />;
}

export function ContactValue({ kind, value, onChange }: ValueProps & { kind?: 'organisation' }) {
  const t = useViewsText();
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

/** A day, with days that are often meant. */
export function DateValue({ value, onChange, presets }: ValueProps & { presets: readonly { label: string; day: string }[] }) {
  const t = useViewsText();
  const text = useText();
  const { locale } = useFormats();
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
        {presets.map(({ label, day }) => <Button key={day} size="small" onPress={() => onChange(day)}>{label}</Button>)}
      </div>
    </div>
  );
}
