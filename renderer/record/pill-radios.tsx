import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';

export interface Pill<Value extends string> {
  value: Value;
  label: string;
  icon?: LucideIcon;
  /** Plain text after the label. */
  count?: string;
}

export interface PillRadiosProps<Value extends string> {
  label: string;
  value: Value | null;
  onChange: (value: Value) => void;
  /** Picked with the pointer, not by arrow keys, which leave the focus where it is. */
  onPicked?: () => void;
  pills: readonly Pill<Value>[];
}

/** One of a few, in a row that looks like tabs: one tab stop, arrows move. */
export function PillRadios<Value extends string>({ label, value, onChange, onPicked, pills }: PillRadiosProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="-m-1 flex min-w-0 gap-1 overflow-x-auto p-1 [scrollbar-width:none]">
      {pills.map(({ value: own, label: text, icon: Icon, count }) => (
        <label
          key={own}
          className="relative inline-flex h-control-small flex-none cursor-pointer items-center gap-1 rounded-control px-2 text-13 font-medium whitespace-nowrap text-text2 hover:bg-hover hover:text-text has-checked:bg-selected has-checked:text-text has-focus-visible:ring-box has-focus-visible:outline-offset-1 has-checked:[&_svg]:text-accent-text"
        >
          <input
            type="radio"
            name={name}
            checked={own === value}
            onChange={() => onChange(own)}
            onClick={(event) => {
              if (event.detail > 0) onPicked?.();
            }}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {Icon && <Icon aria-hidden className="text-text3" />}
          {text}
          {count !== undefined && <span className="figures font-normal text-text2">{count}</span>}
        </label>
      ))}
    </div>
  );
}
