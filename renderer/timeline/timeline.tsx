import { useCallback, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import type { Entry } from '../../core/entries.ts';
import type { Id } from '../../core/ids.ts';
import { useCommandHandler } from '../commands/command-provider.tsx';
import { Failed } from '../loaded.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useKeepFocus } from '../record/keep-focus.ts';
import { RecordHistory } from '../record/record-history.tsx';
import { useContactText } from '../words/contact-words.ts';
import { timelineRows } from './days.ts';
import type { TimelineRow } from './days.ts';
import { DealMoveLine } from './deal-move-line.tsx';
import { EntryItem } from './entry-item.tsx';
import { useLetGo } from './sought-entry.ts';
import type { SoughtEntry } from './sought-entry.ts';
import { TimelineList } from './timeline-list.tsx';
import { TimelineTools } from './timeline-tools.tsx';
import { EVERYTHING } from './timeline-query.ts';
import { subjectId } from './subject.ts';
import type { Subject } from './subject.ts';
import { useTimeline } from './use-timeline.ts';

export interface TimelineProps {
  subject: Subject;
  /** Entries by kind, `all` and `pinned`; `moves` are the changes of stage of a contact's deals. */
  counts: Readonly<Record<string, number>>;
  isReadOnly: boolean;
  sought: SoughtEntry | undefined;
  ref?: Ref<HTMLElement>;
}

/** What happened with this contact and its deals, or with this deal: filtered by kind, searched, by day, the pinned first. */
export function Timeline({ subject, counts, isReadOnly, sought, ref }: TimelineProps) {
  const t = useContactText();
  const text = useText();
  const formats = useFormats();
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  const [filter, setFilter] = useState(EVERYTHING);
  const [isSearching, setSearching] = useState(false);
  const [editing, setEditing] = useState<Id | null>(null);
  const [historyOf, setHistoryOf] = useState<Entry | null>(null);
  const [followed, setFollowed] = useState(sought);
  if (followed !== sought) {
    setFollowed(sought);
    if (sought) {
      setFilter(EVERYTHING);
      setSearching(false);
    }
  }
  /** The mark has faded. */
  const [marked, setMarked] = useState<SoughtEntry>();
  const isLetGo = useLetGo(sought);
  const isFiltered = filter.kind !== 'all' || filter.text.trim() !== '';
  const timeline = useTimeline({ kind: subject.kind, id: subjectId(subject) }, filter, (counts['pinned'] ?? 0) > 0, isFiltered ? undefined : sought?.id);
  const { pinned, entries, moves, hasMore } = timeline;
  const rows = useMemo(() => timelineRows(pinned, entries, moves, (at) => formats.date(at, 'numeric')), [pinned, entries, moves, formats]);
  const latest = useRef(timeline);
  latest.current = timeline;
  const loadMore = useCallback(() => latest.current.loadMore(), []);

  const onMarked = useCallback(() => setMarked(sought), [sought]);

  useCommandHandler('contact.find', () => setSearching(true));

  function heading(row: Extract<TimelineRow, { kind: 'heading' }>): string {
    if (row.heading.kind === 'pinned') return t('pinnedHeading');
    const { at } = row.heading;
    const now = Date.now();
    const day = formats.date(at, 'numeric');
    if (day === formats.date(now, 'numeric')) return t('today');
    if (day === formats.date(now - DAY_MS, 'numeric')) return t('yesterday');
    return new Date(at).getFullYear() === new Date(now).getFullYear() ? formats.date(at, 'weekday') : formats.date(at, 'long');
  }

  return (
    <section ref={ref} aria-label={t('timeline')}>
      <h2 className="sr-only">{t('timeline')}</h2>
      {((counts['all'] ?? 0) + (counts['moves'] ?? 0) > 0 || isSearching) && <TimelineTools filter={filter} onFilter={setFilter} counts={counts} isSearching={isSearching} onSearchingChange={setSearching} />}
      <div ref={pane} tabIndex={-1} className="ring-own" aria-busy={timeline.isLoading || timeline.isLoadingMore}>
        {timeline.error ? (
          <Failed error={timeline.error} onRetry={timeline.retry} />
        ) : timeline.isLoading ? (
          <Skeleton label={text('common:loading')} className="pt-6" />
        ) : rows.length === 0 ? (
          <EmptyState text={filter.text.trim() !== '' ? t('noEntryFound', { text: filter.text.trim() }) : filter.kind === 'all' ? t(isReadOnly ? 'nothingHere' : 'noEntries') : t('noEntriesOfKind')} />
        ) : (
          <TimelineList
            rows={rows}
            onNearEnd={loadMore}
            goal={isLetGo ? undefined : sought}
            renderRow={(row) =>
              row.kind === 'heading' ? (
                <h3 className="ps-9 pt-4 pb-2 text-11 font-medium text-text3">{heading(row)}</h3>
              ) : row.kind === 'move' ? (
                <DealMoveLine move={row.move} isLastOfDay={row.isLastOfDay} />
              ) : (
                <EntryItem
                  entry={row.entry}
                  pageId={subjectId(subject)}
                  isLastOfDay={row.isLastOfDay}
                  isReadOnly={isReadOnly}
                  isEditing={editing === row.entry.id}
                  onEdit={setEditing}
                  onHistory={setHistoryOf}
                  showsDay={row.entry.pinned}
                  isSought={row.entry.id === sought?.id}
                  isMarked={row.entry.id === sought?.id && marked !== sought}
                  onMarked={onMarked}
                />
              )
            }
          />
        )}
        {hasMore && !timeline.isLoading && rows.length > 0 && <Skeleton label={text('common:loading')} lines={2} />}
      </div>
      {historyOf && <RecordHistory id={historyOf.id} onClose={() => setHistoryOf(null)} />}
    </section>
  );
}

const DAY_MS = 24 * 60 * 60_000;
