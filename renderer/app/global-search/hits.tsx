import { StickyNote } from 'lucide-react';
import type { SearchHits } from '../../../core/api/history.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { EntryKind } from '../../../core/entries.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { ENTRY_ICONS } from '../../entry-icons.ts';
import { useShortDay } from '../../i18n/short-day.ts';
import { contactPath, entryPath } from '../../paths.ts';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { useContactText } from '../../words/contact-words.ts';
import { MarkedWords } from './marked-words.tsx';

/** One line of the results, and where it leads. */
export interface Hit {
  id: string;
  path: string;
  kind: 'contact' | 'entry';
  contact: ContactRef | null;
  detail: string;
  entry?: SearchHits['entries'][number];
}

export const contactHit = (contact: ContactRef, detail = ''): Hit => ({ id: contact.id, path: contactPath(contact.id), kind: 'contact', contact, detail });

export function entryHits(entries: SearchHits['entries']): Hit[] {
  return entries.flatMap((entry) => (entry.contact ? [{ id: entry.id, path: entryPath(entry.contact.id, entry.id), kind: 'entry' as const, contact: entry.contact, detail: '', entry }] : []));
}

export interface HitRowProps {
  id: string;
  hit: Hit;
  query: string;
  isActive: boolean;
  onPoint: () => void;
  onOpen: () => void;
}

export function HitRow({ id, hit, query, isActive, onPoint, onOpen }: HitRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onOpen}
      className={classes('flex min-h-9 cursor-default items-center gap-2 rounded-control px-2 py-1.5 text-13 narrow:min-h-11', isActive && 'bg-selected forced-colors:outline-2')}
    >
      {hit.entry ? <EntryHit entry={hit.entry} query={query} /> : hit.contact && <ContactHit contact={hit.contact} detail={hit.detail} query={query} />}
    </div>
  );
}

function ContactHit({ contact, detail, query }: { contact: ContactRef; detail: string; query: string }) {
  const t = useContactText();
  return (
    <>
      <ContactAvatar contact={contact} size="normal" />
      <Clip className="max-w-[65%] font-medium"><bdi><MarkedWords text={contact.name || t('unnamed')} query={query} /></bdi></Clip>
      <Clip className="flex-1 text-12 text-text3"><bdi>{detail}</bdi></Clip>
    </>
  );
}

function EntryHit({ entry, query }: { entry: SearchHits['entries'][number]; query: string }) {
  const shortDay = useShortDay();
  const Icon = ENTRY_ICONS[entry.kind as EntryKind] ?? StickyNote;
  return (
    <>
      <span className="grid size-6 flex-none place-items-center"><Icon aria-hidden className="text-text3" /></span>
      <span className="flex min-w-0 flex-1 flex-col">
        <Clip><bdi><MarkedWords text={[entry.subject, entry.excerpt].filter(Boolean).join(' · ')} query={query} /></bdi></Clip>
        <Clip className="text-12 text-text3"><bdi>{entry.contact?.name}</bdi></Clip>
      </span>
      <span className="figures flex-none self-start text-12 text-text3">{shortDay(entry.at, Date.now())}</span>
    </>
  );
}
