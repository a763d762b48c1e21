import type { ProfileInfo } from '../../core/api/profile.ts';
import { defineCommand } from '../commands/registry.ts';
import type { Command } from '../commands/registry.ts';
import { holdTyping } from '../commands/type-ahead.ts';
import { openNewDeal } from '../deals/intent.ts';
import { BIN_COMMANDS } from '../features/bin/commands.ts';
import { CONTACT_COMMANDS } from '../features/contact/commands.ts';
import { contactsCommands } from '../features/contacts/commands.ts';
import { FORECAST_COMMANDS } from '../features/deals/forecast/commands.ts';
import { PIPELINE_COMMANDS } from '../features/deals/pipeline-commands.ts';
import { EXPORT_COMMANDS } from '../features/export/commands.ts';
import { HISTORY_COMMANDS } from '../features/history/commands.ts';
import { IMPORT_COMMANDS } from '../features/import/commands.ts';
import { REPORT_COMMANDS } from '../features/reports/commands.ts';
import { RESTORE_COMMANDS } from '../features/restore/commands.ts';
import { SAMPLE_COMMANDS } from '../features/sample/commands.ts';
import { SETTINGS_COMMANDS } from '../features/settings/commands.ts';
import { CONTACTS_PATH } from '../paths.ts';
import { REMINDER_COMMANDS } from '../reminders/commands.ts';
import { SHELL_COMMANDS } from './shell/shell-commands.ts';

/** What can be done on every screen. Those without a `run` are mounted by the frame. */
const GLOBAL_COMMANDS: readonly Command[] = [
  // Browsers and desktops leave F8 alone on every layout; Mod+K some of them keep for their own search.
  defineCommand({ id: 'palette.open', titleKey: 'palette:open', keys: ['Mod+K', 'F8'] }),
  defineCommand({ id: 'quickAdd.open', titleKey: 'quickAdd:title', section: 'record', keys: ['q'] }),
  defineCommand({
    id: 'deal.new',
    titleKey: 'deals:newDeal',
    section: 'record',
    keys: ['D'],
    run() {
      holdTyping();
      openNewDeal();
    },
  }),
  defineCommand({ id: 'search.open', titleKey: 'app:search', keys: ['/', 'Mod+Shift+F'] }),
  defineCommand({ id: 'act.undo', titleKey: 'common:undo', keys: ['Mod+Z'] }),
  defineCommand({ id: 'act.redo', titleKey: 'common:redo', keys: ['Mod+Shift+Z', 'Mod+Y'] }),
  defineCommand({ id: 'app.lock', titleKey: 'vault:lockCommand', keys: ['Mod+Shift+X'] }),
  defineCommand({ id: 'page.print', titleKey: 'app:print', keys: ['Mod+P'], run: () => window.print() }),
  defineCommand({ id: 'go.contacts', titleKey: 'app:contacts', section: 'go', keys: ['G C'], run: ({ goTo }) => goTo(CONTACTS_PATH) }),
];

/** Every command of the app. A browser keeps Mod+N to itself, so only the window has that. */
export function commandsOf(host: ProfileInfo['host']): readonly Command[] {
  return [...GLOBAL_COMMANDS, ...SHELL_COMMANDS, ...contactsCommands(host), ...CONTACT_COMMANDS, ...PIPELINE_COMMANDS, ...FORECAST_COMMANDS, ...REPORT_COMMANDS, ...IMPORT_COMMANDS, ...EXPORT_COMMANDS, ...BIN_COMMANDS, ...REMINDER_COMMANDS, ...HISTORY_COMMANDS, ...SETTINGS_COMMANDS, ...RESTORE_COMMANDS, ...SAMPLE_COMMANDS];
}
