import { useEffect, useMemo, useRef, useState } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HistoryBatch, KeptItem } from '../../../core/api/history.ts';
import type { Id } from '../../../core/ids.ts';
import { useErrorText, useJob } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useActWords } from '../../i18n/act-words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { JobProgress } from '../../job-progress.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { AfterAMoment, Skeleton } from '../../ui/skeleton.tsx';
import { BatchRow } from './batch-row.tsx';
import { dayRows } from './day-rows.ts';
import { useRecent } from './use-recent.ts';

export interface HistoryPageProps {
  /** An undo left some things as they are; the caller shows them. */
  onKept: (kept: readonly KeptItem[]) => void;
}

/** Everything that anybody did, newest first and by day; each can be taken back. */
export function HistoryPage({ onKept }: HistoryPageProps) {
  const { t } = useTranslation('history');
  const text = useText();
  const recent = useRecent();
  const { undo, job } = useUndo(onKept);
  const { batches } = recent;
  return (
    <Page title={t('title')}>
      {job.state.kind === 'running' && (
        <AfterAMoment className="px-6 pb-3 narrow:px-4">
          <JobProgress job={job} label={t('undoing')} isUnstoppable />
        </AfterAMoment>
      )}
      {recent.error && !batches ? (
        <Failed error={recent.error} onRetry={recent.retry} className="flex-1" />
      ) : !batches ? (
        <Skeleton label={text('common:loading')} className="px-6 narrow:px-4" />
      ) : batches.length === 0 ? (
        <EmptyState icon={History} text={t('nothing')} action={<CommandButton command="go.contacts" />} className="flex-1" />
      ) : (
        <BatchList batches={batches} hasMore={recent.hasMore} onEnd={recent.loadMore} onUndo={undo} isUndoing={job.state.kind === 'running'} />
      )}
    </Page>
  );
}

/** Takes back a given change, with progress where it is long; then says what happened and offers the way back. */
function useUndo(onKept: HistoryPageProps['onKept']) {
  const { t } = useTranslation('history');
  const text = useText();
  const errorText = useErrorText();
  const actWords = useActWords();
  const { announce, showToast } = useCommandContext();
  const job = useJob('history.undo', { outlives: true });
  const failure = job.state.kind === 'failed' ? job.state.error : null;

  useEffect(() => {
    if (failure !== null) showToast({ text: errorText(failure), tone: 'danger' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- said once for each failure
  }, [failure]);

  async function undo(changeId: Id, wasUndone: boolean) {
    const done = await job.start({ changeId });
    if (!done) return;
    const what = actWords(done.code, done.params);
    const words = t(wasUndone ? 'redone' : 'undone', { what });
    announce(words);
    if (done.kept.length > 0) {
      showToast({ text: t('except', { what: words, count: done.kept.length }), action: { label: t('showKept'), onPress: () => onKept(done.kept) } });
    } else {
      showToast({ text: words, action: { label: text(wasUndone ? 'common:undo' : 'common:redo'), onPress: () => void undo(done.changeId, !wasUndone) } });
    }
  }

  return { undo: ({ changeId, kind }: HistoryBatch) => void undo(changeId, kind === 'undo'), job };
}

interface BatchListProps {
  batches: readonly HistoryBatch[];
  hasMore: boolean;
  onEnd: () => void;
  onUndo: (batch: HistoryBatch) => void;
  isUndoing: boolean;
}

/** Rows that are in sight and some around them; the next page is asked for before its place is reached. */
function BatchList({ batches, hasMore, onEnd, onUndo, isUndoing }: BatchListProps) {
  const { t } = useTranslation('history');
  const { date } = useFormats();
  const [nowMs] = useState(() => Date.now());
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => dayRows(batches, (instantMs) => date(instantMs, 'numeric')), [batches, date]);
  const virtualizer = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.batch.changeId ?? 'more',
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const isAtEnd = hasMore && (items.at(-1)?.index ?? 0) >= rows.length;
  useEffect(() => {
    if (isAtEnd) onEnd();
  }, [isAtEnd, onEnd]);

  return (
    <div ref={scroller} tabIndex={-1} className="ring-inside min-h-0 flex-1 overflow-y-auto px-6 pb-6 narrow:px-4">
      <div role="list" aria-label={t('title')} className="relative max-w-200" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="listitem"
              aria-posinset={item.index + 1}
              aria-setsize={hasMore ? -1 : rows.length}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                <BatchRow row={row} nowMs={nowMs} onUndo={() => onUndo(row.batch)} isUndoing={isUndoing} />
              ) : (
                <p role="status" className="py-4 text-12 text-text3">{t('loadingMore')}</p>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const ROW_HEIGHT = 52;
