import { randomBytes } from 'node:crypto';
import type { calendar } from '../../core/api/calendar.ts';
import { CallError, type GroupHandlers } from '../../core/call.ts';
import { calendarFile, calendarState, setCalendarFile } from '../../db/calendar-settings.ts';
import { CALENDAR_NAME } from '../calendar/write-file.ts';
import { grantedFolders } from '../granted-folders.ts';
import type { CallContext } from './context.ts';

export function calendarCalls({ store, profileDir, changed, desktop }: CallContext): GroupHandlers<typeof calendar> {
  const folders = grantedFolders(profileDir, (count) => new Uint8Array(randomBytes(count)));
  return {
    status: () => ({ file: calendarFile(store), name: CALENDAR_NAME, folders: [...folders.views()], ...calendarState(store) }),
    setFile: (file) => {
      if (file && folders.pathOf(file.folder) === undefined) throw new CallError('not-granted', 'This folder is not one that Kith may use. Choose another.');
      setCalendarFile(store, file);
      changed({ calendar: '*' });
      desktop?.calendarChanged();
    },
    writeNow: async () => desktop?.writeCalendar(),
    chooseFolder: async () => {
      if (!desktop?.askForFolder) throw new CallError('no-dialog', 'Folders are granted in a terminal: kith folder add DIR.');
      const path = await desktop.askForFolder();
      if (path === null) return null;
      const { token, name } = folders.grant(path);
      changed({ calendar: '*' });
      return { token, name };
    },
  };
}
