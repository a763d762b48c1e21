import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import type { Asking } from './use-asking.ts';

export interface AskDialogProps {
  title: string;
  /** What it is about, above the fields. */
  text: ReactNode;
  /** What the button at the end says; null where there is nothing to do but to close. */
  act: string | null;
  isActDisabled?: boolean;
  isDanger?: boolean;
  size?: 'small' | 'normal';
  onAct: () => void;
  onClose: () => void;
  /** It is being done, and ends by itself: no buttons. */
  isRunning?: boolean;
  /** Another way on, at the other end of the footer. */
  wayOn?: ReactNode;
  children: ReactNode;
}

/** The frame of every dialog that asks for a secret or for a new one: a form, its fields, and what is done with them. */
export function AskDialog({ title, text: what, act, isActDisabled = false, isDanger = false, size = 'normal', onAct, onClose, isRunning = false, wayOn, children }: AskDialogProps) {
  const text = useText();
  return (
    <Dialog
      isOpen
      size={size}
      onClose={onClose}
      title={title}
      closeLabel={text('common:close')}
      onSubmit={onAct}
      footer={
        !isRunning && (
          <>
            {wayOn && <>{wayOn}<span className="flex-1" /></>}
            <Button onPress={onClose}>{text('common:cancel')}</Button>
            {act !== null && <Button kind={isDanger ? 'danger' : 'main'} type="submit" isDisabled={isActDisabled}>{act}</Button>}
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {typeof what === 'string' ? <p className="text-13 text-text2">{what}</p> : what}
        {children}
      </div>
    </Dialog>
  );
}

/** What was refused for no field's sake. */
export function Refused({ asking: { error }, words }: { asking: Asking; words: (error: unknown) => string }) {
  return error === undefined ? null : <p role="alert" className="text-12 text-danger-text">{words(error)}</p>;
}
