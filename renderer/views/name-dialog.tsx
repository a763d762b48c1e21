import { useEffect, useRef, useState } from 'react';
import { useErrorText } from '../api.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';

export interface NameDialogProps {
  isOpen: boolean;
  title: string;
  label: string;
  initial: string;
  submitLabel: string;
  /** Rejecting keeps the dialog open with what was typed. */
  onSubmit: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for a name. */
export function NameDialog(props: NameDialogProps) {
  return props.isOpen ? <OpenNameDialog {...props} /> : null;
}

function OpenNameDialog({ title, label, initial, submitLabel, onSubmit, onClose }: NameDialogProps) {
  const text = useText();
  const errorText = useErrorText();
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string>();
  const typed = name.trim();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  async function submit() {
    if (typed === '') return;
    try {
      await onSubmit(typed);
      onClose();
    } catch (failure) {
      setError(errorText(failure));
    }
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={title}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main" isDisabled={typed === ''}>{submitLabel}</Button>
        </>
      }
    >
      <TextField ref={field} label={label} value={name} onChange={setName} error={error} autoFocus maxLength={1_000} />
    </Dialog>
  );
}
