import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NAMES_IN_NOTICES } from '../../core/window-protocol.ts';
import type { DueEvent } from '../../core/api/reminders.ts';
import type { Reminder } from '../../core/reminders.ts';
import { useApi, useApiQuery, usePreference } from '../api.ts';
import { useCommandContext, useCommands } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { contactPath } from '../paths.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';

/** More than these at once are one notice. */
const MOST_SINGLE = 3;

/** What was said of one thing: in the page, and where that is allowed beside it. */
interface Said {
  toast: AbortController;
  notice: Notification | undefined;
}

export interface DueNoticesProps {
  /** In the window of the desktop the main process tells the system, so the page does not. */
  isWindow: boolean;
}

/** Says what has just fallen due: in the page, and beside it where nobody looks at it. Takes it away once it is done or put off. */
export function DueNotices({ isWindow }: DueNoticesProps) {
  const api = useApi();
  const t = useRemindersText();
  const { t: ofInbox } = useTranslation('inbox');
  const words = useReminderWords();
  const { number } = useFormats();
  const { showToast, goTo } = useCommandContext();
  const { registry } = useCommands();
  const { value: saysNames } = usePreference(NAMES_IN_NOTICES, (stored) => stored !== false);
  const said = useRef(new Map<string, Said>());
  const openInbox = () => void registry.run('inbox.open');

  function show({ reminders, total }: DueEvent) {
    if (total > MOST_SINGLE) {
      const many = t('dueMany', { count: total, formatted: number(total) });
      return tell({ id: SUMMARY, toast: many, title: many, body: '', open: openInbox });
    }
    for (const reminder of reminders) {
      const [title, name] = [words.title(reminder), reminder.contact?.name ?? ''];
      tell({ id: reminder.id, toast: t('dueNow', { what: [title, name].filter(Boolean).join(' · ') }), title, body: saysNames === false ? '' : name, open: () => goToRecord(reminder) });
    }
  }

  function goToRecord({ contact }: Reminder) {
    if (contact) goTo(contactPath(contact.id));
    else openInbox();
  }

  function tell({ id, toast, title, body, open }: { id: string; toast: string; title: string; body: string; open: () => void }) {
    takeAway(id);
    const until = new AbortController();
    const notice = beside(id, title, body);
    said.current.set(id, { toast: until, notice });
    showToast({ text: toast, action: { label: t('dueShow'), onPress: open }, until: until.signal });
    notice?.addEventListener('click', () => {
      window.focus();
      open();
      takeAway(id);
    });
  }

  /** Whoever looks at the page reads it there. */
  function beside(tag: string, title: string, body: string): Notification | undefined {
    const mayShow = !isWindow && !document.hasFocus() && 'Notification' in window && Notification.permission === 'granted';
    return mayShow ? new Notification(title, { body, tag }) : undefined;
  }

  function takeAway(id: string) {
    said.current.get(id)?.toast.abort();
    said.current.get(id)?.notice?.close();
    said.current.delete(id);
  }

  /** What fell due while no page was open nobody was told of. */
  async function showMissed() {
    const { unseen: missed } = await api.reminders.inbox({ limit: 1 });
    if (missed > 0) tell({ id: SUMMARY, toast: ofInbox('missed', { count: missed, formatted: number(missed) }), title: '', body: '', open: openInbox });
  }

  const { data: inbox } = useApiQuery('reminders.inbox', { limit: 1 }, { keepsPrevious: true });
  const unseen = inbox?.unseen ?? 0;
  const unseenBefore = useRef(0);
  useEffect(() => {
    // Somebody has looked at the inbox, here or in another window.
    if (unseen === 0 && unseenBefore.current > 0) for (const id of said.current.keys()) latest.current.takeAway(id);
    unseenBefore.current = unseen;
  }, [unseen]);

  const latest = useRef({ show, takeAway, showMissed });
  latest.current = { show, takeAway, showMissed };
  useEffect(() => {
    const stops = [
      api.on('due', (event) => latest.current.show(event)),
      api.on('withdrawn', ({ ids }) => {
        for (const id of ids) latest.current.takeAway(id);
      }),
    ];
    // The bell says it too: where it cannot be asked, nothing is lost.
    latest.current.showMissed().catch(() => {});
    return () => {
      for (const stop of stops) stop();
    };
  }, [api]);
  return null;
}

const SUMMARY = 'summary';
