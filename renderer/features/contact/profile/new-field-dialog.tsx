import { useState } from 'react';
import type { ContactKind } from '../../../../core/contacts.ts';
import { FieldType } from '../../../../core/fields.ts';
import type { FieldRecord } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useContactText } from '../../../words/contact-words.ts';

const TYPE_WORDS = {
  text: 'typeText',
  longText: 'typeLongText',
  number: 'typeNumber',
  money: 'typeMoney',
  date: 'typeDate',
  yesNo: 'typeYesNo',
  choice: 'typeChoice',
  choices: 'typeChoices',
  link: 'typeLink',
  contact: 'typeContact',
} as const satisfies Record<FieldType, string>;

export interface NewFieldDialogProps {
  isOpen: boolean;
  kind: ContactKind;
  onClose: () => void;
  onCreated: (fieldId: Id) => void;
}

/** A custom field of one's own, from the page where it was missed. */
export function NewFieldDialog({ isOpen, onClose, ...form }: NewFieldDialogProps) {
  return isOpen ? <NewField onClose={onClose} {...form} /> : null;
}

function NewField({ kind, onClose, onCreated }: Omit<NewFieldDialogProps, 'isOpen'>) {
  const api = useApi();
  const text = useText();
  const errorText = useErrorText();
  const t = useContactText();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const [name, setName] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const [record, setRecord] = useState<FieldRecord>(kind);
  const [choices, setChoices] = useState('');
  const [currency, setCurrency] = useState<string | null>(null);
  const [error, setError] = useState<{ of: 'name' | 'choices' | 'currency' | 'call'; text: string } | null>(null);
  const asksChoices = type === 'choice' || type === 'choices';
  const money = currency ?? profile?.team.currency ?? 'EUR';

  async function save() {
    const named = choices.split('\n').map((choice) => choice.trim()).filter(Boolean);
    if (name.trim() === '') return setError({ of: 'name', text: t('nameMissing') });
    if (asksChoices && named.length === 0) return setError({ of: 'choices', text: t('choicesMissing') });
    if (type === 'money' && !/^[A-Z]{3}$/.test(money)) return setError({ of: 'currency', text: t('notACurrency') });
    try {
      const { id } = await api.fields.create({ record, name: name.trim(), type, ...(asksChoices ? { choices: named } : {}), ...(type === 'money' ? { currency: money } : {}) });
      onCreated(id);
    } catch (failure) {
      setError({ of: 'call', text: errorText(failure) });
    }
  }

  const errorOf = (of: NonNullable<typeof error>['of']) => (error?.of === of ? { error: error.text } : {});
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('newField')}
      closeLabel={text('common:close')}
      size="small"
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{t('createField')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <TextField label={t('fieldName')} value={name} onChange={setName} autoFocus isRequired maxLength={200} {...errorOf('name')} />
        <Select label={t('fieldType')} value={type} onChange={setType} placeholder="" options={FieldType.options.map((value) => ({ value, label: t(TYPE_WORDS[value]) }))} />
        {asksChoices && <TextArea label={t('fieldChoices')} hint={t('fieldChoicesHint')} value={choices} onChange={setChoices} rows={4} {...errorOf('choices')} />}
        {type === 'money' && <TextField label={t('fieldCurrency')} value={money} onChange={(typed) => setCurrency(typed.toUpperCase())} maxLength={3} {...errorOf('currency')} />}
        <Select
          label={t('fieldRecord')}
          value={record}
          onChange={setRecord}
          placeholder=""
          options={[
            { value: 'person', label: t('recordPerson') },
            { value: 'organisation', label: t('recordOrganisation') },
            { value: 'contact', label: t('recordBoth') },
          ]}
        />
        {error?.of === 'call' && <p role="alert" className="text-12 text-danger-text">{error.text}</p>}
      </div>
    </Dialog>
  );
}
