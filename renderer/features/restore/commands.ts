import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { RESTORE_PATH } from '../../paths.ts';

export const RESTORE_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'restore.open', titleKey: 'restore:title', section: 'go', run: ({ goTo }) => goTo(RESTORE_PATH) }),
  defineCommand({ id: 'restore.find', titleKey: 'restore:find', section: 'list', keys: ['Mod+F'] }),
  defineCommand({ id: 'backup.now', titleKey: 'backup:backUpNow' }),
];
