import type { Field } from '../../../../core/fields.ts';
import type { Need } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { NextStepFields } from '../../../deals/next-step-fields.tsx';
import { SomebodyField } from '../../../deals/somebody-field.tsx';
import { WhoField } from '../../../deals/who-field.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useViewsText } from '../../../views/words.ts';
import { useBoardText } from '../board-words.ts';
import { fieldIdOf } from './needs.ts';
import type { Filled } from './needs.ts';

export interface NeedFieldProps {
  need: Need;
  fields: readonly Field[];
  filled: Filled;
  onChange: (part: Partial<Filled>) => void;
  autoFocus: boolean;
}

/** The control for one thing that a stage asks for. */
export function NeedField({ need, fields, filled, onChange, autoFocus }: NeedFieldProps) {
  const t = useBoardText();
  const views = useViewsText();
  const { data: members } = useApiQuery('members.list', undefined, { isEnabled: need === 'owner' });
  const fieldId = fieldIdOf(need);
  const field = fields.find(({ id }) => id === fieldId);
  if (fieldId) {
    if (field?.type === 'contact') return <SomebodyField label={field.name} value={filled.people[fieldId] ?? null} onChange={(who) => onChange({ people: { ...filled.people, [fieldId]: who } })} autoFocus={autoFocus} />;
    const change = (value: string) => onChange({ fields: { ...filled.fields, [fieldId]: value } });
    return field ? <OwnField field={field} value={filled.fields[fieldId] ?? ''} onChange={change} autoFocus={autoFocus} /> : null;
  }
  switch (need) {
    case 'contact':
      return <WhoField label={t('columnContact')} kind="person" value={filled.contact} onChange={(contact) => onChange({ contact })} autoFocus={autoFocus} />;
    case 'organisation':
      return <WhoField label={t('organisation')} kind="organisation" value={filled.organisation} onChange={(organisation) => onChange({ organisation })} autoFocus={autoFocus} />;
    case 'amount':
      return <TextField label={t('columnAmount')} inputMode="decimal" value={filled.amount} onChange={(amount) => onChange({ amount })} autoFocus={autoFocus} />;
    case 'expectedClose':
      return <Day label={t('columnClose')} value={filled.expectedClose} onChange={(expectedClose) => onChange({ expectedClose })} autoFocus={autoFocus} />;
    case 'owner':
      return <Select label={t('columnOwner')} value={filled.ownerId || null} placeholder={views('choose')} options={(members ?? []).map(({ id, name }) => ({ value: id as string, label: name }))} onChange={(ownerId) => onChange({ ownerId })} autoFocus={autoFocus} />;
    case 'source':
      return <TextField label={t('targetSource')} value={filled.source} onChange={(source) => onChange({ source })} autoFocus={autoFocus} maxLength={1_000} />;
    case 'nextAction':
      return <NextStepFields step={filled.next} onChange={(next) => onChange({ next })} autoFocus={autoFocus} />;
    default:
      return null;
  }
}

interface OwnFieldProps {
  field: Field;
  value: string;
  onChange: (value: string) => void;
  autoFocus: boolean;
}

/** A custom field of any type but a contact, as the text that its value is read from. */
function OwnField({ field, value, onChange, autoFocus }: OwnFieldProps) {
  const views = useViewsText();
  const shared = { label: field.name, value, onChange, autoFocus };
  const chosen = { label: field.name, value: value || null, placeholder: views('choose'), onChange, autoFocus };
  switch (field.type) {
    case 'date':
      return <Day {...shared} />;
    case 'yesNo':
      return <Select {...chosen} options={[{ value: 'yes', label: views('yes') }, { value: 'no', label: views('no') }]} />;
    case 'choice':
    case 'choices':
      return <Select {...chosen} options={field.choices.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id as string, label: name }))} />;
    case 'longText':
      return <TextArea {...shared} />;
    default:
      return <TextField {...shared} {...(field.type === 'number' || field.type === 'money' ? { inputMode: 'decimal' as const } : {})} maxLength={1_000} />;
  }
}

function Day({ label, value, onChange, autoFocus }: { label: string; value: string; onChange: (value: string) => void; autoFocus: boolean }) {
  const text = useText();
  const { locale } = useFormats();
  return (
    <DateField label={label} value={value} onChange={onChange} locale={locale} autoFocus={autoFocus} dayLabel={text('common:day')} monthLabel={text('common:month')} yearLabel={text('common:year')} invalidText={text('common:noSuchDate')} />
  );
}
