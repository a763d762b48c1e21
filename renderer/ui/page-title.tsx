import { useEffect, useSyncExternalStore } from 'react';

export interface PageTitle {
  title: string;
  /** The list this page belongs to: on a narrow screen its name is in the title bar, with a way back. */
  parent?: { title: string; href: string };
}

let shown: PageTitle = { title: '' };
const listeners = new Set<() => void>();

/** Names the page in the window's title and, on a narrow screen, in the title bar. */
export function useSetPageTitle({ title, parent }: PageTitle): void {
  const [parentTitle, parentHref] = [parent?.title, parent?.href];
  useEffect(() => {
    shown = parentTitle !== undefined && parentHref !== undefined ? { title, parent: { title: parentTitle, href: parentHref } } : { title };
    for (const listener of listeners) listener();
  }, [title, parentTitle, parentHref]);
}

export function usePageTitle(): PageTitle {
  return useSyncExternalStore(listen, () => shown);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
