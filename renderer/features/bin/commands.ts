import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { BIN_PATH } from '../../paths.ts';

export const BIN_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'bin.open', titleKey: 'bin:title', section: 'go', keys: ['g b'], run: ({ goTo }) => goTo(BIN_PATH) }),
  defineCommand({ id: 'bin.restore', titleKey: 'bin:restore', section: 'list', keys: ['r'] }),
  defineCommand({ id: 'bin.show', titleKey: 'bin:show', section: 'list' }),
  defineCommand({ id: 'bin.erase', titleKey: 'bin:erase', section: 'list' }),
  defineCommand({ id: 'bin.empty', titleKey: 'bin:empty', section: 'list' }),
];
