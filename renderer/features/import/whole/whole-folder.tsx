import { FolderOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { useImportSession } from '../session.ts';

/** A folder that an export of everything was unpacked into, or written to: of those that were granted, or with the dialog of the system. */
export function WholeFolder() {
  const { t } = useTranslation('import');
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const lookAt = useImportSession((session) => session.lookAt);
  const { data } = useApiQuery('everything.folders', undefined);
  if (!data) return null;

  async function choose() {
    try {
      const folder = await api.everything.chooseFolder();
      if (folder) lookAt(api, folder);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  if (data.canChoose) return <Button icon={FolderOpen} onPress={() => void choose()}>{t('chooseFolder')}</Button>;
  if (data.folders.length === 0) return null;
  return (
    <Select
      label={t('chooseFolder')}
      hideLabel
      value={null}
      onChange={(token) => {
        const folder = data.folders.find((each) => each.token === token);
        if (folder) lookAt(api, folder);
      }}
      options={data.folders.map(({ token, name }) => ({ value: token, label: name }))}
      placeholder={t('chooseFolder')}
      className="w-44"
    />
  );
}
