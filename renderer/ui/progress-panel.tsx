import { X } from 'lucide-react';
import { Button } from './button.tsx';
import { classes } from './classes.ts';

export interface ProgressPanelProps {
  label: string;
  done: number;
  /** Null while it is not known: the bar then moves without saying how far. */
  total: number | null;
  /** "1,204 of 10,000". */
  countText: string;
  /** "About 2 minutes left"; empty while unknown. */
  timeLeftText?: string;
  cancelLabel: string;
  /** Left out once it can no longer be cancelled. */
  onCancel?: () => void;
  className?: string;
}

export function ProgressPanel({ label, done, total, countText, timeLeftText, cancelLabel, onCancel, className }: ProgressPanelProps) {
  const share = total ? Math.min(1, done / total) : 0;
  return (
    <div className={classes('flex flex-col gap-2 rounded-card border border-border bg-raised p-4', className)}>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-13 font-medium">{label}</span>
        {onCancel && <Button size="small" icon={X} onPress={onCancel}>{cancelLabel}</Button>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : Math.min(done, total)}
        aria-valuetext={countText}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={classes('h-full rounded-full bg-accent', total === null ? 'w-1/3 animate-seek' : 'transition-[width] duration-(--panel-time)')}
          style={total === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <div className="figures flex gap-4 text-12 text-text3">
        <span className="min-w-0 flex-1 truncate">{countText}</span>
        {timeLeftText && <span className="flex-none">{timeLeftText}</span>}
      </div>
    </div>
  );
}
