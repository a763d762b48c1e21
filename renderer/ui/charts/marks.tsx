import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode, SVGProps } from 'react';
import { classes } from '../classes.ts';

export interface Mark {
  /** What it says, read out. */
  name: string;
  /** What a press does; without it the mark only says something. */
  onOpen?: (() => void) | undefined;
}

/** The marks of a chart are one tab stop: arrows go from one to the next, Enter and Space open. */
export function useMarks(marks: readonly Mark[], isRightToLeft: boolean) {
  const [current, setCurrent] = useState(0);
  const elements = useRef<(SVGGElement | null)[]>([]);
  const stop = Math.min(current, marks.length - 1);

  function onKeyDown(event: KeyboardEvent<SVGGElement>, at: number) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const onwards = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
    const target = { [onwards]: at + 1, ArrowDown: at + 1, [back]: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      elements.current[Math.max(0, Math.min(marks.length - 1, target))]?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && marks[at]?.onOpen) {
      event.preventDefault();
      marks[at].onOpen();
    }
  }

  /** For the `MarkArea` of the nth mark. */
  return (at: number) => ({
    ref: (element: SVGGElement | null) => {
      elements.current[at] = element;
    },
    role: marks[at]?.onOpen ? 'button' : 'img',
    'aria-label': marks[at]?.name,
    tabIndex: at === stop ? 0 : -1,
    onFocus: () => setCurrent(at),
    onClick: marks[at]?.onOpen,
    onKeyDown: (event: KeyboardEvent<SVGGElement>) => onKeyDown(event, at),
  });
}

/** What of a mark is pressed and focused: it lies over what it is about, and says it in words of its own. */
export function MarkArea({ x, y, width, height, children, ...mark }: SVGProps<SVGGElement> & { x: number; y: number; width: number; height: number; children?: ReactNode }) {
  return (
    <g {...mark} className={classes('ring-inside', mark.onClick && 'cursor-pointer')}>
      <rect x={x} y={y} width={width} height={height} className="fill-transparent">{children}</rect>
    </g>
  );
}
