import { useState } from 'react';
import type { ReactNode } from 'react';
import { Plus, TriangleAlert } from 'lucide-react';
import { MOST_WITHOUT_NEXT_STEP } from '../../../core/api/reminders.ts';
import type { Today } from '../../../core/api/reminders.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { DealCard } from '../../../core/deals.ts';
import { dayOf } from '../../../core/schedule.ts';
import { ContactAvatar } from '../../contact-avatar.tsx';
import { daysSince } from '../../deals/attention.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { contactPath, dealPath } from '../../paths.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import { useReminderIntent } from '../../reminders/intent.ts';
import { useReminderWords, useRemindersText } from '../../reminders/reminder-words.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Clip } from '../../ui/clip.tsx';
import { useContactWords } from '../../words/contact-words.ts';

/** Of each, before somebody asks for more. */
const FEW = 5;

export const hasRail = ({ stalled, cadences, noNextStep, anniversaries }: Today): boolean => stalled.rows.length + cadences.rows.length + noNextStep.rows.length + anniversaries.length > 0;

/** Beside the day: whom to keep in touch with, with whom nothing is planned, and whose day it is. */
export function Rail({ today, nowMs }: { today: Today; nowMs: number }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const yearly = useYearlyWords();
  const { stalled, cadences, noNextStep, anniversaries } = today;
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <Section title={t('stalledDeals')} note={t('stalledNote')} rows={stalled.rows} more={stalled.total}>
        {(deal) => <StalledDeal key={deal.id} deal={deal} nowMs={nowMs} />}
      </Section>
      <Section title={t('keepInTouch')} note={t('keepInTouchNote')} rows={cadences.rows} more={cadences.total}>
        {({ contact, dueOn }) => {
          const days = daysBetween(dueOn, today.today);
          return <Person key={contact.id} contact={contact} end={days > 0 ? t('daysOver', { count: days, formatted: number(days) }) : words.day(dueOn, nowMs)} isWarning={days > 0} />;
        }}
      </Section>
      <Section title={t('noNextStep')} note={t(noNextStep.total < MOST_WITHOUT_NEXT_STEP ? 'people' : 'peopleOrMore', { count: noNextStep.total, formatted: number(noNextStep.total) })} rows={noNextStep.rows} more={noNextStep.total}>
        {({ contact, lastContactAt, lastKind }) => <Person key={contact.id} contact={contact} end={t(LAST[lastKind] ?? 'lastOther', { day: words.shortDay(dayOf(lastContactAt, deviceZone()), nowMs) })} offersReminder />}
      </Section>
      <Section title={t('anniversaries')} note={t('nextDays')} rows={anniversaries} more={anniversaries.length}>
        {({ contact, label, on, years }) => <Person key={`${contact.id} ${label} ${on}`} contact={contact} detail={yearly(label, years)} end={words.day(on, nowMs)} />}
      </Section>
    </div>
  );
}

const LAST: Readonly<Record<string, 'lastCall' | 'lastEmail' | 'lastMeeting' | 'lastVisit' | 'lastMessage' | 'lastLetter'>> = { call: 'lastCall', email: 'lastEmail', meeting: 'lastMeeting', visit: 'lastVisit', message: 'lastMessage', letter: 'lastLetter' };

/** "Turns 40", "Anniversary, 12 years". */
function useYearlyWords(): (label: string, years: number | null) => string {
  const t = useRemindersText();
  const { number } = useFormats();
  const { label: labelWords } = useContactWords();
  return (label, years) => {
    if (label === 'birthday') return years === null ? t('birthday') : t('turns', { count: years, formatted: number(years) });
    return years === null ? labelWords('dates', label) : t('yearsOf', { what: labelWords('dates', label), count: years, formatted: number(years) });
  };
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

const DAY_MS = 24 * 60 * 60_000;

function Section<Row>({ title, note, rows, more, children }: { title: string; note: string; rows: readonly Row[]; more: number; children: (row: Row) => ReactNode }) {
  const t = useRemindersText();
  const { number } = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = showsAll ? rows : rows.slice(0, FEW);
  const left = more - shown.length;
  return (
    <section aria-label={title}>
      <div className="flex h-8 items-center gap-2">
        <h2>{title}</h2>
        <Clip className="figures text-12 text-text3">{note}</Clip>
      </div>
      <ul>{shown.map((row) => children(row))}</ul>
      {left > 0 && !showsAll && (
        <button type="button" onClick={() => setShowsAll(true)} className="figures -mx-2 flex h-8 items-center rounded-control ps-9 pe-2 text-12 text-text2 hover:bg-hover hover:text-text">
          {t('more', { count: left, formatted: number(left) })}
        </button>
      )}
    </section>
  );
}

function StalledDeal({ deal, nowMs }: { deal: DealCard; nowMs: number }) {
  const t = useRemindersText();
  const { number } = useFormats();
  const days = daysSince(deal.touchedAt, nowMs);
  const who = deal.contact ?? deal.organisation;
  return (
    <li>
      <a href={`#${dealPath(deal.id)}`} className="ring-inside -mx-2 flex min-h-(--row) items-center gap-2 rounded-control px-2 py-1 text-13 hover:bg-hover">
        <TriangleAlert aria-hidden className="m-0.5 flex-none text-warning-text" />
        <span className="flex min-w-0 flex-1 flex-col">
          <Clip><bdi>{deal.title || who?.name || '–'}</bdi></Clip>
          {deal.title !== '' && who && <Clip className="text-12 text-text3"><bdi>{who.name}</bdi></Clip>}
        </span>
        <span className="figures flex-none text-12 text-warning-text">{t('stalledFor', { count: days, formatted: number(days) })}</span>
      </a>
    </li>
  );
}

function Person({ contact, detail, end, isWarning = false, offersReminder = false }: { contact: ContactRef; detail?: string; end: string; isWarning?: boolean; offersReminder?: boolean }) {
  const t = useRemindersText();
  const open = useReminderIntent((intent) => intent.open);
  return (
    <li className="group/person relative">
      <a href={`#${contactPath(contact.id)}`} className="ring-inside -mx-2 flex min-h-(--row) items-center gap-2 rounded-control px-2 py-1 text-13 hover:bg-hover">
        <ContactAvatar contact={contact} />
        <span className="flex min-w-0 flex-1 flex-col">
          <Clip><bdi>{contact.name || '–'}</bdi></Clip>
          {detail !== undefined && <Clip className="text-12 text-text3">{detail}</Clip>}
        </span>
        <span className={classes('figures flex-none text-12', isWarning ? 'text-warning-text' : 'text-text3', offersReminder && 'group-focus-within/person:me-7 group-hover/person:me-7 narrow:me-9 pointer-coarse:me-7')}>{end}</span>
      </a>
      {offersReminder && (
        <span className="absolute end-0 top-1 opacity-0 group-focus-within/person:opacity-100 group-hover/person:opacity-100 narrow:opacity-100 pointer-coarse:opacity-100 narrow:-end-2 narrow:top-0.5">
          <IconButton icon={Plus} label={t('newFor', { name: contact.name })} onPress={() => open({ kind: 'new', contact })} />
        </span>
      )}
    </li>
  );
}
