import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import { CREATE, fitting, OptionList, withCreation } from './combo-box.tsx';
import { FieldNote } from './field.tsx';
import type { FieldProps } from './field.tsx';
import type { Option } from './select.tsx';

export interface TagInputProps extends FieldProps {
  values: readonly Option[];
  onChange: (values: Option[]) => void;
  options: readonly Option[];
  onSearch?: (text: string) => void;
  /** Makes and adds a new one from what was typed. Needs `createLabel`. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  removeLabel: (label: string) => string;
  placeholder?: string;
  emptyText: string;
  autoFocus?: boolean;
  /** In front of a chosen one: an avatar, a dot. */
  renderMark?: (option: Option) => ReactNode;
}

/** Several of many, as chips in the field: tags, participants. Backspace in the empty field takes the last one off. */
export function TagInput({ label, hideLabel, hint, error, isDisabled, className, values, onChange, options, onSearch, onCreate, createLabel, removeLabel, placeholder, emptyText, autoFocus, renderMark }: TagInputProps) {
  const id = useId();
  const [text, setText] = useState('');
  const chosen = new Set(values.map((option) => option.value));
  const free = options.filter((option) => !chosen.has(option.value));
  const shown = withCreation(fitting(free, text, !onSearch), text, onCreate && createLabel);

  function type(next: string) {
    setText(next);
    onSearch?.(next);
  }

  function takeLastOff(event: KeyboardEvent) {
    if (event.key !== 'Backspace' || text !== '' || values.length === 0) return;
    event.preventDefault();
    onChange(values.slice(0, -1));
  }

  return (
    <div className={classes('flex min-w-0 flex-col gap-1', className)}>
      <span id={id} className={hideLabel ? 'sr-only' : 'text-12 font-medium text-text2'}>{label}</span>
      <AriaComboBox
        aria-labelledby={id}
        aria-describedby={error ?? hint ? `${id}-note` : undefined}
        value={null}
        onChange={(key) => {
          const option = options.find((each) => each.value === key);
          if (key === CREATE) onCreate?.(text.trim());
          else if (option) onChange([...values, option]);
          if (key !== null) type('');
        }}
        inputValue={text}
        onInputChange={(next) => { if (next !== text) type(next); }}
        items={shown}
        allowsEmptyCollection
        menuTrigger="focus"
        isDisabled={isDisabled}
        isInvalid={!!error}
        validationBehavior="aria"
      >
        <div
          className={classes(
            'flex min-h-control flex-wrap items-center gap-1 rounded-control border bg-surface p-1 has-[input:focus-visible]:ring-box',
            error ? 'border-danger' : 'border-border-strong',
          )}
        >
          {values.map((option) => (
            <span key={option.value} className="inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-chip border border-border bg-canvas ps-1.5 text-12">
              {renderMark ? renderMark(option) : option.mark}
              <Clip>{option.label}</Clip>
              <AriaButton
                slot={null}
                aria-label={removeLabel(option.label)}
                isDisabled={isDisabled}
                onPress={() => onChange(values.filter((each) => each.value !== option.value))}
                className="ring-inside grid h-full w-6 flex-none place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text"
              >
                <X aria-hidden className="size-3.5" />
              </AriaButton>
            </span>
          ))}
          <Input
            autoFocus={autoFocus}
            placeholder={values.length === 0 ? placeholder : undefined}
            dir="auto"
            onKeyDown={takeLastOff}
            className="ring-own h-6 min-w-20 flex-1 bg-transparent px-1 text-start text-13"
          />
        </div>
        <OptionList emptyText={emptyText} />
      </AriaComboBox>
      {(error ?? hint) && <FieldNote id={`${id}-note`} isError={!!error}>{error ?? hint ?? ''}</FieldNote>}
    </div>
  );
}
