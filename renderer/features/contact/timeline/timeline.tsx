import { useCallback, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import { Search, X } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { EntryKind } from '../../../../core/entries.ts';
import type { Entry } from '../../../../core/entries.ts';
import type { Id } from '../../../../core/ids.ts';
import { useCommandHandler } from '../../../commands/command-provider.tsx';
import { Failed } from '../../../loaded.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { IconButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useKeepFocus } from '../keep-focus.ts';
import { PillRadios } from '../pill-radios.tsx';
import { RecordHistory } from '../record-history.tsx';
import { useContactText, useContactWords } from '../../../words/contact-words.ts';
import { timelineRows } from './days.ts';
import type { TimelineRow } from './days.ts';
import { EntryItem } from './entry-item.tsx';
import { TimelineList } from './timeline-list.tsx';
import { useTimeline } from './use-timeline.ts';
import type { TimelineFilter } from './use-timeline.ts';

/** What happened with this contact: filtered by kind, searched, by day, the pinned first. */
export function Timeline({ contact, isReadOnly, ref }: { contact: ContactDetail; isReadOnly: boolean; ref?: Ref<HTMLElement> }) {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const formats = useFormats();
  const pane = useRef<HTMLDivElement>(null);
  useKeepFocus(pane);
  const [filter, setFilter] = useState<TimelineFilter>({ kind: 'all', text: '' });
  const [isSearching, setSearching] = useState(false);
  const [editing, setEditing] = useState<Id | null>(null);
  const [historyOf, setHistoryOf] = useState<Entry | null>(null);
  const counts = contact.entryCounts;
  const timeline = useTimeline(contact.id, filter, (counts['pinned'] ?? 0) > 0);
  const { pinned, entries, hasMore } = timeline;
  const rows = useMemo(() => timelineRows(pinned, entries, (at) => formats.date(at, 'numeric')), [pinned, entries, formats]);
  const kinds = EntryKind.options.filter((kind) => (counts[kind] ?? 0) > 0 || filter.kind === kind);
  const latest = useRef(timeline);
  latest.current = timeline;
  const loadMore = useCallback(() => latest.current.loadMore(), []);

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

  function stopSearching() {
    setSearching(false);
    setFilter({ ...filter, text: '' });
  }

  return (
    <section ref={ref} aria-label={t('timeline')}>
      <div className="sticky top-0 z-10 -mx-6 flex min-h-11 items-center gap-2 border-b border-border bg-surface px-6 py-2 narrow:-mx-4 narrow:px-4 print:static">
        {isSearching ? (
          <>
            <TextField
              label={t('searchTimeline')}
              hideLabel
              placeholder={t('searchTimeline')}
              type="search"
              icon={Search}
              value={filter.text}
              onChange={(typed) => setFilter({ ...filter, text: typed })}
              autoFocus
              className="flex-1"
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return;
                event.preventDefault();
                stopSearching();
              }}
            />
            <IconButton icon={X} label={text('common:close')} onPress={stopSearching} />
          </>
        ) : (
          <>
            <div className="-ms-2 min-w-0 flex-1">
              <PillRadios
                label={t('filterTimeline')}
                value={filter.kind}
                onChange={(kind) => setFilter({ ...filter, kind })}
                pills={[
                  { value: 'all', label: words.filter('all'), count: formats.number(counts['all'] ?? 0) },
                  ...kinds.map((kind) => ({ value: kind, label: words.filter(kind), count: formats.number(counts[kind] ?? 0) })),
                ]}
              />
            </div>
            <IconButton icon={Search} label={t('searchTimeline')} onPress={() => setSearching(true)} className="print:hidden" />
          </>
        )}
      </div>
      <div ref={pane} tabIndex={-1} className="ring-own" aria-busy={timeline.isLoading || timeline.isLoadingMore}>
        {timeline.error ? (
          <Failed error={timeline.error} onRetry={timeline.retry} />
        ) : timeline.isLoading ? (
          <Skeleton label={text('common:loading')} className="pt-6" />
        ) : rows.length === 0 ? (
          <EmptyState text={filter.text.trim() !== '' ? t('noEntryFound', { text: filter.text.trim() }) : filter.kind === 'all' ? t('noEntries') : t('noEntriesOfKind')} />
        ) : (
          <TimelineList
            rows={rows}
            onNearEnd={loadMore}
            renderRow={(row) =>
              row.kind === 'heading' ? (
                <h3 className="ps-9 pt-4 pb-2 text-11 font-medium text-text3">{heading(row)}</h3>
              ) : (
                <EntryItem
                  entry={row.entry}
                  contactId={contact.id}
                  isLastOfDay={row.isLastOfDay}
                  isReadOnly={isReadOnly}
                  isEditing={editing === row.entry.id}
                  onEdit={setEditing}
                  onHistory={setHistoryOf}
                  showsDay={row.entry.pinned}
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
