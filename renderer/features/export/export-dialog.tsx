import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useErrorText, useJob } from '../../api.ts';
import type { InputOf } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { JobProgress } from '../../job-progress.tsx';
import { downloadStoredFile } from '../../stored-files.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';

type Format = InputOf<'transfer.exportContacts'>['format'];

export interface ExportDialogProps {
  /** Which contacts go out: these, all that match, or without either everything. */
  what: Omit<InputOf<'transfer.exportContacts'>, 'format'>;
  /** How many those are. */
  count: number;
  onClose: () => void;
}

/** Asks for the format, makes the file with progress, and has the browser save it. */
export function ExportDialog({ what, count, onClose }: ExportDialogProps) {
  const { t } = useTranslation('export');
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const { number } = useFormats();
  const { showToast } = useCommandContext();
  const job = useJob('transfer.exportContacts');
  const [format, setFormat] = useState<Format>('csv');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isRunning = job.state.kind === 'running' || isSaving;

  async function run() {
    setFailure(null);
    const file = await job.start({ format, ...what });
    if (!file) return;
    setSaving(true);
    try {
      await downloadStoredFile(api, file);
      showToast({ text: t('done', { name: file.name }), tone: 'success' });
      onClose();
    } catch (error) {
      setFailure(error);
    }
    setSaving(false);
  }

  const error = job.state.kind === 'failed' ? job.state.error : failure;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      closeLabel={text('common:close')}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={isRunning}>{t('export')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('what', { count, formatted: number(count) })}</p>
        {isRunning ? (
          <JobProgress job={job} label={t('making')} />
        ) : (
          <RadioCards
            label={t('format')}
            value={format}
            onChange={setFormat}
            cards={[
              { value: 'csv', label: t('csv'), hint: t('csvHint') },
              { value: 'vcard', label: t('vcard'), hint: t('vcardHint') },
              { value: 'json', label: t('json'), hint: t('jsonHint') },
            ]}
          />
        )}
        {error !== null && <p role="alert" className="text-12 text-danger-text">{errorText(error)}</p>}
      </div>
    </Dialog>
  );
}
