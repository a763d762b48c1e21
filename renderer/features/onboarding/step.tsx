import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

export interface StepFormProps {
  title: string;
  text: string;
  children: ReactNode;
  /** What the main button says; without it the step goes on by what is in it. */
  doneLabel?: string;
  isBusy?: boolean;
  error?: string | undefined;
  onDone?: () => void;
  onSkip: () => void;
}

/** One step: a heading, what is asked, and the ways on. Enter goes on as well. */
export function StepForm({ title, text, children, doneLabel, isBusy, error, onDone, onSkip }: StepFormProps) {
  const { t } = useTranslation('onboarding');
  const heading = useRef<HTMLHeadingElement>(null);
  // The step before took its focus along when it went.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        onDone?.();
      }}
    >
      <div className="flex flex-col gap-1">
        <h1 ref={heading} tabIndex={-1} className="ring-own text-balance">{title}</h1>
        <p className="text-13 text-balance text-text2">{text}</p>
      </div>
      {children}
      {error !== undefined && <p role="alert" className="text-12 text-danger-text">{error}</p>}
      <div className="flex items-center justify-between gap-2">
        <Button kind="bare" className="-ms-3" isDisabled={isBusy} onPress={onSkip}>{t('skip')}</Button>
        {doneLabel !== undefined && <Button kind="main" type="submit" isDisabled={isBusy}>{doneLabel}</Button>}
      </div>
    </form>
  );
}
