import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';

/** One thing that can be set. `words` are what a search finds it by. */
export interface Setting {
  id: string;
  words: string;
  content: ReactNode;
}

export interface SettingsSection {
  id: SectionId;
  title: string;
  settings: readonly Setting[];
}

export const SECTION_IDS = ['profile', 'region', 'appearance', 'keyboard', 'reminders', 'calendar', 'fields', 'tags', 'pipelines', 'reasons', 'products', 'rates', 'targets', 'mappings', 'backups', 'security', 'data'] as const;
export type SectionId = (typeof SECTION_IDS)[number];

export interface SettingRowProps {
  label: string;
  hint?: string;
  children: ReactNode;
  /** The control fills its half; otherwise it stands at the end. */
  isWide?: boolean;
}

/** Words at the start, the control at the end; on a narrow screen one below the other. */
export function SettingRow({ label, hint, children, isWide }: SettingRowProps) {
  return (
    <div className="flex min-h-14 items-center gap-6 border-b border-border/55 py-3 narrow:flex-col narrow:items-stretch narrow:gap-2">
      <div className="min-w-0 flex-1">
        <p className="text-13 font-medium break-words">{label}</p>
        {hint !== undefined && <p className="text-12 text-balance break-words text-text3">{hint}</p>}
      </div>
      <div className={classes('flex-none', isWide && 'w-70 max-w-full narrow:w-full')}>{children}</div>
    </div>
  );
}
