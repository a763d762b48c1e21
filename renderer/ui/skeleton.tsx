import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** Shows its children only after 150 ms, so that what is quick never flashes. The wait is in CSS: no timer, no second render. */
export function AfterAMoment({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classes('after-a-moment', className)}>{children}</div>;
}

/** A bar in the place of words to come; its size is the caller's, `w-40 h-3`. */
export function SkeletonBar({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block rounded-chip bg-hover', className)} />;
}

/** The face of a page or a list that is loading. */
export function Skeleton({ label, lines = 6, className }: { label: string; lines?: number; className?: string }) {
  return (
    <AfterAMoment className={className}>
      <div role="status" aria-label={label} className="flex flex-col gap-4 py-2">
        {Array.from({ length: lines }, (_, line) => (
          <div key={line} className="flex items-center gap-2">
            <SkeletonBar className="size-6 rounded-full" />
            <SkeletonBar className={classes('h-3', WIDTHS[line % WIDTHS.length])} />
          </div>
        ))}
      </div>
    </AfterAMoment>
  );
}

const WIDTHS = ['w-60', 'w-44', 'w-52', 'w-36'];
