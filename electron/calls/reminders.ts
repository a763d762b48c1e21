import type { GroupHandlers } from '../../core/call.ts';
import type { reminders } from '../../core/api/reminders.ts';
import type { Id } from '../../core/ids.ts';
import { inbox, noteSeen } from '../../db/fired.ts';
import { listAhead } from '../../db/ahead.ts';
import { changeOccurrence, skipOccurrence } from '../../db/occurrences.ts';
import { quickAdd } from '../../db/quick-add.ts';
import { completeReminder, createReminder, getReminder, listReminders, plannedWith, reminderRow, reopenReminder, setCadence, skipReminder, snoozeReminder, updateReminder } from '../../db/reminders.ts';
import { countWaiting, listToday } from '../../db/today.ts';
import { type CallContext, writeAndTell } from './context.ts';

export function reminderCalls(context: CallContext): GroupHandlers<typeof reminders> {
  const { store } = context;
  const done = ({ changeId }: { changeId: Id }): { changeId: Id } => ({ changeId });
  return {
    today: (request) => listToday(store, request),
    ahead: (request) => listAhead(store, request),
    count: ({ zone }) => ({ waiting: countWaiting(store, zone) }),
    list: (request) => listReminders(store, request),
    inbox: ({ limit }) => inbox(store, limit),
    seen: () => {
      noteSeen(store, store.ports.now());
      context.changed({ fired: '*' });
    },
    ofContact: ({ contactId, zone }) => plannedWith(store, contactId, zone),
    get: ({ id }) => getReminder(store, id),
    create: (reminder) => {
      const { result: id, changeId } = writeAndTell(context, { code: 'reminder.created' }, (tx) => createReminder(tx, reminder));
      return { id, changeId };
    },
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'reminder.updated' }, (tx) => updateReminder(tx, id, change))),
    updateOccurrence: (change) => done(writeAndTell(context, { code: 'reminder.updated' }, (tx) => changeOccurrence(tx, change))),
    skipOccurrence: ({ seriesId, occurrence }) => done(writeAndTell(context, { code: 'reminder.skipped' }, (tx) => skipOccurrence(tx, seriesId, occurrence, deviceZone()))),
    snooze: ({ id, to }) => done(writeAndTell(context, { code: 'reminder.snoozed' }, (tx) => snoozeReminder(tx, id, to))),
    complete: ({ id, ...completion }) => {
      const { result, changeId } = writeAndTell(context, { code: 'reminder.completed' }, (tx) => completeReminder(tx, id, completion, deviceZone()));
      return { ...result, changeId };
    },
    reopen: ({ id }) => done(writeAndTell(context, { code: 'reminder.reopened' }, (tx) => reopenReminder(tx, id))),
    skip: ({ id }) => {
      const { result: nextId, changeId } = writeAndTell(context, { code: 'reminder.skipped' }, (tx) => skipReminder(tx, id, deviceZone()));
      return { nextId, changeId };
    },
    remove: ({ id }) =>
      done(
        writeAndTell(context, { code: 'reminder.removed' }, (tx) => {
          reminderRow(store, id);
          tx.remove('reminders', id);
        }),
      ),
    restore: ({ id }) => done(writeAndTell(context, { code: 'reminder.restored' }, (tx) => tx.restore('reminders', id))),
    quickAdd: (line) => {
      const { result, changeId } = writeAndTell(context, { code: 'quickAdd' }, (tx) => quickAdd(tx, line));
      return { ...result, changeId };
    },
    setCadence: ({ contactId, every }) => done(writeAndTell(context, { code: 'contact.cadence' }, (tx) => setCadence(tx, contactId, every))),
  };
}

/** Where this device is, as its system says; it may travel while Kith runs. */
const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
