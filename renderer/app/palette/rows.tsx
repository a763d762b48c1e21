import { useEffect, useRef } from 'react';
import type { SearchHits } from '../../../core/api/history.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { Id } from '../../../core/ids.ts';
import { useApiQuery } from '../../api.ts';
import { useCommands } from '../../commands/command-provider.tsx';
import { ariaKeys, keyCaps } from '../../commands/key-text.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useWorkingHours } from '../../reminders/dates.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import { useReminderWords } from '../../reminders/reminder-words.ts';
import { snoozedTo } from '../../reminders/when-choice.ts';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useContactText } from '../../words/contact-words.ts';
import { FoundContact, FoundDeal, FoundEntry, FoundRow, FoundSign } from '../global-search/found-row.tsx';
import { MarkedWords } from '../global-search/marked-words.tsx';
import { addressOf } from './use-acts.ts';
import { VERB_ICONS } from './use-items.ts';
import type { Item } from './use-items.ts';
import type { ActRow } from './use-sentence.ts';
import type { Chosen } from './verbs.ts';

export interface Row {
  key: string;
  face:
    | { kind: 'contact'; contact: ContactRef; detail: string }
    | { kind: 'deal'; deal: SearchHits['deals'][number] }
    | { kind: 'entry'; entry: SearchHits['entries'][number] }
    | { kind: 'item'; item: Item }
    | { kind: 'act'; row: ActRow };
  run: () => void;
  /** What Tab writes into the box. */
  completion?: string | undefined;
  chosen?: Chosen | null;
  /** It stands where it stands, whatever else is found: Enter need not wait. */
  leads?: boolean;
}

export interface Group {
  id: string;
  title: string;
  rows: readonly Row[];
}

export interface GroupedRowsProps {
  id: string;
  groups: readonly Group[];
  query: string;
  /** What names are marked by in the rows of an act. */
  nameQuery: string;
  active: string | undefined;
  /** They are what was found, and not what was found before and still fits. */
  isAnswered: boolean;
  /** Somebody moved to it, and did not just type. */
  isPointed: boolean;
  onPoint: (key: string) => void;
}

export function GroupedRows({ id, groups, query, nameQuery, active, isAnswered, isPointed, onPoint }: GroupedRowsProps) {
  const text = useText();
  const { registry, platform } = useCommands();
  const list = useRef<HTMLDivElement>(null);
  const isScrolled = useRef(false);
  const isFirst = groups.find(({ rows }) => rows.length > 0)?.rows[0]?.key === active;
  useEffect(() => {
    if (isFirst || !isPointed) {
      // With its first row the title of the group is in sight too. To scroll is to lay out the page: no key waits for that without need.
      if (isScrolled.current) list.current?.scrollTo({ top: 0 });
      return;
    }
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    // Its event says so only in the next frame.
    isScrolled.current = true;
  }, [active, isFirst, isPointed, query]);
  const shown = groups.filter(({ rows }) => rows.length > 0);
  function shortcutOf({ face }: Row): string | undefined {
    const [keys] = face.kind === 'item' && face.item.act.kind === 'command' ? registry.keysOf(face.item.act.command) : [];
    return keys === undefined ? undefined : ariaKeys(keys, platform);
  }
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={text('palette:results')}
      data-answered={isAnswered || undefined}
      onScroll={({ currentTarget }) => { isScrolled.current = currentTarget.scrollTop > 0; }}
      // The press must not take the focus from the box.
      onMouseDown={(event) => event.preventDefault()}
      className={classes('min-h-0 flex-initial overflow-y-auto overscroll-contain px-2 narrow:px-1', shown.length > 0 && 'pt-1 pb-2', 'max-h-112')}
    >
      {shown.map(({ id: group, title, rows }) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <p id={`${id}-${group}`} className={group === 'create' ? 'sr-only' : 'px-3 pt-3 pb-1 text-11 font-medium text-text3'}>{title}</p>
          {rows.map((row) => (
            <FoundRow
              key={row.key}
              id={`${id}-${row.key}`}
              isActive={row.key === active}
              isTall={row.face.kind === 'act'}
              keyShortcuts={shortcutOf(row)}
              onPoint={() => { if (row.key !== active) onPoint(row.key); }}
              onOpen={row.run}
            >
              <RowFace row={row} query={query} nameQuery={nameQuery} isActive={row.key === active} />
            </FoundRow>
          ))}
        </div>
      ))}
    </div>
  );
}

function RowFace({ row: { face }, query, nameQuery, isActive }: { row: Row; query: string; nameQuery: string; isActive: boolean }) {
  switch (face.kind) {
    case 'contact':
      return <FoundContact contact={face.contact} detail={face.detail} query={query} />;
    case 'deal':
      return <FoundDeal deal={face.deal} query={query} />;
    case 'entry':
      return <FoundEntry entry={face.entry} query={query} />;
    case 'item':
      return <ItemFace item={face.item} query={query} />;
    case 'act':
      return <ActFace row={face.row} query={nameQuery} isActive={isActive} />;
  }
}

function ItemFace({ item, query }: { item: Item; query: string }) {
  return (
    <>
      <FoundSign icon={item.icon} />
      <Clip className="max-w-[75%] font-medium"><MarkedWords text={item.title} query={query} isInside /></Clip>
      <Clip className="flex-1 text-12 text-text3">{item.note}</Clip>
      {item.act.kind === 'command' && item.id !== 'create' && <Keys command={item.act.command} />}
    </>
  );
}

function Keys({ command }: { command: string }) {
  const { registry, platform, words } = useCommands();
  const [keys] = registry.keysOf(command);
  if (keys === undefined) return null;
  return <span className="flex flex-none gap-1">{keyCaps(keys, platform, words).map((cap, place) => <Kbd key={place}>{cap}</Kbd>)}</span>;
}

/** What the line will do, in words, before it is done. */
function ActFace({ row, query, isActive }: { row: ActRow; query: string; isActive: boolean }) {
  const t = useContactText();
  const { doing, result } = useKnown(row);
  const title = row.title || t('unnamed');
  return (
    <>
      {row.contact ? <ContactAvatar contact={row.contact} size="normal" /> : <FoundSign icon={VERB_ICONS[row.verb]} />}
      <span className="flex min-w-0 flex-1 flex-col">
        <Clip className="font-medium"><bdi>{row.contact ? <MarkedWords text={title} query={query} /> : title}</bdi>{row.contact?.detail && <span className="ms-2 text-12 font-normal text-text3">{row.contact.detail}</span>}</Clip>
        <span className="flex min-w-0 items-baseline gap-1 text-12 text-text2">
          <span className={classes('truncate', result !== '' && 'max-w-[65%] flex-none')}>{doing}</span>
          {result !== '' && <Clip className="flex-initial font-medium text-text"><bdi>{result}</bdi></Clip>}
        </span>
      </span>
      {isActive && <Kbd>↵</Kbd>}
    </>
  );
}

/** Is never asked for. */
const NOBODY = '' as Id;

/** What is known of it only when the contact is: the number or address that a call or an e-mail goes to, and the reminder that is meant. */
function useKnown({ verb, contact, doing, result, when }: ActRow): { doing: string; result: string } {
  const text = useText();
  const words = useReminderWords();
  const hours = useWorkingHours();
  const by = verb === 'call' ? 'call' : verb === 'mail' ? 'email' : undefined;
  const isNext = verb === 'snooze' || verb === 'done';
  const { data } = useApiQuery('contacts.get', { id: contact?.id ?? NOBODY }, { isEnabled: by !== undefined && contact !== null });
  const { data: planned } = useApiQuery('reminders.ofContact', { contactId: contact?.id ?? NOBODY, zone: deviceZone() }, { isEnabled: isNext && contact !== null });
  if (isNext && planned) {
    const { next } = planned;
    if (!next) return { doing: text('palette:nothingPlanned'), result: '' };
    if (when) return { doing, result: [words.date(snoozedTo(next, when, hours)), words.title(next)].join(' · ') };
    return { doing, result: verb === 'done' ? [words.title(next), words.date(next)].join(' · ') : result };
  }
  if (by === undefined || !data) return { doing, result };
  const address = addressOf(data, by);
  if (!address) return { doing: text(by === 'call' ? 'palette:doesCallNobody' : 'palette:doesMailNobody'), result: '' };
  return { doing: text(by === 'call' ? 'palette:doesCallNumber' : 'palette:doesMailAddress'), result: address.shown };
}
