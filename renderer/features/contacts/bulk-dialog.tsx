import { useState } from 'react';
import { ArrowRight } from 'lucide-react';
import type { BulkChange, BulkPreview } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Selection } from '../../../core/filters.ts';
import { useApiQuery, useErrorText, useJob } from '../../api.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { JobProgress } from '../../job-progress.tsx';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { useContactText } from '../../words/contact-words.ts';
import { bulkChange, BulkFields, NO_BULK_DRAFT } from './bulk-change.tsx';
import type { BulkAct } from './bulk-change.tsx';
import { useContactsText } from './words.ts';

export interface BulkDialogProps {
  act: BulkAct;
  selection: Selection;
  fields: readonly Field[];
  onClose: () => void;
  /** It was done: of `remove` there is nothing left to be selected. */
  onDone: (act: BulkAct) => void;
}

const TITLE_KEYS = { tag: 'tag', assign: 'assign', status: 'setStatus', source: 'setSource', role: 'setRole', field: 'setField', remove: 'remove' } as const;
const DONE_KEYS = { tag: 'doneTag', assign: 'doneAssign', status: 'doneSet', source: 'doneSet', role: 'doneRole', field: 'doneSet', remove: 'doneRemove' } as const;

/** One change for many contacts: what it is, what it would do to the first few, and how far it is. */
export function BulkDialog({ act, selection, fields, onClose, onDone }: BulkDialogProps) {
  const t = useContactsText();
  const text = useText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { number, locale } = useFormats();
  const [draft, setDraft] = useState(NO_BULK_DRAFT);
  const job = useJob('contacts.bulk');
  const change = bulkChange(act, draft, fields, locale);
  const preview = useApiQuery('contacts.bulkPreview', { selection, change: change ?? NO_CHANGE }, { isEnabled: change !== null, keepsPrevious: true });
  const isRunning = job.state.kind === 'running';
  const shown = change === null ? undefined : preview.data;
  const changing = shown?.changing ?? 0;

  async function run() {
    if (!change || isRunning || (shown && !preview.isPlaceholderData && changing === 0)) return;
    const done = await job.start({ selection, change });
    if (!done) return;
    onClose();
    onDone(act);
    undoable(t(DONE_KEYS[act], { count: done.changed, formatted: number(done.changed) }), done.changeId);
  }

  return (
    <Dialog
      isOpen
      title={t(TITLE_KEYS[act])}
      closeLabel={text('common:close')}
      onClose={() => (isRunning ? job.cancel() : onClose())}
      onSubmit={() => void run()}
      footer={
        !isRunning && (
          <>
            <Button onPress={onClose} autoFocus={act === 'remove'}>{text('common:cancel')}</Button>
            <Button type="submit" kind={act === 'remove' ? 'danger' : 'main'} isDisabled={change === null || (shown !== undefined && changing === 0)}>
              {act === 'remove' ? t('remove') : t('changeCount', { count: changing, formatted: number(changing) })}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {isRunning ? (
          <JobProgress job={job} label={t(TITLE_KEYS[act])} className="border-0 bg-transparent px-0" />
        ) : (
          <>
            <BulkFields act={act} fields={fields} draft={draft} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
            {job.state.kind === 'failed' && <p role="alert" className="text-13 text-danger-text">{errorText(job.state.error)}</p>}
            {job.state.kind === 'cancelled' && <p role="status" className="text-13 text-text2">{t('bulkCancelled')}</p>}
            {preview.error && change && <p role="alert" className="text-13 text-danger-text">{errorText(preview.error)}</p>}
            {shown && <Preview preview={shown} act={act} />}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Stands in while no change is asked about. */
const NO_CHANGE: BulkChange = { kind: 'delete' };

function Preview({ preview, act }: { preview: BulkPreview; act: BulkAct }) {
  const t = useContactsText();
  const { number } = useFormats();
  const contactText = useContactText();
  const { selected, changing, samples } = preview;
  return (
    <section aria-label={t('preview')} className="flex flex-col gap-1">
      <p role="status" className="figures text-13 text-text2">
        {act === 'remove'
          ? t('previewRemove', { count: selected, formatted: number(selected) })
          : changing === 0
            ? t('previewNothing')
            : t('previewCount', { count: selected, changing: number(changing), selected: number(selected) })}
      </p>
      {act !== 'remove' && act !== 'field' && (
        <ul>
          {samples.map(({ contact, before, after }) => (
            <li key={contact.id} className="flex min-h-8 items-center gap-2 border-b border-border/55 text-13 last:border-0">
              <ContactAvatar contact={contact} />
              <Clip className="w-2/5 flex-none font-medium"><bdi>{contact.name || contactText('unnamed')}</bdi></Clip>
              <Clip className="text-text3"><bdi>{before || t('emptyValue')}</bdi></Clip>
              <ArrowRight aria-hidden className="size-3.5! text-text3 rtl:rotate-180" />
              <Clip><bdi>{after || t('emptyValue')}</bdi></Clip>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
