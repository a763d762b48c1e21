import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import { Field } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { OptionList, useOptionList } from './option-list.tsx';
import { CREATE, fitting, withCreation } from './option-search.tsx';
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
export function TagInput({ values, onChange, options, onSearch, onCreate, createLabel, removeLabel, placeholder, emptyText, autoFocus, renderMark, ...field }: TagInputProps) {
  const [text, setText] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const chosen = new Set(values.map((option) => option.value));
  const free = options.filter((option) => !chosen.has(option.value));
  const shown = withCreation(onSearch ? free : fitting(free, text), text, onCreate && createLabel);
  const { inputProps, open, list } = useOptionList({
    options: shown,
    isTyped: text.trim() !== '',
    onPick(option) {
      if (option.value === CREATE) onCreate?.(text.trim());
      else onChange([...values, option]);
      type('');
    },
  });

  function type(next: string) {
    setText(next);
    onSearch?.(next);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Backspace' && text === '' && values.length > 0) {
      event.preventDefault();
      onChange(values.slice(0, -1));
    }
    inputProps.onKeyDown(event);
  }

  return (
    <Field {...field}>
      {({ disabled, ...wiring }) => (
        <div
          ref={box}
          // The empty part of the box is part of the field.
          onMouseDown={(event) => {
            if (event.target !== box.current) return;
            event.preventDefault();
            input.current?.focus();
          }}
          className={classes(
            'flex min-h-control cursor-text flex-wrap items-center gap-1 rounded-control border bg-surface p-[3px] has-[input:focus-visible]:ring-box',
            field.error ? 'border-danger' : 'border-border-strong',
          )}
        >
          {values.map((option) => (
            <span key={option.value} className="inline-flex h-6 max-w-full min-w-0 cursor-default items-center gap-1 rounded-chip border border-border bg-canvas ps-1.5 text-12">
              {renderMark ? renderMark(option) : option.mark}
              <Clip>{option.label}</Clip>
              <AriaButton
                aria-label={removeLabel(option.label)}
                isDisabled={disabled}
                onPress={() => {
                  onChange(values.filter((each) => each.value !== option.value));
                  input.current?.focus();
                }}
                className="ring-inside grid h-full w-6 flex-none place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text"
              >
                <X aria-hidden className="size-3.5" />
              </AriaButton>
            </span>
          ))}
          <input
            {...wiring}
            {...inputProps}
            ref={input}
            value={text}
            disabled={disabled}
            autoFocus={autoFocus}
            autoComplete="off"
            placeholder={values.length === 0 ? placeholder : undefined}
            dir="auto"
            onKeyDown={onKeyDown}
            onChange={(event) => {
              type(event.target.value);
              open();
            }}
            className="ring-own h-6 min-w-20 flex-1 bg-transparent px-1 [text-align:match-parent] text-13"
          />
          <OptionList {...list} label={field.label} field={box} emptyText={emptyText} />
        </div>
      )}
    </Field>
  );
}
