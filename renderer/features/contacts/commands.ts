import type { ProfileInfo } from '../../../core/api/profile.ts';
import { defineCommand } from '../../commands/registry.ts';
import type { Command } from '../../commands/registry.ts';
import { VIEW_KEYS } from '../../views/view-keys.ts';

export const viewCommand = (place: number): string => `contacts.view${place + 1}`;

/** What can be done with the list of contacts, and making a new one, which the frame mounts for every screen. */
export function contactsCommands(host: ProfileInfo['host']): readonly Command[] {
  return [
    // A browser keeps Mod+N for itself.
    defineCommand({ id: 'contact.new', titleKey: 'contacts:new', section: 'record', keys: host === 'window' ? ['C', 'Mod+N'] : ['C'] }),
    defineCommand({ id: 'contacts.open', titleKey: 'contacts:open', section: 'list', keys: ['Enter'] }),
    defineCommand({ id: 'contacts.peek', titleKey: 'contacts:peek', section: 'list', keys: ['Space'] }),
    defineCommand({ id: 'contacts.edit', titleKey: 'contacts:editCell', section: 'list', keys: ['F2'] }),
    defineCommand({ id: 'contacts.find', titleKey: 'contacts:find', section: 'list', keys: ['Mod+F'] }),
    defineCommand({ id: 'contacts.filter', titleKey: 'contacts:filter', section: 'list', keys: ['F'] }),
    defineCommand({ id: 'contacts.clearLastFilter', titleKey: 'contacts:clearLastFilter', section: 'list', keys: ['Shift+F'] }),
    defineCommand({ id: 'contacts.select', titleKey: 'contacts:select', section: 'list', keys: ['X'] }),
    defineCommand({ id: 'contacts.selectAll', titleKey: 'contacts:selectAllMatching', section: 'list', keys: ['Mod+A'] }),
    defineCommand({ id: 'contacts.tag', titleKey: 'contacts:tag', section: 'list', keys: ['#', 'Shift+T'] }),
    defineCommand({ id: 'contacts.assign', titleKey: 'contacts:assign', section: 'list', keys: ['A'] }),
    defineCommand({ id: 'contacts.setStatus', titleKey: 'contacts:setStatus', section: 'list', keys: ['S'] }),
    defineCommand({ id: 'contacts.setSource', titleKey: 'contacts:setSource', section: 'list' }),
    defineCommand({ id: 'contacts.setRole', titleKey: 'contacts:setRole', section: 'list' }),
    defineCommand({ id: 'contacts.setField', titleKey: 'contacts:setField', section: 'list' }),
    defineCommand({ id: 'contacts.remove', titleKey: 'contacts:remove', section: 'list', keys: ['Delete'] }),
    defineCommand({ id: 'contacts.export', titleKey: 'contacts:export', section: 'list' }),
    defineCommand({ id: 'contacts.columns', titleKey: 'contacts:columns', section: 'list' }),
    defineCommand({ id: 'contacts.saveView', titleKey: 'contacts:saveView', section: 'list' }),
    ...Array.from({ length: VIEW_KEYS }, (_, place) =>
      defineCommand({ id: viewCommand(place), titleKey: `contacts:view${place + 1}` as 'contacts:view1', section: 'list', keys: [`Mod+${place + 1}`] }),
    ),
  ];
}
