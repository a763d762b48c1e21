import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

/** The whole window, before everything else that is open; what lies behind keeps its place and cannot be reached. */
export function GateScreen({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className="fixed inset-0 z-60 bg-surface">
      <Modal className="h-full overflow-y-auto">
        <Dialog aria-label={label} className="ring-own grid min-h-full place-items-center">
          <main className="w-full max-w-140 px-6 py-8">{children}</main>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
