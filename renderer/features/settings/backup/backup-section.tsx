import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupStatus, BackupView } from '../../../../core/api/backup.ts';
import type { ProfileInfo } from '../../../../core/api/profile.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { useBackUpNow, useBackupRun } from '../../../backup/run.ts';
import type { Text } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { focusBeside } from '../focus-beside.ts';
import type { SettingsSection } from '../section.tsx';
import { BackupList } from './backup-list.tsx';
import { BackupState } from './backup-state.tsx';
import { DestinationLines } from './destination-lines.tsx';
import { FolderChoice } from './folder-choice.tsx';
import { KeyRow, PassphraseRow } from './key-rows.tsx';
import { SaveRow } from './save-row.tsx';
import { SetUpDialog } from './set-up-dialog.tsx';
import { useAttempt } from './use-attempt.ts';

/** Whether everything would come back, and what it takes. */
export function backupSection(text: Text, profile: ProfileInfo): SettingsSection {
  const words = (...keys: readonly Parameters<Text>[0][]) => keys.map((key) => text(key)).join(' ');
  return {
    id: 'backups',
    title: text('settings:backups'),
    settings: [
      { id: 'backups', words: words('backup:backUpNow', 'backup:restore', 'backup:prove', 'backup:folders', 'backup:automatic', 'backup:save', 'backup:key', 'backup:passphrase'), content: <Backups profile={profile} /> },
    ],
  };
}

function Backups({ profile }: { profile: ProfileInfo }) {
  const status = useApiQuery('backup.status', undefined);
  const list = useApiQuery('backup.list', undefined);
  return (
    <Loaded query={status} lines={3}>
      {(found) => <Loaded query={list} lines={3}>{(backups) => <BackupRows profile={profile} status={found} backups={backups} />}</Loaded>}
    </Loaded>
  );
}

function BackupRows({ profile, status, backups }: { profile: ProfileInfo; status: BackupStatus; backups: readonly BackupView[] }) {
  const backUpNow = useBackUpNow();
  const [setUp, setSetUp] = useState<'first' | 'replace' | null>(null);
  const profileName = profile.team.place || profile.me.name;
  const hasKey = status.key.kind === 'made';
  return (
    <>
      <BackupState status={status} backups={backups} onSetUp={() => setSetUp('first')} />
      {hasKey && (
        <>
          <FolderRow status={status} />
          <AutomaticRow automatic={status.automatic} />
          <SaveRow />
          <KeyRow status={status} onReplace={() => setSetUp('replace')} />
          <PassphraseRow status={status} />
          <BackupList backups={backups} destinations={status.destinations} />
        </>
      )}
      {setUp && (
        <SetUpDialog
          status={status}
          profileName={profileName}
          isReplacement={setUp === 'replace'}
          onClose={() => setSetUp(null)}
          onReady={() => {
            setSetUp(null);
            void backUpNow();
          }}
        />
      )}
    </>
  );
}

function FolderRow({ status }: { status: BackupStatus }) {
  const { t } = useTranslation('backup');
  const api = useApi();
  const attempt = useAttempt();
  const backUpNow = useBackUpNow();
  const isRunning = useBackupRun(({ running }) => running !== null);
  return (
    <div className="flex flex-col gap-3 border-b border-border/55 py-3">
      <div>
        <p className="text-13 font-medium">{t('folders')}</p>
        <p className="text-12 text-text3">{t('foldersHint')}</p>
      </div>
      {status.destinations.length > 0 ? (
        <DestinationLines
          destinations={status.destinations}
          acts={{
            onRetry: (id) => void backUpNow(id),
            onRemove({ id, name }) {
              focusBeside();
              void attempt(() => api.backup.removeDestination({ id }), t('folderRemoved', { name }));
            },
            isRunning,
          }}
        />
      ) : (
        <p className="text-13 text-text2">{t('foldersNone')}</p>
      )}
      <FolderChoice status={status} />
    </div>
  );
}

function AutomaticRow({ automatic }: { automatic: boolean }) {
  const { t } = useTranslation('backup');
  const api = useApi();
  const attempt = useAttempt();
  return (
    <div className="flex min-h-14 flex-col justify-center border-b border-border/55 py-3">
      <Switch
        label={t('automatic')}
        hint={t('automaticHint')}
        isOn={automatic}
        onChange={(isOn) => void attempt(() => api.backup.setAutomatic({ automatic: isOn }), t(isOn ? 'automaticOn' : 'automaticOff'))}
        className="[&>label]:font-medium [&>label>span]:font-normal"
      />
    </div>
  );
}
