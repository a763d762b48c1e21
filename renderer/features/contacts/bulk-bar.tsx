import { Ellipsis, Tag, Trash2, UserCheck } from 'lucide-react';
import { CommandButton, useCommandEntry } from '../../commands/command-button.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { BulkBar } from '../../ui/grid/bulk-bar.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useContactsText } from './words.ts';

export interface ContactsBulkBarProps {
  selected: number;
  total: number;
  onSelectAll: () => void;
  onClear: () => void;
  hasFields: boolean;
}

/** What can be done with the ticked contacts; floats over the end of the list. */
export function ContactsBulkBar({ selected, total, onSelectAll, onClear, hasFields }: ContactsBulkBarProps) {
  const t = useContactsText();
  const text = useText();
  const { number } = useFormats();
  const entry = useCommandEntry();
  return (
    <BulkBar
        label={t('bulkBar')}
        countText={text('grid:selected', { count: selected, formatted: number(selected) })}
        selectAll={selected < total && <Button kind="bare" size="small" onPress={onSelectAll}>{t('selectAllCount', { formatted: number(total) })}</Button>}
        clearLabel={t('clearSelection')}
        onClear={onClear}
      >
        <CommandButton command="contacts.tag" kind="bare" size="small" icon={Tag} />
        <CommandButton command="contacts.assign" kind="bare" size="small" icon={UserCheck} />
        <CommandButton command="contacts.remove" kind="bare" size="small" icon={Trash2}>{t('bin')}</CommandButton>
        <Menu
          label={text('common:more')}
          align="end"
          trigger={<IconButton icon={Ellipsis} label={text('common:more')} />}
          entries={[
            entry('contacts.setStatus'),
            entry('contacts.setSource'),
            entry('contacts.setRole'),
            ...(hasFields ? [entry('contacts.setField')] : []),
            'separator',
            entry('contacts.export'),
          ]}
        />
      </BulkBar>
  );
}
