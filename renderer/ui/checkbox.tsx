import { useEffect, useRef } from 'react';
import { Check, Minus } from 'lucide-react';
import { classes } from './classes.ts';

export type Ticked = boolean | 'some';

/** The box alone, drawn: inside a grid or a note the element round it carries the role. */
export function TickBox({ ticked, className }: { ticked: Ticked; className?: string }) {
  const Mark = ticked === 'some' ? Minus : Check;
  return (
    <span
      aria-hidden
      className={classes(
        'inline-grid size-4 flex-none place-items-center rounded-chip border transition-colors duration-(--press-time)',
        ticked ? 'border-accent bg-accent text-on-accent' : 'border-border-strong bg-surface',
        className,
      )}
    >
      {ticked && <Mark className="size-3 stroke-[2.5]" />}
    </span>
  );
}

export interface CheckboxProps {
  label: string;
  hideLabel?: boolean;
  ticked: Ticked;
  onChange: (ticked: boolean) => void;
  hint?: string;
  isDisabled?: boolean;
  className?: string;
}

export function Checkbox({ label, hideLabel, ticked, onChange, hint, isDisabled, className }: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = ticked === 'some';
  }, [ticked]);
  return (
    <label className={classes('group relative inline-flex min-h-6 min-w-6 items-start gap-2 py-0.5 text-13', isDisabled && 'text-disabled', className)}>
      <span className="relative inline-flex py-0.5">
        <input
          ref={input}
          type="checkbox"
          checked={ticked === true}
          disabled={isDisabled}
          aria-label={hideLabel ? label : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer absolute -inset-x-1 inset-y-0 z-1 size-6 cursor-pointer opacity-0 disabled:cursor-default"
        />
        <TickBox ticked={ticked} className="peer-focus-visible:ring-box" />
      </span>
      {!hideLabel && (
        <span className="min-w-0 break-words">
          {label}
          {hint && <span className="block text-12 text-text3">{hint}</span>}
        </span>
      )}
    </label>
  );
}
