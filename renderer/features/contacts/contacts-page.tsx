import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Download, Plus } from 'lucide-react';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import type { Filter, Selection } from '../../../core/filters.ts';
import { useApi, useApiQuery, useErrorText } from '../../api.ts';
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx';
import { useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { late } from '../../late.ts';
import { Failed } from '../../loaded.tsx';
import { contactPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import type { GridHandle } from '../../ui/grid/grid.tsx';
import { useNarrow } from '../../ui/media.ts';
import { Page } from '../../ui/page.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { useToday } from '../../views/use-today.ts';
import type { BulkAct } from './bulk-change.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import { ContactsGrid } from './contacts-grid.tsx';
import { neededFields } from './definition.ts';
import { DensityMenu } from './density-menu.tsx';
import { EmptyFace } from './faces.tsx';
import { FilterBar } from './filter-bar.tsx';
import { useListState } from './list-state.ts';
import { PrintableList } from './printable-list.tsx';
import { useList } from './use-list.ts';
import type { List } from './use-list.ts';
import { useRows } from './use-rows.ts';
import { useTicks } from './use-ticks.ts';
import type { Exported } from './use-ticks.ts';
import { ViewTabs } from './view-tabs.tsx';
import { useContactsText } from './words.ts';

const ContactPeek = late(() => import('../../peek/contact-peek.tsx').then(({ ContactPeek: part }) => part));
const NewContactDialog = late(() => import('./new-contact-dialog.tsx').then(({ NewContactDialog: part }) => part), ['contact', 'contacts']);

export interface ContactsPageProps {
  viewId: string;
  onViewChange: (viewId: string) => void;
  /** Contacts are to go out. */
  onExport: (what: Exported, count: number) => void;
}

/** Everybody, in a list that is narrowed, sorted, edited and acted upon where it stands. */
export function ContactsPage({ viewId, onViewChange, onExport }: ContactsPageProps) {
  const t = useContactsText();
  const list = useList(viewId);
  const { data: fields, error, refetch } = useApiQuery('fields.list', undefined);
  if (error) return <Page title={t('title')}><Failed error={error} onRetry={() => void refetch()} className="flex-1" /></Page>;
  if (!list || !fields) return <Page title={t('title')}>{null}</Page>;
  return <LoadedPage list={list} fields={fields} onViewChange={onViewChange} onExport={onExport} />;
}

function LoadedPage({ list, fields, onViewChange, onExport }: Omit<ContactsPageProps, 'viewId'> & { list: List; fields: readonly Field[] }) {
  const t = useContactsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { number } = useFormats();
  const { goTo, showToast } = useCommandContext();
  const isNarrow = useNarrow();
  const nowMs = useToday();
  const grid = useRef<GridHandle>(null);
  const { viewId, definition, filter } = list;

  const { current: currentByView, setCurrent, isPeeking: wantsPeek, setPeeking } = useListState();
  // On a narrow screen there is no room beside the list: a contact is opened at once.
  const isPeeking = wantsPeek && !isNarrow;
  const current = currentByView[viewId] ?? null;
  const wanted = useMemo(() => ({ filter, sort: definition.sort, fields: neededFields(definition, fields) }), [filter, definition, fields]);
  const rows = useRows(useSame(wanted), current);
  const total = rows.total ?? 0;
  const ticks = useTicks(rows.of.filter, total);
  const currentRow = current === null ? undefined : rows.rowAt(current);
  const [act, setAct] = useState<{ act: BulkAct; selection: Selection } | null>(null);
  const [newNamed, setNewNamed] = useState<string | null>(null);

  const isLoaded = rows.total !== null;
  useEffect(() => {
    // Another list begins at its top, or where one left it.
    if (isLoaded) grid.current?.show(useListState.getState().current[viewId] ?? 0);
  }, [rows.of, viewId, isLoaded]);
  useEffect(() => {
    // Whoever comes back goes on with the keys.
    const wasHere = useListState.getState().current[viewId] !== undefined;
    if (wasHere && document.activeElement === document.body) grid.current?.focus();
  }, [viewId]);

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

  function closePeek() {
    setPeeking(false);
    grid.current?.focus();
  }

  function begin(next: BulkAct) {
    const selection = ticks.chosen(currentRow);
    if (selection) setAct({ act: next, selection });
  }

  async function remove() {
    if (ticks.count > 0 || !currentRow) return begin('remove');
    try {
      const { changeId } = await api.contacts.remove({ id: currentRow.id });
      undoable(t('removed', { name: currentRow.name }), changeId);
      grid.current?.focus();
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  const hasCurrent = currentRow !== undefined;
  const canAct = ticks.count > 0 || hasCurrent;
  useCommandHandler('contacts.open', () => open(currentRow), hasCurrent);
  useCommandHandler('contacts.peek', peek, total > 0);
  useCommandHandler('contacts.edit', () => grid.current?.edit(), hasCurrent && !isNarrow);
  useCommandHandler('contacts.select', () => currentRow && ticks.toggle(currentRow), hasCurrent);
  useCommandHandler('contacts.selectAll', ticks.tickAll, total > 0);
  useCommandHandler('contacts.tag', () => begin('tag'), canAct);
  useCommandHandler('contacts.assign', () => begin('assign'), canAct);
  useCommandHandler('contacts.setStatus', () => begin('status'), canAct);
  useCommandHandler('contacts.setSource', () => begin('source'), canAct);
  useCommandHandler('contacts.setRole', () => begin('role'), canAct);
  useCommandHandler('contacts.setField', () => begin('field'), canAct && fields.some(({ retired }) => !retired));
  useCommandHandler('contacts.remove', () => void remove(), canAct);
  useCommandHandler('contacts.export', () => onExport(ticks.exported(), ticks.count || total), total > 0);

  return (
    <>
      <PrintableList list={list} fields={fields} wanted={{ ...rows.of, fields: wanted.fields }} total={total} ticks={ticks} nowMs={nowMs}>
        <Page
          title={t('title')}
          count={isLoaded ? number(total) : undefined}
          actions={
            <>
              {!isNarrow && <ColumnChooser definition={definition} fields={fields} onChange={(columns) => list.change({ columns })} />}
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
                <ContactPeek.Part
                  id={currentRow?.id}
                  openCommand="contacts.open"
                  nowMs={nowMs}
                  onClose={closePeek}
                  previous={current !== null && current > 0 ? () => setCurrent(viewId, current - 1) : undefined}
                  next={current !== null && current < total - 1 ? () => setCurrent(viewId, current + 1) : undefined}
                />
              </Suspense>
            )
          }
        >
          <div
            className="flex min-h-0 min-w-0 flex-1"
            onKeyDown={(event) => {
              // What the grid itself had no use for.
              if (event.key === 'Escape' && !event.defaultPrevented && isPeeking) closePeek();
            }}
          >
            <ContactsGrid
              list={list}
              fields={fields}
              rows={rows}
              ticks={ticks}
              current={current}
              onCurrentChange={(row) => setCurrent(viewId, row)}
              onOpen={open}
              onPeek={peek}
              isPeeking={isPeeking}
              nowMs={nowMs}
              face={
                rows.error ? (
                  <Failed error={rows.error} onRetry={rows.retry} />
                ) : rows.total === 0 ? (
                  <EmptyFace list={list} onCreate={setNewNamed} onClearFilters={() => changeFilter([])} />
                ) : undefined
              }
              grid={grid}
            />
          </div>
        </Page>
      </PrintableList>
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
            if (done === 'remove') ticks.clear();
          }}
        />
      )}
      <Suspense>{newNamed !== null && <NewContactDialog.Part isOpen onClose={() => setNewNamed(null)} initialName={newNamed} initialKind={viewId === 'organisations' ? 'organisation' : 'person'} />}</Suspense>
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
