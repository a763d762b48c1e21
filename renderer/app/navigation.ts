import { History, Import, Settings, Trash2, Users } from 'lucide-react';
import { BIN_PATH, CONTACTS_PATH, HISTORY_PATH, IMPORT_PATH, SETTINGS_PATH } from '../paths.ts';
import type { Navigation } from './shell/navigation.ts';

export const NAVIGATION: Navigation = {
  groups: [
    { id: 'work', entries: [{ to: CONTACTS_PATH, icon: Users, title: { key: 'app:contacts' } }] },
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
};
