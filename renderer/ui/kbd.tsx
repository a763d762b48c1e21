import { classes } from './classes.ts';

/** A key hint inside the control it belongs to. Screen readers get it from `aria-keyshortcuts` instead; narrow screens have no keys. */
export function Kbd({ children, onAccent }: { children: string; onAccent?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={classes(
        'inline-grid h-[18px] min-w-[18px] flex-none place-items-center rounded-chip border px-1 font-sans text-11 font-medium narrow:hidden',
        onAccent ? 'border-current/45 text-current' : 'border-border bg-surface text-text3',
      )}
    >
      {children}
    </kbd>
  );
}
