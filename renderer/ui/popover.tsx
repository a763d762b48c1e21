import type { ReactNode } from 'react';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { classes } from './classes.ts';
import { FLOATING } from './list-box.ts';

export interface PopoverProps {
  label: string;
  /** The button that opens it, without its own onPress. */
  trigger: ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
  align?: 'start' | 'end';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
}

/** A small panel by its button: filters, columns. Esc or a press outside closes it and the focus goes back. */
export function Popover({ label, trigger, children, align = 'start', isOpen, onOpenChange, className }: PopoverProps) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      {/* The dialog has the name. The frame round it would else be named by its trigger, outside of every region. */}
      <AriaPopover offset={4} aria-labelledby="" placement={align === 'start' ? 'bottom start' : 'bottom end'} className={classes(FLOATING, 'max-w-[calc(100vw-16px)]!')}>
        <AriaDialog aria-label={label} className={classes('ring-own min-w-45 overflow-auto p-3', className)}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
