import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BellOff, X } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { dayOf } from '../../core/schedule.ts';
import { useApi, useApiQuery } from '../api.ts';
import type { OutputOf } from '../api.ts';
import { CommandProvider } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Loaded } from '../loaded.tsx';
import { IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { deviceZone } from './device-zone.ts';
import { useOwnKeys } from './inbox-keys.ts';
import { ReminderList } from './reminder-list.tsx';
import { useReminderWords } from './reminder-words.ts';
import { useMinute } from './use-minute.ts';

/** What lies further back is on the screen of all reminders. */
const MOST_ROWS = 100;

/** Everything that fired on this device and still waits. Whoever opens it has seen it. */
export function Inbox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const text = useText();
  const query = useApiQuery('reminders.inbox', { limit: MOST_ROWS });
  const { registry, platform, onKeyDown } = useOwnKeys(onClose);
  const body = useRef<HTMLDivElement>(null);
  const hasRows = query.data !== undefined && query.data.rows.length > 0;
  // The list takes the focus when it is there; where its last row goes, the panel keeps it.
  useEffect(() => {
    if (query.data !== undefined) (body.current?.querySelector<HTMLElement>('[role=grid]') ?? body.current)?.focus({ preventScroll: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when it is first there, and when it goes
  }, [hasRows, query.data === undefined]);
  return (
    <>
      <header className="flex min-h-14 flex-none items-center gap-2 ps-6 pe-4 narrow:ps-4 narrow:pe-2">
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <h2 className="text-16 font-semibold">{t('title')}</h2>
          <span className="text-12 text-text3">{t('hint')}</span>
        </div>
        <IconButton icon={X} label={text('common:close')} onPress={onClose} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the list in it */}
      <div
        ref={body}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          if (target instanceof Element && target.closest('a')) onClose();
        }}
        className="ring-own flex min-h-0 flex-1 flex-col overflow-y-auto px-6 pb-6 narrow:px-4"
      >
        <CommandProvider registry={registry} platform={platform}>
          <Loaded query={query} lines={6}>
            {(inbox) => (inbox.rows.length === 0 ? <EmptyState icon={BellOff} text={t('empty')} className="flex-1" /> : <Waiting rows={inbox.rows} />)}
          </Loaded>
        </CommandProvider>
      </div>
    </>
  );
}

type Fired = OutputOf<'reminders.inbox'>['rows'][number];

function Waiting({ rows }: { rows: readonly Fired[] }) {
  const { t } = useTranslation('inbox');
  const nowMs = useMinute();
  const firedAt = useFiredWords();
  const isNew = useNew(rows);
  const atOf = new Map(rows.map(({ reminder, at }) => [reminder.id, at]));
  const more = rows.length === MOST_ROWS ? t('more') : undefined;
  const groups = [
    { id: 'new', title: t('new'), rows: rows.filter(({ reminder }) => isNew(reminder.id)) },
    { id: 'seen', title: t('seen'), rows: rows.filter(({ reminder }) => !isNew(reminder.id)) },
  ]
    .filter((group) => group.rows.length > 0)
    .map((group, place, all) => ({ ...group, rows: group.rows.map(({ reminder }) => reminder), more: place === all.length - 1 ? more : undefined }));
  return <ReminderList label={t('title')} groups={groups} nowMs={nowMs} showsOwners={false} whenOf={({ id }) => firedAt(atOf.get(id) ?? nowMs, nowMs)} />;
}

/** What nobody had looked at stays new as long as the panel is open; that it was looked at is told at once. */
function useNew(rows: readonly Fired[]): (id: Id) => boolean {
  const api = useApi();
  const [found, setFound] = useState<ReadonlySet<Id>>(new Set());
  const unseen = rows.filter(({ seen }) => !seen).map(({ reminder }) => reminder.id);
  const key = unseen.join();
  useLayoutEffect(() => {
    if (key === '') return;
    setFound((before) => new Set([...before, ...(key.split(',') as Id[])]));
    // Where this is refused they stay unseen: they are new once more the next time.
    api.reminders.seen().catch(() => {});
  }, [api, key]);
  return (id) => found.has(id) || unseen.includes(id);
}

/** "10:05" today, else with its day. */
function useFiredWords(): (atMs: number, nowMs: number) => string {
  const words = useReminderWords();
  const { time } = useFormats();
  return (atMs, nowMs) => {
    const day = dayOf(atMs, deviceZone());
    return day === dayOf(nowMs, deviceZone()) ? time(atMs) : `${words.day(day, nowMs)} ${time(atMs)}`;
  };
}
