import type { KeyboardEvent, ReactNode } from 'react';
import { X } from 'lucide-react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.tsx';
import { classes } from './classes.ts';

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
  /** Buttons at the end, the main one last. */
  footer?: ReactNode;
  size?: 'small' | 'normal' | 'large';
  /** Makes it a form: Enter in a field and Mod+Enter anywhere submit; the footer's button is of type submit. */
  onSubmit?: () => void;
  /** A press outside closes it. Off by default: what was typed is not thrown away by a slip. */
  closesOutside?: boolean;
}

const WIDTHS = { small: 'w-100', normal: 'w-140', large: 'w-220' } as const;

/** The focus starts on the dialog itself or on the control with `autoFocus`, and returns to what opened it. Esc closes. */
export function Dialog({ isOpen, onClose, title, closeLabel, children, footer, size = 'normal', onSubmit, closesOutside = false }: DialogProps) {
  const body = (
    <>
      <header className="flex flex-none items-center gap-2 ps-6 pe-4 pt-4 pb-2">
        <Heading slot="title" className="min-w-0 flex-1 text-16 font-semibold tracking-title break-words">{title}</Heading>
        <IconButton icon={X} label={closeLabel} onPress={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 py-2">{children}</div>
      {footer && <footer className="flex flex-none flex-wrap items-center justify-end gap-2 px-6 pt-2 pb-6">{footer}</footer>}
      {!footer && <div className="h-4 flex-none" />}
    </>
  );
  const frame = 'flex min-h-0 flex-1 flex-col';
  return (
    <Overlay isOpen={isOpen} onClose={onClose} closesOutside={closesOutside}>
      <Modal className={classes(PANEL, WIDTHS[size])}>
        <AriaDialog className={classes(frame, 'ring-own')}>
          {onSubmit ? (
            <form
              noValidate
              className={frame}
              onSubmit={(event) => {
                event.preventDefault();
                onSubmit();
              }}
              onKeyDown={submitOnModEnter}
            >
              {body}
            </form>
          ) : body}
        </AriaDialog>
      </Modal>
    </Overlay>
  );
}

export const PANEL =
  'appear flex max-h-[calc(100dvh-32px)] max-w-full flex-col overflow-hidden rounded-dialog border border-border bg-raised shadow-e3';

/** The dimmed page behind a dialog, which it keeps from taking focus. */
export function Overlay({ isOpen, onClose, closesOutside, children }: { isOpen: boolean; onClose: () => void; closesOutside: boolean; children: ReactNode }) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => { if (!next) onClose(); }}
      isDismissable={closesOutside}
      className="fixed inset-0 z-40 flex items-center justify-center bg-backdrop p-4 transition-opacity duration-(--popover-time) data-entering:opacity-0"
    >
      {children}
    </ModalOverlay>
  );
}

function submitOnModEnter(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
