import { useId } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';

export interface RadioCard<Value extends string> {
  value: Value;
  label: string;
  /** What choosing it means. */
  hint?: string;
  icon?: LucideIcon;
}

export interface RadioCardsProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  value: Value | null;
  onChange: (value: Value) => void;
  cards: readonly RadioCard<Value>[];
  className?: string;
}

/** A choice of a few that each need a line to explain. A group of radio buttons: one tab stop, arrows move. */
export function RadioCards<Value extends string>({ label, hideLabel, value, onChange, cards, className }: RadioCardsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-labelledby={`${name}-label`} className={classes('flex flex-col gap-1', className)}>
      <span id={`${name}-label`} className={hideLabel ? 'sr-only' : 'text-12 font-medium text-text2'}>{label}</span>
      {cards.map(({ value: own, label: text, hint, icon: Icon }) => (
        <label
          key={own}
          className="relative flex cursor-pointer items-start gap-3 rounded-card border border-border p-3 hover:bg-hover/60 has-checked:border-accent has-checked:bg-accent-subtle has-focus-visible:ring-box"
        >
          <input
            type="radio"
            name={name}
            checked={own === value}
            onChange={() => onChange(own)}
            aria-describedby={hint === undefined ? undefined : `${name}-${own}`}
            aria-label={text}
            className="peer absolute inset-0 z-1 cursor-pointer opacity-0"
          />
          <span aria-hidden className="mt-0.5 grid size-4 flex-none place-items-center rounded-full border border-border-strong bg-surface text-transparent peer-checked:border-accent peer-checked:text-accent">
            <span className="size-2 rounded-full bg-current" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block text-13 font-medium break-words">{text}</span>
            {hint !== undefined && <span id={`${name}-${own}`} className="block text-12 break-words text-text2">{hint}</span>}
          </span>
          {Icon && <Icon aria-hidden className="mt-0.5 text-text3" />}
        </label>
      ))}
    </div>
  );
}
