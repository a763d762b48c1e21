import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useSetPageTitle } from './page-title.tsx';

export interface PageProps {
  title: string;
  /** What the page is called, where its heading says something else; the heading then stands on a narrow screen too. */
  name?: string;
  /** Plain text after the title: how many. */
  count?: string | undefined;
  /** After the title: which of several it is about. */
  beside?: ReactNode;
  /** Icon buttons, and last the one main button. */
  actions?: ReactNode;
  /** Below the head: tabs, filters. */
  tools?: ReactNode;
  /** A PeekPanel, beside all of it. */
  peek?: ReactNode;
  children: ReactNode;
  /** For pages of text and fields: the content scrolls. A grid scrolls by itself. */
  scrolls?: boolean;
}

/** A screen with a heading: head 56 px, tools, content, and the peek panel beside them. */
export function Page({ title, name, count, beside, actions, tools, peek, children, scrolls }: PageProps) {
  useSetPageTitle({ title: name ?? title });
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex min-h-14 flex-none flex-wrap items-center gap-x-2 gap-y-1 px-6 py-2 narrow:min-h-0 narrow:px-4">
          <h1 className={classes('min-w-0 truncate', name === undefined && 'narrow:sr-only')}>{title}</h1>
          {count !== undefined && <span className="figures pt-1 text-13 text-text3 narrow:pt-0">{count}</span>}
          {beside}
          <span className="flex-1" />
          {actions}
        </div>
        {tools}
        <div className={classes('flex min-h-0 min-w-0 flex-1 flex-col', scrolls && 'overflow-y-auto px-6 pb-6 narrow:px-4')}>{children}</div>
      </div>
      {peek}
    </div>
  );
}
