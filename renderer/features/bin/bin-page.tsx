import { useCallback, useRef, useState } from 'react';
import { ExternalLink, Flame, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BinItem } from '../../../core/api/history.ts';
import type { Id } from '../../../core/ids.ts';
import { useApi, useApiQuery, useErrorText, useJob } from '../../api.ts';
import { CommandButton, useCommandEntry } from '../../commands/command-button.tsx';
import { useCommandContext, useCommandHandler, useCommands } from '../../commands/command-provider.tsx';
import { useGridLabels } from '../../grid-labels.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { JobProgress } from '../../job-progress.tsx';
import { Failed } from '../../loaded.tsx';
import { contactPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BulkBar } from '../../ui/grid/bulk-bar.tsx';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridHandle } from '../../ui/grid/grid.tsx';
import { ALL_TICKED, NOTHING_TICKED, tickedCount } from '../../ui/grid/selection.ts';
import type { GridSelection } from '../../ui/grid/selection.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { AfterAMoment } from '../../ui/skeleton.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { useBinColumns, useBinNames } from './columns.tsx';
import { EmptyBinDialog, EraseDialog } from './final-dialogs.tsx';
import { useBinRows } from './use-bin-rows.ts';

/** What was deleted and can come back, until somebody empties the bin. */
export function BinPage() {
  const { t } = useTranslation('bin');
  const text = useText();
  const gridLabels = useGridLabels();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const entry = useCommandEntry();
  const { registry } = useCommands();
  const { goTo, showToast } = useCommandContext();
  const { number } = useFormats();
  const { nameOf } = useBinNames();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const grid = useRef<GridHandle>(null);
  const rows = useBinRows();
  const restoring = useJob('bin.restore', { outlives: true });
  const emptying = useJob('bin.empty', { outlives: true });
  const [current, setCurrent] = useState<number | null>(null);
  const [ticks, setTicks] = useState<GridSelection>(NOTHING_TICKED);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const [asking, setAsking] = useState<'empty' | BinItem | null>(null);
  const total = rows.total ?? 0;
  const ticked = tickedCount(ticks, total);
  const row = current === null ? undefined : rows.rowAt(current);
  const isBusy = restoring.state.kind === 'running' || emptying.state.kind === 'running';

  const restoreOne = useCallback(
    async (item: BinItem) => {
      try {
        const { changeId } = await api[item.record].restore({ id: item.id });
        undoable(t('restored', { name: nameOf(item) }), changeId);
      } catch (error) {
        showToast({ text: errorText(error), tone: 'danger' });
      }
      grid.current?.focus();
    },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the rest says the same at every render
    [api, t],
  );
  const columns = useBinColumns(useCallback((item: BinItem) => void restoreOne(item), [restoreOne]));

  async function restoreTicked() {
    const keys = [...ticks.keys] as Id[];
    const done = await restoring.start(ticks.kind === 'some' ? { ids: keys } : { allBut: keys });
    if (!done) return;
    setTicks(NOTHING_TICKED);
    undoable(t('restoredCount', { count: done.restored, formatted: number(done.restored) }), done.changeId);
    grid.current?.focus();
  }

  async function empty() {
    setAsking(null);
    const done = await emptying.start({ confirm: true });
    setTicks(NOTHING_TICKED);
    if (done) showToast({ text: t('emptied', { count: done.records, formatted: number(done.records) }) });
  }

  async function erase(item: BinItem) {
    setAsking(null);
    try {
      await (item.record === 'contacts' ? api.contacts.erase({ id: item.id, confirm: true }) : api.bin.erase({ ids: [item.id], confirm: true }));
      showToast({ text: t('erased', { name: nameOf(item) }) });
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
    grid.current?.focus();
  }

  const isContact = row?.record === 'contacts';
  useCommandHandler('bin.restore', () => (ticked > 0 ? void restoreTicked() : row && void restoreOne(row)), (ticked > 0 || row !== undefined) && !isBusy);
  useCommandHandler('bin.show', () => row && goTo(contactPath(row.id)), isContact);
  useCommandHandler('bin.erase', () => row && setAsking(row), row !== undefined && !isBusy);
  useCommandHandler('bin.empty', () => setAsking('empty'), total > 0 && !isBusy);

  const face = rows.error ? (
    <Failed error={rows.error} onRetry={rows.retry} />
  ) : rows.total === 0 ? (
    <EmptyState icon={Trash2} text={t('nothing')} action={<CommandButton command="go.contacts" />} />
  ) : undefined;
  const failure = [restoring, emptying].find(({ state }) => state.kind === 'failed');

  return (
    <Page
      title={t('title')}
      count={rows.total === null ? undefined : number(total)}
      actions={total > 0 && <CommandButton command="bin.empty" icon={Flame} />}
    >
      {total > 0 && <p className="-mt-2 max-w-160 px-6 pb-3 text-13 text-text2 narrow:mt-0 narrow:px-4">{t('explained')}</p>}
      {isBusy && (
        <AfterAMoment className="px-6 pb-3 narrow:px-4">
          <JobProgress job={restoring} label={t('restoring')} />
          <JobProgress job={emptying} label={t('emptying')} />
        </AfterAMoment>
      )}
      {failure?.state.kind === 'failed' && (
        <p role="alert" className="flex flex-wrap items-center gap-2 px-6 pb-3 text-13 text-danger-text narrow:px-4">
          {errorText(failure.state.error)}
          <Button size="small" onPress={failure.reset}>{text('common:dismiss')}</Button>
        </p>
      )}
      <Grid<BinItem>
        ref={grid}
        label={t('title')}
        labels={gridLabels}
        columns={columns}
        rowCount={rows.total}
        rowAt={rows.rowAt}
        rowKey={({ id }) => id}
        rowName={nameOf}
        onRangeChange={rows.onRangeChange}
        density={profile?.device.density ?? 'default'}
        current={current}
        onCurrentChange={setCurrent}
        onOpen={(item) => {
          if (item.record === 'contacts') goTo(contactPath(item.id));
        }}
        selection={ticks}
        onSelectionChange={setTicks}
        onContextMenu={(at) => setMenuAt(at)}
        letterKeys={registry.keySettings().singleLetters}
        face={face}
        bulkBar={
          ticked > 0 && (
            <BulkBar
              label={t('bulkBar')}
              countText={text('grid:selected', { count: ticked, formatted: number(ticked) })}
              selectAll={ticked < total && <Button kind="bare" size="small" onPress={() => setTicks(ALL_TICKED)}>{t('selectAll', { formatted: number(total) })}</Button>}
              clearLabel={t('clearSelection')}
              onClear={() => {
                setTicks(NOTHING_TICKED);
                grid.current?.focus();
              }}
            >
              <CommandButton command="bin.restore" kind="bare" size="small" icon={RotateCcw} />
            </BulkBar>
          )
        }
      />
      <ContextMenu
        label={t('rowMenu')}
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={[entry('bin.restore', { icon: RotateCcw }), entry('bin.show', { icon: ExternalLink }), 'separator', entry('bin.erase', { icon: Flame, isDanger: true })]}
      />
      <EmptyBinDialog isOpen={asking === 'empty'} count={total} onConfirm={() => void empty()} onCancel={() => setAsking(null)} />
      <EraseDialog item={asking === 'empty' ? null : asking} onConfirm={() => asking !== null && asking !== 'empty' && void erase(asking)} onCancel={() => setAsking(null)} />
    </Page>
  );
}
