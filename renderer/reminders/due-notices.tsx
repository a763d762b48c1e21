import { useEffect, useRef } from 'react';
import type { DueEvent } from '../../core/api/reminders.ts';
import { useApi } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { contactPath, TODAY_PATH } from '../paths.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';

/** More than these at once are one notice. */
const MOST_SINGLE = 3;

/** Says what has just fallen due: in the page, and beside it where the browser was allowed to. Takes it away once it is done or put off. */
export function DueNotices() {
  const api = useApi();
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const { showToast, goTo } = useCommandContext();
  const shown = useRef(new Map<string, Notification>());

  function show({ reminders, total }: DueEvent) {
    if (total > MOST_SINGLE) {
      const many = t('dueMany', { count: total, formatted: number(total) });
      tell('summary', many, many, '', TODAY_PATH);
      return;
    }
    for (const reminder of reminders) {
      const [title, about] = [words.title(reminder), reminder.contact?.name ?? ''];
      tell(reminder.id, t('dueNow', { what: [title, about].filter(Boolean).join(' · ') }), title, about, reminder.contact ? contactPath(reminder.contact.id) : TODAY_PATH);
    }
  }

  function tell(tag: string, toast: string, title: string, about: string, path: string) {
    showToast({ text: toast, action: { label: t('dueShow'), onPress: () => goTo(path) } });
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    const notice = new Notification(title, { body: about, tag });
    shown.current.set(tag, notice);
    notice.addEventListener('click', () => {
      window.focus();
      goTo(path);
      notice.close();
    });
  }

  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    const notices = shown.current;
    const stops = [
      api.on('due', (event) => latest.current(event)),
      api.on('withdrawn', ({ ids }) => {
        for (const id of ids) notices.get(id)?.close();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api]);
  return null;
}
