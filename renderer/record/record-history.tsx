import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { HistoryItem } from '../../core/api/history.ts';
import type { Id } from '../../core/ids.ts';
import { useApi } from '../api.ts';
import { useActWords } from '../i18n/act-words.ts';
import { Failed } from '../loaded.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useHistoryValue, worthALine } from './history-value.ts';
import { useFieldWords } from '../words/field-words.ts';
import { useContactText } from '../words/contact-words.ts';

/** Who changed what of a record, and when, with the values before and after. */
export function RecordHistory({ id, onClose }: { id: Id; onClose: () => void }) {
  const api = useApi();
  const t = useContactText();
  const text = useText();
  const actWords = useActWords();
  const formats = useFormats();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ['history.of', { id }, 'pages'],
    queryFn: ({ pageParam, signal }) => api.history.of({ id, limit: 100, ...(pageParam === null ? {} : { after: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const changes = grouped(data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <Dialog isOpen onClose={onClose} title={t('commandHistory')} closeLabel={text('common:close')} closesOutside>
      {error && !data ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton label={text('common:loading')} />
      ) : changes.length === 0 ? (
        <EmptyState text={t('noHistory')} />
      ) : (
        <ol className="flex flex-col gap-4 pb-2">
          {changes.map(([first, ...rest]) => (
            <li key={first.changeId}>
              <p className="flex items-baseline gap-3 text-13">
                <span className="min-w-0 flex-1 break-words"><b className="font-semibold">{actWords(first.code, {})}</b> <bdi className="text-text2">{first.member}</bdi></span>
                <time dateTime={new Date(first.at).toISOString()} className="figures flex-none text-12 text-text3">{formats.dateTime(first.at)}</time>
              </p>
              <ul className="mt-1 flex flex-col gap-1">
                {worthALine([first, ...rest]).map((item, place) => <Change key={place} item={item} recordId={id} />)}
              </ul>
            </li>
          ))}
        </ol>
      )}
      {hasNextPage && (
        <div className="pb-2 text-center">
          <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>{t('showMore')}</Button>
        </div>
      )}
    </Dialog>
  );
}

function Change({ item, recordId }: { item: HistoryItem; recordId: Id }) {
  const t = useContactText();
  const fieldWords = useFieldWords();
  const field = fieldWords(item.table, item.field);
  const valueText = useHistoryValue(recordId);
  const value = (shown: HistoryItem['before']) => valueText(item, shown);
  return (
    <li className="grid grid-cols-[112px_minmax(0,1fr)] gap-2 text-12">
      <span className="break-words text-text3">{field}</span>
      <span className="min-w-0 break-words whitespace-pre-wrap">
        {item.op === 'updated' ? (
          <>
            <del className="text-text3"><bdi>{value(item.before)}</bdi></del> <span aria-hidden>→</span> <ins className="no-underline"><bdi>{value(item.after)}</bdi></ins>
          </>
        ) : (
          <>
            {t(OPS[item.op])} {(item.after ?? item.before) !== null && <bdi>{value(item.after ?? item.before)}</bdi>}
          </>
        )}
      </span>
    </li>
  );
}

const OPS = { inserted: 'opInserted', updated: 'opUpdated', removed: 'opRemoved', restored: 'opRestored', erased: 'opErased' } as const satisfies Record<HistoryItem['op'], string>;

/** What was changed together, together. */
function grouped(items: readonly HistoryItem[]): [HistoryItem, ...HistoryItem[]][] {
  const groups: [HistoryItem, ...HistoryItem[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last?.[0].changeId === item.changeId) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
