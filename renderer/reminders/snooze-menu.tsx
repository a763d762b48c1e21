import { Suspense, useEffect, useState } from 'react';
import { CalendarDays } from 'lucide-react';
import type { Due, Reminder } from '../../core/reminders.ts';
import { snoozed } from '../../core/schedule.ts';
import type { Snooze } from '../../core/schedule.ts';
import { holdTyping } from '../commands/type-ahead.ts';
import { late } from '../late.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { useWorkingHours } from './dates.ts';
import { deviceZone } from './device-zone.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';

// With it comes all that reads dates.
const SnoozeUntil = late(() => import('./snooze-until.tsx').then(({ SnoozeUntil: part }) => part));

export interface SnoozeMenuProps {
  /** What is put off, and where the menu opens; null keeps it closed. */
  wanted: { reminder: Reminder; at: { x: number; y: number } } | null;
  onSnooze: (reminder: Reminder, to: Due) => void;
  onClose: () => void;
}

const PRESETS = ['laterToday', 'tomorrow', 'inThreeDays', 'nextWeek'] as const;

/** Puts a reminder off: 1 to 4 by a name, 5 to a day of one's own. Its time of day is kept. */
export function SnoozeMenu({ wanted, onSnooze, onClose }: SnoozeMenuProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const hours = useWorkingHours();
  const [picking, setPicking] = useState<Reminder | null>(null);
  const reminder = wanted?.reminder;
  const nowMs = Date.now();

  const put = (snooze: Snooze, of: Reminder): Due => snoozed(of.due, of.zone, snooze, nowMs, deviceZone(), hours);

  function choose(place: number) {
    const preset = PRESETS[place];
    if (!reminder) return;
    onClose();
    if (preset === undefined) {
      holdTyping();
      setPicking(reminder);
    } else onSnooze(reminder, put(preset, reminder));
  }

  useEffect(() => {
    if (!reminder) return;
    function onKeyDown(event: KeyboardEvent) {
      const place = '12345'.indexOf(event.key);
      if (event.key.length !== 1 || place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      choose(place);
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a menu is about one reminder from when it opens
  }, [reminder]);

  return (
    <>
      <ContextMenu
        label={reminder ? t('snoozeWhat', { what: words.title(reminder) }) : ''}
        at={wanted?.at ?? null}
        onClose={onClose}
        entries={[
          ...PRESETS.map((preset, place) => ({ id: preset, label: t(preset), detail: reminder ? words.soon(put(preset, reminder), nowMs) : '', keys: String(place + 1), onAction: () => choose(place) })),
          'separator' as const,
          { id: 'pick', label: t('pickDate'), icon: CalendarDays, keys: '5', onAction: () => choose(4) },
        ]}
      />
      <Suspense>
        {picking && (
          <SnoozeUntil.Part
            reminder={picking}
            onPick={(to) => {
              setPicking(null);
              onSnooze(picking, to);
            }}
            onClose={() => setPicking(null)}
          />
        )}
      </Suspense>
    </>
  );
}
