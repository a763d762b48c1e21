import { useId } from 'react';
import { classes } from './classes.ts';

export interface SwitchProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  hint?: string;
  isDisabled?: boolean;
  className?: string;
}

/** A setting that applies at once: words at the start, the switch at the end. */
export function Switch({ label, isOn, onChange, hint, isDisabled, className }: SwitchProps) {
  const id = useId();
  return (
    <div className={classes('flex items-center gap-4', className)}>
      <label htmlFor={id} className="min-w-0 flex-1 text-13 break-words">
        {label}
        {hint && <span id={`${id}-hint`} className="block text-12 text-text3">{hint}</span>}
      </label>
      <span className="relative inline-flex flex-none">
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={isOn}
          disabled={isDisabled}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer absolute -inset-y-1 inset-x-0 z-1 h-[28px] w-9 cursor-pointer opacity-0 disabled:cursor-default"
        />
        <span
          aria-hidden
          className="flex h-5 w-9 items-center rounded-full border border-border-strong bg-sunken p-0.5 text-border-strong transition-colors duration-(--press-time) peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent peer-focus-visible:ring-box peer-disabled:opacity-50 peer-checked:[&>span]:translate-x-4 rtl:peer-checked:[&>span]:-translate-x-4"
        >
          <span className="size-3.5 rounded-full bg-current transition-transform duration-(--press-time)" />
        </span>
      </span>
    </div>
  );
}
