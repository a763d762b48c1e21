import { Bell, ChartColumn, History, Import, Settings, SquareKanban, Sun, Trash2, Users } from 'lucide-react';
import { BIN_PATH, CONTACTS_PATH, DEAL_PATH, HISTORY_PATH, IMPORT_PATH, PIPELINE_PATH, REMINDERS_PATH, REPORTS_PATH, SETTINGS_PATH, TODAY_PATH } from '../paths.ts';
import type { Navigation } from './shell/navigation.ts';

/** What the sidebar holds, and how many wait today. */
export const navigationWith = (today: string | undefined): Navigation => ({
  groups: [
    {
      id: 'work',
      entries: [
        { to: TODAY_PATH, icon: Sun, title: { key: 'app:today' }, count: today },
        { to: CONTACTS_PATH, icon: Users, title: { key: 'app:contacts' } },
        { to: PIPELINE_PATH, recordsAt: DEAL_PATH, icon: SquareKanban, title: { key: 'app:pipeline' } },
        { to: REMINDERS_PATH, icon: Bell, title: { key: 'app:reminders' } },
        { to: REPORTS_PATH, icon: ChartColumn, title: { key: 'app:reports' } },
      ],
    },
    {
      id: 'data',
      titleKey: 'app:data',
      entries: [
        { to: IMPORT_PATH, icon: Import, title: { key: 'app:import' } },
        { to: BIN_PATH, icon: Trash2, title: { key: 'app:bin' } },
        { to: HISTORY_PATH, icon: History, title: { key: 'app:history' } },
      ],
    },
  ],
  foot: [{ to: SETTINGS_PATH, icon: Settings, title: { key: 'app:settings' } }],
});
