import { Clip } from './clip.tsx';
import { classes } from './classes.ts';

export type DotColour = 1 | 2 | 3 | 4 | 5 | 6;

/** The six series colours stand in for any number of them: 0 and 6 are the same. */
export const dotOf = (colour: number): DotColour => ((colour % 6) + 1) as DotColour;

/** A neutral tag; its dot alone has colour. */
export function Tag({ name, dot, className }: { name: string; dot?: DotColour | undefined; className?: string }) {
  return (
    <span
      data-dot={dot}
      className={classes('inline-flex h-5 max-w-full min-w-0 items-center gap-1 rounded-chip border border-border bg-surface px-1.5 text-11 text-text2', className)}
    >
      <span aria-hidden className="size-1.5 flex-none rounded-full bg-(--dot,var(--text3))" />
      <Clip>{name}</Clip>
    </span>
  );
}
