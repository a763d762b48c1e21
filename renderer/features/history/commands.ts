import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { HISTORY_PATH } from '../../paths.ts';

export const HISTORY_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'history.open', titleKey: 'history:title', section: 'go', keys: ['g h'], run: ({ goTo }) => goTo(HISTORY_PATH) }),
];
