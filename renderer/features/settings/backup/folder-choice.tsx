import { FolderPlus, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import type { BackupStatus } from '../../../../core/api/backup.ts';
import { apiKey, useApi } from '../../../api.ts';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useAttempt } from './use-attempt.ts';

/** Adds a folder: of those that were granted, or with the dialog of the system. */
export function FolderChoice({ status: { folders, canChooseFolder, destinations }, autoFocus = false }: { status: BackupStatus; autoFocus?: boolean }) {
  const { t } = useTranslation('backup');
  const api = useApi();
  const queries = useQueryClient();
  const attempt = useAttempt();

  const add = (token: string, name: string) => attempt(async () => {
      await api.backup.addDestination({ folder: token });
      announce(t('folderAdded', { name }));
    });
  const choose = () =>
    attempt(async () => {
      const folder = await api.backup.chooseFolder();
      if (folder) await add(folder.token, folder.name);
    });

  return (
    <div className="flex flex-col items-start gap-2">
      {folders.length > 0 && (
        <Select
          label={t('addFolder')}
          hideLabel
          value={null}
          autoFocus={autoFocus && !canChooseFolder}
          onChange={(token) => void add(token, folders.find((folder) => folder.token === token)?.name ?? '')}
          options={folders.map(({ token, name }) => ({ value: token, label: name }))}
          placeholder={t('chooseFolder')}
          className="w-70 max-w-full"
        />
      )}
      {canChooseFolder ? (
        <Button icon={FolderPlus} autoFocus={autoFocus} onPress={() => void choose()}>{t(destinations.length > 0 ? 'anotherFolder' : 'chooseFolder')}</Button>
      ) : (
        folders.length === 0 && (
          <>
            <p className="text-12 text-text2">{t('grant')} <code dir="ltr" className="rounded-chip bg-sunken px-1 break-all">kith folder add DIR</code></p>
            <Button icon={RotateCw} autoFocus={autoFocus} onPress={() => void queries.invalidateQueries({ queryKey: apiKey('backup.status') })}>{t('lookAgain')}</Button>
          </>
        )
      )}
    </div>
  );
}
