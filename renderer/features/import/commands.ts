import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { IMPORT_PATH } from '../../paths.ts';

export const IMPORT_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'import.open', titleKey: 'import:title', section: 'go', keys: ['g i'], run: ({ goTo }) => goTo(IMPORT_PATH) }),
];
