import { useRef, useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Difference, OpenedView } from '../../../../core/api/restore.ts';
import type { Id } from '../../../../core/ids.ts';
import { useErrorText } from '../../../api.ts';
import { useBackupWords } from '../../../backup/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { JobProgress } from '../../../job-progress.tsx';
import { Failed } from '../../../loaded.tsx';
import { contactPath, dealPath } from '../../../paths.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { AfterAMoment, Skeleton } from '../../../ui/skeleton.tsx';
import type { Shown } from './opened.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { useBringBack } from './use-bring-back.ts';
import { useDifferences } from './use-differences.ts';
import { useFocusAfter } from './use-focus-after.ts';

/** As many as one call takes. */
const MOST_PICKED = 1_000;

export interface DifferenceListProps {
  opened: OpenedView;
  shown: Shown;
  /** Something came back: what was counted is out of date. */
  onBrought: () => void;
}

/** Records that differ, the last changed first: to look at one, and to bring back one or those that are chosen. */
export function DifferenceList({ opened, shown, onBrought }: DifferenceListProps) {
  const { t } = useTranslation('restore');
  const text = useText();
  const { number } = useFormats();
  const errorText = useErrorText();
  const { rows, error, retry, hasMore, isLoadingMore, loadMore } = useDifferences(opened.id, shown);
  const [picked, setPicked] = useState<ReadonlySet<Id>>(new Set());
  const [looked, setLooked] = useState<Difference | null>(null);
  const { bringBack, job } = useBringBack(opened.id, onBrought);
  const isBusy = job.state.kind === 'running';
  const canBring = opened.isOfThisProfile && shown.side !== 'here';

  const heading = useRef<HTMLHeadingElement>(null);
  useFocusAfter(looked !== null, () => heading.current);
  const pick = (id: Id, isPicked: boolean) =>
    setPicked((before) => {
      const next = new Set(before);
      if (isPicked) next.add(id);
      else next.delete(id);
      return next;
    });

  /** Rows that came back go from the list, and the focus with them unless it is led away first. */
  async function bringRows(ids: readonly Id[]) {
    if (!(await bringBack(ids.map((id) => ({ kind: shown.kind, id }))))) return;
    setPicked(new Set([...picked].filter((id) => !ids.includes(id))));
    heading.current?.focus({ preventScroll: true });
  }

  return (
    <section aria-labelledby="differences" className="flex flex-col gap-2">
      <div className="sticky top-0 z-1 flex min-h-10 flex-wrap items-center gap-2 bg-surface py-1">
        <h2 id="differences" ref={heading} tabIndex={-1} className="ring-own me-auto">{t('listTitle', { kind: t(`${shown.kind}_kind`), side: t(shown.side) })}</h2>
        {picked.size > 0 && (
          <>
            <span role="status" className="figures text-12 text-text2">{t('picked', { count: picked.size, formatted: number(picked.size) })}</span>
            <Button kind="bare" size="small" onPress={() => setPicked(new Set())}>{t('clear')}</Button>
            <Button kind="main" size="small" icon={RotateCcw} isDisabled={isBusy} onPress={() => void bringRows([...picked].slice(0, MOST_PICKED))}>{t('bringBackThese')}</Button>
          </>
        )}
      </div>
      {isBusy && <AfterAMoment><JobProgress job={job} label={t('bringingBack')} /></AfterAMoment>}
      {job.state.kind === 'failed' && <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{errorText(job.state.error)}</p>}
      {error && !rows ? (
        <Failed error={error} onRetry={retry} />
      ) : !rows ? (
        <Skeleton label={text('common:loading')} />
      ) : rows.length === 0 ? (
        <p className="text-13 text-text2">{t('listEmpty')}</p>
      ) : (
        <ul className="flex flex-col">
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              isPicked={picked.has(row.id)}
              onPick={canBring ? (isPicked) => pick(row.id, isPicked) : undefined}
              onLook={shown.side === 'here' ? undefined : () => setLooked(row)}
              onBring={canBring ? () => void bringRows([row.id]) : undefined}
              isBusy={isBusy}
            />
          ))}
        </ul>
      )}
      {rows && hasMore && <Button size="small" className="self-start" isDisabled={isLoadingMore} onPress={loadMore}>{t('more')}</Button>}
      {looked && (
        <RecordDialog
          opened={opened.id}
          record={looked}
          {...(canBring ? { onBring: (choices) => bringBack([{ kind: looked.kind, id: looked.id, ...choices }]) } : {})}
          onClose={() => setLooked(null)}
        />
      )}
    </section>
  );
}

interface RowProps {
  row: Difference;
  isPicked: boolean;
  onPick: ((isPicked: boolean) => void) | undefined;
  /** Without it the record is here, where its own page shows it. */
  onLook: (() => void) | undefined;
  onBring: (() => void) | undefined;
  isBusy: boolean;
}

function Row({ row: { id, kind, name, about, changedAt }, isPicked, onPick, onLook, onBring, isBusy }: RowProps) {
  const { t } = useTranslation('restore');
  const words = useBackupWords();
  const nowMs = useMinute();
  const called = name || t('unnamed');
  const path = kind === 'deal' ? dealPath(id) : kind === 'person' || kind === 'organisation' ? contactPath(id) : undefined;
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border/55 py-1.5 last:border-0">
      {onPick && <Checkbox label={t('pick', { name: called })} hideLabel ticked={isPicked} onChange={onPick} />}
      <div className="min-w-50 flex-1">
        <p className="flex min-w-0 gap-2 text-13">
          <Clip className="font-medium">{called}</Clip>
          {about !== '' && <Clip className="text-text3">{t('about', { name: about })}</Clip>}
        </p>
        <p className="figures text-12 text-text3">{t('changedAt', { when: words.when(changedAt, nowMs) })}</p>
      </div>
      <span className="ms-auto flex items-center gap-2">
        {onLook ? (
          <Button kind="bare" size="small" onPress={onLook}>
            <span aria-hidden>{t('look')}</span>
            <span className="sr-only">{t('lookAt', { name: called })}</span>
          </Button>
        ) : (
          path && <a href={`#${path}`} className="rounded-chip px-2 text-12 font-medium text-accent-text hover:underline">{t('openHere')}<span className="sr-only"> {called}</span></a>
        )}
        {onBring && (
          <Button size="small" isDisabled={isBusy} onPress={onBring}>
            {t('bringBack')}
            <span className="sr-only"> {called}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
