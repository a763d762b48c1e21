import { CircleDashed } from 'lucide-react';
import type { DealCard } from '../../core/deals.ts';
import { REMINDER_ICONS } from '../reminders/kind-icons.ts';
import { deviceZone } from '../reminders/device-zone.ts';
import { classes } from '../ui/classes.ts';
import { Clip } from '../ui/clip.tsx';
import { attentionOf } from './attention.ts';
import { kindOf, useDealsText, useDealWords } from './words.ts';

/** What is to be done next with an open deal: its sign and its words, or that nothing is planned. */
export function NextActionLine({ deal, nowMs, className }: { deal: Pick<DealCard, 'next' | 'outcome' | 'touchedAt' | 'staleDays'>; nowMs: number; className?: string }) {
  const t = useDealsText();
  const words = useDealWords();
  const attention = attentionOf(deal, nowMs, deviceZone());
  if (attention === null) return null;
  const next = deal.next && words.nextParts(deal.next, nowMs);
  const Icon = deal.next ? REMINDER_ICONS[kindOf(deal.next.kind)] : CircleDashed;
  const colour = attention === 'overdue' ? 'text-danger-text' : deal.next ? 'text-text2' : 'text-warning-text';
  return (
    <span className={classes('figures flex min-w-0 items-center gap-2 text-12', colour, className)}>
      <Icon aria-hidden className="size-4! flex-none" />
      {attention === 'overdue' && <span className="sr-only">{t('nextOverdue')} </span>}
      {next ? (
        <span className="flex min-w-0">
          <Clip><bdi>{next.what}</bdi></Clip>
          <span className="flex-none whitespace-pre">{t('nextLine', { what: '', when: next.when })}</span>
        </span>
      ) : (
        <Clip>{t('noNextAction')}</Clip>
      )}
    </span>
  );
}
