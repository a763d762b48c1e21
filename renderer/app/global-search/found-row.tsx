import type { MouseEventHandler, PointerEventHandler, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SquareKanban, StickyNote } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { SearchHits } from '../../../core/api/history.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { EntryKind } from '../../../core/entries.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { Amount } from '../../deals/deal-money.tsx';
import { ENTRY_ICONS } from '../../entry-icons.ts';
import { useShortDay } from '../../i18n/short-day.ts';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { useContactText } from '../../words/contact-words.ts';
import { MarkedWords } from './marked-words.tsx';

export interface FoundRowProps {
  id: string;
  isActive: boolean;
  /** Room for two lines. */
  isTall?: boolean;
  keyShortcuts?: string | undefined;
  onPoint: PointerEventHandler;
  onOpen: MouseEventHandler;
  children: ReactNode;
}

/** One of what was found, in the palette and in the search: pointed at it looks chosen, a press opens it. */
export function FoundRow({ id, isActive, isTall = false, keyShortcuts, onPoint, onOpen, children }: FoundRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-keyshortcuts={keyShortcuts}
      onPointerMove={onPoint}
      onClick={onOpen}
      className={classes('flex cursor-default items-center gap-3 rounded-control ps-3 pe-2 text-13', isTall ? 'h-13' : 'h-9 narrow:h-11', isActive && 'bg-selected forced-colors:outline-2')}
    >
      {children}
    </div>
  );
}

export function FoundContact({ contact, detail, query }: { contact: ContactRef; detail: string; query: string }) {
  return (
    <>
      <ContactAvatar contact={contact} size="normal" />
      <Clip className="max-w-[65%] font-medium"><bdi>{contact.name ? <MarkedWords text={contact.name} query={query} /> : <Unnamed />}</bdi></Clip>
      <Clip className="flex-1 text-12 text-text3"><bdi>{detail}</bdi></Clip>
    </>
  );
}

/** Asks for its words by itself: nearly everybody has a name, and rows are made with every key. */
function Unnamed() {
  return useContactText()('unnamed');
}

export function FoundEntry({ entry, query }: { entry: SearchHits['entries'][number]; query: string }) {
  const shortDay = useShortDay();
  return (
    <>
      <FoundSign icon={ENTRY_ICONS[entry.kind as EntryKind] ?? StickyNote} />
      <Clip className="flex-initial"><bdi><MarkedWords text={[entry.subject, entry.excerpt].filter(Boolean).join(' · ')} query={query} /></bdi></Clip>
      <Clip className="max-w-[35%] flex-1 flex-shrink-0 text-12 text-text3"><bdi>{entry.contact?.name ?? entry.deal?.title}</bdi></Clip>
      <span className="figures flex-none text-12 text-text3">{shortDay(entry.at, Date.now())}</span>
    </>
  );
}

export function FoundDeal({ deal, query }: { deal: SearchHits['deals'][number]; query: string }) {
  const { t } = useTranslation('deals');
  const who = deal.contact?.name || deal.organisation?.name;
  return (
    <>
      <FoundSign icon={SquareKanban} />
      <Clip className="max-w-[55%] font-medium"><bdi><MarkedWords text={deal.title || t('unnamed')} query={query} /></bdi></Clip>
      <Clip className="flex-1 text-12 text-text3"><bdi>{[who, deal.outcome && t(deal.outcome)].filter(Boolean).join(' · ')}</bdi></Clip>
      {deal.amount && <Amount amount={deal.amount} className="figures flex-none text-12 text-text2" />}
    </>
  );
}

export const FoundSign = ({ icon: Icon }: { icon: LucideIcon }) => <span className="grid size-6 flex-none place-items-center"><Icon aria-hidden className="text-text3" /></span>;
