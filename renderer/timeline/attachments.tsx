import { useState } from 'react';
import { Download, FileText, X } from 'lucide-react';
import type { Attachment } from '../../core/entries.ts';
import { useApi, useErrorText } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { downloadStoredFile, isPicture, useStoredPicture } from '../stored-files.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Clip } from '../ui/clip.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useContactText } from '../words/contact-words.ts';

/** Larger pictures are not fetched unasked, in bytes. */
const SHOWN_BYTES = 12_000_000;

export interface AttachmentsProps {
  attachments: readonly Attachment[];
  /** While its entry is edited. */
  onRemove?: (attachment: Attachment) => void;
}

/** The files of an entry: pictures in sight, the rest by name. Pressed, they are saved to this computer. */
export function Attachments({ attachments, onRemove }: AttachmentsProps) {
  const pictures = attachments.filter((file) => isPicture(file) && file.size <= SHOWN_BYTES);
  const others = attachments.filter((file) => !pictures.includes(file));
  if (attachments.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {pictures.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {pictures.map((file) => <li key={file.id} className="relative max-w-full"><Picture file={file} onRemove={onRemove} /></li>)}
        </ul>
      )}
      {others.length > 0 && (
        <ul className="flex flex-wrap gap-1">
          {others.map((file) => <li key={file.id} className="flex max-w-full min-w-0"><FileChip file={file} onRemove={onRemove} /></li>)}
        </ul>
      )}
    </div>
  );
}

function FileChip({ file, onRemove }: { file: Attachment; onRemove: AttachmentsProps['onRemove'] }) {
  const t = useContactText();
  const text = useText();
  const formats = useFormats();
  const download = useDownload();
  return (
    <>
      <button
        type="button"
        onClick={() => download(file)}
        className="group/file inline-flex h-7 max-w-full min-w-0 items-center gap-2 rounded-control border border-border px-2 text-12 text-text hover:bg-hover"
      >
        <FileText aria-hidden className="text-text3 group-hover/file:hidden" />
        <Download aria-hidden className="hidden text-text3 group-hover/file:block" />
        <span className="sr-only">{`${t('save')}: `}</span>
        <Clip><bdi>{file.name}</bdi></Clip>
        <span className="figures flex-none text-text3">{formats.bytes(file.size)}</span>
      </button>
      {onRemove && <IconButton icon={X} label={text('common:remove', { what: file.name })} onPress={() => onRemove(file)} />}
    </>
  );
}

function Picture({ file, onRemove }: { file: Attachment; onRemove: AttachmentsProps['onRemove'] }) {
  const t = useContactText();
  const text = useText();
  const download = useDownload();
  const { url, isMissing } = useStoredPicture(file.hash, file.type);
  const [isOpen, setOpen] = useState(false);
  if (isMissing) return <FileChip file={file} onRemove={onRemove} />;
  return (
    <>
      <button type="button" aria-label={t('showPicture', { name: file.name })} onClick={() => setOpen(true)} className="block max-w-full overflow-hidden rounded-control border border-border bg-sunken hover:brightness-95">
        {url ? <img src={url} alt="" className="block max-h-40 max-w-full object-contain" /> : <span className="block h-40 w-60 max-w-full" />}
      </button>
      {onRemove && <IconButton icon={X} label={text('common:remove', { what: file.name })} onPress={() => onRemove(file)} className="absolute! end-1 top-1 bg-raised!" />}
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={file.name}
        closeLabel={text('common:close')}
        size="large"
        closesOutside
        footer={<Button icon={Download} onPress={() => download(file)}>{t('save')}</Button>}
      >
        {url && <img src={url} alt={file.name} className="mx-auto block max-h-[70dvh] max-w-full object-contain" />}
      </Dialog>
    </>
  );
}

/** Saves a file, and says so where that is not possible. */
export function useDownload(): (file: { hash: string; name: string }) => void {
  const api = useApi();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  return (file) => {
    downloadStoredFile(api, file).catch((error: unknown) => showToast({ text: errorText(error), tone: 'danger' }));
  };
}
