import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';

export type Tone = 'plain' | 'info' | 'success' | 'warning' | 'danger';

const TONES: Record<Tone, string> = {
  plain: 'bg-hover text-text2',
  info: 'bg-info-subtle text-info-text',
  success: 'bg-success-subtle text-success-text',
  warning: 'bg-warning-subtle text-warning-text',
  danger: 'bg-danger-subtle text-danger-text',
};

/** A state in words; colour only underlines what they say. */
export function StateBadge({ children, tone = 'plain', icon: Icon }: { children: string; tone?: Tone; icon?: LucideIcon }) {
  return (
    <span className={classes('inline-flex h-5 flex-none items-center gap-1 rounded-chip px-1.5 text-11 font-medium whitespace-nowrap', TONES[tone])}>
      {Icon && <Icon aria-hidden className="-ms-0.5 size-3.5" />}
      {children}
    </span>
  );
}
