import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';

export interface EmptyStateProps {
  icon?: LucideIcon;
  /** One sentence. */
  text: string;
  /** One main button. */
  action?: ReactNode;
  /** Quieter ways on. */
  others?: ReactNode;
  className?: string;
}

export function EmptyState({ icon: Icon, text, action, others, className }: EmptyStateProps) {
  return (
    <div className={classes('flex flex-col items-center justify-center gap-4 px-6 py-12 text-center', className)}>
      {Icon && (
        <span aria-hidden className="grid size-12 place-items-center rounded-card bg-sunken text-text3">
          <Icon className="size-6 stroke-[1.5]" />
        </span>
      )}
      <p className="max-w-100 text-14 text-balance break-words text-text2">{text}</p>
      {(action || others) && (
        <div className="flex flex-wrap items-center justify-center gap-2">
          {action}
          {others}
        </div>
      )}
    </div>
  );
}
