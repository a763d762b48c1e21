import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { ROLES } from '../../../../core/contacts.ts';
import { useApiQuery } from '../../../api.ts';
import { ChipsField, Dot } from '../../../record/chips-field.tsx';
import { dotOf, Tag } from '../../../ui/tag.tsx';
import { useEdits } from '../edits.ts';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';

export interface ChipsRowProps {
  contact: ContactDetail;
  isReadOnly: boolean;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function TagsRow({ contact, isReadOnly, isOpen, onOpenChange }: ChipsRowProps) {
  const edits = useEdits(contact);
  const t = useContactText();
  const { data: tags } = useApiQuery('tags.list', undefined, { isEnabled: isOpen });
  const dots = new Map(tags?.map(({ name, colour }) => [name, dotOf(colour)]));
  return (
    <ChipsField
      label={t('tags')}
      part="tags"
      values={contact.tags.map(({ name }) => ({ value: name, label: name }))}
      options={(tags ?? []).map(({ name, colour }) => ({ value: name, label: name, mark: <Dot colour={dotOf(colour)} /> }))}
      onChange={(values) => edits.setTags(values.map(({ value }) => value))}
      createLabel={(typed) => t('createTag', { typed })}
      renderMark={({ value }) => <Dot colour={dots.get(value)} />}
      isReadOnly={isReadOnly}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      {contact.tags.map(({ id, name, colour }) => <Tag key={id} name={name} dot={dotOf(colour)} />)}
    </ChipsField>
  );
}

export function RolesRow({ contact, isReadOnly, isOpen, onOpenChange }: ChipsRowProps) {
  const edits = useEdits(contact);
  const t = useContactText();
  const words = useContactWords();
  return (
    <ChipsField
      label={t('roles')}
      part="roles"
      values={contact.roles.map((role) => ({ value: role, label: words.role(role) }))}
      options={ROLES.map((role) => ({ value: role, label: words.role(role) }))}
      onChange={(values) => edits.setRoles(values.map(({ value }) => value))}
      createLabel={(typed) => t('createRole', { typed })}
      isReadOnly={isReadOnly}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <span className="py-px">{contact.roles.map(words.role).join(', ')}</span>
    </ChipsField>
  );
}
