import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { CalendarFailure } from '../../core/api/calendar.ts';
import type { ChangedEvent } from '../../core/api/index.ts';
import { calendarFile } from '../../db/calendar-settings.ts';
import type { Store } from '../../db/store.ts';
import type { CallContext } from '../calls/context.ts';
import { grantedFolders } from '../granted-folders.ts';
import { DATABASE_NAME } from '../workers/worker-data.ts';
import { askForFolder } from './ask-for-folder.ts';
import { CalendarKeeper } from './keeper.ts';
import { runCalendarTask } from './task.ts';

interface KeepPorts {
  /** To the process that opened the profile: it is asked for folders. */
  port: MessagePort;
  hasDialogs: boolean;
  tell: () => void;
  onError: (error: unknown) => void;
}

/** What the writing worker does for the calendar file. */
export interface KeptCalendar {
  changed(event: ChangedEvent): void;
  start(): void;
  stop(): Promise<void>;
  readonly desktop: NonNullable<CallContext['desktop']>;
}

export function keepCalendar(store: Store, profileDir: string, { port, hasDialogs, tell, onError }: KeepPorts): KeptCalendar {
  const folders = grantedFolders(profileDir, () => {
    throw new Error('the calendar grants no folders');
  });

  async function write(): Promise<CalendarFailure | undefined> {
    try {
      const file = calendarFile(store);
      const folder = file && folders.pathOf(file.folder);
      if (!folder) return 'not-granted';
      const answer = await runCalendarTask({ kind: 'write', database: join(profileDir, DATABASE_NAME), key: store.key, folder, file: { whose: file.whose, form: file.form } });
      if (answer.kind === 'written') return answer.failure;
      throw new Error(`a calendar was to be written and was ${answer.kind}`);
    } catch (error) {
      onError(error);
      return 'not-written';
    }
  }

  const keeper = new CalendarKeeper(store, {
    write,
    tell,
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    changed: (event) => keeper.changed(event),
    start: () => keeper.start(),
    stop: () => keeper.stop(),
    desktop: {
      calendarChanged: () => keeper.settingChanged(),
      writeCalendar: () => keeper.writeNow(),
      ...(hasDialogs ? { askForFolder: () => askForFolder(port) } : {}),
    },
  };
}
