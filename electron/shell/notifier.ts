// Notices of the system, in the form that each system has for them.
import type { NotificationAction, NotificationConstructorOptions } from 'electron';
import type { Snooze } from '../../core/schedule.ts';

export interface Notice {
  /** Another of the same id takes its place. */
  id: string;
  title: string;
  body: string;
  /** Whether it is about one reminder, which can be done and put off from here. */
  isReminder: boolean;
}

/** What somebody did with a notice. */
export type NoticeAct = { kind: 'open' } | { kind: 'done' } | { kind: 'snooze'; to: SnoozeName };
export type SnoozeName = Extract<Snooze, string>;

/** The one way in which the program tells people something outside its window. */
export interface Notifier {
  show: (notice: Notice) => void;
  close: (id: string) => void;
  closeAll: () => void;
}

/** On its buttons, in the language of the reader. */
export type NoticeButtons = { done: string; snooze: string } & Record<SnoozeName, string>;

export interface NotifierPorts {
  platform: NodeJS.Platform;
  /** Electron's `new Notification(options)`. */
  create: (options: NotificationConstructorOptions) => SystemNotice;
  buttons: () => NoticeButtons;
  onAct: (id: string, act: NoticeAct) => void;
  /** The system would not show it. */
  onFailed: (error: string) => void;
}

/** What is used of Electron's `Notification`. */
export interface SystemNotice {
  on(event: 'click' | 'close', listener: () => void): unknown;
  on(event: 'action', listener: (details: { actionIndex: number; selectionIndex: number }) => void): unknown;
  on(event: 'failed', listener: (event: unknown, error: string) => void): unknown;
  show(): void;
  close(): void;
}

/** In the order in which the list of Windows offers them. */
const SNOOZES: readonly SnoozeName[] = ['laterToday', 'tomorrow', 'inThreeDays', 'nextWeek'];
/** Where there is a button and no list, and where nothing of the list was chosen. */
const USUAL_SNOOZE: SnoozeName = 'tomorrow';

export function systemNotifier(ports: NotifierPorts): Notifier {
  /** Those that may still be seen: one that nobody holds is collected, and its buttons with it. */
  const shown = new Map<string, SystemNotice>();

  function close(id: string) {
    const notice = shown.get(id);
    shown.delete(id);
    notice?.close();
  }

  return {
    show({ id, title, body, isReminder }) {
      close(id);
      const actions = isReminder ? actionsOn(ports.platform, ports.buttons()) : [];
      const notice = ports.create({ title, body, ...(actions.length > 0 ? { actions, hasReply: false } : {}) });
      shown.set(id, notice);
      const act = (what: NoticeAct) => {
        close(id);
        ports.onAct(id, what);
      };
      notice.on('click', () => act({ kind: 'open' }));
      notice.on('action', ({ actionIndex, selectionIndex }) => act(actOf(actions[actionIndex], selectionIndex)));
      // Windows tells of a close when it only moves the notice to its centre, from where it can still be used.
      if (ports.platform !== 'win32') notice.on('close', () => shown.get(id) === notice && shown.delete(id));
      notice.on('failed', (_event, error) => {
        if (shown.get(id) === notice) shown.delete(id);
        ports.onFailed(error);
      });
      notice.show();
    },
    close,
    closeAll() {
      for (const id of shown.keys()) close(id);
    },
  };
}

type Action = NotificationAction & { does: 'done' | 'snooze' };

/** macOS has buttons, Windows also a list; on Linux Electron shows neither. */
function actionsOn(platform: NodeJS.Platform, buttons: NoticeButtons): Action[] {
  const done: Action = { does: 'done', type: 'button', text: buttons.done };
  if (platform === 'darwin') return [done, { does: 'snooze', type: 'button', text: `${buttons.snooze}: ${buttons[USUAL_SNOOZE]}` }];
  if (platform === 'win32') return [done, { does: 'snooze', type: 'selection', text: buttons.snooze, items: SNOOZES.map((name) => buttons[name]) }];
  return [];
}

function actOf(action: Action | undefined, selectionIndex: number): NoticeAct {
  if (action?.does === 'done') return { kind: 'done' };
  if (action?.does === 'snooze') return { kind: 'snooze', to: (action.type === 'selection' ? SNOOZES[selectionIndex] : undefined) ?? USUAL_SNOOZE };
  return { kind: 'open' };
}
