import { useLayoutEffect, useRef, useState } from 'react';
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

type Part = 'tick' | 'up' | 'down';

/** Which columns are shown and in which order: by ticking, and by Alt with an arrow or the buttons beside a name. */
export function ColumnChooser({ definition, fields, onChange }: ColumnChooserProps) {
  const t = useContactsText();
  const { title } = useCommand('contacts.columns');
  const [isOpen, setOpen] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  /** What had the focus in the line of a column that has just moved: a line that moves loses it. */
  const moved = useRef<{ id: string; part: Part } | null>(null);
  useCommandHandler('contacts.columns', () => setOpen(true));

  const shown = shownColumns(definition, fields);
  const ids = [...COLUMN_IDS, ...fields.filter(({ retired }) => !retired).map(({ id }) => fieldColumn(id))];
  const hidden = ids.filter((id) => !shown.some((column) => column.id === id));
  const titleOf = (id: string) => columnTitle(id, fieldOfColumn(id, fields), t);

  useLayoutEffect(() => {
    if (!moved.current) return;
    const { id, part } = moved.current;
    moved.current = null;
    const line = list.current?.querySelector(`[data-column-choice="${id}"]`);
    const target = [part, 'tick'].map((each) => line?.querySelector<HTMLElement>(each === 'tick' ? 'input' : `[data-move="${each}"] button:enabled`)).find(Boolean);
    target?.focus();
  }, [definition.columns]);

  function show(id: string, isShown: boolean) {
    moved.current = { id, part: 'tick' };
    onChange(isShown ? [...shown, { id }] : shown.filter((column) => column.id !== id));
  }

  function move(place: number, step: -1 | 1, part: Part) {
    const target = place + step;
    const column = shown[place];
    if (!column || target < 1 || target >= shown.length) return;
    moved.current = { id: column.id, part };
    onChange(shown.toSpliced(place, 1).toSpliced(target, 0, column));
    announce(t('columnMoved', { column: titleOf(column.id), place: target + 1 }));
  }

  function onKeyDown(event: KeyboardEvent, place: number) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    move(place, event.key === 'ArrowUp' ? -1 : 1, 'tick');
  }

  return (
    <Popover label={title} isOpen={isOpen} onOpenChange={setOpen} align="end" className="w-70" trigger={<IconButton icon={Columns3} label={title} />}>
      <ul ref={list} className="flex max-h-[min(480px,70dvh)] flex-col overflow-y-auto">
        {shown.map(({ id }, place) => (
          <li key={id} data-column-choice={id} className="flex min-h-8 items-center" onKeyDown={(event) => onKeyDown(event, place)}>
            <Checkbox
              label={titleOf(id)}
              ticked
              isDisabled={id === 'name'}
              onChange={() => show(id, false)}
              className="min-w-0 flex-1"
            />
            {id !== 'name' && (
              <>
                <span data-move="up">
                  <IconButton icon={ChevronUp} label={t('columnUp', { column: titleOf(id) })} isDisabled={place <= 1} onPress={() => move(place, -1, 'up')} className="size-6!" />
                </span>
                <span data-move="down">
                  <IconButton icon={ChevronDown} label={t('columnDown', { column: titleOf(id) })} isDisabled={place === shown.length - 1} onPress={() => move(place, 1, 'down')} className="size-6!" />
                </span>
              </>
            )}
          </li>
        ))}
        {hidden.length > 0 && <li aria-hidden className="my-1 h-px flex-none bg-border" />}
        {hidden.map((id) => (
          <li key={id} data-column-choice={id} className="flex min-h-8 items-center">
            <Checkbox label={titleOf(id)} ticked={false} onChange={() => show(id, true)} className="min-w-0 flex-1" />
          </li>
        ))}
      </ul>
    </Popover>
  );
}
