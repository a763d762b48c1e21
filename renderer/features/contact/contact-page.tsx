import { useEffect, useRef, useState } from 'react';
import { Trash2, UserRoundX } from 'lucide-react';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import { hasCode } from '../../../core/call.ts';
import type { Id } from '../../../core/ids.ts';
import { useApi, useApiQuery, useErrorText, useJob } from '../../api.ts';
import { useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { Failed } from '../../loaded.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CONTACTS_PATH, mergePath } from '../../paths.ts';
import { downloadStoredFile } from '../../stored-files.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { useNarrow } from '../../ui/media.ts';
import { useSetPageTitle } from '../../ui/page-title.tsx';
import { AfterAMoment, SkeletonBar } from '../../ui/skeleton.tsx';
import { SplitLayout } from '../../ui/split-layout.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { Identity } from './identity/identity.tsx';
import { mailAddress, openAddress, phoneAddress } from '../../outward.ts';
import { editOf } from '../../record/field-row.tsx';
import { Profile } from './profile/profile.tsx';
import { RecordHistory } from '../../record/record-history.tsx';
import { NextAction } from './related/next-action.tsx';
import { Related } from './related/related.tsx';
import type { SoughtEntry } from '../../timeline/sought-entry.ts';
import type { Subject } from '../../timeline/subject.ts';
import { TimelineColumn, useWriting } from '../../timeline/timeline-column.tsx';
import { useContactText } from '../../words/contact-words.ts';

/** The page of a person or an organisation: who they are, what happened, and what belongs to them. An entry that is sought is brought into view. */
export function ContactPage({ id, sought }: { id: Id; sought?: SoughtEntry | undefined }) {
  const api = useApi();
  const t = useContactText();
  const { goTo } = useCommandContext();
  const { data: contact, error, refetch } = useApiQuery('contacts.get', { id });
  const openedId = contact?.id;
  useSetPageTitle({ title: contact ? contact.name || t('unnamed') : '', parent: { title: t('contacts'), href: CONTACTS_PATH } });
  useEffect(() => {
    // Only for the list of the last opened: where it cannot be noted the page is no worse.
    if (openedId) api.search.opened({ id: openedId }).catch(() => {});
  }, [api, openedId]);

  if (contact) return <LoadedContact key={contact.id} contact={contact} askedId={id} sought={sought} />;
  if (!error) return <ContactSkeleton />;
  if (hasCode(error, 'contact-not-found')) {
    return <EmptyState className="flex-1" icon={UserRoundX} text={t('notFound')} action={<Button kind="main" onPress={() => goTo(CONTACTS_PATH)}>{t('toContacts')}</Button>} />;
  }
  return (
    <Failed error={error} onRetry={() => void refetch()} className="flex-1" />
  );
}

function LoadedContact({ contact, askedId, sought }: { contact: ContactDetail; askedId: Id; sought: SoughtEntry | undefined }) {
  const api = useApi();
  const t = useContactText();
  const formats = useFormats();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast, goTo } = useCommandContext();
  const isNarrow = useNarrow();
  const page = useRef<HTMLDivElement>(null);
  const [isTagging, setTagging] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const [showsHistory, setShowsHistory] = useState(false);
  const cards = useJob('transfer.exportContacts');
  const isReadOnly = contact.hidden;
  const subject: Subject = { kind: 'contact', contact: { id: contact.id, kind: contact.kind, name: contact.name, photo: contact.photo, hidden: contact.hidden } };
  const writing = useWriting(subject, isReadOnly);
  const { composer } = writing;

  const call = (number: string | null) => {
    if (number !== null) openAddress(phoneAddress(number));
    composer.current?.write('call');
  };
  const mail = (address: string | null) => {
    if (address !== null) openAddress(mailAddress(address));
    composer.current?.write('email');
  };

  async function remove() {
    try {
      const { changeId } = await api.contacts.remove({ id: contact.id });
      goTo(CONTACTS_PATH);
      undoable(t('contactRemoved', { name: contact.name || t('unnamed') }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  async function restore() {
    try {
      await api.contacts.restore({ id: contact.id });
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  async function exportCard() {
    const card = await cards.start({ format: 'vcard', ids: [contact.id] });
    if (card) await downloadStoredFile(api, card);
  }
  const exportError = cards.state.kind === 'failed' ? cards.state.error : null;
  useEffect(() => {
    if (exportError !== null) showToast({ text: errorText(exportError), tone: 'danger' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- said once for each failure
  }, [exportError]);

  /** The field with the focus, else the first phone: numbers are what changes. Of somebody about whom nothing is known, the name. */
  function editField() {
    const row = document.activeElement?.closest('[data-part], [data-inline-field]');
    const [field] = [row, page.current?.querySelector('[data-part=phones]'), page.current].map(editOf).filter((found) => found !== null);
    if (field) field.click();
    else setRenaming(true);
  }

  useCommandHandler('contact.edit', editField, !isReadOnly);
  useCommandHandler('contact.rename', () => setRenaming(true), !isReadOnly);
  useCommandHandler('contact.tag', () => setTagging(true), !isReadOnly);
  useCommandHandler('contact.history', () => setShowsHistory(true));
  useCommandHandler('contact.merge', () => goTo(mergePath(contact.id)), !isReadOnly);
  useCommandHandler('contact.exportCard', () => void exportCard());
  useCommandHandler('contact.remove', () => void remove(), !isReadOnly);

  const identity = (
    <Identity contact={contact} isReadOnly={isReadOnly} isRenaming={isRenaming} onRenamingChange={setRenaming} onCall={call} onMail={mail} onMeet={() => composer.current?.write('meeting')} />
  );
  const relatedCount = contact.affiliations.length + contact.peopleCount + contact.relations.length + contact.relatedFrom.length;
  return (
    <FileDrop
      label={t('dropToAttach', { name: contact.name || t('unnamed') })}
      isDisabled={isReadOnly}
      className="flex min-h-0 flex-1 flex-col"
      onFiles={writing.onFiles}
    >
      {contact.hidden && (
        <Notice icon={<Trash2 aria-hidden className="text-warning-text" />} text={t('inTheBin')}>
          <Button size="small" onPress={() => void restore()}>{t('restore')}</Button>
        </Notice>
      )}
      {contact.id !== askedId && <Notice text={t('mergedNotice', { name: contact.name })} />}
      <div ref={page} data-record-page className="flex min-h-0 flex-1 flex-col">
        <SplitLayout
          label={t('partsOfPage')}
          mainWanted={sought}
          narrowHead={<div className="px-4 pt-4">{identity}</div>}
          start={{
            label: t('details'),
            content: (
              <>
                {!isNarrow && <div className="-mx-0">{identity}</div>}
                <Profile contact={contact} isReadOnly={isReadOnly} isTagging={isTagging} onTaggingChange={setTagging} onCall={call} onMail={mail} />
              </>
            ),
          }}
          main={{
            label: t('timeline'),
            content: (
              <TimelineColumn subject={subject} writing={writing} counts={contact.entryCounts} isReadOnly={isReadOnly} sought={sought} leavesFocus={sought !== undefined}>
                {isNarrow && <div className="pb-3 empty:hidden"><NextAction contact={contact} isReadOnly={isReadOnly} /></div>}
              </TimelineColumn>
            ),
          }}
          end={{ label: t('related'), count: relatedCount > 0 ? formats.number(relatedCount) : undefined, content: <Related contact={contact} isReadOnly={isReadOnly} /> }}
        />
      </div>
      {showsHistory && <RecordHistory id={contact.id} onClose={() => setShowsHistory(false)} />}
    </FileDrop>
  );
}

function Notice({ icon, text, children }: { icon?: React.ReactNode; text: string; children?: React.ReactNode }) {
  return (
    <div role="status" className="flex flex-none flex-wrap items-center gap-2 border-b border-border bg-warning-subtle px-6 py-2 text-13 narrow:px-4">
      {icon}
      <span className="min-w-0 flex-1 break-words">{text}</span>
      {children}
    </div>
  );
}

function ContactSkeleton() {
  const text = useText();
  return (
    <AfterAMoment className="flex min-h-0 flex-1">
      <div role="status" aria-label={text('common:loading')} className="grid flex-1 grid-cols-[288px_minmax(0,1fr)] narrow:grid-cols-1">
        <div className="flex flex-col gap-4 border-e border-border px-6 py-4 narrow:border-0">
          <SkeletonBar className="size-14 rounded-full" />
          <SkeletonBar className="h-5 w-40" />
          {['w-44', 'w-36', 'w-48', 'w-32'].map((width) => <SkeletonBar key={width} className={`h-3 ${width}`} />)}
        </div>
        <div className="flex flex-col gap-4 px-6 py-4 narrow:hidden">
          <SkeletonBar className="h-24 w-full rounded-control" />
          {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => <SkeletonBar key={width} className={`h-3 ${width}`} />)}
        </div>
      </div>
    </AfterAMoment>
  );
}
