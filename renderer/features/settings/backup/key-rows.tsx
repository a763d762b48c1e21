import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus } from '../../../../core/api/backup.ts';
import { useApi } from '../../../api.ts';
import { CheckKeyDialog } from '../../../backup/check-key-dialog.tsx';
import { useBackupWords } from '../../../backup/words.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { SettingRow } from '../section.tsx';
import { BackupPassphraseDialog } from './backup-passphrase-dialog.tsx';
import { useAttempt } from './use-attempt.ts';

const ACTS = 'flex flex-wrap justify-end gap-2 narrow:justify-start';

/** The printed key: whether somebody has it, and another one. */
export function KeyRow({ status: { key, isInKeychain }, onReplace }: { status: BackupStatus; onReplace: () => void }) {
  const { t } = useTranslation('backup');
  const words = useBackupWords();
  const nowMs = useMinute();
  const [isChecking, setChecking] = useState(false);
  if (key.kind === 'none') return null;
  const made = words.day(key.madeAt, nowMs);
  const hint = key.typedAt === null ? t('keyUntyped', { made }) : t(isInKeychain ? 'keyMadeKeychain' : 'keyMade', { made, typed: words.day(key.typedAt, nowMs) });
  return (
    <SettingRow label={t('key')} hint={hint}>
      <span className={ACTS}>
        <Button kind="bare" onPress={onReplace}>{t('newKey')}</Button>
        <Button onPress={() => setChecking(true)}>{t('checkKey')}</Button>
      </span>
      {isChecking && (
        <CheckKeyDialog
          onClose={() => setChecking(false)}
          onLost={() => {
            setChecking(false);
            onReplace();
          }}
        />
      )}
    </SettingRow>
  );
}

/** The second way to open backups. */
export function PassphraseRow({ status: { hasPassphrase } }: { status: BackupStatus }) {
  const { t } = useTranslation('backup');
  const text = useText();
  const api = useApi();
  const attempt = useAttempt();
  const [open, setOpen] = useState<'set' | 'remove' | null>(null);
  return (
    <SettingRow label={t('passphrase')} hint={t(hasPassphrase ? 'passphraseOn' : 'passphraseOff')}>
      <span className={ACTS}>
        {hasPassphrase && <Button kind="bare" onPress={() => setOpen('remove')}>{t('removePassphrase')}</Button>}
        <Button onPress={() => setOpen('set')}>{t(hasPassphrase ? 'changePassphrase' : 'setPassphrase')}</Button>
      </span>
      {open === 'set' && <BackupPassphraseDialog onClose={() => setOpen(null)} />}
      <ConfirmDialog
        isOpen={open === 'remove'}
        title={t('passphraseRemoveTitle')}
        confirmLabel={t('passphraseRemove')}
        cancelLabel={text('common:cancel')}
        onConfirm={() => {
          setOpen(null);
          void attempt(() => api.backup.removePassphrase(), t('passphraseRemoved'));
        }}
        onCancel={() => setOpen(null)}
      >
        {t('passphraseRemoveText')}
      </ConfirmDialog>
    </SettingRow>
  );
}
