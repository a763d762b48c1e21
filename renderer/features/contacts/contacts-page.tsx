import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Download, Plus } from 'lucide-react';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Tag } from '../../../core/api/lists.ts';
import type { ContactKind } from '../../../core/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Filter, Selection } from '../../../core/filters.ts';
import type { Id } from '../../../core/ids.ts';
import { apiKey, apiQuery, useApi, useApiQuery, useErrorText } from '../../api.ts';
import { CommandButton, CommandIconButton, useCommandEntry } from '../../commands/command-button.tsx';
import { useCommandContext, useCommandHandler, useCommands } from '../../commands/command-provider.tsx';
import { NotReadable } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { contactPath } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { useElementWidth } from '../../ui/element-width.ts';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridHandle } from '../../ui/grid/grid.tsx';
import { ALL_TICKED, isTicked, NOTHING_TICKED, tickedCount, withTicks } from '../../ui/grid/selection.ts';
import type { GridSelection } from '../../ui/grid/selection.ts';
import { useNarrow } from '../../ui/media.ts';
import { ContextMenu } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { ContactsBulkBar } from './bulk-bar.tsx';
import type { BulkAct } from './bulk-change.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { useColumns, widthsOf } from './columns.tsx';
import { columnOfSort, neededFields, nextSort, shownColumns } from './definition.ts';
import { DensityMenu } from './density-menu.tsx';
import { cellChange } from './edit-cell.ts';
import { EmptyFace } from './faces.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useListState } from './list-state.ts';
import { NewContactDialog } from './new-contact-dialog.tsx';
import { useList } from './use-list.ts';
import type { List } from './use-list.ts';
import { useRows } from './use-rows.ts';
import { ViewTabs } from './view-tabs.tsx';
import { useContactsText } from './words.ts';

const Peek = lazy(() => import('./peek.tsx').then(({ Peek: loaded }) => ({ default: loaded })));

export interface ContactsPageProps {
  viewId: string;
  onViewChange: (viewId: string) => void;
  /** Contacts are to go out: these, or all that match. */
  onExport: (what: Exported, count: number) => void;
}

export type Exported = { ids: Id[] } | { filter: Filter };

/** Everybody, in a list that is narrowed, sorted, edited and acted upon where it stands. */
export function ContactsPage({ viewId, onViewChange, onExport }: ContactsPageProps) {
  const t = useContactsText();
  const list = useList(viewId);
  const { data: fields, error, refetch } = useApiQuery('fields.list', undefined);
  if (error) return <Page title={t('title')}><Failed error={error} onRetry={() => void refetch()} className="flex-1" /></Page>;
  if (!list || !fields) return <Page title={t('title')}>{null}</Page>;
  return <LoadedPage list={list} fields={fields} onViewChange={onViewChange} onExport={onExport} />;
}

/** The most rows that can be ticked one by one; beyond that one ticks all and unticks. */
const MOST_TICKED = 10_000;

function LoadedPage({ list, fields, onViewChange, onExport }: Omit<ContactsPageProps, 'viewId'> & { list: List; fields: readonly Field[] }) {
  const t = useContactsText();
  const text = useText();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { number, locale } = useFormats();
  const { goTo, showToast } = useCommandContext();
  const { registry } = useCommands();
  const isNarrow = useNarrow();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { viewId, definition, filter } = list;
  const grid = useRef<GridHandle>(null);
  const [nowMs] = useState(() => Date.now());

  const { current: currentByView, setCurrent, isPeeking: wantsPeek, setPeeking } = useListState();
  // On a narrow screen there is no room beside the list: a contact is opened at once.
  const isPeeking = wantsPeek && !isNarrow;
  const current = currentByView[viewId] ?? null;
  const [ticks, setTicks] = useState<GridSelection>(NOTHING_TICKED);
  const [act, setAct] = useState<{ act: BulkAct; selection: Selection } | null>(null);
  const [newNamed, setNewNamed] = useState<string | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);

  const wanted = useMemo(() => ({ filter, sort: definition.sort, fields: neededFields(definition, fields) }), [filter, definition, fields]);
  const rows = useRows(useSame(wanted), current);
  const listArea = useRef<HTMLDivElement>(null);
  const room = useElementWidth(listArea);
  const columns = useColumns(definition, fields, nowMs, isPeeking ? room : null);
  const total = rows.total ?? 0;
  const selected = tickedCount(ticks, total);
  const currentRow = current === null ? undefined : rows.rowAt(current);

  // Another list begins at its top, or where one left it; what was ticked belongs to the one before.
  const shownFilter = rows.of.filter;
  useEffect(() => setTicks(NOTHING_TICKED), [shownFilter]);
  const isLoaded = rows.total !== null;
  useEffect(() => {
    if (isLoaded) grid.current?.show(useListState.getState().current[viewId] ?? 0);
  }, [rows.of, viewId, isLoaded]);

  // Whoever comes back goes on with the keys where they left.
  useEffect(() => {
    const wasHere = useListState.getState().current[viewId] !== undefined;
    if (wasHere && document.activeElement === document.body) grid.current?.focus();
  }, [viewId]);

  // What the editors offer is there before they open: whoever types fast must not make a second tag of a name.
  useEffect(() => {
    if (!isLoaded) return;
    const stays = { gcTime: Number.POSITIVE_INFINITY };
    void queries.prefetchQuery({ ...apiQuery(api, 'tags.list', undefined), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'members.list', undefined), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'contacts.values', { field: 'status' }), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'contacts.values', { field: 'source' }), ...stays });
  }, [api, queries, isLoaded]);

  function changeFilter(next: Filter) {
    setCurrent(viewId, 0);
    list.change({ filter: next });
  }

  function open(row: ContactRow | undefined) {
    if (row) goTo(contactPath(row.id));
  }

  function peek() {
    if (isNarrow) open(currentRow);
    else setPeeking(!isPeeking);
  }

  function tick(next: GridSelection) {
    if (next.keys.size > MOST_TICKED) showToast({ text: t('tooManyTicked', { formatted: number(MOST_TICKED) }) });
    else setTicks(next);
  }

  async function edit(row: ContactRow, columnId: string, typed: string) {
    let takeOff = () => {};
    try {
      const change = cellChange(row, columnId, typed, {
        fields,
        locale,
        members: queries.getQueryData<{ id: Id; name: string }[]>(apiKey('members.list')) ?? [],
        tags: queries.getQueryData<Tag[]>(apiKey('tags.list')) ?? [],
      });
      takeOff = rows.paint(row.id, change.paint);
      await change.store(api);
      announce(text('grid:saved'));
    } catch (error) {
      takeOff();
      showToast({ text: error instanceof NotReadable ? t('notReadable') : errorText(error), tone: 'danger' });
      throw error;
    }
  }

  /** The ticked ones or, where none is, the current one. */
  function chosen(): Selection | undefined {
    if (selected > 0) return ticks.kind === 'some' ? { ids: [...ticks.keys] as Id[] } : { filter, except: [...ticks.keys] as Id[] };
    return currentRow && { ids: [currentRow.id] };
  }

  function begin(next: BulkAct) {
    const selection = chosen();
    if (selection) setAct({ act: next, selection });
  }

  async function remove() {
    if (selected > 0 || !currentRow) return begin('remove');
    try {
      const { changeId } = await api.contacts.remove({ id: currentRow.id });
      undoable(t('removed', { name: currentRow.name }), changeId);
      grid.current?.focus();
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  /** What is ticked, or the whole list. */
  async function exported(): Promise<Exported> {
    if (selected === 0) return { filter };
    if (ticks.kind === 'some') return { ids: [...ticks.keys] as Id[] };
    if (ticks.keys.size === 0) return { filter };
    const ids = await rows.idsBetween(0, total - 1);
    return { ids: ids.filter((id) => !ticks.keys.has(id)) };
  }

  const canAct = selected > 0 || currentRow !== undefined;
  useCommandHandler('contacts.open', () => open(currentRow), currentRow !== undefined);
  useCommandHandler('contacts.peek', peek, total > 0);
  useCommandHandler('contacts.edit', () => grid.current?.edit(), currentRow !== undefined && !isNarrow);
  useCommandHandler('contacts.select', () => currentRow && setTicks(withTicks(ticks, [currentRow.id], !isTicked(ticks, currentRow.id))), currentRow !== undefined);
  useCommandHandler('contacts.selectAll', () => setTicks(ALL_TICKED), total > 0);
  useCommandHandler('contacts.tag', () => begin('tag'), canAct);
  useCommandHandler('contacts.assign', () => begin('assign'), canAct);
  useCommandHandler('contacts.setStatus', () => begin('status'), canAct);
  useCommandHandler('contacts.setSource', () => begin('source'), canAct);
  useCommandHandler('contacts.setRole', () => begin('role'), canAct);
  useCommandHandler('contacts.setField', () => begin('field'), canAct && fields.some(({ retired }) => !retired));
  useCommandHandler('contacts.remove', () => void remove(), canAct);
  useCommandHandler('contacts.export', () => void exported().then((what) => onExport(what, selected || total)), total > 0);

  const entry = useCommandEntry();
  const newKind: ContactKind = viewId === 'organisations' ? 'organisation' : 'person';
  const face = rows.error ? <Failed error={rows.error} onRetry={rows.retry} /> : rows.total === 0 ? <EmptyFace list={list} onCreate={setNewNamed} onClearFilters={() => changeFilter([])} /> : undefined;

  return (
    <>
      <Page
        title={t('title')}
        count={rows.total === null ? undefined : number(total)}
        actions={
          <>
            {!isNarrow && <ColumnChooser definition={definition} fields={fields} onChange={(next) => list.change({ columns: next })} />}
            <DensityMenu />
            <CommandIconButton command="contacts.export" icon={Download} />
            {!isNarrow && <CommandButton command="contact.new" kind="main" icon={Plus} className="ms-2" />}
          </>
        }
        tools={
          <div className="flex flex-none flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 pb-3 narrow:px-4">
            <ViewTabs list={list} onSelect={onViewChange} onDone={() => grid.current?.focus()} />
            <div className="flex min-w-0 flex-wrap items-center gap-2">
              <FilterBar filter={definition.filter} fields={fields} onChange={changeFilter} onDone={() => grid.current?.focus()} />
              {list.isChanged && list.view && <Button kind="bare" size="small" className="h-6! px-1!" onPress={() => void list.save()}>{t('saveChanges')}</Button>}
              {list.isChanged && list.view && <Button kind="bare" size="small" className="h-6! px-1!" onPress={list.reset}>{t('dropChanges')}</Button>}
            </div>
          </div>
        }
        peek={
          isPeeking && total > 0 && (
            <Suspense>
              <Peek
                id={currentRow?.id}
                nowMs={nowMs}
                onClose={() => {
                  setPeeking(false);
                  grid.current?.focus();
                }}
                previous={current !== null && current > 0 ? () => setCurrent(viewId, current - 1) : undefined}
                next={current !== null && current < total - 1 ? () => setCurrent(viewId, current + 1) : undefined}
              />
            </Suspense>
          )
        }
      >
        <div
          ref={listArea}
          className="flex min-h-0 min-w-0 flex-1 flex-col"
          onKeyDown={(event) => {
            // What the grid itself had no use for.
            if (event.key === 'Escape' && !event.defaultPrevented && isPeeking) setPeeking(false);
          }}
        >
        <Grid<ContactRow>
          ref={grid}
          label={t('title')}
          labels={{
            selectAll: text('grid:selectAll'),
            selectRow: (name) => text('grid:selectRow', { name }),
            loadingRow: (row) => text('grid:loadingRow', { row: number(row) }),
            width: (column, width) => text('grid:width', { column, width: number(width) }),
            saved: text('grid:saved'),
            notSaved: text('grid:notSaved'),
          }}
          columns={columns}
          rowCount={rows.total}
          rowAt={rows.rowAt}
          rowKey={(row) => row.id}
          rowName={(row) => row.name}
          onRangeChange={rows.onRangeChange}
          density={profile?.device.density ?? 'default'}
          current={current}
          onCurrentChange={(row) => setCurrent(viewId, row)}
          hrefOf={(row) => `#${contactPath(row.id)}`}
          onOpen={open}
          onPeek={peek}
          selection={ticks}
          onSelectionChange={tick}
          keysBetween={rows.idsBetween}
          sort={{ columnId: columnOfSort(definition.sort), isDescending: definition.sort.descending }}
          onSort={(columnId) => {
            setCurrent(viewId, 0);
            list.change({ sort: nextSort(definition.sort, columnId, fields) });
          }}
          widths={widthsOf(definition)}
          onWidthChange={(columnId, width) => list.change({ columns: shownColumns(definition, fields).map((column) => (column.id === columnId ? { ...column, width } : column)) })}
          onEdit={edit}
          onContextMenu={(at, index) => {
            const row = rows.rowAt(index);
            if (row && !isTicked(ticks, row.id)) setTicks(NOTHING_TICKED);
            setMenuAt(at);
          }}
          letterKeys={registry.keySettings().singleLetters}
          face={face}
          bulkBar={
            selected > 0 && (
              <ContactsBulkBar
                selected={selected}
                total={total}
                onSelectAll={() => setTicks(ALL_TICKED)}
                onClear={() => {
                  setTicks(NOTHING_TICKED);
                  grid.current?.focus();
                }}
                hasFields={fields.some(({ retired }) => !retired)}
              />
            )
          }
        />
        </div>
      </Page>
      <ContextMenu
        label={t('rowMenu')}
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={[
          entry('contacts.open'),
          entry('contacts.peek'),
          entry('contacts.edit'),
          'separator',
          entry('contacts.tag'),
          entry('contacts.assign'),
          entry('contacts.setStatus'),
          'separator',
          entry('contacts.remove', { isDanger: true }),
        ]}
      />
      {act && (
        <BulkDialog
          act={act.act}
          selection={act.selection}
          fields={fields}
          onClose={() => {
            setAct(null);
            grid.current?.focus();
          }}
          onDone={(done) => {
            if (done === 'remove') setTicks(NOTHING_TICKED);
          }}
        />
      )}
      <NewContactDialog isOpen={newNamed !== null} onClose={() => setNewNamed(null)} initialName={newNamed ?? ''} initialKind={newKind} />
    </>
  );
}

/** The value before as long as the new one says the same. */
function useSame<Value>(value: Value): Value {
  const [same, setSame] = useState(value);
  if (same === value || JSON.stringify(same) === JSON.stringify(value)) return same;
  setSame(value);
  return value;
}
