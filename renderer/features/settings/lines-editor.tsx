import { useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { Id } from '../../../core/ids.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { moved } from './fields/order.ts';
import { useSettingsText } from './settings-text.ts';

/** A line being written; one without an id is new. `key` tells rows apart while they have no name. */
export interface DraftLine {
  key: number;
  id?: Id;
  name: string;
}

export const nextKeyOf = (lines: readonly DraftLine[]): number => 1 + lines.reduce((most, { key }) => Math.max(most, key), 0);

export interface LinesEditorProps {
  label: string;
  hint?: string;
  lines: readonly DraftLine[];
  onChange: (lines: DraftLine[]) => void;
  /** What a line is called: "Choice 3". */
  lineLabel: (number: number) => string;
  addLabel: string;
  error?: string | undefined;
}

/** A list that is written line by line: Enter adds the next, Alt+↑ and Alt+↓ move one, several lines can be pasted. */
export function LinesEditor({ label, hint, lines, onChange, lineLabel, addLabel, error }: LinesEditorProps) {
  const t = useSettingsText();
  const list = useRef<HTMLUListElement>(null);
  const nextKey = nextKeyOf(lines);

  function insert(place: number, names: readonly string[]) {
    onChange(lines.toSpliced(place, 0, ...names.map((name, offset) => ({ key: nextKey + offset, name }))));
    focusLine(place + names.length - 1);
  }

  function remove(place: number) {
    onChange(lines.toSpliced(place, 1));
    focusLine(Math.max(0, place - 1));
  }

  function move(place: number, step: 1 | -1) {
    onChange(moved(lines, place, step));
    focusLine(place + step);
  }

  function focusLine(place: number) {
    requestAnimationFrame(() => (list.current?.querySelectorAll('input')[place] ?? list.current?.parentElement?.querySelector<HTMLElement>('[data-add] button'))?.focus());
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, place: number) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (event.altKey && step) move(place, step);
    else if (step) focusLine(place + step);
    else if (event.key === 'Backspace' && event.currentTarget.value === '' && lines.length > 1) remove(place);
    else return;
    event.preventDefault();
  }

  function onPaste(event: ClipboardEvent, place: number) {
    const pasted = event.clipboardData.getData('text').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
    if (pasted.length < 2) return;
    event.preventDefault();
    const [first = '', ...others] = pasted;
    const own = lines[place]?.name ?? '';
    const added = (own === '' ? others : pasted).map((name, offset) => ({ key: nextKey + offset, name }));
    onChange(lines.map((line, at) => (at === place && own === '' ? { ...line, name: first } : line)).toSpliced(place + 1, 0, ...added));
  }

  return (
    <div role="group" aria-label={label} className="flex flex-col gap-1">
      <span className="text-12 font-medium text-text2">{label}</span>
      <ul ref={list} className="flex flex-col gap-1">
        {lines.map((line, place) => (
          <li key={line.key} className="flex items-center gap-1" onPaste={(event) => onPaste(event, place)}>
            <TextField
              className="flex-1"
              label={lineLabel(place + 1)}
              hideLabel
              value={line.name}
              maxLength={1_000}
              onChange={(name) => onChange(lines.with(place, { ...line, name }))}
              onEnter={() => insert(place + 1, [''])}
              onKeyDown={(event) => onKeyDown(event, place)}
            />
            <IconButton icon={ArrowUp} label={t('moveUp', { what: line.name })} isDisabled={place === 0} onPress={() => move(place, -1)} />
            <IconButton icon={ArrowDown} label={t('moveDown', { what: line.name })} isDisabled={place === lines.length - 1} onPress={() => move(place, 1)} />
            <IconButton icon={X} label={t('removeChoice', { what: line.name })} onPress={() => remove(place)} />
          </li>
        ))}
      </ul>
      {hint !== undefined && <p className="text-12 text-text3">{hint}</p>}
      {error !== undefined && <p role="alert" className="text-12 text-danger-text">{error}</p>}
      <div data-add>
        <Button kind="bare" size="small" icon={Plus} onPress={() => insert(lines.length, [''])}>{addLabel}</Button>
      </div>
    </div>
  );
}
