import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { goToRegion } from '../../commands/regions.ts';

/** What the frame itself can do. The shell mounts those without a `run`. */
export const SHELL_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'sidebar.toggle', titleKey: 'shell:toggleSidebar', keys: ['Mod+B'] }),
  defineCommand({ id: 'history.back', titleKey: 'shell:back', keys: ['Alt+ArrowLeft'] }),
  defineCommand({ id: 'history.forward', titleKey: 'shell:forward', keys: ['Alt+ArrowRight'] }),
  defineCommand({ id: 'region.next', titleKey: 'shell:nextRegion', keys: ['F6'], run: () => goToRegion('forward') }),
  defineCommand({ id: 'region.previous', titleKey: 'shell:previousRegion', keys: ['Shift+F6'], run: () => goToRegion('backward') }),
  defineCommand({ id: 'inbox.open', titleKey: 'inbox:open', keys: ['i'] }),
  defineCommand({ id: 'shortcuts.show', titleKey: 'shell:shortcuts', keys: ['?'] }),
];
