import type { ReactNode } from 'react';
import type { LucideIcon } from 'lucide-react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
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
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))} className={classes('flex min-h-0 min-w-0 flex-col', className)}>
      <div className="flex items-center gap-1">
        <TabList aria-label={label} className="flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]">
          {tabs.map(({ id, label: text, icon: Icon, count }) => (
            <Tab
              key={id}
              id={id}
              className="inline-flex h-control-small flex-none cursor-default items-center gap-1 rounded-control px-2 text-13 font-medium whitespace-nowrap text-text2 ring-inside hover:bg-hover hover:text-text aria-selected:bg-selected aria-selected:text-text [&[aria-selected=true]_svg]:text-accent-text"
            >
              {Icon && <Icon aria-hidden className="text-text3" />}
              {text}
              {count !== undefined && <span className="figures font-normal text-text2">{count}</span>}
            </Tab>
          ))}
        </TabList>
        {end}
      </div>
      {tabs.map(({ id, content }) => content !== undefined && (
        <TabPanel key={id} id={id} className={classes('ring-inside min-h-0 flex-1', panelClassName)}>{content}</TabPanel>
      ))}
    </AriaTabs>
  );
}
