import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { SETTINGS_PATH } from '../../paths.ts';

export const SETTINGS_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'settings.open', titleKey: 'settings:title', section: 'go', keys: ['Mod+,'], run: ({ goTo }) => goTo(SETTINGS_PATH) }),
  defineCommand({ id: 'settings.find', titleKey: 'settings:search', section: 'list', keys: ['Mod+F'] }),
];
