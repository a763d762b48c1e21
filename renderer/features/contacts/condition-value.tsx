import type { KnownValueField } from '../../../core/api/contacts.ts';
import { ROLES } from '../../../core/contacts.ts';
import { useApiQuery } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ContactValue, DateValue, MemberValue, OneOf, Searched, TagValue } from '../../views/value-controls.tsx';
import type { ValueProps } from '../../views/value-controls.tsx';
import { dayOf } from './conditions.ts';
import type { ValueKind } from './conditions.ts';
import { useContactWords } from '../../words/contact-words.ts';
import { useContactsText } from './words.ts';

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
      return <PastDay {...props} />;
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

function PastDay(props: ValueProps) {
  const t = useContactsText();
  const { number } = useFormats();
  return <DateValue presets={PRESETS.map((days) => ({ label: t('daysAgo', { count: days, formatted: number(days) }), day: dayOf(Date.now() - days * DAY_MS) }))} {...props} />;
}
