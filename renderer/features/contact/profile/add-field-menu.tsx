import { Plus } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import type { Field } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuAction } from '../../../ui/menu.tsx';
import { hasOwnValue, OWN_FIELDS, OWN_WORDS } from './own-rows.tsx';
import type { OwnField } from './own-rows.tsx';
import type { LinePart } from './part-rows.tsx';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';

/** What "Add a field" was asked for: a line that is being written and not there yet. */
export type Adding =
  | { kind: 'part'; part: LinePart; linkKind: 'web' | 'social' | 'chat' }
  | { kind: 'address' }
  | { kind: 'own'; field: OwnField }
  | { kind: 'custom'; fieldId: Id }
  | { kind: 'tags' }
  | { kind: 'roles' };

export interface AddFieldMenuProps {
  contact: ContactDetail;
  /** Custom fields of this kind of record that are in use. */
  fields: readonly Field[];
  onAdd: (adding: Adding) => void;
  onNewField: () => void;
}

/** Everything that a profile can have and has not, and what it may have more of. */
export function AddFieldMenu({ contact, fields, onAdd, onNewField }: AddFieldMenuProps) {
  const t = useContactText();
  const words = useContactWords();
  const part = (name: LinePart, label = words.part(name), linkKind: 'web' | 'social' | 'chat' = 'web'): MenuAction => ({
    id: `${name} ${linkKind}`,
    label,
    onAction: () => onAdd({ kind: 'part', part: name, linkKind }),
  });
  const own: MenuAction[] = OWN_FIELDS.filter((field) => !hasOwnValue(contact, field) && (contact.kind === 'person' || field !== 'birthday')).map((field) => ({
    id: field,
    label: t(OWN_WORDS[field]),
    onAction: () => onAdd({ kind: 'own', field }),
  }));
  const custom: MenuAction[] = fields
    .filter(({ id }) => contact.custom[id] === undefined)
    .map(({ id, name }) => ({ id, label: name, onAction: () => onAdd({ kind: 'custom', fieldId: id }) }));
  return (
    <Menu
      label={t('addField')}
      trigger={<Button kind="bare" size="small" icon={Plus} className="-ms-2 self-start print:hidden">{t('addField')}</Button>}
      entries={[
        part('emails'),
        part('phones'),
        { id: 'address', label: words.part('addresses'), onAction: () => onAdd({ kind: 'address' }) },
        part('links'),
        part('links', t('partSocial'), 'social'),
        part('links', t('partChat'), 'chat'),
        part('dates'),
        part('facts'),
        ...(contact.tags.length === 0 ? [{ id: 'tags', label: t('tags'), onAction: () => onAdd({ kind: 'tags' }) }] : []),
        ...(contact.roles.length === 0 ? [{ id: 'roles', label: t('roles'), onAction: () => onAdd({ kind: 'roles' }) }] : []),
        ...(own.length > 0 ? ['separator' as const, ...own] : []),
        ...(custom.length > 0 ? [{ heading: t('ownFields'), entries: custom }] : []),
        'separator',
        { id: 'new field', label: t('newFieldMenu'), icon: Plus, onAction: onNewField },
      ]}
    />
  );
}
