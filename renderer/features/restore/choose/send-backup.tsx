import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupPlace } from '../../../../core/api/restore.ts';
import { useApi, useErrorText } from '../../../api.ts';
import type { KithClient } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';

/** The largest piece that `restore.upload` takes. */
const PIECE_BYTES = 1024 * 1024;

export interface SendBackupProps {
  file: File;
  onSent: (place: BackupPlace) => void;
  onClose: () => void;
}

/** Brings a file of the person's to Kith, which alone can read it. */
export function SendBackup({ file, onSent, onClose }: SendBackupProps) {
  const { t } = useTranslation('restore');
  const text = useText();
  const { bytes } = useFormats();
  const api = useApi();
  const errorText = useErrorText();
  const [sent, setSent] = useState(0);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const stop = new AbortController();
    sendBackup(api, file, stop.signal, setSent).then(onSent, (cause: unknown) => {
      if (!stop.signal.aborted) setError(cause);
    });
    return () => stop.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for its file
  }, [file]);

  if (error !== undefined) return <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text"><bdi>{file.name}</bdi>: {errorText(error)}</p>;
  return (
    <ProgressPanel
      label={t('sending', { name: file.name })}
      done={sent}
      total={file.size}
      countText={text('common:progress', { done: bytes(sent), total: bytes(file.size) })}
      cancelLabel={text('common:cancel')}
      onCancel={onClose}
    />
  );
}

async function sendBackup(api: KithClient, file: File, signal: AbortSignal, onProgress: (sent: number) => void): Promise<BackupPlace> {
  let uploadId: string | undefined;
  for (let from = 0; from < file.size || uploadId === undefined; from += PIECE_BYTES) {
    const bytes = new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer());
    ({ uploadId } = await api.restore.upload({ bytes, ...(uploadId === undefined ? {} : { uploadId }) }));
    signal.throwIfAborted();
    onProgress(Math.min(file.size, from + PIECE_BYTES));
  }
  return { kind: 'upload', uploadId, name: file.name };
}
