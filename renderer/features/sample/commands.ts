import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';

/** The bar mounts both; only one of them can be done at a time. */
export const SAMPLE_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'sample.load', titleKey: 'sample:load' }),
  defineCommand({ id: 'sample.remove', titleKey: 'sample:remove' }),
];
