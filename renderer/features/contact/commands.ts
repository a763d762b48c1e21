import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';

/** What can be done on the page of a person or an organisation. The page mounts them. */
export const CONTACT_COMMANDS: readonly Command[] = [
  defineCommand({ id: 'contact.note', titleKey: 'contact:commandNote', section: 'record', keys: ['n'] }),
  // The composer has the focus, where letters are text: Mod+Shift reaches it from there.
  defineCommand({ id: 'contact.call', titleKey: 'contact:commandCall', section: 'record', keys: ['l', 'Mod+Shift+L'] }),
  defineCommand({ id: 'contact.meeting', titleKey: 'contact:commandMeeting', section: 'record', keys: ['m', 'Mod+Shift+M'] }),
  defineCommand({ id: 'contact.email', titleKey: 'contact:commandEmail', section: 'record' }),
  defineCommand({ id: 'contact.edit', titleKey: 'contact:commandEdit', section: 'record', keys: ['F2'] }),
  defineCommand({ id: 'contact.rename', titleKey: 'contact:commandRename', section: 'record' }),
  // French, Spanish and Swiss keyboards have # behind AltGr.
  defineCommand({ id: 'contact.tag', titleKey: 'contact:commandTag', section: 'record', keys: ['#', 'Shift+T'] }),
  defineCommand({ id: 'contact.saveEntry', titleKey: 'contact:commandSave', section: 'record', keys: ['Mod+Enter'] }),
  defineCommand({ id: 'contact.find', titleKey: 'contact:searchTimeline', section: 'record', keys: ['Mod+F'] }),
  defineCommand({ id: 'contact.history', titleKey: 'contact:commandHistory', section: 'record' }),
  defineCommand({ id: 'contact.merge', titleKey: 'contact:commandMerge', section: 'record' }),
  defineCommand({ id: 'contact.exportCard', titleKey: 'contact:commandExport', section: 'record' }),
  defineCommand({ id: 'contact.remove', titleKey: 'contact:commandRemove', section: 'record', keys: ['Delete'] }),
];
