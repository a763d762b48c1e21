import type { PointerEvent, ReactNode } from 'react';
import { classes } from './classes.ts';

/**
 * One line that ends in an ellipsis where it must; what is cut off is in its tooltip. Runs in the direction of
 * its own text, as a `<bdi>` would, so that the end is cut and never the beginning.
 */
export function Clip({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span dir="auto" className={classes('min-w-0 truncate [text-align:match-parent]', className)} onPointerEnter={revealClipped}>
      {children}
    </span>
  );
}

/** For text that is cut by CSS: gives the element its full text as a title while it does not fit. */
export function revealClipped(event: PointerEvent<HTMLElement>): void {
  const element = event.currentTarget;
  if (element.scrollWidth > element.clientWidth) element.title = element.textContent;
  else element.removeAttribute('title');
}
