import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check, Ellipsis, History, Pencil, Pin, PinOff, SquareKanban, Trash2 } from 'lucide-react';
import type { Entry } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';
import { plainText } from '../../core/markdown/plain-text.ts';
import { useApi, useApiQuery, useErrorText } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { ContactAvatar } from '../contact-avatar.tsx';
import { ENTRY_ICONS } from '../entry-icons.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { dealPath } from '../paths.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { Menu } from '../ui/menu.tsx';
import { RichText } from '../ui/rich-text/rich-text.tsx';
import { StateBadge } from '../ui/state-badge.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { ContactLink } from '../record/contact-link.tsx';
import { useContactText, useContactWords } from '../words/contact-words.ts';
import { Attachments } from './attachments.tsx';
import { EntryEditor } from './entry-editor.tsx';
import { useEntryTitle } from './entry-words.ts';

export interface EntryItemProps {
  entry: Entry;
  /** Whose page this is: of the participants and the deals only the others are named. */
  pageId: Id;
  isLastOfDay: boolean;
  isReadOnly: boolean;
  isEditing: boolean;
  onEdit: (entryId: Id | null) => void;
  onHistory: (entry: Entry) => void;
  /** Under "Pinned" its day has to be said. */
  showsDay: boolean;
  /** Somebody came for it: it can have the focus. */
  isSought: boolean;
  /** For a moment, after which it says so. */
  isMarked: boolean;
  onMarked: () => void;
}

/** One thing that happened: a dot with its kind, what and when, the words, and what hangs on it. */
export const EntryItem = memo(function EntryItem({ entry, pageId, isLastOfDay, isReadOnly, isEditing, onEdit, onHistory, showsDay, isSought, isMarked, onMarked }: EntryItemProps) {
  const api = useApi();
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const formats = useFormats();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const entryTitle = useEntryTitle();
  const { t: dealsText } = useTranslation('deals');
  const { data: profile } = useApiQuery('profile.info', undefined);
  // A ticked box shows at once; what comes back replaces it.
  const [ticked, setTicked] = useState<{ over: string; body: string } | null>(null);
  const editButton = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing) editButton.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  const Icon = ENTRY_ICONS[entry.kind];
  const title = entryTitle(entry);
  const body = ticked?.over === entry.body ? ticked.body : entry.body;
  const others = entry.participants.filter(({ id }) => id !== pageId);
  const deals = entry.deals.filter(({ id }) => id !== pageId);
  const author = entry.member && entry.member.id !== profile?.me.id ? entry.member.name : '';
  const when = showsDay ? formats.dateTime(entry.at) : formats.time(entry.at);

  const failed = (error: unknown) => showToast({ text: errorText(error), tone: 'danger' });
  const seen = (field: string) => (entry.seen[field] === undefined ? {} : { [field]: entry.seen[field] });

  async function tick(next: string) {
    setTicked({ over: entry.body, body: next });
    try {
      await api.entries.update({ id: entry.id, fields: { body: next }, seen: seen('body') });
    } catch (error) {
      setTicked(null);
      failed(error);
    }
  }

  async function pin() {
    try {
      const { changeId } = await api.entries.update({ id: entry.id, fields: { pinned: !entry.pinned }, seen: seen('pinned') });
      undoable(t(entry.pinned ? 'unpinned' : 'pinned'), changeId);
    } catch (error) {
      failed(error);
    }
  }

  async function remove() {
    try {
      const { changeId } = await api.entries.remove({ id: entry.id });
      undoable(t('entryRemoved', { what: title.bold }), changeId);
    } catch (error) {
      failed(error);
    }
  }

  return (
    <article
      aria-label={`${title.bold}, ${formats.dateTime(entry.at)}`}
      data-entry={entry.id}
      data-kind={entry.kind}
      {...(isSought ? { tabIndex: -1 } : {})}
      className={classes(
        'group/entry relative grid grid-cols-[24px_minmax(0,1fr)] gap-3 pb-4',
        !isLastOfDay && 'before:absolute before:start-[11.5px] before:top-7 before:bottom-0 before:w-px before:bg-border before:content-[""]',
      )}
      onKeyDown={(event) => {
        if (isReadOnly || isEditing || event.defaultPrevented || event.target instanceof HTMLInputElement) return;
        if (event.key === 'Delete') void remove();
        else if (event.key === 'F2') onEdit(entry.id);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {isMarked && <span aria-hidden data-mark onAnimationEnd={onMarked} className="mark-briefly absolute -inset-x-2 -top-2 bottom-2 -z-1 rounded-control" />}
      <span aria-hidden className="grid size-6 place-items-center rounded-full bg-hover text-text2">
        <Icon className="size-3.5!" />
      </span>
      {isEditing ? (
        <EntryEditor entry={entry} onDone={() => onEdit(null)} />
      ) : (
        <div className="min-w-0">
          <div className="relative flex h-6 items-center gap-3 text-13">
            <Clip className="flex-1 text-text2">
              <b className="font-semibold text-text"><bdi>{title.bold}</bdi></b>
              {title.rest !== '' && <>{title.comma && ','} <bdi>{title.rest}</bdi></>}
            </Clip>
            {entry.pinned && <Pin role="img" aria-label={t('entryPinned')} className="size-3.5! flex-none text-text3 group-focus-within/entry:invisible group-hover/entry:invisible" />}
            <time dateTime={new Date(entry.at).toISOString()} title={formats.dateTime(entry.at)} className="figures flex-none text-12 text-text3">{when}</time>
            {!isReadOnly && (
              <span className="absolute -end-1 flex bg-surface ps-1 opacity-0 group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 has-aria-expanded:opacity-100 print:hidden [@media(hover:none)]:static [@media(hover:none)]:opacity-100">
                <IconButton icon={entry.pinned ? PinOff : Pin} label={t(entry.pinned ? 'unpin' : 'pin')} onPress={() => void pin()} className="[@media(hover:none)]:hidden" />
                <IconButton ref={editButton} icon={Pencil} label={t('editEntry')} onPress={() => onEdit(entry.id)} className="[@media(hover:none)]:hidden" />
                <Menu
                  label={text('common:more')}
                  align="end"
                  trigger={<IconButton icon={Ellipsis} label={text('common:more')} />}
                  entries={[
                    { id: 'edit', label: t('editEntry'), icon: Pencil, onAction: () => onEdit(entry.id) },
                    { id: 'pin', label: t(entry.pinned ? 'unpin' : 'pin'), icon: entry.pinned ? PinOff : Pin, onAction: () => void pin() },
                    { id: 'history', label: t('commandHistory'), icon: History, onAction: () => onHistory(entry) },
                    'separator',
                    { id: 'remove', label: text('common:delete'), icon: Trash2, isDanger: true, onAction: () => void remove() },
                  ]}
                />
              </span>
            )}
          </div>
          <div className="flex flex-col gap-2">
            {body.trim() !== '' && <Body kind={entry.kind} body={body} onTick={isReadOnly ? undefined : (next) => void tick(next)} />}
            <Attachments attachments={entry.attachments} />
            {(entry.outcome !== '' || others.length > 0 || deals.length > 0 || author !== '') && (
              <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-12">
                {entry.outcome !== '' && (
                  <StateBadge tone={entry.outcome === 'reached' ? 'success' : 'plain'} {...(entry.outcome === 'reached' ? { icon: Check } : {})}>{words.outcome(entry.outcome)}</StateBadge>
                )}
                {others.map((contact) => (
                  <span key={contact.id} className="flex min-w-0 items-center gap-2">
                    <ContactAvatar contact={contact} />
                    <ContactLink contact={contact} className="min-w-0 rounded-chip break-words hover:underline" />
                  </span>
                ))}
                {deals.map((deal) => (
                  <a key={deal.id} href={`#${dealPath(deal.id)}`} className="flex min-w-0 items-center gap-1 rounded-chip text-text2 hover:underline">
                    <SquareKanban aria-hidden className="size-3.5! flex-none text-text3" />
                    <span className="sr-only">{`${dealsText('deal')}: `}</span>
                    <bdi className="min-w-0 break-words">{deal.title || dealsText('unnamed')}</bdi>
                  </a>
                ))}
                {author !== '' && <bdi className="min-w-0 break-words text-text3">{author}</bdi>}
              </div>
            )}
          </div>
        </div>
      )}
    </article>
  );
});

/** Mail and letters are cut at two lines, the rest where it would fill the screen. */
function Body({ kind, body, onTick }: { kind: Entry['kind']; body: string; onTick: ((body: string) => void) | undefined }) {
  const t = useContactText();
  const [isWhole, setWhole] = useState(false);
  const isMail = kind === 'email' || kind === 'letter';
  const lines = isMail ? 2 : 12;
  const isLong = body.length > lines * 90 || body.split('\n').length > lines;
  if (isMail && isLong && !isWhole) {
    return (
      <div>
        <p dir="auto" className="line-clamp-2 print:line-clamp-none max-w-[62ch] text-14 break-words text-text2">{plainText(body).replaceAll('\n', ' ')}</p>
        <Button kind="bare" size="small" onPress={() => setWhole(true)} className="-ms-2 print:hidden">{t('showAll')}</Button>
      </div>
    );
  }
  return (
    <div>
      <RichText value={body} topHeading={4} className="max-w-[62ch] text-text2! print:block!" {...(onTick ? { onToggleTask: onTick } : {})} {...(isLong && !isWhole ? { clampLines: lines } : {})} />
      {isLong && <Button kind="bare" size="small" onPress={() => setWhole(!isWhole)} className="-ms-2 print:hidden">{t(isWhole ? 'showLess' : 'showAll')}</Button>}
    </div>
  );
}
