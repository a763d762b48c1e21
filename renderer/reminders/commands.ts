import { defineCommand } from '../commands/registry.ts';
import type { Command } from '../commands/registry.ts';
import { REMINDERS_PATH, TODAY_PATH } from '../paths.ts';

/** What can be done with reminders. The lists of them mount those of a row, the frame the new one. */
export const REMINDER_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'go.today', titleKey: 'app:today', section: 'go', keys: ['g t'], run: ({ goTo }) => goTo(TODAY_PATH) }),
  defineCommand({ id: 'go.reminders', titleKey: 'app:reminders', section: 'go', keys: ['g r'], run: ({ goTo }) => goTo(REMINDERS_PATH) }),
  defineCommand({ id: 'reminder.new', titleKey: 'reminders:new', section: 'record', keys: ['r'] }),
  defineCommand({ id: 'reminder.done', titleKey: 'reminders:doneAndNext', section: 'list', keys: ['e'] }),
  defineCommand({ id: 'reminder.snooze', titleKey: 'reminders:snooze', section: 'list', keys: ['h'] }),
  defineCommand({ id: 'reminder.log', titleKey: 'reminders:logCall', section: 'list', keys: ['l'] }),
  defineCommand({ id: 'reminder.open', titleKey: 'reminders:openContact', section: 'list', keys: ['Enter'] }),
  defineCommand({ id: 'reminder.peek', titleKey: 'reminders:peek', section: 'list', keys: ['Space'] }),
  defineCommand({ id: 'reminder.edit', titleKey: 'reminders:edit', section: 'list', keys: ['F2'] }),
  defineCommand({ id: 'reminder.assign', titleKey: 'reminders:assign', section: 'list', keys: ['a'] }),
  defineCommand({ id: 'reminder.skip', titleKey: 'reminders:skip', section: 'list' }),
  defineCommand({ id: 'reminder.remove', titleKey: 'reminders:remove', section: 'list', keys: ['Delete'] }),
];
