import { useCallback, useEffect, useRef, useState } from 'react';
import { Search, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OpenedRow, OpenedView } from '../../../../core/api/restore.ts';
import { useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandHandler, useCommands } from '../../../commands/command-provider.tsx';
import { useGridLabels } from '../../../grid-labels.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { JobProgress } from '../../../job-progress.tsx';
import { Failed } from '../../../loaded.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Grid } from '../../../ui/grid/grid.tsx';
import type { GridHandle } from '../../../ui/grid/grid.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { AfterAMoment } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useEverythingColumns } from './everything-columns.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { useBringBack } from './use-bring-back.ts';
import { type What, useEverything } from './use-everything.ts';
import { useFocusAfter } from './use-focus-after.ts';

export interface EverythingProps {
  opened: OpenedView;
  onBrought: () => void;
}

/** Everybody in a backup, and its deals, whether they differ or not: type a name, see how it was, bring it back. */
export function Everything({ opened, onBrought }: EverythingProps) {
  const { t } = useTranslation('restore');
  const gridLabels = useGridLabels();
  const errorText = useErrorText();
  const { number } = useFormats();
  const { registry } = useCommands();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const [what, setWhat] = useState<What>('contacts');
  const [typed, setTyped] = useState('');
  const words = typed.trim();
  const { total, isBehind, rowAt, onRangeChange, error, retry } = useEverything(opened.id, what, words);
  const [current, setCurrent] = useState<number | null>(null);
  const [looked, setLooked] = useState<OpenedRow | null>(null);
  const { bringBack, job } = useBringBack(opened.id, onBrought);
  const grid = useRef<GridHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const look = useCallback((row: OpenedRow) => {
    before.current = document.activeElement;
    setLooked(row);
  }, []);
  useFocusAfter(looked !== null, () => before.current as HTMLElement | null);
  const columns = useEverythingColumns(what, look);
  const hasDeals = (opened.counts['deal'] ?? 0) > 0;
  useCommandHandler('restore.find', () => field.current?.select());

  /** Enter means the first that is found, also where it is still looked for. */
  const [isMeant, setMeant] = useState(false);
  const first = isBehind ? undefined : rowAt(0);
  useEffect(() => {
    if (!isMeant || (!first && total !== 0)) return;
    setMeant(false);
    if (first) look(first);
  }, [isMeant, first, total, look]);

  const ask = useCallback((next: () => void) => {
    next();
    setMeant(false);
    setCurrent(null);
    grid.current?.show(0);
  }, []);

  const face = error ? (
    <Failed error={error} onRetry={retry} />
  ) : total === 0 ? (
    <EmptyState icon={SearchX} text={words === '' ? t('everythingEmpty') : t('everythingNone', { words })} />
  ) : undefined;

  return (
    <section aria-label={t('everything')} className="-mb-6 flex min-h-90 min-w-0 flex-1 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <TextField
          ref={field}
          autoFocus
          label={t('find')}
          hideLabel
          icon={Search}
          placeholder={t('find')}
          inputMode="search"
          value={typed}
          maxLength={200}
          onChange={(value) => ask(() => setTyped(value))}
          onEnter={() => setMeant(true)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' && total) {
              event.preventDefault();
              grid.current?.focus();
            }
          }}
          className="min-w-50 flex-1"
        />
        {hasDeals && (
          <SegmentedControl<What>
            label={t('kind')}
            value={what}
            onChange={(value) => ask(() => setWhat(value))}
            segments={[{ value: 'contacts', label: t('everythingContacts') }, { value: 'deals', label: t('deal_kind') }]}
          />
        )}
        <span role="status" className="figures text-12 text-text3">{total !== null && !isBehind && !error && t('everythingFound', { count: total, formatted: number(total) })}</span>
      </div>
      {job.state.kind === 'running' && <AfterAMoment><JobProgress job={job} label={t('bringingBack')} /></AfterAMoment>}
      {job.state.kind === 'failed' && <p role="alert" className="rounded-card bg-danger-subtle p-3 text-13 break-words text-danger-text">{errorText(job.state.error)}</p>}
      <div className="-mx-6 flex min-h-0 flex-1 narrow:-mx-4">
        <Grid<OpenedRow>
          ref={grid}
          label={t('everything')}
          labels={gridLabels}
          columns={columns}
          rowCount={total}
          rowAt={rowAt}
          rowKey={({ id }) => id}
          rowName={({ name }) => name || t('unnamed')}
          onRangeChange={onRangeChange}
          density={profile?.device.density ?? 'default'}
          current={current}
          onCurrentChange={setCurrent}
          onOpen={look}
          letterKeys={registry.keySettings().singleLetters}
          face={face}
        />
      </div>
      {looked && (
        <RecordDialog
          opened={opened.id}
          record={looked}
          {...(opened.isOfThisProfile ? { onBring: (choices) => bringBack([{ kind: looked.kind, id: looked.id, ...choices }]) } : {})}
          onClose={() => setLooked(null)}
        />
      )}
    </section>
  );
}
