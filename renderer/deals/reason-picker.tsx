import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Plus } from 'lucide-react';
import { fold } from '../../core/text/fold.ts';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { Field, FIELD_BOX } from '../ui/field.tsx';
import { useDealsText } from './words.ts';

export interface Reason {
  id: string;
  name: string;
}

/** One of the list, or a new one by its name. */
export type ChosenReason = { id: string } | { name: string } | null;

export interface ReasonPickerProps {
  label: string;
  reasons: readonly Reason[];
  chosen: ChosenReason;
  onChange: (chosen: ChosenReason) => void;
}

const optionId = (list: string, chosen: ChosenReason): string | undefined => (chosen === null ? undefined : `${list}-${'id' in chosen ? chosen.id : 'new'}`);

/**
 * A reason, with the list always in sight: typing narrows it and marks the first, the arrows go on, and Enter is the
 * form's, so that a letter and Enter are enough. What is on no list can be added.
 */
export function ReasonPicker({ label, reasons, chosen, onChange }: ReasonPickerProps) {
  const t = useDealsText();
  const list = useId();
  const [typed, setTyped] = useState('');
  const shown = fitting(reasons, typed);
  const isNew = typed.trim() !== '' && !reasons.some(({ name }) => fold(name) === fold(typed.trim()));
  const choices: Exclude<ChosenReason, null>[] = [...shown.map(({ id }) => ({ id })), ...(isNew ? [{ name: typed.trim() }] : [])];
  const place = choices.findIndex((choice) => optionId(list, choice) === optionId(list, chosen));

  function type(next: string) {
    setTyped(next);
    const [first] = fitting(reasons, next);
    onChange(next.trim() === '' ? null : first ? { id: first.id } : { name: next.trim() });
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || choices.length === 0) return;
    event.preventDefault();
    onChange(choices[(Math.max(place, step === 1 ? -1 : 0) + step + choices.length) % choices.length] ?? null);
  }

  return (
    <Field label={label}>
      {({ disabled: _disabled, ...wiring }) => (
        <>
          <input
            {...wiring}
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={place === -1 ? undefined : optionId(list, chosen)}
            value={typed}
            placeholder={t('reasonHint')}
            maxLength={1_000}
            autoFocus
            autoComplete="off"
            dir="auto"
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            className={classes(FIELD_BOX, 'h-control [text-align:match-parent]')}
          />
          <ul id={list} role="listbox" aria-label={label} className="mt-1 flex max-h-60 flex-col overflow-y-auto">
            {choices.map((choice) => {
              const id = optionId(list, choice);
              const isChosen = id === optionId(list, chosen);
              return (
                // The keys are the field's, as in any combo box.
                <li
                  key={id}
                  id={id}
                  role="option"
                  aria-selected={isChosen}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onChange(isChosen ? null : choice)}
                  className={classes('flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 text-13', isChosen ? 'bg-selected font-medium' : 'hover:bg-hover')}
                >
                  {'id' in choice ? (
                    <>
                      <span aria-hidden className={classes('size-4 flex-none rounded-full border', isChosen ? 'border-5 border-accent' : 'border-border-strong')} />
                      <Clip><bdi>{reasons.find((reason) => reason.id === choice.id)?.name}</bdi></Clip>
                    </>
                  ) : (
                    <>
                      <Plus aria-hidden className="text-text3" />
                      <Clip><bdi>{t('newReason', { name: choice.name })}</bdi></Clip>
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Field>
  );
}

/** Those in which a word begins so come first. */
function fitting(reasons: readonly Reason[], typed: string): Reason[] {
  const wanted = fold(typed.trim());
  const rank = ({ name }: Reason) => (fold(name).startsWith(wanted) ? 0 : fold(name).split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2);
  return reasons.filter(({ name }) => fold(name).includes(wanted)).toSorted((one, other) => rank(one) - rank(other));
}
