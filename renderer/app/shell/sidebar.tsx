import { Link, useRouterState } from '@tanstack/react-router';
import { Focusable } from 'react-aria-components/Focusable';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { Navigation, NavigationEntry } from './navigation.ts';

export interface SidebarProps {
  navigation: Navigation;
  /** At the top: whose profile this is. */
  place: ReactNode;
  /** Icons only, 56 px. */
  isCollapsed: boolean;
  onGo?: () => void;
}

export function Sidebar({ navigation, place, isCollapsed, onGo }: SidebarProps) {
  const text = useText();
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-px overflow-x-hidden overflow-y-auto p-2 pb-3">
      <div className="mb-4 flex h-8 flex-none items-center">{place}</div>
      {navigation.groups.map(({ id, titleKey, entries }) => (
        <div key={id} role="group" aria-label={titleKey && text(titleKey)} className="flex flex-col gap-px">
          {titleKey && (isCollapsed ? <div className="mx-2 my-2 h-px bg-border" /> : <span className="px-2 pt-4 pb-1 text-11 font-medium text-text3">{text(titleKey)}</span>)}
          {entries.map((entry) => <SidebarLink key={entry.to} entry={entry} isCollapsed={isCollapsed} onGo={onGo} />)}
        </div>
      ))}
      <span className="flex-1" />
      {navigation.foot.map((entry) => <SidebarLink key={entry.to} entry={entry} isCollapsed={isCollapsed} onGo={onGo} />)}
    </div>
  );
}

function SidebarLink({ entry, isCollapsed, onGo }: { entry: NavigationEntry; isCollapsed: boolean; onGo: (() => void) | undefined }) {
  const text = useText();
  const { icon: Icon, title, count, to, recordsAt } = entry;
  const isOnRecord = useRouterState({ select: ({ location }) => recordsAt !== undefined && location.pathname.startsWith(recordsAt) });
  const words = 'key' in title ? text(title.key) : title.text;
  const link = (
    <Link
      to={to}
      onClick={onGo}
      aria-label={isCollapsed ? words : undefined}
      activeOptions={{ exact: to === '/' }}
      {...(isOnRecord ? { 'aria-current': 'page' as const } : {})}
      className={classes(
        'ring-inside group flex h-7 flex-none items-center gap-2 rounded-control px-2 text-13 font-medium text-text2 narrow:h-10',
        'hover:bg-hover hover:text-text aria-[current=page]:bg-selected aria-[current=page]:text-text',
        isCollapsed && 'h-8 justify-center',
      )}
    >
      <Icon aria-hidden className="text-text3 group-aria-[current=page]:text-accent-text" />
      {!isCollapsed && <Clip className="flex-1">{words}</Clip>}
      {!isCollapsed && count !== undefined && <span className="figures text-11 text-text3 group-aria-[current=page]:text-text2">{count}</span>}
    </Link>
  );
  return isCollapsed ? <Tooltip text={words}><Focusable>{link}</Focusable></Tooltip> : link;
}
