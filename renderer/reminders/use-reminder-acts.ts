import { useQueryClient } from '@tanstack/react-query';
import type { Occurrence } from '../../core/api/reminders.ts';
import type { InputOf } from '../api.ts';
import { useApi, useErrorText } from '../api.ts';
import type { Id } from '../../core/ids.ts';
import type { Due, Reminder } from '../../core/reminders.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { paint, paintSkipped } from './paint.ts';
import type { Paint, Painted } from './paint.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';

type Completion = Omit<InputOf<'reminders.complete'>, 'id'>;

export interface ReminderActs {
  /** Gives back why it was refused, in words; null where it is done. */
  complete: (reminder: Reminder, completion: Completion) => Promise<string | null>;
  log: (reminder: Reminder, body: string) => Promise<string | null>;
  /** These say themselves what went wrong. */
  snooze: (reminder: Reminder, to: Due) => Promise<void>;
  assign: (reminder: Reminder, member: { id: Id; name: string }) => Promise<void>;
  remove: (reminder: Reminder) => Promise<void>;
  reopen: (reminder: Reminder) => Promise<void>;
  skip: (reminder: Reminder) => Promise<void>;
  skipAhead: (occurrence: Occurrence) => Promise<void>;
}

/** What can be done with a reminder: shown at once, said, and with the way back. */
export function useReminderActs(): ReminderActs {
  const t = useRemindersText();
  const words = useReminderWords();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { announce, showToast } = useCommandContext();

  /** Gives back the words of a refusal, after which all looks as before. */
  async function change<Done extends { changeId: Id }>(painted: (() => Pick<Paint, 'takeOff'> & Partial<Paint>) | null, write: () => Promise<Done>, said: string | ((done: Done) => string)): Promise<string | null> {
    const paint = painted?.();
    try {
      const done = await write();
      paint?.dry?.();
      const inWords = typeof said === 'string' ? said : said(done);
      announce(inWords);
      undoable(inWords, done.changeId);
      return null;
    } catch (error) {
      paint?.takeOff();
      return errorText(error);
    }
  }

  const painted = (reminder: Reminder, as: Painted) => () => paint(queries, reminder, as, Date.now());

  async function orToast(changed: Promise<string | null>) {
    const refusal = await changed;
    if (refusal !== null) showToast({ text: refusal, tone: 'danger' });
  }

  return {
    complete: (reminder, completion) => {
      const what = words.title(reminder);
      const said = completion.nextStep ? t('saidDoneThen', { what, next: completion.nextStep.purpose ?? '' }) : t('saidDone', { what });
      return change(painted(reminder, { kind: 'done' }), () => api.reminders.complete({ id: reminder.id, ...completion }), ({ isNextKnown }) => (isNextKnown ? said : t('saidDoneNoNext', { what })));
    },
    log: (reminder, body) => {
      const contact = reminder.contact;
      if (!contact) throw new Error('a call can only be logged with somebody');
      return change(null, () => api.entries.create({ kind: 'call', at: Date.now(), body, participants: [contact.id] }), t('saidLogged', { name: contact.name }));
    },
    async snooze(reminder, to) {
      const said = { what: words.title(reminder), when: words.date(to) };
      // Nothing is written then, and an undo would take back what was done before.
      if (to.due === reminder.due && to.zone === reminder.zone) showToast({ text: t('saidNotSnoozed', said) });
      else await orToast(change(painted(reminder, { kind: 'moved', to }), () => api.reminders.snooze({ id: reminder.id, to }), t('saidSnoozed', said)));
    },
    assign: (reminder, { id, name }) => orToast(change(null, () => api.reminders.update({ id: reminder.id, fields: { ownerId: id } }), t('saidAssigned', { what: words.title(reminder), name }))),
    remove: (reminder) => orToast(change(painted(reminder, { kind: 'gone' }), () => api.reminders.remove({ id: reminder.id }), t('saidRemoved', { what: words.title(reminder) }))),
    reopen: (reminder) => orToast(change(null, () => api.reminders.reopen({ id: reminder.id }), t('saidReopened', { what: words.title(reminder) }))),
    skip: (reminder) => orToast(change(painted(reminder, { kind: 'gone' }), () => api.reminders.skip({ id: reminder.id }), t('saidSkipped', { what: words.title(reminder) }))),
    skipAhead: (occurrence) => orToast(change(() => paintSkipped(queries, occurrence), () => api.reminders.skipOccurrence({ seriesId: occurrence.seriesId, occurrence: occurrence.due }), t('saidSkipped', { what: words.title(occurrence) }))),
  };
}
