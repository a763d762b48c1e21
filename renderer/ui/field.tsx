import { useId } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** What every field has in common. A hidden label is still its accessible name. */
export interface FieldProps {
  label: string;
  hideLabel?: boolean;
  hint?: string | undefined;
  error?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  className?: string;
}

/** The box of an input: strong border, the ring when focused, red when invalid. */
export const FIELD_BOX =
  'w-full min-w-0 rounded-control border border-border-strong bg-surface px-2 text-13 text-text outline-offset-2 disabled:border-border disabled:bg-sunken disabled:text-disabled aria-invalid:border-danger';

export interface FieldWiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
  disabled: boolean | undefined;
}

/** Label above, hint or error below; `children` gets the ids to wire the control to them. */
export function Field({ label, hideLabel, hint, error, isRequired, isDisabled, className, children }: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classes('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-12 font-medium text-text2'}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': note ? `${id}-note` : undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': isRequired ? true : undefined,
        disabled: isDisabled,
      })}
      {note && <FieldNote id={`${id}-note`} isError={!!error}>{note}</FieldNote>}
    </div>
  );
}

export function FieldNote({ id, isError, children }: { id: string; isError: boolean; children: string }) {
  return (
    <p id={id} role={isError ? 'alert' : undefined} className={classes('text-12 break-words', isError ? 'text-danger-text' : 'text-text3')}>
      {children}
    </p>
  );
}
