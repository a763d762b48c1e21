import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../core/call.ts';
import { readRecoveryKey } from '../../core/backup/recovery-key.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useKeyErrorText } from './words.ts';

export interface KeyFieldProps {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Where the printed key is copied from the paper: it says how far one is, and where a slip is, before anybody presses a button. */
export function KeyField({ value, onChange, label, error, autoFocus = false }: KeyFieldProps) {
  const { t } = useTranslation('backup');
  const progress = useProgress();
  const { hint, fault } = progress(value);
  return (
    <div onKeyDown={submitOnEnter}>
      <TextArea
        label={label ?? t('typeField')}
        value={value}
        onChange={onChange}
        hint={hint}
        error={error ?? fault}
        autoFocus={autoFocus}
        maxLength={500}
        rows={3}
        className="[&_textarea]:font-mono [&_textarea]:text-13!"
      />
    </div>
  );
}

/** A line more in the key is of no use, so Enter goes on. */
function submitOnEnter(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(event.target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
}

function useProgress(): (typed: string) => { hint?: string; fault?: string } {
  const { t } = useTranslation('backup');
  const { number } = useFormats();
  const keyError = useKeyErrorText();
  return (typed) => {
    try {
      readRecoveryKey(typed);
      return { hint: t('typedWhole') };
    } catch (error) {
      if (!hasCode(error, 'recovery-key-short')) return { fault: keyError(error) };
      const { have, need } = error.details as { have: number; need: number };
      return { hint: t('typed', { have: number(have), need: number(need) }) };
    }
  };
}
