import { classes } from '../ui/classes.ts';

/** What the colours of stages are called, in their order: six that are told apart, each filled and as a ring. */
export const STAGE_COLOUR_KEYS = ['dotBlue', 'dotOrange', 'dotTeal', 'dotWine', 'dotViolet', 'dotOlive', 'ringBlue', 'ringOrange', 'ringTeal', 'ringWine', 'ringViolet', 'ringOlive'] as const;

const SERIES = 6;

/** The colour of a stage. */
export function StageDot({ colour, className }: { colour: number; className?: string }) {
  const isRing = colour % (2 * SERIES) >= SERIES;
  return <span aria-hidden data-dot={(colour % SERIES) + 1} className={classes('size-3 flex-none rounded-full', isRing ? 'border-3 border-(--dot)' : 'bg-(--dot)', className)} />;
}
