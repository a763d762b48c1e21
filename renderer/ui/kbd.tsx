import { classes } from './classes.ts';

export interface KbdProps {
  children: string;
  onAccent?: boolean;
  /** In a list of keys it is the content; in a control a hint, which screen readers get from `aria-keyshortcuts` and narrow screens do without. */
  isSpoken?: boolean;
}

/** A key, or keys pressed together. */
export function Kbd({ children, onAccent, isSpoken }: KbdProps) {
  return (
    <kbd
      aria-hidden={isSpoken ? undefined : true}
      className={classes(
        'inline-grid h-[18px] min-w-[18px] flex-none place-items-center rounded-chip border px-1 font-sans text-11 font-medium whitespace-nowrap',
        !isSpoken && 'narrow:hidden',
        onAccent ? 'border-current/45 text-current' : 'border-border bg-surface text-text3',
      )}
    >
      {children}
    </kbd>
  );
}
