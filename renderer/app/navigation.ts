import { Settings, Users } from 'lucide-react';
import { CONTACTS_PATH, SETTINGS_PATH } from '../paths.ts';
import type { Navigation } from './shell/navigation.ts';

export const NAVIGATION: Navigation = {
  groups: [{ id: 'work', entries: [{ to: CONTACTS_PATH, icon: Users, title: { key: 'app:contacts' } }] }],
  foot: [{ to: SETTINGS_PATH, icon: Settings, title: { key: 'app:settings' } }],
};
