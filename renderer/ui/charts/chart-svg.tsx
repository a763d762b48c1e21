import type { ReactNode } from 'react';

/** The drawing of a chart: as wide as it was measured, and as paper is. */
export function ChartSvg({ label, width, height, children }: { label: string; width: number; height: number; children: ReactNode }) {
  return (
    <svg role="group" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="block max-w-full select-none print:h-auto print:w-full">
      {children}
    </svg>
  );
}
