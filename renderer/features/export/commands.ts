import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';

/** The frame mounts what they open. */
export const EXPORT_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'export.everything', titleKey: 'export:everything' }),
  defineCommand({ id: 'export.deals', titleKey: 'export:exportDeals' }),
];
