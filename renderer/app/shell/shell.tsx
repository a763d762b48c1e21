import { Suspense, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, Menu } from 'lucide-react';
import { CommandIconButton } from '../../commands/command-button.tsx';
import { useCommandHandler } from '../../commands/command-provider.tsx';
import { holdTyping } from '../../commands/type-ahead.ts';
import { useText } from '../../i18n/use-text.ts';
import { late } from '../../late.ts';
import { LiveRegion } from '../../ui/announcer.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { Landmark } from '../../ui/landmark.tsx';
import { useNarrow } from '../../ui/media.ts';
import { usePageTitle } from '../../ui/page-title.tsx';
import { SkipLink } from '../../ui/skip-link.tsx';
import { Toasts } from '../../ui/toasts.tsx';
import type { ToastsState } from '../../ui/toasts.tsx';
import { useHistoryReach } from './history-reach.ts';
import type { Navigation } from './navigation.ts';
import { Sidebar } from './sidebar.tsx';

const ShortcutSheet = late(() => import('../../commands/shortcut-sheet.tsx').then(({ ShortcutSheet: part }) => part));

export interface ShellProps {
  navigation: Navigation;
  /** At the top of the sidebar: whose profile this is. */
  renderPlace: (isCollapsed: boolean) => ReactNode;
  /** In the middle of the title bar, 380 px; on a narrow screen beside `quick`, where it should be an icon. */
  search: ReactNode;
  /** At the end of the title bar. */
  quick: ReactNode;
  isSidebarCollapsed: boolean;
  onSidebarCollapse: (isCollapsed: boolean) => void;
  toasts: ToastsState;
  /** Before the name of the page in the title of a tab: how many wait. */
  titleCount?: string | undefined;
  children: ReactNode;
}

/** The frame of every screen: sidebar and title bar share the canvas, and round one corner lies the page. */
export function Shell({ navigation, renderPlace, search, quick, isSidebarCollapsed, onSidebarCollapse, toasts, titleCount, children }: ShellProps) {
  const text = useText();
  const isNarrow = useNarrow();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const { history } = useRouter();
  const { canGoBack, canGoForward } = useHistoryReach();
  useFocusAfterNavigation();
  useDocumentTitle(titleCount);
  useCommandHandler('sidebar.toggle', () => (isNarrow ? setDrawerOpen(!isDrawerOpen) : onSidebarCollapse(!isSidebarCollapsed)));
  useCommandHandler('history.back', () => history.back(), canGoBack);
  useCommandHandler('history.forward', () => history.forward(), canGoForward);
  useCommandHandler('shortcuts.show', () => {
    holdTyping();
    setShowsShortcuts(true);
  });
  ShortcutSheet.useFetchAhead();

  return (
    <div className="flex h-full flex-col print:block print:h-auto">
      <SkipLink label={text('shell:skip')} targetId={CONTENT_ID} />
      <div
        className={classes(
          'grid min-h-0 flex-1 print:block grid-rows-[48px_minmax(0,1fr)]',
          isNarrow ? 'grid-cols-[minmax(0,1fr)]' : isSidebarCollapsed ? 'grid-cols-[56px_minmax(0,1fr)]' : 'grid-cols-[232px_minmax(0,1fr)]',
        )}
      >
        {!isNarrow && (
          <Landmark role="navigation" label={text('shell:navigation')} className="row-span-2 flex min-h-0 flex-col print:hidden">
            <Sidebar navigation={navigation} place={renderPlace(isSidebarCollapsed)} isCollapsed={isSidebarCollapsed} />
          </Landmark>
        )}
        <Landmark
          role="banner"
          label={text('shell:titleBar')}
          className={classes('min-w-0 items-center print:hidden', isNarrow ? 'flex gap-1 border-b border-border bg-surface px-2' : 'grid grid-cols-[1fr_minmax(140px,380px)_1fr] gap-4 ps-1 pe-4')}
        >
          {isNarrow ? (
            <NarrowStart onMenu={() => setDrawerOpen(true)} menuLabel={text('shell:menu')} />
          ) : (
            <div className="flex items-center gap-1">
              <CommandIconButton command="history.back" icon={ChevronLeft} className="rtl:rotate-180" />
              <CommandIconButton command="history.forward" icon={ChevronRight} className="rtl:rotate-180" />
            </div>
          )}
          {search}
          <div className="flex items-center justify-end gap-2">{quick}</div>
        </Landmark>
        <Landmark
          id={CONTENT_ID}
          role="main"
          label={text('shell:content')}
          className={classes('relative flex min-h-0 min-w-0 flex-col overflow-hidden bg-surface print:block print:overflow-visible print:border-0', !isNarrow && 'rounded-ss-card border-s border-t border-border')}
        >
          {children}
        </Landmark>
      </div>
      {isNarrow && (
        <Drawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} label={text('shell:navigation')} side="start">
          <Sidebar navigation={navigation} place={renderPlace(false)} isCollapsed={false} onGo={() => setDrawerOpen(false)} />
        </Drawer>
      )}
      <Suspense>{showsShortcuts && <ShortcutSheet.Part isOpen onClose={() => setShowsShortcuts(false)} />}</Suspense>
      <Toasts toasts={toasts} label={text('common:notifications')} dismissLabel={text('common:dismiss')} />
      <LiveRegion />
    </div>
  );
}

const CONTENT_ID = 'content';

/** Menu or the way back to the list, and the name of the page. */
function NarrowStart({ onMenu, menuLabel }: { onMenu: () => void; menuLabel: string }) {
  const { title, parent } = usePageTitle();
  const router = useRouter();
  return (
    <>
      {parent ? (
        <IconButton icon={ChevronLeft} label={parent.title} onPress={() => void router.navigate({ to: parent.href })} className="size-10! rtl:rotate-180" />
      ) : (
        <IconButton icon={Menu} label={menuLabel} onPress={onMenu} className="size-10!" />
      )}
      <Clip className="flex-1 px-1 text-16 font-semibold">{parent?.title ?? title}</Clip>
    </>
  );
}

/** `(3) Today · Kith`: a tab in the background is read by its first letters. */
function useDocumentTitle(count: string | undefined) {
  const { title } = usePageTitle();
  useEffect(() => {
    document.title = `${count === undefined ? '' : `(${count}) `}${title ? `${title} · ` : ''}Kith`;
  }, [title, count]);
}

/** When a page goes, the focus goes with it: it is then given to the new one, unless that has taken it already. */
function useFocusAfterNavigation() {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const shownPath = useRef<string>(undefined);
  useEffect(() => {
    const before = shownPath.current;
    shownPath.current = path;
    if (before === undefined || before === path) return;
    const frame = requestAnimationFrame(() => {
      const content = document.getElementById(CONTENT_ID);
      if (document.activeElement === document.body && content) focusQuietly(content);
    });
    return () => cancelAnimationFrame(frame);
  }, [path]);
}

/** Without a ring round the whole page: nobody went there on purpose. */
function focusQuietly(element: HTMLElement) {
  element.dataset['quiet'] = '';
  element.addEventListener('blur', () => delete element.dataset['quiet'], { once: true });
  element.focus({ preventScroll: true });
}
