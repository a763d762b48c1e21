import { useRef, useState } from 'react';
import { classes } from './classes.ts';
import { Field, FIELD_BOX } from './field.tsx';
import type { FieldProps } from './field.tsx';
import { OptionList, useOptionList } from './option-list.tsx';
import { CREATE, fitting, withCreation } from './option-search.tsx';
import type { Option } from './select.tsx';

export interface ComboBoxProps extends FieldProps {
  /** The chosen option; its label stands in the field. Null shows an empty field. */
  value: Option | null;
  onChange: (value: Option | null) => void;
  /** What may be chosen for the words typed; the caller searches when `onSearch` is given, else they are filtered here. */
  options: readonly Option[];
  onSearch?: (text: string) => void;
  /** Makes an option from what was typed. Needs `createLabel`. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  placeholder?: string;
  /** Shown in the list when nothing fits. */
  emptyText: string;
  autoFocus?: boolean;
}

/** One of many, found by typing; can make a new one. Leaving it without choosing puts the old choice back; an emptied field chooses none. */
export function ComboBox({ value, onChange, options, onSearch, onCreate, createLabel, placeholder, emptyText, autoFocus, ...field }: ComboBoxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const words = typed ?? '';
  const shown = withCreation(onSearch ? options : fitting(options, words), words, onCreate && createLabel);
  const { inputProps, open, list } = useOptionList({
    options: shown,
    isTyped: words.trim() !== '',
    onPick(option) {
      setTyped(null);
      if (option.value === CREATE) onCreate?.(words.trim());
      else onChange(option);
    },
    onEscape: () => setTyped(null),
  });

  return (
    <Field {...field}>
      {(wiring) => (
        <>
          <input
            {...wiring}
            {...inputProps}
            ref={box}
            value={typed ?? value?.label ?? ''}
            placeholder={placeholder}
            autoFocus={autoFocus}
            autoComplete="off"
            dir="auto"
            onFocus={(event) => {
              inputProps.onFocus();
              event.target.select();
            }}
            onChange={(event) => {
              setTyped(event.target.value);
              onSearch?.(event.target.value);
              open();
            }}
            onBlur={() => {
              inputProps.onBlur();
              if (typed === '' && value) onChange(null);
              setTyped(null);
            }}
            className={classes(FIELD_BOX, 'h-control [text-align:match-parent]')}
          />
          <OptionList {...list} label={field.label} field={box} emptyText={emptyText} chosen={value?.value} />
        </>
      )}
    </Field>
  );
}
