import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useErrorText } from '../../api.ts';
import { TextField } from '../../ui/text-field.tsx';

export interface SavedTextProps {
  label: string;
  value: string;
  /** Rejecting keeps what was typed and says why. Not called when nothing changed. */
  onSave: (value: string) => Promise<void>;
  placeholder?: string;
  /** What an empty text means: nothing is saved then. */
  isRequired?: boolean;
  className?: string;
}

/** A line of text that is saved when Enter is pressed or the field is left; Esc puts it back. */
export function SavedText({ label, value, onSave, placeholder, isRequired = false, className }: SavedTextProps) {
  const errorText = useErrorText();
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string>();

  async function save() {
    if (draft === null) return;
    const next = draft.trim();
    if (next === value || (isRequired && next === '')) return putBack();
    try {
      await onSave(next);
      putBack();
    } catch (failure) {
      setError(errorText(failure));
    }
  }

  function putBack() {
    setDraft(null);
    setError(undefined);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Escape' || draft === null) return;
    event.preventDefault();
    event.stopPropagation();
    putBack();
  }

  return (
    <TextField
      className={className}
      label={label}
      hideLabel
      value={draft ?? value}
      onChange={setDraft}
      onBlur={() => void save()}
      onEnter={() => void save()}
      onKeyDown={onKeyDown}
      placeholder={placeholder}
      error={error}
      isRequired={isRequired}
      maxLength={1_000}
    />
  );
}
