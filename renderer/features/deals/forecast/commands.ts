import { defineCommand } from '../../../commands/registry.ts';
import type { Command } from '../../../commands/registry.ts';

/** What can be done with a deal of the forecast. */
export const FORECAST_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'pipeline.forecast', titleKey: 'forecast:show', section: 'list' }),
  defineCommand({ id: 'forecast.later', titleKey: 'forecast:later', section: 'list', keys: ['Shift+ArrowRight'] }),
  defineCommand({ id: 'forecast.earlier', titleKey: 'forecast:earlier', section: 'list', keys: ['Shift+ArrowLeft'] }),
  defineCommand({ id: 'forecast.moveTo', titleKey: 'forecast:moveTo', section: 'list', keys: ['S'] }),
];
