import { useState } from 'react';
import type { ReactNode } from 'react';
import { ExternalLink, Trash2 } from 'lucide-react';
import type { ContactRef } from '../../core/contacts.ts';
import type { Field, FieldValue } from '../../core/fields.ts';
import { Id } from '../../core/ids.ts';
import { typedAddress } from '../../core/markdown/links.ts';
import { useApiQuery, useErrorText } from '../api.ts';
import { contactOption, useContactSearch } from '../contact-search.tsx';
import { fieldToText, NotReadable, shownField, textToField } from '../field-text.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { openAddress } from '../outward.ts';
import { InlineField } from '../ui/inline-field.tsx';
import type { MenuAction } from '../ui/menu.tsx';
import { useContactText } from '../words/contact-words.ts';
import { ChipsField } from './chips-field.tsx';
import { ContactLink } from './contact-link.tsx';
import { FieldRow } from './field-row.tsx';
import { ChoiceEditor, ComboEditor, DateEditor } from './inline-editors.tsx';
import type { InlineEdit } from './inline-editors.tsx';

export interface CustomRowProps {
  field: Field;
  value: FieldValue | undefined;
  /** Null takes the value away. */
  onSave: (value: FieldValue | null) => Promise<void>;
  isReadOnly: boolean;
  startsEditing?: boolean;
  onLeave?: () => void;
}

/** The value of a custom field of any type, edited where it stands. Emptying it takes the value away. */
export function CustomRow(props: CustomRowProps) {
  return props.field.type === 'choices' ? <ChoicesRow {...props} /> : <SingleRow {...props} />;
}

function SingleRow({ field, value, onSave, isReadOnly, startsEditing, onLeave }: CustomRowProps) {
  const text = useText();
  const errorText = useErrorText();
  const formats = useFormats();
  const t = useContactText();
  const { data: linked } = useApiQuery('contacts.get', { id: value?.type === 'contact' ? value.value : field.id }, { isEnabled: value?.type === 'contact' });
  const editor = editorOf();
  const entries: (MenuAction | false)[] = [
    value?.type === 'link' && {
      id: 'open',
      label: text('common:open'),
      icon: ExternalLink,
      isDisabled: typedAddress(value.value) === null,
      onAction: () => openAddress(typedAddress(value.value) ?? ''),
    },
    value !== undefined && !isReadOnly && { id: 'remove', label: t('emptyField'), icon: Trash2, onAction: () => void onSave(null) },
  ];

  function editorOf(): ((edit: InlineEdit) => ReactNode) | undefined {
    const none = { value: '', label: text('common:none') };
    switch (field.type) {
      case 'date':
        return (edit) => <DateEditor label={field.name} edit={edit} />;
      case 'yesNo':
        return (edit) => <ChoiceEditor label={field.name} edit={edit} options={[none, { value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }]} />;
      case 'choice':
        return (edit) => <ChoiceEditor label={field.name} edit={edit} options={[none, ...choicesOnOffer(field, [edit.value])]} />;
      case 'contact':
        return (edit) => <ContactEditor label={field.name} edit={edit} known={linked} />;
      default:
        return undefined;
    }
  }

  const shown = value && shownField(value, field, formats, { yes: t('yes'), no: t('no'), nameOf: () => linked?.name ?? '…' });
  const isFigure = value?.type === 'number' || value?.type === 'money';

  return (
    <FieldRow
      {...(startsEditing ? { startsEditing } : {})}
      {...(onLeave ? { onLeave } : {})}
      menu={{ label: t('moreFor', { what: field.name }), entries: entries.filter((entry) => entry !== false) }}
    >
      <InlineField
        label={field.name}
        value={fieldToText(value, formats.locale)}
        display={shown === undefined ? undefined : <span className={isFigure ? 'figures' : undefined}>{shown}</span>}
        displayText={shown}
        placeholder={t('addWhat', { what: field.name })}
        editLabel={text('common:edit', { what: field.name })}
        type={field.type === 'number' || field.type === 'money' ? 'number' : field.type === 'link' ? 'url' : 'text'}
        isMultiline={field.type === 'longText'}
        isReadOnly={isReadOnly}
        errorText={(error) => (error instanceof NotReadable ? t('notANumber') : errorText(error))}
        onSave={(typed) => onSave(textToField(typed, field, value, formats.locale))}
        {...(editor ? { editor } : {})}
      />
      {value?.type === 'contact' && linked && !isReadOnly && (
        <ContactLink contact={linked} className="ms-[88px] print:hidden inline-flex min-h-6 max-w-[calc(100%-88px)] items-center text-12 text-accent-text hover:underline">{t('openContact', { name: linked.name })}</ContactLink>
      )}
    </FieldRow>
  );
}

function ChoicesRow({ field, value, onSave, isReadOnly, startsEditing, onLeave }: CustomRowProps) {
  const [isOpen, setOpen] = useState(startsEditing ?? false);
  const chosen = value?.type === 'choices' ? value.value : [];
  const options = choicesOnOffer(field, chosen);
  return (
    <ChipsField
      label={field.name}
      part={field.id}
      values={options.filter((option) => chosen.some((id) => id === option.value))}
      options={options}
      onChange={(next) => onSave(next.length === 0 ? null : { type: 'choices', value: next.map((option) => Id.parse(option.value)) })}
      isReadOnly={isReadOnly}
      isOpen={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        if (!open) onLeave?.();
      }}
    >
      <span className="py-px">{options.filter((option) => chosen.some((id) => id === option.value)).map(({ label }) => label).join(', ')}</span>
    </ChipsField>
  );
}

function ContactEditor({ label, edit, known }: { label: string; edit: InlineEdit; known: ContactRef | undefined }) {
  const t = useContactText();
  const { options, onSearch } = useContactSearch();
  const shown = known ? [contactOption(known), ...options.filter(({ value }) => value !== edit.value)] : options;
  return <ComboEditor label={label} edit={edit} options={shown} onSearch={onSearch} emptyText={t('nobodyFound')} />;
}

/** Those in use, and a retired one where it is still the value. */
function choicesOnOffer(field: Field, chosen: readonly string[]) {
  return field.choices.filter(({ id, retired }) => !retired || chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
}
