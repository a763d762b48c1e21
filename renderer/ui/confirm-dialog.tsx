import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal } from 'react-aria-components/Modal';
import { Button } from './button.tsx';
import { classes } from './classes.ts';
import { Overlay, PANEL } from './dialog.tsx';

export interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** What will happen, with numbers. */
  children: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  onCancel: () => void;
  /** Red: it cannot be undone. */
  isDestructive?: boolean;
}

/** Asks before what cannot be undone. The focus starts on Cancel. */
export function ConfirmDialog({ isOpen, title, children, confirmLabel, cancelLabel, onConfirm, onCancel, isDestructive = true }: ConfirmDialogProps) {
  return (
    <Overlay isOpen={isOpen} onClose={onCancel} closesOutside={false}>
      <Modal className={classes(PANEL, 'w-100')}>
        <AriaDialog role="alertdialog" className="ring-own flex min-h-0 flex-col gap-2 overflow-y-auto p-6">
          <Heading slot="title" className="text-16 font-semibold tracking-title break-words">{title}</Heading>
          <div className="text-13 break-words text-text2">{children}</div>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button autoFocus onPress={onCancel}>{cancelLabel}</Button>
            <Button kind={isDestructive ? 'danger' : 'main'} onPress={onConfirm}>{confirmLabel}</Button>
          </div>
        </AriaDialog>
      </Modal>
    </Overlay>
  );
}
