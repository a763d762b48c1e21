import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ChevronDown, ChevronUp, Columns3 } from 'lucide-react';
import type { Field } from '../../../core/fields.ts';
import type { ViewDefinition } from '../../../core/filters.ts';
import { useCommand, useCommandHandler } from '../../commands/command-provider.tsx';
import { announce } from '../../ui/announcer.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Popover } from '../../ui/popover.tsx';
import { COLUMN_IDS, fieldColumn, fieldOfColumn, shownColumns } from './definition.ts';
import { columnTitle, useContactsText } from './words.ts';

export interface ColumnChooserProps {
  definition: ViewDefinition;
  fields: readonly Field[];
  onChange: (columns: ViewDefinition['columns']) => void;
}

/** Which columns are shown and in which order: by ticking, and by Alt with an arrow or the buttons beside a name. */
export function ColumnChooser({ definition, fields, onChange }: ColumnChooserProps) {
  const t = useContactsText();
  const { title } = useCommand('contacts.columns');
  const [isOpen, setOpen] = useState(false);
  useCommandHandler('contacts.columns', () => setOpen(true));

  const shown = shownColumns(definition, fields);
  const ids = [...COLUMN_IDS, ...fields.filter(({ retired }) => !retired).map(({ id }) => fieldColumn(id))];
  const hidden = ids.filter((id) => !shown.some((column) => column.id === id));
  const titleOf = (id: string) => columnTitle(id, fieldOfColumn(id, fields), t);

  function move(place: number, step: -1 | 1) {
    const target = place + step;
    const column = shown[place];
    if (!column || target < 1 || target >= shown.length) return;
    onChange(shown.toSpliced(place, 1).toSpliced(target, 0, column));
    announce(t('columnMoved', { column: titleOf(column.id), place: target + 1 }));
  }

  function onKeyDown(event: KeyboardEvent, place: number) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(place, event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    <Popover label={title} isOpen={isOpen} onOpenChange={setOpen} align="end" className="w-70" trigger={<IconButton icon={Columns3} label={title} />}>
      <ul className="flex max-h-[min(480px,70dvh)] flex-col overflow-y-auto">
        {shown.map(({ id }, place) => (
          <li key={id} className="group flex min-h-8 items-center" onKeyDown={(event) => onKeyDown(event, place)}>
            <Checkbox
              label={titleOf(id)}
              ticked
              isDisabled={id === 'name'}
              onChange={() => onChange(shown.filter((column) => column.id !== id))}
              className="min-w-0 flex-1"
            />
            {id !== 'name' && (
              <>
                <IconButton icon={ChevronUp} label={t('columnUp', { column: titleOf(id) })} isDisabled={place <= 1} onPress={() => move(place, -1)} className="size-6!" />
                <IconButton icon={ChevronDown} label={t('columnDown', { column: titleOf(id) })} isDisabled={place === shown.length - 1} onPress={() => move(place, 1)} className="size-6!" />
              </>
            )}
          </li>
        ))}
        {hidden.length > 0 && <li aria-hidden className="my-1 h-px flex-none bg-border" />}
        {hidden.map((id) => (
          <li key={id} className="flex min-h-8 items-center">
            <Checkbox label={titleOf(id)} ticked={false} onChange={() => onChange([...shown, { id }])} className="min-w-0 flex-1" />
          </li>
        ))}
      </ul>
    </Popover>
  );
}
