import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { useElementWidth } from '../element-width.ts';

export interface ChartSize {
  width: number;
  isRightToLeft: boolean;
}

/** How wide a chart may be, and which way it runs; null before it is known. */
export function useChartSize(element: RefObject<HTMLElement | null>): ChartSize | null {
  const width = useElementWidth(element);
  const [isRightToLeft, setRightToLeft] = useState(false);
  useLayoutEffect(() => {
    if (element.current) setRightToLeft(getComputedStyle(element.current).direction === 'rtl');
  }, [element, width]);
  return width === null || width === 0 ? null : { width: Math.floor(width), isRightToLeft };
}
