import { useId, useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { dayOf } from '../../../core/schedule.ts';
import { useApiQuery } from '../../api.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { contactPath } from '../../paths.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import { DoneCircle } from '../../reminders/reminder-row.tsx';
import { useReminderWords, useRemindersText } from '../../reminders/reminder-words.ts';
import { MOST_ROWS } from '../../reminders/today-input.ts';
import type { Whose } from '../../reminders/whose.ts';
import { useReminderActs } from '../../reminders/use-reminder-acts.ts';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';

/** How many were done today; unfolds to which, each of which can be opened again. */
export function DoneToday({ count, whose, nowMs }: { count: number; whose: Whose; nowMs: number }) {
  const t = useRemindersText();
  const id = useId();
  const { number } = useFormats();
  const [isUnfolded, setUnfolded] = useState(false);
  return (
    <section className="pb-2">
      <button
        type="button"
        aria-expanded={isUnfolded}
        aria-controls={id}
        onClick={() => setUnfolded(!isUnfolded)}
        className="figures -mx-2 flex h-8 items-center gap-2 rounded-control px-2 text-13 text-text3 hover:bg-hover hover:text-text2"
      >
        <ChevronRight aria-hidden className={classes(isUnfolded ? 'rotate-90' : 'rtl:rotate-180')} />
        {t('doneToday', { count, formatted: number(count) })}
      </button>
      <div id={id}>{isUnfolded && <Rows whose={whose} nowMs={nowMs} />}</div>
    </section>
  );
}

function Rows({ whose, nowMs }: { whose: Whose; nowMs: number }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const acts = useReminderActs();
  const { time } = useFormats();
  const query = useApiQuery('reminders.list', { state: 'done', whose, limit: MOST_ROWS });
  const zone = deviceZone();
  return (
    <Loaded query={query} lines={2}>
      {({ rows }) => (
        <ul aria-label={t('doneTodayList')}>
          {rows
            .filter(({ doneAt }) => doneAt !== null && dayOf(doneAt, zone) === dayOf(nowMs, zone))
            .map((reminder) => (
              <li key={reminder.id} className="flex min-h-(--row) items-center gap-3 text-13 text-text3">
                <DoneCircle isDone label={t('reopenWhat', { what: words.title(reminder) })} onPress={() => void acts.reopen(reminder)} tabIndex={0} />
                <Clip className="flex-[3] line-through"><bdi>{words.title(reminder)}</bdi></Clip>
                <span className="flex min-w-0 flex-[2]">
                  {reminder.contact && <a href={`#${contactPath(reminder.contact.id)}`} className="min-w-0 rounded-chip hover:underline"><Clip className="block"><bdi>{reminder.contact.name || '–'}</bdi></Clip></a>}
                </span>
                <span className="figures w-16 flex-none text-end text-12">{time(reminder.doneAt ?? 0)}</span>
              </li>
            ))}
        </ul>
      )}
    </Loaded>
  );
}
