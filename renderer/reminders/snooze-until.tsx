import { useState } from 'react';
import { parseWhen } from '../../core/quick-add.ts';
import type { Due, Reminder } from '../../core/reminders.ts';
import { isTimed, snoozed } from '../../core/schedule.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useWorkingHours } from './dates.ts';
import { DayAndTime } from './day-and-time.tsx';
import { deviceZone } from './device-zone.ts';
import { useLineContext } from './line-context.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { dueAt, snoozedTo } from './when-choice.ts';

export interface SnoozeUntilProps {
  reminder: Reminder;
  onPick: (to: Due) => void;
  onClose: () => void;
}

/** A day of one's own: in words, "in 3 weeks", or picked. What the words were taken for stands in the fields below them. */
export function SnoozeUntil({ reminder, onPick, onClose }: SnoozeUntilProps) {
  const t = useRemindersText();
  const text = useText();
  const words = useReminderWords();
  const hours = useWorkingHours();
  const context = useLineContext();
  const [phrase, setPhrase] = useState('');
  const [day, setDay] = useState(() => dayIn(snoozed(reminder.due, reminder.zone, 'tomorrow', Date.now(), deviceZone(), hours)));
  const [time, setTime] = useState(isTimed(reminder.due) ? reminder.due.slice(11) : '');
  const [zone, setZone] = useState(reminder.zone || deviceZone());
  const [error, setError] = useState<string>();
  const isUnread = phrase.trim() !== '' && parseWhen(phrase, context) === undefined;
  const noWhen = text('palette:noWhen', { text: phrase.trim() });
  const [isRefused, setRefused] = useState(false);

  function say(next: string) {
    setPhrase(next);
    setRefused(false);
    const when = parseWhen(next, context);
    if (!when) return;
    const to = snoozedTo(reminder, when, hours);
    setDay(dayIn(to));
    setError(undefined);
    if (when.kind === 'day') return;
    setTime(when.time);
    setZone(deviceZone());
  }

  function pick() {
    if (isUnread) setRefused(true);
    else if (day === '') setError(t('dayMissing'));
    else onPick(dueAt(day, time, zone));
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={t('snoozeWhat', { what: words.title(reminder) })}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={pick}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{t('snooze')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <div className="flex flex-col gap-1">
          <TextField label={text('palette:until')} placeholder={text('palette:untilHint')} value={phrase} onChange={say} maxLength={200} autoFocus error={isRefused ? noWhen : undefined} />
          <p role="status" className="min-h-4 text-12 break-words text-text3">{isRefused ? '' : isUnread ? noWhen : day === '' ? '' : words.date(dueAt(day, time, zone))}</p>
        </div>
        <DayAndTime
          day={day}
          time={time}
          onChange={(nextDay, nextTime) => {
            setPhrase('');
            setDay(nextDay);
            setTime(nextTime);
          }}
          error={error}
        />
      </div>
    </Dialog>
  );
}

/** The day where the reminder is: elsewhere it may be another. */
const dayIn = ({ due }: Due): string => due.slice(0, 10);
