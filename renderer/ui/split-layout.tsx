import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useNarrow } from './media.ts';
import { TabList } from './tabs.tsx';

export interface Pane {
  /** The tab's words where the panes become tabs. */
  label: string;
  count?: string | undefined;
  content: ReactNode;
}

export interface SplitLayoutProps {
  /** Names the row of tabs. */
  label: string;
  /** 288 px, for what the record is. */
  start: Pane;
  /** What is left, for what happened. */
  main: Pane;
  /** 296 px, for what belongs to it; below the start where three columns do not fit. */
  end?: Pane;
  /** Above the tabs on a narrow screen, where it replaces the head of the start pane. */
  narrowHead?: ReactNode;
  /** Where the panes are tabs, main comes to the front when this becomes another thing. */
  mainWanted?: unknown;
}

/** The page of one record: three columns, two, or tabs (main first), by width. Panes stay mounted, so a draft survives a turn of the screen. */
export function SplitLayout({ label, start, main, end, narrowHead, mainWanted }: SplitLayoutProps) {
  const isNarrow = useNarrow();
  const [shown, setShown] = useState<'main' | 'start' | 'end'>('main');
  const [wanted, setWanted] = useState(mainWanted);
  if (wanted !== mainWanted) {
    setWanted(mainWanted);
    if (mainWanted !== undefined) setShown('main');
  }
  const id = useId();
  const panes = [['main', main], ['start', start], ...(end ? [['end', end] as const] : [])] as const;

  const paneProps = (name: 'main' | 'start' | 'end', look: string) => ({
    id: `${id}-${name}`,
    ...(isNarrow ? { role: 'tabpanel', 'aria-labelledby': `${id}-tab-${name}` } : {}),
    className: classes(look, 'print:block print:max-h-none print:overflow-visible print:border-0', isNarrow ? (name === shown ? 'px-4 py-4' : 'hidden') : 'min-h-0 overflow-y-auto px-6 py-4'),
  });

  return (
    <div className={classes('flex min-h-0 min-w-0 flex-1 flex-col print:block print:overflow-visible', isNarrow && 'overflow-y-auto')}>
      {isNarrow && narrowHead}
      {isNarrow && (
        <TabList
          id={`${id}-tab`}
          label={label}
          tabs={panes.map(([name, pane]) => ({ id: name, label: pane.label, count: pane.count }))}
          selected={shown}
          onSelect={(name) => setShown(panes.find(([each]) => each === name)?.[0] ?? 'main')}
          panelId={`${id}-${shown}`}
          className="flex-none border-b border-border p-2"
        />
      )}
      <div
        className={classes(
          'min-h-0 min-w-0 flex-1 print:block',
          !isNarrow && 'grid grid-cols-[288px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] [grid-template-areas:"start_main""end_main"] min-[1200px]:grid-rows-1',
          !isNarrow && end && 'min-[1200px]:grid-cols-[288px_minmax(0,1fr)_296px] min-[1200px]:[grid-template-areas:"start_main_end"]',
          !isNarrow && !end && 'grid-rows-1 [grid-template-areas:"start_main"]',
        )}
      >
        <div {...paneProps('start', '[grid-area:start]')}>{start.content}</div>
        <div {...paneProps('main', classes('[grid-area:main]', !isNarrow && 'border-s border-border', end && !isNarrow && 'min-[1200px]:border-e'))}>{main.content}</div>
        {end && <div {...paneProps('end', classes('[grid-area:end]', !isNarrow && 'max-[1199px]:max-h-[40dvh] max-[1199px]:border-t max-[1199px]:border-border'))}>{end.content}</div>}
      </div>
    </div>
  );
}
