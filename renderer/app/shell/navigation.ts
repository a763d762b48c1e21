import type { LucideIcon } from 'lucide-react';
import type { TextKey } from '../../i18n/namespaces.ts';

export interface NavigationEntry {
  to: string;
  /** Where its records stand, when that is not below it: `/deal`. */
  recordsAt?: string;
  icon: LucideIcon;
  /** Words of ours by key, words of the user's as they are. */
  title: { key: TextKey } | { text: string };
  /** Plain text at the end: how many wait there. */
  count?: string | undefined;
}

export interface NavigationGroup {
  id: string;
  titleKey?: TextKey;
  entries: readonly NavigationEntry[];
}

/** What the sidebar holds. Only screens that exist are in it. */
export interface Navigation {
  groups: readonly NavigationGroup[];
  /** At the foot: settings, help. */
  foot: readonly NavigationEntry[];
}
