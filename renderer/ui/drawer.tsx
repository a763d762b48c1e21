import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal } from 'react-aria-components/Modal';
import { classes } from './classes.ts';
import { Overlay } from './dialog.tsx';

export interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  label: string;
  side: 'start' | 'end';
  children: ReactNode;
  className?: string;
}

/** A panel that slides in from a side over the page, and goes on Esc or a press outside. */
export function Drawer({ isOpen, onClose, label, side, children, className }: DrawerProps) {
  return (
    <Overlay isOpen={isOpen} onClose={onClose} closesOutside>
      <Modal
        className={classes(
          'fixed inset-y-0 flex w-70 max-w-[calc(100vw-48px)] flex-col overflow-y-auto bg-canvas shadow-e3',
          side === 'start' ? 'slide-in-start start-0' : 'slide-in-end end-0',
          className,
        )}
      >
        <AriaDialog aria-label={label} className="ring-own flex min-h-0 flex-1 flex-col">{children}</AriaDialog>
      </Modal>
    </Overlay>
  );
}
