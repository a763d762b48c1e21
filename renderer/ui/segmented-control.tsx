import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
}

export interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  className?: string;
}

/** A choice of two to five, all in sight. A group of radio buttons: one tab stop, arrows move. */
export function SegmentedControl<Value extends string>({ label, value, onChange, segments, className }: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes('inline-flex w-fit max-w-full overflow-x-auto rounded-control bg-sunken p-0.5', className)}>
      {segments.map(({ value: own, label: text, icon: Icon }) => (
        <label
          key={own}
          className="relative inline-flex h-6 cursor-pointer items-center gap-1 rounded-chip px-2 text-12 font-medium whitespace-nowrap text-text2 hover:text-text has-checked:bg-raised has-checked:text-text has-checked:shadow-e1 has-focus-visible:ring-box has-focus-visible:ring-inside"
        >
          <input
            type="radio"
            name={name}
            checked={own === value}
            onChange={() => onChange(own)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {Icon && <Icon aria-hidden className="size-3.5" />}
          {text}
        </label>
      ))}
    </div>
  );
}
