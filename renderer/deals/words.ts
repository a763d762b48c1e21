import { useTranslation } from 'react-i18next';
import type { CloseReason } from '../../core/api/deals.ts';
import { DEAL_ROLES } from '../../core/deals.ts';
import type { DealCard } from '../../core/deals.ts';
import type { Pipeline, Stage } from '../../core/pipelines.ts';
import { daysAfter, dayOf } from '../../core/schedule.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { deviceZone } from '../reminders/device-zone.ts';
import { civilDay, useReminderWords } from '../reminders/reminder-words.ts';
import type { DueDate } from '../reminders/reminder-words.ts';

/** The words of deals. */
export const useDealsText = () => useTranslation('deals').t;

/** What stages, pipelines and reasons are called: what came with the profile has its words here until somebody gives it a name. */
export function usePipelineWords() {
  const { t, i18n } = useTranslation('deals');
  const known = (key: string, otherwise: string): string => (i18n.exists(`deals:${key}`) ? t(key as 'unnamed') : otherwise);
  return {
    stageName: ({ name, origin }: Pick<Stage, 'name' | 'origin'>): string => name || known(`stageStart${origin}`, '–'),
    pipelineName: ({ name }: Pick<Pipeline, 'name'>): string => name || t('pipelineStart'),
    reasonName: ({ name, origin, outcome }: Pick<CloseReason, 'name' | 'origin' | 'outcome'>): string => name || known(`reason_${outcome}_${origin}`, '–'),
  };
}

export function useDealWords() {
  const t = useDealsText();
  const reminderWords = useReminderWords();
  const { number } = useFormats();
  return {
    /** What a deal is called. */
    title: ({ title }: Pick<DealCard, 'title'>): string => title || t('unnamed'),
    days: (count: number): string => t('days', { count, formatted: number(count) }),
    /** What is to be done next, and when: "Call back, yesterday", "Visit, today 11:30". */
    next(next: NonNullable<DealCard['next']>, nowMs: number): string {
      return t('nextLine', { what: nextWhat(next), when: whenWithin(next, nowMs) });
    },
    /** The same in two, for where there is little room: when it is has to be seen. */
    nextParts: (next: NonNullable<DealCard['next']>, nowMs: number) => ({ what: nextWhat(next), when: whenWithin(next, nowMs) }),
  };

  function nextWhat({ purpose, kind }: NonNullable<DealCard['next']>): string {
    return reminderWords.title({ purpose, kind: kindOf(kind) });
  }

  /** As `when` of the reminders says it, inside a sentence. */
  function whenWithin(due: DueDate, nowMs: number): string {
    const day = civilDay(due);
    const today = dayOf(nowMs, deviceZone());
    const near = day === today ? t('today') : day === daysAfter(today, 1) ? t('tomorrow') : day === daysAfter(today, -1) ? t('yesterday') : null;
    const whole = reminderWords.when(due, nowMs);
    return near === null ? whole : [near, reminderWords.clock(due)].filter(Boolean).join(' ');
  }
}

const KINDS = ['call', 'email', 'meeting', 'task'] as const;

/** A kind that a newer version knows is a task to this one. */
export const kindOf = (kind: string): (typeof KINDS)[number] => KINDS.find((known) => known === kind) ?? 'task';

/** What somebody has to do with a deal, in words; a person's own are as they wrote them. */
export function useDealRoleWords(): (role: string) => string {
  const t = useDealsText();
  return (role) => (DEAL_ROLES.some((known) => known === role) ? t(`role_${role as (typeof DEAL_ROLES)[number]}`) : role);
}
