import { useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import { useApiQuery } from '../../api.ts';
import { useCommandEntry } from '../../commands/command-button.tsx';
import { useCommands } from '../../commands/command-provider.tsx';
import { useGridLabels } from '../../grid-labels.ts';
import { contactPath } from '../../paths.ts';
import { useElementWidth } from '../../ui/element-width.ts';
import { Grid } from '../../ui/grid/grid.tsx';
import type { GridHandle } from '../../ui/grid/grid.tsx';
import { ContextMenu } from '../../ui/menu.tsx';
import { ContactsBulkBar } from './bulk-bar.tsx';
import { useColumns, widthsOf } from './columns.tsx';
import { columnOfSort, nextSort, shownColumns } from './definition.ts';
import { useCellEdits } from './use-cell-edits.ts';
import type { List } from './use-list.ts';
import type { Rows } from './use-rows.ts';
import type { Ticks } from './use-ticks.ts';
import { useContactsText } from './words.ts';

export interface ContactsGridProps {
  list: List;
  fields: readonly Field[];
  rows: Rows;
  ticks: Ticks;
  current: number | null;
  onCurrentChange: (row: number) => void;
  onOpen: (row: ContactRow) => void;
  onPeek: () => void;
  isPeeking: boolean;
  nowMs: number;
  /** In place of rows, where there are none. */
  face: ReactNode;
  grid: RefObject<GridHandle | null>;
}

/** The rows of the list, with its bulk bar and the menu of a row. */
export function ContactsGrid({ list, fields, rows, ticks, current, onCurrentChange, onOpen, onPeek, isPeeking, nowMs, face, grid }: ContactsGridProps) {
  const t = useContactsText();
  const gridLabels = useGridLabels();
  const { registry } = useCommands();
  const entry = useCommandEntry();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const area = useRef<HTMLDivElement>(null);
  const room = useElementWidth(area);
  const { definition } = list;
  const columns = useColumns(definition, fields, nowMs, isPeeking ? room : null);
  const edit = useCellEdits(rows, fields);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);

  return (
    <div ref={area} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Grid<ContactRow>
        ref={grid}
        label={t('title')}
        labels={gridLabels}
        columns={columns}
        rowCount={rows.total}
        rowAt={rows.rowAt}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        onRangeChange={rows.onRangeChange}
        density={profile?.device.density ?? 'default'}
        current={current}
        onCurrentChange={onCurrentChange}
        hrefOf={(row) => `#${contactPath(row.id)}`}
        onOpen={onOpen}
        onPeek={onPeek}
        selection={ticks.selection}
        onSelectionChange={ticks.change}
        keysBetween={rows.idsBetween}
        sort={{ columnId: columnOfSort(definition.sort), isDescending: definition.sort.descending }}
        onSort={(columnId) => {
          onCurrentChange(0);
          list.change({ sort: nextSort(definition.sort, columnId, fields) });
        }}
        widths={widthsOf(definition)}
        onWidthChange={(columnId, width) => list.change({ columns: shownColumns(definition, fields).map((column) => (column.id === columnId ? { ...column, width } : column)) })}
        onEdit={edit}
        onContextMenu={(at, index) => {
          const row = rows.rowAt(index);
          if (row && !ticks.isTicked(row)) ticks.clear();
          setMenuAt(at);
        }}
        letterKeys={registry.keySettings().singleLetters}
        face={face}
        bulkBar={
          ticks.count > 0 && (
            <ContactsBulkBar
              selected={ticks.count}
              total={rows.total ?? 0}
              onSelectAll={ticks.tickAll}
              onClear={() => {
                ticks.clear();
                grid.current?.focus();
              }}
              hasFields={fields.some(({ retired }) => !retired)}
            />
          )
        }
      />
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
    </div>
  );
}
