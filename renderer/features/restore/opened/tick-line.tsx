import { useId } from 'react';
import type { ReactNode } from 'react';
import { TickBox } from '../../../ui/checkbox.tsx';

export interface TickLineProps {
  label: string;
  isTicked: boolean;
  /** To look at only without it. */
  onTick?: ((isTicked: boolean) => void) | undefined;
  children?: ReactNode;
}

/** A label, what it stands for, and a tick whether it comes. */
export function TickLine({ label, isTicked, onTick, children }: TickLineProps) {
  const id = useId();
  return (
    <label className="flex min-h-9 min-w-0 items-start gap-2 border-b border-border/55 py-1.5 text-13 last:border-0">
      {onTick && (
        <span className="relative inline-flex py-0.5">
          <input type="checkbox" aria-labelledby={id} checked={isTicked} onChange={(event) => onTick(event.target.checked)} className="peer absolute -inset-x-1 inset-y-0 z-1 size-6 cursor-pointer opacity-0" />
          <TickBox ticked={isTicked} className="peer-focus-visible:ring-box" />
        </span>
      )}
      <span id={id} className="flex min-w-0 flex-1 flex-wrap gap-x-2">
        <span className="text-text3">{label}</span>
        {children !== undefined && <span className="min-w-0 wrap-anywhere">{children}</span>}
      </span>
    </label>
  );
}
