import { useState } from 'react';
import type { Ref } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';

export interface SecretFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  error?: string | undefined;
  isNew?: boolean;
  isRecoveryKey?: boolean;
  autoFocus?: boolean;
  isDisabled?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** What nobody is to read over a shoulder, unless whoever types wants to see it. A recovery key is copied from paper and shown. */
export function SecretField({ isNew = false, isRecoveryKey = false, ...field }: SecretFieldProps) {
  const { t } = useTranslation('vault');
  const [isShown, setShown] = useState(false);
  if (isRecoveryKey) return <TextField {...field} maxLength={1_000} />;
  return (
    <TextField
      {...field}
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      maxLength={1_000}
      end={<IconButton icon={isShown ? EyeOff : Eye} label={t(isShown ? 'hide' : 'show')} isPressed={isShown} onPress={() => setShown(!isShown)} />}
    />
  );
}
