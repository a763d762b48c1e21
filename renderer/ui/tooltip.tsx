import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { Kbd } from './kbd.tsx';

export interface TooltipProps {
  text: string;
  keys?: string | undefined;
  /** One focusable control. */
  children: ReactNode;
}

/** Says more about the control inside it, on hover after half a second and at once on keyboard focus. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip
        offset={6}
        className="appear pointer-events-none flex max-w-80 items-center gap-2 rounded-control border border-border bg-raised px-2 py-1 text-12 text-text shadow-e2"
      >
        <span className="min-w-0 break-words">{text}</span>
        {keys && <Kbd>{keys}</Kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
