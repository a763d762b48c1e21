import { CircleAlert, FileText, RotateCw, X } from 'lucide-react';
import type { NewAttachment } from '../../core/api/entries.ts';
import { useErrorText } from '../api.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { Clip } from '../ui/clip.tsx';
import type { Uploads } from './use-uploads.ts';

export interface AttachmentChipsProps {
  attachments: readonly NewAttachment[];
  onRemove: (attachment: NewAttachment) => void;
  uploads: Uploads;
}

/** Files that hang on what is being written, and those on their way with how far they are. */
export function AttachmentChips({ attachments, onRemove, uploads }: AttachmentChipsProps) {
  const text = useText();
  const errorText = useErrorText();
  const formats = useFormats();
  if (attachments.length === 0 && uploads.list.length === 0) return null;
  const chip = 'relative inline-flex h-7 max-w-full min-w-0 items-center gap-2 overflow-hidden rounded-control border ps-2 text-12';
  return (
    <ul className="flex flex-wrap gap-1 px-3 pb-2">
      {attachments.map((attachment, place) => (
        <li key={`${attachment.hash} ${place}`} className={`${chip} border-border`}>
          <FileText aria-hidden className="text-text3" />
          <Clip><bdi>{attachment.name}</bdi></Clip>
          <span className="figures flex-none text-text3">{formats.bytes(attachment.size)}</span>
          <IconButton icon={X} label={text('common:remove', { what: attachment.name })} onPress={() => onRemove(attachment)} className="size-6!" />
        </li>
      ))}
      {uploads.list.map(({ key, name, size, sent, error }) => (
        <li key={key} className={`${chip} ${error === null ? 'border-border' : 'border-danger'}`} title={error === null ? undefined : errorText(error)}>
          {error === null ? <FileText aria-hidden className="text-text3" /> : <CircleAlert aria-hidden className="text-danger-text" />}
          <Clip><bdi>{name}</bdi></Clip>
          {error === null ? (
            <span role="progressbar" aria-label={name} aria-valuemin={0} aria-valuemax={size} aria-valuenow={sent} className="figures flex-none text-text3">
              {formats.percent(size === 0 ? 1 : Math.round((sent / size) * 100) / 100)}
              <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent rtl:origin-right" style={{ scale: `${size === 0 ? 1 : sent / size} 1` }} />
            </span>
          ) : (
            <>
              <span role="alert" className="sr-only">{errorText(error)}</span>
              <IconButton icon={RotateCw} label={text('common:retry')} onPress={() => uploads.retry(key)} className="size-6!" />
            </>
          )}
          <IconButton icon={X} label={text('common:remove', { what: name })} onPress={() => uploads.cancel(key)} className="size-6!" />
        </li>
      ))}
    </ul>
  );
}
