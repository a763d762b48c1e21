import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useErrorText } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface FormDialogProps {
  title: string;
  children: ReactNode;
  /** False where something is still missing; rejecting keeps the form open and says why. */
  onSave: () => Promise<boolean>;
  onClose: () => void;
}

export function FormDialog({ title, children, onSave, onClose }: FormDialogProps) {
  const text = useText();
  const errorText = useErrorText();
  const [error, setError] = useState<string | null>(null);
  const isSaving = useRef(false);
  const [opener] = useState(() => document.activeElement);
  // The dialog gives the focus back by itself, unless it closes a while after it was told to.
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected) opener.focus();
        }),
      );
    },
    [opener],
  );

  async function save() {
    if (isSaving.current) return;
    isSaving.current = true;
    setError(null);
    try {
      if (await onSave()) onClose();
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      isSaving.current = false;
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      closeLabel={text('common:close')}
      size="small"
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{text('common:save')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {children}
        {error !== null && <p role="alert" className="text-12 break-words text-danger-text">{error}</p>}
      </div>
    </Dialog>
  );
}
