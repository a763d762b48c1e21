import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { Bell, Calendar, Check, Columns3, Download, FileText, LifeBuoy, ListFilter, Mail, Merge, Phone, Plus, Rows3, Search, Settings, Sun, Tag as TagIcon, Trash2, UserCheck, Users } from 'lucide-react';
import type { i18n } from 'i18next';
import { Shell } from '../../../renderer/app/shell/shell.tsx';
import { SHELL_COMMANDS } from '../../../renderer/app/shell/shell-commands.ts';
import { routerOptions } from '../../../renderer/app/shell/router.tsx';
import { CommandButton } from '../../../renderer/commands/command-button.tsx';
import { CommandProvider } from '../../../renderer/commands/command-provider.tsx';
import { createRegistry, defineCommand } from '../../../renderer/commands/registry.ts';
import { LocaleProvider } from '../../../renderer/i18n/locale-provider.tsx';
import { announce } from '../../../renderer/ui/announcer.tsx';
import { Avatar } from '../../../renderer/ui/avatar.tsx';
import { Button, IconButton } from '../../../renderer/ui/button.tsx';
import { Checkbox } from '../../../renderer/ui/checkbox.tsx';
import { Chip } from '../../../renderer/ui/chip.tsx';
import { Clip } from '../../../renderer/ui/clip.tsx';
import { ComboBox } from '../../../renderer/ui/combo-box.tsx';
import { ConfirmDialog } from '../../../renderer/ui/confirm-dialog.tsx';
import { DateField } from '../../../renderer/ui/date-field.tsx';
import { Dialog } from '../../../renderer/ui/dialog.tsx';
import { EmptyState } from '../../../renderer/ui/empty-state.tsx';
import { ErrorState } from '../../../renderer/ui/error-state.tsx';
import { FileButton, FileDrop } from '../../../renderer/ui/file-drop.tsx';
import { BulkBar } from '../../../renderer/ui/grid/bulk-bar.tsx';
import type { ColumnWidths, GridColumn } from '../../../renderer/ui/grid/columns.ts';
import { Grid } from '../../../renderer/ui/grid/grid.tsx';
import type { Density, GridLabels } from '../../../renderer/ui/grid/grid.tsx';
import type { GridSort } from '../../../renderer/ui/grid/grid-head.tsx';
import { ALL_TICKED, NOTHING_TICKED, tickedCount } from '../../../renderer/ui/grid/selection.ts';
import { InlineField } from '../../../renderer/ui/inline-field.tsx';
import { ContextMenu, Menu } from '../../../renderer/ui/menu.tsx';
import type { MenuEntry } from '../../../renderer/ui/menu.tsx';
import { useNarrow } from '../../../renderer/ui/media.ts';
import { Page } from '../../../renderer/ui/page.tsx';
import { PeekPanel } from '../../../renderer/ui/peek-panel.tsx';
import { Popover } from '../../../renderer/ui/popover.tsx';
import { ProgressPanel } from '../../../renderer/ui/progress-panel.tsx';
import { SegmentedControl } from '../../../renderer/ui/segmented-control.tsx';
import { Select } from '../../../renderer/ui/select.tsx';
import type { Option } from '../../../renderer/ui/select.tsx';
import { Skeleton } from '../../../renderer/ui/skeleton.tsx';
import { SplitLayout } from '../../../renderer/ui/split-layout.tsx';
import { StateBadge } from '../../../renderer/ui/state-badge.tsx';
import { Switch } from '../../../renderer/ui/switch.tsx';
import { Tabs } from '../../../renderer/ui/tabs.tsx';
import { TagInput } from '../../../renderer/ui/tag-input.tsx';
import { Tag } from '../../../renderer/ui/tag.tsx';
import type { DotColour } from '../../../renderer/ui/tag.tsx';
import { TextArea, TextField } from '../../../renderer/ui/text-field.tsx';
import { createToasts } from '../../../renderer/ui/toasts.tsx';
import './kitchen-sink.css';

/** Every widget on three pages inside the real shell, so that tests and pictures see them as a person would. */
export interface KitchenSinkProps {
  texts: i18n;
  locale?: string;
  /** `/list`, `/widgets` or `/record`. */
  path: string;
  rowCount?: number;
  density?: Density;
  /** Rows past this index are never loaded. */
  loadedRows?: number;
  onRangeChange?: (first: number, last: number) => void;
  onSave?: (value: string) => void | Promise<void>;
}

export function KitchenSink(props: KitchenSinkProps) {
  const { texts, locale = 'en-GB', path } = props;
  const [{ router, registry }] = useState(() => makeApp(props, path));
  return (
    <LocaleProvider texts={texts} locale={locale} timeZone="UTC">
      <CommandProvider registry={registry} platform="other">
        <RouterProvider router={router} />
      </CommandProvider>
    </LocaleProvider>
  );
}

function makeApp(props: KitchenSinkProps, path: string) {
  const toasts = createToasts();
  const rootRoute = createRootRoute({ component: () => <Frame toasts={toasts} /> });
  const routeTree = rootRoute.addChildren([
    createRoute({ getParentRoute: () => rootRoute, path: '/list', component: () => <ListPage {...props} /> }),
    createRoute({ getParentRoute: () => rootRoute, path: '/widgets', component: () => <WidgetsPage showToast={toasts.show} /> }),
    createRoute({ getParentRoute: () => rootRoute, path: '/record', component: () => <RecordPage {...props} /> }),
  ]);
  const router = createRouter({ routeTree, ...routerOptions(), history: createMemoryHistory({ initialEntries: [path] }) });
  const registry = createRegistry(
    [...SHELL_COMMANDS, defineCommand({ id: 'person.new', titleKey: 'common:add', section: 'record', keys: ['c'], run: ({ showToast }) => showToast({ text: 'New' }) })],
    { goTo: (to) => void router.navigate({ to }), announce, showToast: toasts.show },
  );
  return { router, registry };
}

function Frame({ toasts }: { toasts: ReturnType<typeof createToasts> }) {
  const [isCollapsed, setCollapsed] = useState(false);
  return (
    <Shell
      navigation={{
        groups: [
          { id: 'main', entries: [
            { to: '/widgets', icon: Sun, title: { text: 'Widgets' }, count: '8' },
            { to: '/list', icon: Users, title: { text: 'List' } },
            { to: '/record', icon: Bell, title: { text: 'Record' } },
          ] },
          { id: 'pinned', titleKey: 'shell:sectionList', entries: [{ to: '/quiet', icon: Users, title: { text: LONG_NAME } }] },
        ],
        foot: [{ to: '/settings', icon: Settings, title: { text: 'Settings' } }, { to: '/help', icon: LifeBuoy, title: { text: 'Help' } }],
      }}
      renderPlace={renderPlace}
      search={
        <>
          <div className="narrow:hidden"><TextField label="Search" hideLabel isQuiet icon={Search} placeholder="Search people, deals, notes" value="" onChange={() => {}} /></div>
          <span className="wide:hidden"><IconButton icon={Search} label="Search" /></span>
        </>
      }
      quick={<span className="narrow:hidden"><Button size="small" icon={Plus} keys="Q">Quick add</Button></span>}
      isSidebarCollapsed={isCollapsed}
      onSidebarCollapse={setCollapsed}
      toasts={toasts}
    >
      <Outlet />
    </Shell>
  );
}

function renderPlace(isCollapsed: boolean) {
  const trigger = (
    <Button kind="bare" className="min-w-0 px-1!">
      <Avatar id="larch" name="Larch" shape="organisation" size="small" />
      {!isCollapsed && <Clip>Larch & Stone</Clip>}
    </Button>
  );
  return <Menu label="Profile" entries={MENU} trigger={trigger} />;
}

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cavendish, Maria Anna Barbara Xaveria von und zu Hohenlohe-Langenburg';

const NAMES = ['Ada Lindqvist', 'Adaeze Nwosu', 'Bartholomew Featherstonehaugh-Cavendish', 'Chidinma Eze', 'Emeka Nwachukwu', 'Ingrid Solbakken', LONG_NAME, 'Kwabena Asante-Boateng', 'ليلى الحداد', 'Marta Wójcik-Zawadzka', 'Mateus Carvalhal', 'Nguyễn Thị Minh Châu', 'Oleksandra Hryhorenko', 'Pelin Yıldıran', 'Priya Raghunathan', 'Rosalind Achterberg', '佐々木 遥香', 'Siobhán Ní Dhuibhir', '👩🏽‍🌾 Tove Ekholm', 'Wiremu Tāmati', 'Zsófia Kertész'];
const FIRMS = ['Brännö Båtklubb', 'Nwosu Physiotherapy', 'Featherstonehaugh Arboretum Trust', 'Eze & Daughters Bakery', '', 'Solbakken Arkitekter'];
const TAGS = ['customer', 'prospect', 'supplier', 'garden', 'trade'];

export interface Person {
  id: string;
  name: string;
  firm: string;
  tag: string;
  last: string;
  value: string;
}

function person(index: number): Person {
  return {
    id: `person-${index}`,
    name: NAMES[index % NAMES.length] ?? '',
    firm: FIRMS[index % FIRMS.length] ?? '',
    tag: TAGS[index % TAGS.length] ?? '',
    last: `${(index % 28) + 1} June`,
    value: `€${(index * 137) % 9000}`,
  };
}

const GRID_LABELS: GridLabels = {
  selectAll: 'Select all',
  selectRow: (name) => `Select ${name}`,
  loadingRow: (row) => `Loading row ${row}`,
  width: (column, width) => `${column}: ${width} pixels`,
  saved: 'Saved',
  notSaved: 'Not saved',
};

const COLUMNS: readonly GridColumn<Person>[] = [
  {
    id: 'name', title: 'Name', width: 220, minWidth: 140, isFlexible: true, isSortable: true, isLink: true, narrow: 'title',
    render: (row) => <><Avatar id={row.id} name={row.name} shape="person" /><Clip>{row.name}</Clip></>,
    edit: { value: (row) => row.name },
  },
  { id: 'firm', title: 'Organisation', width: 140, isSortable: true, narrow: 'detail', render: (row) => row.firm },
  { id: 'tags', title: 'Tags', width: 110, narrow: 'end', render: (row) => <Tag name={row.tag} dot={(TAGS.indexOf(row.tag) + 1) as DotColour} /> },
  { id: 'last', title: 'Last contact', width: 84, isSortable: true, narrow: 'detail', render: (row) => row.last, edit: { value: (row) => row.last } },
  { id: 'value', title: 'Value', width: 72, align: 'end', isSortable: true, render: (row) => row.value },
];

function ListPage({ rowCount = 1_284, density = 'default', loadedRows = Infinity, onRangeChange, onSave }: KitchenSinkProps) {
  const [current, setCurrent] = useState<number | null>(null);
  const [selection, setSelection] = useState(NOTHING_TICKED);
  const [sort, setSort] = useState<GridSort>({ columnId: 'name', isDescending: false });
  const [widths, setWidths] = useState<ColumnWidths>({});
  const [isPeeking, setPeeking] = useState(false);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  const [edited, setEdited] = useState<Record<string, Partial<Person>>>({});
  const rows = useRef(new Map<number, Person>());
  const rowAt = useCallback((index: number) => {
    if (index >= loadedRows) return undefined;
    const kept = rows.current.get(index) ?? person(index);
    rows.current.set(index, kept);
    const changes = edited[kept.id];
    return changes ? { ...kept, ...changes } : kept;
  }, [edited, loadedRows]);
  const count = tickedCount(selection, rowCount);
  const shown = current === null ? undefined : rowAt(current);
  return (
    <Page
      title="Contacts"
      count={rowCount.toLocaleString('en-GB')}
      actions={
        <>
          <IconButton icon={Columns3} label="Columns" />
          <IconButton icon={Rows3} label="Density" />
          <IconButton icon={Download} label="Export" />
          <CommandButton command="person.new" kind="main" icon={Plus}>New contact</CommandButton>
        </>
      }
      tools={
        <>
          <Tabs label="Views" className="flex-none px-4 narrow:px-2" selected="all" onSelect={() => {}} tabs={[{ id: 'all', label: 'All' }, { id: 'customers', label: 'Customers' }, { id: 'quiet', label: 'Quiet for 90 days' }]} end={<IconButton icon={Plus} label="Add a view" />} />
          <div className="flex flex-none flex-wrap items-center gap-2 px-6 py-2 narrow:px-4">
            <Chip onPress={() => {}} onRemove={() => {}} removeLabel="Remove the filter">Tag is not <b>archived</b></Chip>
            <Popover label="Filter" trigger={<Button kind="bare" size="small" icon={ListFilter} keys="F">Filter</Button>}>
              <TextField label="Words" value="" onChange={() => {}} />
            </Popover>
          </div>
        </>
      }
      peek={isPeeking && shown && (
        <PeekPanel
          label={shown.name}
          closeLabel="Close"
          onClose={() => setPeeking(false)}
          previous={{ label: 'Previous', onPress: () => setCurrent(Math.max(0, (current ?? 0) - 1)) }}
          next={{ label: 'Next', onPress: () => setCurrent((current ?? 0) + 1) }}
          action={<Button kind="bare" size="small" keys="↵">Open</Button>}
        >
          <div className="flex items-center gap-4">
            <Avatar id={shown.id} name={shown.name} shape="person" size="huge" />
            <h2 className="min-w-0 text-20 break-words"><bdi>{shown.name}</bdi></h2>
          </div>
        </PeekPanel>
      )}
    >
      <Grid
        label="Contacts"
        labels={GRID_LABELS}
        columns={COLUMNS}
        rowCount={rowCount}
        rowAt={rowAt}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        onRangeChange={onRangeChange ?? NO_RANGE}
        density={density}
        current={current}
        onCurrentChange={setCurrent}
        hrefOf={(row) => `#/person/${row.id}`}
        onOpen={(row) => announce(`Opened ${row.name}`)}
        onPeek={() => setPeeking(true)}
        selection={selection}
        onSelectionChange={setSelection}
        sort={sort}
        onSort={(columnId) => setSort({ columnId, isDescending: sort.columnId === columnId && !sort.isDescending })}
        widths={widths}
        onWidthChange={(columnId, width) => setWidths({ ...widths, [columnId]: width })}
        onEdit={async (row, columnId, value) => {
          await onSave?.(value);
          setEdited({ ...edited, [row.id]: { ...edited[row.id], [columnId]: value } });
        }}
        onContextMenu={(at) => setMenuAt(at)}
        face={rowCount === 0 ? <EmptyState icon={Users} text="No contacts yet." action={<Button kind="main">Import</Button>} others={<Button>Load sample data</Button>} /> : undefined}
        bulkBar={count > 0 && (
          <BulkBar
            label="Selected contacts"
            countText={`${count.toLocaleString('en-GB')} selected`}
            selectAll={<Button kind="bare" size="small" onPress={() => setSelection(ALL_TICKED)}>Select all</Button>}
            clearLabel="Clear selection"
            onClear={() => setSelection(NOTHING_TICKED)}
          >
            <Button kind="bare" size="small" icon={TagIcon} keys="#">Tag</Button>
            <Button kind="bare" size="small" icon={UserCheck} keys="A">Assign</Button>
            <Button kind="bare" size="small" icon={Trash2}>Delete</Button>
          </BulkBar>
        )}
      />
      <ContextMenu label="Contact" at={menuAt} entries={MENU} onClose={() => setMenuAt(null)} />
    </Page>
  );
}

const NO_RANGE = () => {};

const MENU: readonly MenuEntry[] = [
  { id: 'open', label: 'Open', icon: FileText, keys: '↵' },
  { id: 'merge', label: 'Merge with…', icon: Merge },
  { id: 'more', label: 'Move to', submenu: [{ id: 'a', label: 'Customers', isTicked: true }, { id: 'b', label: 'Prospects', isTicked: false }] },
  'separator',
  { id: 'delete', label: 'Delete', icon: Trash2, keys: 'Del', isDanger: true },
];

const COUNTRIES: readonly Option[] = ['Sweden', 'Åland', 'Österreich', 'Ghana', LONG_NAME].map((label) => ({ value: label, label }));

function WidgetsPage({ showToast }: { showToast: ReturnType<typeof createToasts>['show'] }) {
  const [text, setText] = useState('Ada');
  const [isOn, setOn] = useState(true);
  const [segment, setSegment] = useState<'list' | 'board' | 'table'>('list');
  const [country, setCountry] = useState<Option | null>(COUNTRIES[0] ?? null);
  const [tags, setTags] = useState<Option[]>(COUNTRIES.slice(2, 4));
  const [date, setDate] = useState('--12-09');
  const [dialog, setDialog] = useState<'none' | 'form' | 'confirm'>('none');
  const [tab, setTab] = useState('note');
  return (
    <Page title="Widgets" scrolls>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,320px),1fr))] items-start gap-8">
        <Section title="Buttons">
          <Button kind="main" icon={Plus} keys="C">New contact</Button>
          <Button icon={Phone}>Call</Button>
          <Button kind="bare">Quiet</Button>
          <Button kind="danger" icon={Trash2}>Erase</Button>
          <Button isDisabled>Not now</Button>
          <Button size="small" icon={Mail}>Mail</Button>
          <IconButton icon={Calendar} label="Meet" />
          <IconButton icon={Rows3} label="Density" isPressed />
          <Menu label="More" entries={MENU} trigger={<Button size="small">Menu</Button>} />
          <Button onPress={() => setDialog('form')}>Dialog</Button>
          <Button onPress={() => setDialog('confirm')}>Confirm</Button>
          <Button onPress={() => showToast({ text: 'Moved to the bin.', action: { label: 'Undo', keys: 'Ctrl Z', onPress: () => announce('Undone') } })}>Toast</Button>
          <FileButton icon={Download} onFiles={() => {}} accept=".csv">Choose a file</FileButton>
        </Section>
        <Section title="Fields" isColumn>
          <TextField label="Name" value={text} onChange={setText} placeholder="Given and family name" hint="As it is written on the door" />
          <TextField label="E-mail" value="ada@" onChange={() => {}} error="This is not an e-mail address." />
          <TextField label="Locked" value="Cannot change" onChange={() => {}} isDisabled />
          <TextArea label="Note" value={`${LONG_NAME}\nSecond line`} onChange={() => {}} />
        </Section>
        <Section title="Choices" isColumn>
          <Select label="Country" value={country?.value ?? null} onChange={(value) => setCountry(COUNTRIES.find((each) => each.value === value) ?? null)} options={COUNTRIES} placeholder="Choose" />
          <ComboBox label="Organisation" value={country} onChange={setCountry} options={COUNTRIES} emptyText="Nothing found" onCreate={(name) => setCountry({ value: name, label: name })} createLabel={(name) => `Create “${name}”`} />
          <TagInput label="Tags" values={tags} onChange={setTags} options={COUNTRIES} removeLabel={(label) => `Remove ${label}`} emptyText="Nothing found" />
          <DateField label="Birthday" value={date} onChange={setDate} locale="en-GB" isYearOptional dayLabel="Day" monthLabel="Month" yearLabel="Year" invalidText="This day does not exist." />
          <DateField label="Since" value="2026-02-30" onChange={() => {}} locale="en-US" dayLabel="Day" monthLabel="Month" yearLabel="Year" invalidText="This day does not exist." />
        </Section>
        <Section title="Switches" isColumn>
          <Checkbox label="Send me the letter" ticked={isOn} onChange={setOn} hint="Once a month" />
          <Checkbox label="Some of them" ticked="some" onChange={() => {}} />
          <Checkbox label="Not this one" ticked={false} onChange={() => {}} isDisabled />
          <Switch label="Single-letter keys" isOn={isOn} onChange={setOn} hint="C, N, L and the like" />
          <SegmentedControl label="Shape" value={segment} onChange={setSegment} segments={[{ value: 'list', label: 'List' }, { value: 'board', label: 'Board' }, { value: 'table', label: 'Table' }]} />
        </Section>
        <Section title="Words">
          <Tag name="customer" dot={3} />
          <Tag name="trade" dot={5} />
          <Tag name={LONG_NAME} />
          <StateBadge tone="success" icon={Check}>Given</StateBadge>
          <StateBadge tone="info">Open</StateBadge>
          <StateBadge tone="warning">Stalled</StateBadge>
          <StateBadge tone="danger">Overdue</StateBadge>
          <StateBadge>Withdrawn</StateBadge>
          <Chip onRemove={() => {}} removeLabel="Remove">{LONG_NAME}</Chip>
          {Array.from({ length: 12 }, (_, index) => <Avatar key={index} id={`person-${index}`} name={NAMES[index] ?? ''} shape={index % 2 ? 'person' : 'organisation'} />)}
        </Section>
        <Section title="Tabs" isColumn>
          <Tabs label="Kinds" selected={tab} onSelect={setTab} tabs={[{ id: 'note', label: 'Note', icon: FileText, content: <p className="p-2 text-13">A note</p> }, { id: 'call', label: 'Call', icon: Phone, count: '9', content: <p className="p-2 text-13">A call</p> }]} />
          <ProgressPanel label="Importing contacts.csv" done={1204} total={10000} countText="1,204 of 10,000" timeLeftText="About 2 minutes left" cancelLabel="Cancel" onCancel={() => {}} />
          <Skeleton label="Loading" lines={3} />
        </Section>
        <Section title="Faces" isColumn>
          <EmptyState icon={Users} text="No contacts yet. Bring your address book." action={<Button kind="main">Import</Button>} others={<Button kind="bare">Load sample data</Button>} />
          <ErrorState text="The contacts could not be read." retryLabel="Try again" onRetry={() => {}} copyLabel="Copy details" copiedLabel="Copied" details="E_READ" />
          <FileDrop label="Drop to attach" onFiles={() => {}}><div className="rounded-card border border-dashed border-border p-6 text-13 text-text3">Drop a file here</div></FileDrop>
        </Section>
      </div>
      <Dialog
        isOpen={dialog === 'form'}
        onClose={() => setDialog('none')}
        title="New contact"
        closeLabel="Close"
        onSubmit={() => setDialog('none')}
        footer={<><Button onPress={() => setDialog('none')}>Cancel</Button><Button kind="main" type="submit" keys="Ctrl ↵">Save</Button></>}
      >
        <TextField label="Name" value={text} onChange={setText} autoFocus />
      </Dialog>
      <ConfirmDialog isOpen={dialog === 'confirm'} title="Erase Ada Lindqvist for good?" confirmLabel="Erase" cancelLabel="Cancel" onConfirm={() => setDialog('none')} onCancel={() => setDialog('none')}>
        42 entries and 3 files go with her. This cannot be undone.
      </ConfirmDialog>
    </Page>
  );
}

function Section({ title, isColumn, children }: { title: string; isColumn?: boolean; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-2">{title}</h2>
      <div className={isColumn ? 'flex flex-col gap-4' : 'flex flex-wrap items-center gap-2'}>{children}</div>
    </section>
  );
}

const FIELDS = [['E-mail', 'ada@brannobk.example'], ['Mobile', '+46 70 555 01 42'], ['Office', '+46 31 555 01 80'], ['Address', LONG_NAME], ['Language', 'Swedish'], ['Birthday', '']] as const;

function RecordPage({ onSave }: KitchenSinkProps) {
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(FIELDS));
  const isNarrow = useNarrow();
  const head = useMemo(() => (
    <div className="mb-4">
      <Avatar id="person-8" name="Ada Lindqvist" shape="person" size="huge" />
      {!isNarrow && <h1 className="mt-2">Ada Lindqvist</h1>}
      <p className="text-13 text-text2">Harbour manager, Brännö Båtklubb</p>
    </div>
  ), [isNarrow]);
  return (
    <SplitLayout
      label="Ada Lindqvist"
      narrowHead={<h1 className="px-4 pt-4">Ada Lindqvist</h1>}
      start={{
        label: 'Details',
        content: (
          <>
            {head}
            {FIELDS.map(([label]) => (
              <InlineField
                key={label}
                label={label}
                value={values[label] ?? ''}
                editLabel={`Edit ${label}`}
                placeholder="Add"
                errorText={() => 'Could not be saved.'}
                onSave={async (value) => {
                  await onSave?.(value);
                  setValues((all) => ({ ...all, [label]: value }));
                }}
              />
            ))}
          </>
        ),
      }}
      main={{ label: 'Timeline', content: <TextArea label="Write a note" hideLabel placeholder="Write a note" value="" onChange={() => {}} autoFocus /> }}
      end={{ label: 'Related', count: '10', content: <div className="rounded-card bg-accent-subtle p-3 text-13"><h2>Next action</h2>Agree the balustrade height</div> }}
    />
  );
}
