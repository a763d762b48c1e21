import { useId } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classes } from './classes.ts';

export interface TabEntry {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Plain text after the label. */
  count?: string | undefined;
  /** Left out where the caller shows the content elsewhere. */
  content?: ReactNode;
}

export interface TabsProps {
  label: string;
  tabs: readonly TabEntry[];
  selected: string;
  onSelect: (id: string) => void;
  /** After the last tab: a button to add one. */
  end?: ReactNode;
  className?: string;
  panelClassName?: string;
}

/** Views of one page. Labels align at the edge of the page, the background of the chosen one reaches 8 px outside. */
export function Tabs({ label, tabs, selected, onSelect, end, className, panelClassName }: TabsProps) {
  const id = useId();
  const shown = tabs.find((tab) => tab.id === selected);
  const hasPanel = shown?.content !== undefined;
  return (
    <div className={classes('flex min-h-0 min-w-0 flex-col', className)}>
      <div className="flex items-center gap-1">
        <TabList id={id} label={label} tabs={tabs} selected={selected} onSelect={onSelect} panelId={hasPanel ? `${id}-panel` : undefined} />
        {end}
      </div>
      {hasPanel && (
        <div key={shown.id} id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${shown.id}`} tabIndex={0} className={classes('ring-inside min-h-0 flex-1', panelClassName)}>
          {shown.content}
        </div>
      )}
    </div>
  );
}

export interface TabListProps extends Pick<TabsProps, 'label' | 'tabs' | 'selected' | 'onSelect' | 'className'> {
  /** Begins the ids of the tabs, `ID-TAB`, so that panels can name theirs. */
  id: string;
  /** The panel of the selected tab, where it has one. */
  panelId?: string | undefined;
}

/** The row alone: one tab stop, the arrows choose. */
export function TabList({ id, label, tabs, selected, onSelect, panelId, className }: TabListProps) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const place = tabs.findIndex((tab) => tab.id === selected);
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const target = {
      ArrowRight: isRightToLeft ? place - 1 : place + 1,
      ArrowLeft: isRightToLeft ? place + 1 : place - 1,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = tabs[(target + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  }

  return (
    <div role="tablist" aria-label={label} onKeyDown={onKeyDown} className={classes('flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]', className)}>
      {tabs.map(({ id: tabId, label: text, icon: Icon, count }) => (
        <button
          key={tabId}
          type="button"
          role="tab"
          id={`${id}-${tabId}`}
          aria-selected={tabId === selected}
          aria-controls={tabId === selected ? panelId : undefined}
          tabIndex={tabId === selected ? 0 : -1}
          onClick={() => onSelect(tabId)}
          className="ring-inside inline-flex h-control-small flex-none items-center gap-1 rounded-control px-2 text-13 font-medium whitespace-nowrap text-text2 hover:bg-hover hover:text-text aria-selected:bg-selected aria-selected:text-text narrow:h-8 [&[aria-selected=true]_svg]:text-accent-text"
        >
          {Icon && <Icon aria-hidden className="text-text3" />}
          {text}
          {count !== undefined && <span className="figures font-normal text-text2">{count}</span>}
        </button>
      ))}
    </div>
  );
}
