import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretField } from '../../../lock/secret-field.tsx';

export interface NewSecret {
  typed: string;
  again: string;
}

/** Undefined where both are right; else which field is wrong, and how. */
export function faultOf({ typed, again }: NewSecret, shortest: number): { field: keyof NewSecret; key: 'tooShort' | 'differs' } | undefined {
  if (typed.length < shortest) return { field: 'typed', key: 'tooShort' };
  if (typed !== again) return { field: 'again', key: 'differs' };
  return undefined;
}

export interface NewSecretFieldsProps {
  label: string;
  hint: string;
  value: NewSecret;
  onChange: (value: NewSecret) => void;
  shortest: number;
  /** Whether somebody has tried to go on: faults are said from then. */
  hasTried: boolean;
  autoFocus?: boolean;
}

/** A secret that is typed twice, since nobody sees what they type. */
export function NewSecretFields({ label, hint, value, onChange, shortest, hasTried, autoFocus = false }: NewSecretFieldsProps) {
  const { t } = useTranslation('vault');
  const fault = hasTried ? faultOf(value, shortest) : undefined;
  const errorOf = (field: keyof NewSecret) => (fault?.field === field ? t(fault.key, { count: shortest }) : undefined);
  return (
    <>
      <SecretField isNew label={label} hint={hint} value={value.typed} autoFocus={autoFocus} error={errorOf('typed')} onChange={(typed) => onChange({ ...value, typed })} />
      <SecretField isNew label={t('again')} value={value.again} error={errorOf('again')} onChange={(again) => onChange({ ...value, again })} />
    </>
  );
}

export function useNewSecret(): { value: NewSecret; onChange: (value: NewSecret) => void } {
  const [value, onChange] = useState<NewSecret>({ typed: '', again: '' });
  return { value, onChange };
}
