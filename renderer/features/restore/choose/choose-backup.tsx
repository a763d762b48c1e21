import { useState } from 'react';
import { FileArchive, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BackupItem, BackupPlace } from '../../../../core/api/restore.ts';
import { hasCode } from '../../../../core/call.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { Asides } from '../../../asides/asides.tsx';
import { ProveButton } from '../../../backup/prove-button.tsx';
import { useBackupWords } from '../../../backup/words.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { Loaded } from '../../../loaded.tsx';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FileButton } from '../../../ui/file-drop.tsx';
import { Select } from '../../../ui/select.tsx';
import { useRestoreSession } from '../session.ts';
import { BackupMonths } from './backup-months.tsx';
import { OpenBackupDialog } from './open-backup-dialog.tsx';
import { SendBackup } from './send-backup.tsx';

const OWN = 'own';

/** Backups that are at hand, by month, and the ways to those that are not. */
export function ChooseBackup({ failure }: { failure: unknown }) {
  const { t } = useTranslation('restore');
  const words = useBackupWords();
  const nowMs = useMinute();
  const open = useRestoreSession((session) => session.open);
  const [folder, setFolder] = useState<string | null>(null);
  const query = useApiQuery('restore.list', folder === null ? {} : { folder }, { keepsPrevious: true });
  const [chosen, setChosen] = useState<{ place: BackupPlace; title: string } | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const choose = ({ place, at }: BackupItem) => setChosen({ place, title: t('unlockTitle', { when: words.when(at, nowMs) }) });

  return (
    <>
      {failure !== undefined && <NotPlaced failure={failure} />}
      <p className="text-13 text-text2">{t('intro')}</p>
      <Loaded query={query}>
        {({ backups, destinations, folders, hasKey }) => (
          <>
            <div className="flex flex-wrap items-center gap-2">
              <FileButton icon={FileArchive} accept=".kith-backup,.age" onFiles={([first]) => setFile(first ?? null)}>{t('fromFile')}</FileButton>
              <OtherFolder folders={folders} chosen={folder} onChoose={setFolder} />
              <Button kind="bare" icon={RotateCw} onPress={() => void query.refetch()}>{t('lookAgain')}</Button>
              <span className="flex-1" />
              {destinations.length > 0 && <ProveButton />}
            </div>
            {destinations.filter(({ isThere }) => !isThere).map(({ id, name }) => (
              <p key={id} role="status" className="rounded-card bg-warning-subtle p-3 text-13 break-words text-warning-text">{t('away', { name })}</p>
            ))}
            {backups.length === 0 ? <EmptyState icon={FileArchive} text={t('empty')} /> : <BackupMonths backups={backups} placeNameOf={placeNames(destinations, folders)} onChoose={choose} />}
            {chosen && (
              <OpenBackupDialog
                from={chosen.place}
                title={chosen.title}
                hasKey={hasKey}
                onOpened={open}
                onClose={() => setChosen(null)}
              />
            )}
          </>
        )}
      </Loaded>
      <Asides className="mt-4" />
      {file && (
        <SendBackup
          file={file}
          onSent={(place) => {
            setFile(null);
            setChosen({ place, title: t('unlockTitleFile', { name: file.name }) });
          }}
          onClose={() => setFile(null)}
        />
      )}
    </>
  );
}

/** Why the backup that was to take the place of what is here did not. */
function NotPlaced({ failure }: { failure: unknown }) {
  const { t } = useTranslation('restore');
  const errorText = useErrorText();
  if (hasCode(failure, 'cancelled')) return <p role="status" className="rounded-card bg-sunken p-3 text-13 text-text2">{t('placeCancelled')}</p>;
  return <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{t('placeFailed')} {errorText(failure)}</p>;
}

function placeNames(destinations: readonly { id: string; name: string }[], folders: readonly { token: string; name: string }[]): (place: BackupPlace) => string {
  return (place) => {
    if (place.kind === 'destination') return destinations.find(({ id }) => id === place.destination)?.name ?? '';
    return place.kind === 'folder' ? (folders.find(({ token }) => token === place.folder)?.name ?? '') : place.name;
  };
}

interface OtherFolderProps {
  folders: readonly { token: string; name: string }[];
  chosen: string | null;
  onChoose: (folder: string | null) => void;
}

/** Another folder to look in: of those that were granted, or in a window with the dialog of the system. */
function OtherFolder({ folders, chosen, onChoose }: OtherFolderProps) {
  const { t } = useTranslation('restore');
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const { data: profile } = useApiQuery('profile.info', undefined);

  async function ask() {
    try {
      const folder = await api.restore.chooseFolder();
      if (folder) onChoose(folder.token);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <>
      {folders.length > 0 && (
        <Select
          label={t('otherFolder')}
          hideLabel
          value={chosen ?? OWN}
          onChange={(token) => onChoose(token === OWN ? null : token)}
          options={[{ value: OWN, label: t('ownFolders') }, ...folders.map(({ token, name }) => ({ value: token, label: name }))]}
          placeholder={t('otherFolder')}
          className="w-60"
        />
      )}
      {profile?.host === 'window' && <Button onPress={() => void ask()}>{t('chooseFolder')}</Button>}
    </>
  );
}
