import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus } from '../../../../core/api/backup.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { KeyField } from '../../../backup/key-field.tsx';
import { useKeyErrorText } from '../../../backup/words.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Failed } from '../../../loaded.tsx';
import { settingsPath } from '../../../paths.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { DestinationLines } from './destination-lines.tsx';
import { FolderChoice } from './folder-choice.tsx';
import { MadeKey } from './made-key.tsx';

export interface SetUpDialogProps {
  status: BackupStatus;
  profileName: string;
  /** Another key instead of the one there is. */
  isReplacement?: boolean;
  onClose: () => void;
  /** The key is proven and there is a folder. */
  onReady: () => void;
}

type Step = 'own' | 'key' | 'type' | 'where';

/** A key, printed and typed in once, then a folder. An encrypted profile has a key already, which is asked for first. */
export function SetUpDialog(props: SetUpDialogProps) {
  const { data, isError } = useApiQuery('vault.state', undefined);
  // What is not known yet decides which key it will be.
  if (!data && !isError) return null;
  return <Steps isEncrypted={data?.encrypted ?? false} {...props} />;
}

function Steps({ status, profileName, isReplacement = false, isEncrypted, onClose, onReady }: SetUpDialogProps & { isEncrypted: boolean }) {
  const { t } = useTranslation('backup');
  const text = useText();
  const { number } = useFormats();
  const api = useApi();
  const keyError = useKeyErrorText();
  const [isOwn, setOwn] = useState(isEncrypted && !isReplacement);
  const hadFolder = useRef(status.destinations.length > 0).current;
  const steps: readonly Step[] = [...(isOwn ? (['own'] as const) : (['key', 'type'] as const)), ...(isReplacement || hadFolder ? [] : (['where'] as const))];
  const [step, setStep] = useState<Step>(isOwn ? 'own' : 'key');
  const { made, error: makeError, retry } = useMadeKey(isReplacement, step === 'key');
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const hasFolder = status.destinations.length > 0;

  async function check() {
    if (isBusy) return;
    setBusy(true);
    try {
      await api.backup.typeKey({ typed });
      if (steps.includes('where')) setStep('where');
      else onReady();
    } catch (cause) {
      setError(cause);
    }
    setBusy(false);
  }

  function goOn() {
    if (step === 'key' && made) setStep('type');
    if (step === 'own' || step === 'type') void check();
    if (step === 'where' && hasFolder) onReady();
  }

  const titles = { own: t('ownTitle'), key: t('keyTitle'), type: t('typeTitle'), where: t('whereTitle') };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={titles[step]}
      closeLabel={text('common:close')}
      onSubmit={goOn}
      footer={
        <>
          <span className="figures me-auto text-12 text-text3">{t('step', { step: number(steps.indexOf(step) + 1), total: number(steps.length) })}</span>
          {step === 'own' && (
            <Button
              onPress={() => {
                setOwn(false);
                setTyped('');
                setError(undefined);
                setStep('key');
              }}
            >
              {t('ownAnother')}
            </Button>
          )}
          {step === 'type' && <Button onPress={() => setStep('key')}>{t('back')}</Button>}
          {step === 'where' && <Button onPress={onClose}>{t('later')}</Button>}
          <Button kind="main" type="submit" isDisabled={isBusy || (step === 'key' && !made) || (step === 'where' && !hasFolder)}>
            {step === 'key' ? t('writtenDown') : step === 'where' ? t('finish') : t('check')}
          </Button>
        </>
      }
    >
      {step === 'key' && (
        <div className="flex flex-col gap-4">
          {isReplacement && <p className="rounded-card bg-warning-subtle p-3 text-13 text-warning-text">{t('keyReplaceText')}</p>}
          {isEncrypted && <OnlyBackups onClose={onClose} />}
          {made ? <MadeKey recoveryKey={made.key} groups={made.groups} profileName={profileName} madeAt={made.at} /> : makeError === undefined ? <Skeleton label={text('common:loading')} lines={3} /> : <Failed error={makeError} onRetry={retry} />}
        </div>
      )}
      {(step === 'own' || step === 'type') && (
        <div className="flex flex-col gap-4">
          <p className="text-13 text-text2">{t(step === 'own' ? 'ownText' : 'typeText')}</p>
          <KeyField
            value={typed}
            autoFocus
            error={error === undefined ? undefined : keyError(error)}
            onChange={(value) => {
              setTyped(value);
              setError(undefined);
            }}
          />
        </div>
      )}
      {step === 'where' && (
        <div className="flex flex-col gap-4">
          <p className="text-13 text-text2">{t('foldersHint')}</p>
          {hasFolder && <DestinationLines destinations={status.destinations} />}
          <FolderChoice status={status} autoFocus />
        </div>
      )}
    </Dialog>
  );
}

/** A key that is made here opens no profile; the other page makes one for both. */
function OnlyBackups({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('backup');
  const { goTo } = useCommandContext();
  return (
    <div className="flex flex-col items-start gap-2 rounded-card bg-sunken p-3 text-13 text-text2">
      <p>{t('onlyBackups')}</p>
      <Button
        size="small"
        onPress={() => {
          onClose();
          goTo(settingsPath('security'));
        }}
      >
        {t('toSecurity')}
      </Button>
    </div>
  );
}

interface Made {
  key: string;
  groups: string[];
  at: number;
}

/** Made once for the dialog: the sheet that somebody printed stays the right one. */
function useMadeKey(replace: boolean, isWanted: boolean): { made: Made | undefined; error: unknown; retry: () => void } {
  const api = useApi();
  const [made, setMade] = useState<Made>();
  const [error, setError] = useState<unknown>();
  const isAsked = useRef(false);

  async function make() {
    setError(undefined);
    try {
      setMade({ ...(await api.backup.makeKey(replace ? { replace } : {})), at: Date.now() });
    } catch (cause) {
      setError(cause);
    }
  }

  useEffect(() => {
    if (!isWanted || isAsked.current) return;
    isAsked.current = true;
    void make();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, [isWanted]);

  return { made, error, retry: () => void make() };
}
