import { useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { ArrowDown, ArrowUp, Plus, RotateCcw, X } from 'lucide-react';
import type { Choice } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useSettingsText } from '../settings-text.ts';
import { moved } from './order.ts';

/** A choice being written; one without an id is new. `key` tells rows apart while they have no name. */
export interface DraftChoice {
  key: number;
  id?: Id;
  name: string;
}

export interface ChoicesEditorProps {
  choices: readonly DraftChoice[];
  onChange: (choices: DraftChoice[]) => void;
  /** Choices that were taken off; they can come back with what was stored under them. */
  retired: readonly Choice[];
  error: string | undefined;
}

/** The choices of a field, one a line: Enter adds the next, several lines can be pasted. */
export function ChoicesEditor({ choices, onChange, retired, error }: ChoicesEditorProps) {
  const t = useSettingsText();
  const list = useRef<HTMLUListElement>(null);
  const nextKey = 1 + choices.reduce((most, { key }) => Math.max(most, key), 0);
  const isBack = (choice: Choice) => choices.some(({ id }) => id === choice.id);

  function insert(place: number, names: readonly string[]) {
    onChange(choices.toSpliced(place, 0, ...names.map((name, offset) => ({ key: nextKey + offset, name }))));
    focusLine(place + names.length - 1);
  }

  function remove(place: number) {
    onChange(choices.toSpliced(place, 1));
    focusLine(Math.max(0, place - 1));
  }

  function move(place: number, step: 1 | -1) {
    onChange(moved(choices, place, step));
    focusLine(place + step);
  }

  function focusLine(place: number) {
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[place]?.focus());
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>, place: number) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (event.altKey && step) move(place, step);
    else if (step) focusLine(place + step);
    else if (event.key === 'Backspace' && event.currentTarget.value === '' && choices.length > 1) remove(place);
    else return;
    event.preventDefault();
  }

  function onPaste(event: ClipboardEvent, place: number) {
    const lines = event.clipboardData.getData('text').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
    if (lines.length < 2) return;
    event.preventDefault();
    const [first = '', ...others] = lines;
    const own = choices[place]?.name ?? '';
    const added = (own === '' ? others : lines).map((name, offset) => ({ key: nextKey + offset, name }));
    onChange(choices.map((choice, at) => (at === place && own === '' ? { ...choice, name: first } : choice)).toSpliced(place + 1, 0, ...added));
  }

  return (
    <div role="group" aria-label={t('choices')} className="flex flex-col gap-1">
      <span className="text-12 font-medium text-text2">{t('choices')}</span>
      <ul ref={list} className="flex flex-col gap-1">
        {choices.map((choice, place) => (
          <li key={choice.key} className="flex items-center gap-1" onPaste={(event) => onPaste(event, place)}>
            <TextField
              className="flex-1"
              label={t('choiceNumber', { number: place + 1 })}
              hideLabel
              value={choice.name}
              maxLength={1_000}
              onChange={(name) => onChange(choices.with(place, { ...choice, name }))}
              onEnter={() => insert(place + 1, [''])}
              onKeyDown={(event) => onKeyDown(event, place)}
            />
            <IconButton icon={ArrowUp} label={t('moveUp', { what: choice.name })} isDisabled={place === 0} onPress={() => move(place, -1)} />
            <IconButton icon={ArrowDown} label={t('moveDown', { what: choice.name })} isDisabled={place === choices.length - 1} onPress={() => move(place, 1)} />
            <IconButton icon={X} label={t('removeChoice', { what: choice.name })} onPress={() => remove(place)} />
          </li>
        ))}
      </ul>
      {error !== undefined && <p role="alert" className="text-12 text-danger-text">{error}</p>}
      <div>
        <Button kind="bare" size="small" icon={Plus} onPress={() => insert(choices.length, [''])}>{t('addChoice')}</Button>
      </div>
      {retired.some((choice) => !isBack(choice)) && (
        <div className="mt-2 flex flex-col">
          <span className="text-11 font-medium text-text3">{t('retiredChoices')}</span>
          <ul>
            {retired.filter((choice) => !isBack(choice)).map((choice) => (
              <li key={choice.id} className="flex min-h-8 items-center gap-2 text-13 text-text3">
                <Clip className="flex-1"><bdi>{choice.name}</bdi></Clip>
                <Button kind="bare" size="small" icon={RotateCcw} onPress={() => onChange([...choices, { key: nextKey, id: choice.id, name: choice.name }])}>
                  {t('bringBack')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
