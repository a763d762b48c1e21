import type { ReactNode } from 'react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { CHANNELS } from '../../../../core/contacts.ts';
import type { Id } from '../../../../core/ids.ts';
import { useApiQuery, useErrorText } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { InlineField } from '../../../ui/inline-field.tsx';
import { useEdits } from '../edits.ts';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';
import { FieldRow, useSeenAtStart } from '../../../record/field-row.tsx';
import { ChoiceEditor, ComboEditor, DateEditor } from '../../../record/inline-editors.tsx';
import type { InlineEdit } from '../../../record/inline-editors.tsx';
import { spokenLanguages } from '../../../words/spoken-languages.ts';

/** The fields of the contact itself that stand in the profile, in their order. */
export const OWN_FIELDS = ['language', 'birthday', 'preferredChannel', 'ownerId', 'source', 'status'] as const;
export type OwnField = (typeof OWN_FIELDS)[number];

export const hasOwnValue = (contact: ContactDetail, field: OwnField): boolean => contact[field] !== null && contact[field] !== '';

export const OWN_WORDS = {
  language: 'fieldLanguage',
  birthday: 'fieldBirthday',
  preferredChannel: 'fieldChannel',
  ownerId: 'fieldOwner',
  source: 'fieldSource',
  status: 'fieldStatus',
} as const satisfies Record<OwnField, string>;

export interface OwnRowProps {
  contact: ContactDetail;
  field: OwnField;
  isReadOnly: boolean;
  /** Asked for by "Add a field"; `onLeave` when the focus goes on. */
  startsEditing?: boolean;
  onLeave?: () => void;
}

export function OwnRow({ contact, field, isReadOnly, startsEditing, onLeave }: OwnRowProps) {
  const edits = useEdits(contact);
  const text = useText();
  const errorText = useErrorText();
  const t = useContactText();
  const look = useLook(contact, field);
  const { onClickCapture, seenAtStart } = useSeenAtStart(contact.seen);
  const label = t(OWN_WORDS[field]);
  const isNullable = field === 'birthday' || field === 'ownerId';
  return (
    <FieldRow {...(startsEditing ? { startsEditing } : {})} {...(onLeave ? { onLeave } : {})}>
      <div onClickCapture={onClickCapture}>
        <InlineField
          label={label}
          value={contact[field] ?? ''}
          display={hasOwnValue(contact, field) ? (look.display ?? look.text) : undefined}
          displayText={hasOwnValue(contact, field) ? look.text : undefined}
          placeholder={t('addWhat', { what: label })}
          editLabel={text('common:edit', { what: label })}
          errorText={errorText}
          isReadOnly={isReadOnly}
          onSave={(value) => edits.setFields({ [field]: value === '' && isNullable ? null : value }, seenAtStart())}
          {...(look.editor ? { editor: look.editor } : {})}
        />
      </div>
    </FieldRow>
  );
}

/** How a field shows its value, and with what it is edited where that is no text box. */
function useLook(contact: ContactDetail, field: OwnField): { text: string; display?: ReactNode; editor?: (edit: InlineEdit) => ReactNode } {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const formats = useFormats();
  const isFree = field === 'source' || field === 'status';
  const { data: known } = useApiQuery('contacts.values', { field: isFree ? field : 'status' }, { isEnabled: isFree });
  const { data: members } = useApiQuery('members.list', undefined, { isEnabled: field === 'ownerId' });
  const label = t(OWN_WORDS[field]);
  const none = { value: '', label: text('common:none') };

  switch (field) {
    case 'language': {
      const languages = spokenLanguages(formats.locale);
      return {
        text: languages.nameOf(contact.language),
        editor: (edit) => <ComboEditor label={label} options={languages.options} edit={edit} createLabel={(typed) => t('useTyped', { typed })} emptyText={t('nothingFits')} />,
      };
    }
    case 'birthday':
      return {
        text: contact.birthday ? formats.civilDate(contact.birthday, 'long') : '',
        editor: (edit) => <DateEditor label={label} edit={edit} />,
      };
    case 'preferredChannel':
      return {
        text: words.channel(contact.preferredChannel),
        editor: (edit) => <ChoiceEditor label={label} options={[none, ...CHANNELS.filter((channel) => channel !== '').map((channel) => ({ value: channel, label: words.channel(channel) }))]} edit={edit} />,
      };
    case 'ownerId':
      return {
        text: contact.owner?.name ?? '',
        display: contact.owner && (
          <span className="flex items-center gap-2">
            <Avatar id={contact.owner.id} name={contact.owner.name} shape="person" size="small" />
            <span className="truncate">{contact.owner.name}</span>
          </span>
        ),
        editor: (edit) => <ChoiceEditor label={label} options={[none, ...(members ?? []).map(({ id, name }: { id: Id; name: string }) => ({ value: id, label: name }))]} edit={edit} />,
      };
    case 'source':
    case 'status':
      return {
        text: contact[field],
        editor: (edit) => (
          <ComboEditor label={label} options={(known ?? []).map((value) => ({ value, label: value }))} edit={edit} createLabel={(typed) => t('useTyped', { typed })} emptyText={t('typeSomething')} />
        ),
      };
  }
}
