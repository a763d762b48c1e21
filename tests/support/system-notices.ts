// Stands in for the notices of the system, which a test without a desktop has not.
import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import type { SystemNotice } from '../../electron/shell/notifier.ts';

export class FakeNotice extends EventEmitter implements SystemNotice {
  isShown = false;
  isClosed = false;
  readonly options: NotificationConstructorOptions;

  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }

  show() {
    this.isShown = true;
  }

  close() {
    this.isClosed = true;
    this.emit('close', {});
  }

  click() {
    this.emit('click', {});
  }

  act(actionIndex: number, selectionIndex = -1) {
    this.emit('action', { actionIndex, selectionIndex }, actionIndex, selectionIndex);
  }

  /** The system takes it off the screen. */
  timeOut() {
    this.emit('close', { reason: 'timedOut' });
  }

  fail(error: string) {
    this.emit('failed', {}, error);
  }
}

export function fakeNotices(): { shown: FakeNotice[]; create: (options: NotificationConstructorOptions) => FakeNotice } {
  const shown: FakeNotice[] = [];
  return {
    shown,
    create(options) {
      const notice = new FakeNotice(options);
      shown.push(notice);
      return notice;
    },
  };
}
