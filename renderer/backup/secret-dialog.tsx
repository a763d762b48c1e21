import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Secret } from '../../core/api/restore.ts';
import { CallError } from '../../core/call.ts';
import { AskDialog } from '../lock/ask-dialog.tsx';
import { SecretField } from '../lock/secret-field.tsx';
import { useText } from '../i18n/use-text.ts';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { KeyField } from './key-field.tsx';
import { useKeyErrorText } from './words.ts';

export interface SecretDialogProps {
  title: string;
  text: string;
  actLabel: string;
  /** This device has the key, so that nothing is asked for unless it does not fit. */
  hasKey: boolean;
  /** What is being done with it. */
  progress: ReactNode;
  isRunning: boolean;
  error: unknown;
  onGiven: (secret: Secret) => void;
  onClose: () => void;
  /** Below what went wrong: another way on. */
  wayOn?: ReactNode;
}

type Asked = 'key' | 'passphrase';

/** Asks for what opens a backup, and shows how far the opening is. */
export function SecretDialog({ title, text: what, actLabel, hasKey, progress, isRunning, error, onGiven, onClose, wayOn }: SecretDialogProps) {
  const { t } = useTranslation('backup');
  const text = useText();
  const keyError = useKeyErrorText();
  const [asked, setAsked] = useState<Asked>('key');
  const [typed, setTyped] = useState('');
  const [isStale, setStale] = useState(false);
  const hasBegun = useRef(false);
  useEffect(() => {
    if (!hasKey || hasBegun.current) return;
    hasBegun.current = true;
    onGiven({ kind: 'kept' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as it opens
  }, []);

  const code = error instanceof CallError ? error.code : '';
  const isOfSecret = OF_SECRET.has(code);
  // With the key that is kept there is nothing to type, until it turns out that it is another one.
  const [wasKept, setWasKept] = useState(hasKey);
  const asks = !wasKept || isOfSecret;
  const said = error === undefined || isStale || isRunning ? undefined : keyError(error);

  const change = (value: string) => {
    setTyped(value);
    setStale(true);
  };
  function give() {
    if (isRunning) return;
    setStale(false);
    setWasKept(!asks);
    onGiven(asks ? { kind: asked, text: typed } : { kind: 'kept' });
  }

  return (
    <AskDialog
      title={title}
      text={what}
      act={!asks && said === undefined ? null : asks ? actLabel : text('common:retry')}
      isActDisabled={asks && typed.trim() === ''}
      onAct={give}
      onClose={onClose}
      isRunning={isRunning}
    >
      {isRunning && progress}
      {!isRunning && asks && (
        <>
          <SegmentedControl
            label={t('secretKind')}
            value={asked}
            onChange={(kind) => {
              setAsked(kind);
              change('');
            }}
            segments={[{ value: 'key', label: t('secretKey') }, { value: 'passphrase', label: t('secretPassphrase') }]}
          />
          {asked === 'key' ? (
            <KeyField autoFocus value={typed} onChange={change} error={isOfSecret ? said : undefined} />
          ) : (
            <SecretField autoFocus label={t('secretPassphrase')} hint={t('secretPassphraseHint')} value={typed} onChange={change} error={isOfSecret ? said : undefined} />
          )}
        </>
      )}
      {said !== undefined && !isOfSecret && (
        <div role="alert" className="flex flex-col items-start gap-2 rounded-card bg-danger-subtle p-3 text-13 text-danger-text">
          <p className="break-words">{said}</p>
          {wayOn}
        </div>
      )}
    </AskDialog>
  );
}

/** What is the matter with what was typed, and not with the backup. */
const OF_SECRET = new Set(['wrong-key', 'no-passphrase', 'no-key-kept', 'recovery-key-short', 'recovery-key-long', 'recovery-key-mistyped']);
