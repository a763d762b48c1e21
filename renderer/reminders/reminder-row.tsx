import { memo, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { Check, ChevronsUp, ChevronUp, Repeat } from 'lucide-react';
import type { Reminder } from '../../core/reminders.ts';
import { useCommandFaces } from '../commands/command-provider.tsx';
import { ContactAvatar } from '../contact-avatar.tsx';
import { contactPath } from '../paths.ts';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { REMINDER_ICONS } from './kind-icons.ts';
import { isOverdue, useReminderWords, useRemindersText } from './reminder-words.ts';

export type RowAct = 'done' | 'log' | 'snooze';

export interface ReminderRowProps {
  id: string;
  reminder: Reminder;
  nowMs: number;
  /** Whether the heading above says the day already. */
  isOneDay: boolean;
  /** Something else than when it is due. */
  said: string | undefined;
  isCurrent: boolean;
  /** Whose it is, where that is not the reader. */
  ownerName: string | null;
  onAct: (act: RowAct, reminder: Reminder) => void;
}

export const ROW_COLUMNS = 'grid grid-cols-[16px_minmax(0,13fr)_minmax(0,8fr)_144px] items-center gap-x-3 narrow:grid-cols-[24px_minmax(0,1fr)_auto]';

/** One line: done, kind, what, who, when. With the pointer on it, or as the current one, what can be done takes the place of the time. */
export const ReminderRow = memo(function ReminderRow({ id, reminder, nowMs, isOneDay, said, isCurrent, ownerName, onAct }: ReminderRowProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  // Three buttons a row would cost more than all else in the list, for the one that is acted on.
  const [isPointedAt, setPointedAt] = useState(false);
  const isDone = reminder.doneAt !== null;
  const isLate = said === undefined && !isDone && isOverdue(reminder, nowMs);
  const when = said ?? (!isDone && isOneDay ? words.timeOfDay(reminder) : words.when(reminder, nowMs));
  return (
    <div
      id={id}
      role="row"
      data-reminder={reminder.id}
      aria-selected={isCurrent}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
      className={classes(
        ROW_COLUMNS,
        // Most of them are out of sight, and need not be laid out or painted.
        '[content-visibility:auto] narrow:[contain-intrinsic-height:auto_3.5rem] group/row relative -mx-2 h-row rounded-control px-2 text-13 hover:bg-hover narrow:h-auto narrow:py-2',
        isCurrent && 'group-focus/list:bg-hover group-focus-visible/list:ring-row',
      )}
    >
      <span role="gridcell" className="flex narrow:row-span-2">
        <DoneCircle isDone={isDone} label={t(isDone ? 'reopenWhat' : 'doneWhat', { what: words.title(reminder) })} onPress={() => onAct('done', reminder)} />
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-3"><What reminder={reminder} isQuiet={isDone} ownerName={ownerName} /></span>
      <span role="gridcell" className={classes('flex min-w-0 narrow:col-span-2 narrow:col-start-2 narrow:row-start-2', !isDone && 'wide:group-hover/row:pe-28', !isDone && isCurrent && 'wide:group-focus/list:pe-28')}><Who contact={reminder.contact} /></span>
      <span role="gridcell" className="flex min-w-0 justify-end narrow:col-start-3 narrow:row-start-1">
        <Clip className={classes('figures text-12', isLate ? 'text-danger-text' : 'text-text3')}>
          {isLate && <span className="sr-only">{t('overdueThen')} </span>}
          {when}
        </Clip>
        {!isDone && (isPointedAt || isCurrent) && <Acts reminder={reminder} isCurrent={isCurrent} onAct={onAct} />}
      </span>
    </div>
  );
});

/** The same place while it is being done, or a call is being logged: a form under its title. */
export function OpenRow({ id, reminder, isTicked, onUntick, children }: { id: string; reminder: Reminder; isTicked: boolean; onUntick: () => void; children: ReactNode }) {
  const t = useRemindersText();
  const words = useReminderWords();
  return (
    <div id={id} role="row" data-reminder={reminder.id} className="-mx-2 my-1 rounded-card border border-border bg-surface text-13 shadow-e1">
      <div role="gridcell" className="flex flex-col gap-3 p-2 pb-3">
        <div className="flex min-h-6 min-w-0 items-center gap-3">
          <DoneCircle isDone={isTicked} label={t(isTicked ? 'notDoneWhat' : 'doneWhat', { what: words.title(reminder) })} onPress={onUntick} />
          <span className="flex min-w-0 flex-[3] items-center gap-3"><What reminder={reminder} isQuiet={isTicked} ownerName={null} /></span>
          <span className="flex min-w-0 flex-[2] narrow:hidden"><Who contact={reminder.contact} /></span>
        </div>
        <div className="ps-7 pe-1 narrow:ps-1">{children}</div>
      </div>
    </div>
  );
}

/** A round checkbox; by key it is the row's own act. */
export function DoneCircle({ isDone, label, onPress, tabIndex = -1 }: { isDone: boolean; label: string; onPress: () => void; tabIndex?: 0 | -1 }) {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={isDone}
      aria-label={label}
      title={label}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      className="group/circle -m-1 grid size-6 flex-none place-items-center rounded-full narrow:m-0"
    >
      <span
        aria-hidden
        className={classes(
          'grid size-4 place-items-center rounded-full border transition-colors duration-(--press-time)',
          isDone ? 'border-accent bg-accent text-on-accent' : 'border-border-strong text-transparent group-hover/circle:border-accent group-hover/circle:text-accent-text',
        )}
      >
        <Check className="size-3! stroke-[2.5]" />
      </span>
    </button>
  );
}

function What({ reminder, isQuiet, ownerName }: { reminder: Reminder; isQuiet: boolean; ownerName: string | null }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const Icon = REMINDER_ICONS[reminder.kind];
  const Priority = reminder.priority === 2 ? ChevronsUp : ChevronUp;
  return (
    <>
      <Icon aria-hidden className="text-text3 narrow:hidden" />
      <span className="flex min-w-0 items-center gap-2">
        {reminder.purpose !== '' && <span className="sr-only">{words.kind(reminder.kind)}: </span>}
        <Clip className={isQuiet ? 'text-text3 line-through' : 'font-medium text-text'}><bdi>{words.title(reminder)}</bdi></Clip>
        {reminder.priority > 0 && (
          <span title={words.priority(reminder.priority)} className="inline-flex h-5 flex-none items-center gap-0.5 rounded-chip bg-hover ps-1 pe-1.5 text-11 font-medium text-text2 group-hover/row:bg-surface narrow:pe-1">
            <Priority aria-hidden className="size-3.5!" />
            <span className="narrow:sr-only">{words.priority(reminder.priority)}</span>
          </span>
        )}
        {reminder.repeat && <RepeatSign repeat={reminder.repeat} />}
        {ownerName !== null && <span className="flex-none text-12 text-text3">{t('forWhom', { name: ownerName })}</span>}
      </span>
    </>
  );
}

export function RepeatSign({ repeat }: { repeat: NonNullable<Reminder['repeat']> }) {
  const words = useReminderWords();
  return (
    <span title={words.repeat(repeat)} className="flex-none text-text3">
      <Repeat aria-hidden className="size-3.5!" />
      <span className="sr-only">{words.repeat(repeat)}</span>
    </span>
  );
}

export function Who({ contact }: Pick<Reminder, 'contact'>) {
  if (!contact) return null;
  return (
    <a
      href={`#${contactPath(contact.id)}`}
      tabIndex={-1}
      onClick={(event) => event.stopPropagation()}
      className="flex min-h-6 min-w-0 items-center gap-2 rounded-chip text-text2 hover:text-text hover:[&_bdi]:underline narrow:min-h-0 narrow:text-12"
    >
      <span className="contents narrow:hidden"><ContactAvatar contact={contact} /></span>
      <Clip>
        <bdi>{contact.name || '–'}</bdi>
        {contact.organisation !== '' && <span className="text-text3"> · <bdi>{contact.organisation}</bdi></span>}
      </Clip>
    </a>
  );
}

/** For the pointer: the list has one tab stop, and keys of its own for these. */
function Acts({ reminder, isCurrent, onAct }: Pick<ReminderRowProps, 'reminder' | 'isCurrent' | 'onAct'>) {
  const t = useRemindersText();
  const faceOf = useCommandFaces();
  const act = (name: RowAct, label: string, look: string) => (
    <button
      type="button"
      tabIndex={-1}
      onClick={(event: MouseEvent) => {
        event.stopPropagation();
        onAct(name, reminder);
      }}
      className={classes('inline-flex h-full items-center gap-1.5 rounded-control border px-2 text-12 font-medium', look)}
    >
      {label}
      <Kbd>{faceOf(`reminder.${name}`).keys ?? ''}</Kbd>
    </button>
  );
  return (
    <span
      className={classes(
        'absolute inset-y-1 end-1 hidden items-stretch gap-1 bg-hover ps-4 group-hover/row:flex narrow:hidden! pointer-coarse:hidden!',
        isCurrent && 'group-focus/list:flex',
      )}
    >
      {reminder.contact && act('log', t('log'), 'border-transparent text-text2 hover:text-text')}
      {act('snooze', t('snooze'), 'border-transparent text-text2 hover:text-text')}
      {act('done', t('done'), 'border-border bg-raised text-text')}
    </span>
  );
}
