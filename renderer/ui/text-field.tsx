import type { HTMLInputTypeAttribute, KeyboardEvent, ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';
import { Field, FIELD_BOX } from './field.tsx';
import type { FieldProps } from './field.tsx';

interface TextInputProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  maxLength?: number;
  onBlur?: () => void;
}

export interface TextFieldProps extends TextInputProps {
  type?: HTMLInputTypeAttribute;
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search';
  autoComplete?: string;
  icon?: LucideIcon;
  /** After the text, inside the box: a key hint, a unit, a clear button. */
  end?: ReactNode;
  onEnter?: () => void;
  /** A quiet border, for a search in the frame of a page. */
  isQuiet?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ value, onChange, icon: Icon, end, onEnter, onKeyDown, isQuiet, type = 'text', autoComplete = 'off', placeholder, autoFocus, maxLength, inputMode, onBlur, ref, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <span className="relative flex items-center">
          {Icon && <Icon aria-hidden className="pointer-events-none absolute start-2 text-text3" />}
          <input
            {...wiring}
            ref={ref}
            type={type}
            value={value}
            inputMode={inputMode}
            placeholder={placeholder}
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            maxLength={maxLength}
            dir="auto"
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
            onKeyDown={(event) => {
              onKeyDown?.(event);
              if (event.key === 'Enter' && onEnter && !event.nativeEvent.isComposing && !event.defaultPrevented) {
                event.preventDefault();
                onEnter();
              }
            }}
            className={classes(
              FIELD_BOX,
              'h-control [text-align:match-parent]',
              // By the direction of the page: the text may run in another, and padding would follow it.
              Icon && 'ltr:pl-8 rtl:pr-8',
              !!end && 'ltr:pr-10 rtl:pl-10',
              isQuiet && 'border-border!',
            )}
          />
          {end && <span className="absolute end-2 flex items-center gap-1">{end}</span>}
        </span>
      )}
    </Field>
  );
}

export interface TextAreaProps extends TextInputProps {
  /** Lines shown when empty; it grows with its text up to 16. */
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ value, onChange, rows = 3, placeholder, autoFocus, maxLength, onBlur, ref, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          {...wiring}
          ref={ref}
          value={value}
          rows={rows}
          placeholder={placeholder}
          autoFocus={autoFocus}
          maxLength={maxLength}
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          className={classes(FIELD_BOX, 'field-sizing-content max-h-82 resize-none py-1.5 text-14')}
        />
      )}
    </Field>
  );
}
