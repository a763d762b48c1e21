import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { REPORTS_PATH } from '../../paths.ts';

export const REPORT_COMMANDS: readonly Command[] = [defineCommand({ id: 'go.reports', titleKey: 'reports:title', section: 'go', keys: ['G X'], run: ({ goTo }) => goTo(REPORTS_PATH) })];
