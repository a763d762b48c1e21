import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useErrorText } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';

export interface PopoverFormProps {
  children: ReactNode;
  /** Rejecting keeps the form open with what was typed and says why. */
  onSave: () => Promise<void>;
  /** Beside Save, at the start. */
  start?: ReactNode;
}

/** Fields in a small panel, and Save. Enter in a field saves, Mod+Enter anywhere. */
export function PopoverForm({ children, onSave, start }: PopoverFormProps) {
  const text = useText();
  const errorText = useErrorText();
  const [error, setError] = useState<string | null>(null);
  const isSaving = useRef(false);

  async function save() {
    if (isSaving.current) return;
    isSaving.current = true;
    setError(null);
    try {
      await onSave();
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      isSaving.current = false;
    }
  }

  return (
    <form
      noValidate
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void save();
      }}
    >
      {children}
      {error !== null && <p role="alert" className="text-12 break-words text-danger-text">{error}</p>}
      <div className="flex items-center gap-2 pt-1">
        {start}
        <span className="flex-1" />
        <Button type="submit" kind="main" size="small">{text('common:save')}</Button>
      </div>
    </form>
  );
}
