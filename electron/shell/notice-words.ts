// The few words that are said outside the page, which has its own in renderer/i18n.
import type { ReminderKind } from '../../core/reminders.ts';
import type { NoticeButtons } from './notifier.ts';

export interface NoticeWords extends NoticeButtons {
  kind: Record<ReminderKind, string>;
  /** Several at once. */
  many: (count: string) => string;
}

const WORDS: Record<'en' | 'de', NoticeWords> = {
  en: {
    done: 'Done',
    snooze: 'Snooze',
    laterToday: 'Later today',
    tomorrow: 'Tomorrow',
    inThreeDays: 'In 3 days',
    nextWeek: 'Next week',
    kind: { call: 'Call', email: 'E-mail', meeting: 'Meeting', task: 'Task' },
    many: (count) => `${count} reminders are due`,
  },
  de: {
    done: 'Erledigt',
    snooze: 'Verschieben',
    laterToday: 'Später heute',
    tomorrow: 'Morgen',
    inThreeDays: 'In 3 Tagen',
    nextWeek: 'Nächste Woche',
    kind: { call: 'Anruf', email: 'E-Mail', meeting: 'Treffen', task: 'Aufgabe' },
    many: (count) => `${count} Wiedervorlagen sind fällig`,
  },
};

/** For a BCP 47 language: German where it is that, else English. */
export const noticeWords = (locale: string): NoticeWords => WORDS[/^de\b/i.test(locale) ? 'de' : 'en'];
