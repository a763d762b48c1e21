import { memo } from 'react';
import type { Ref } from 'react';
import { ArrowRightLeft, Ellipsis, TriangleAlert } from 'lucide-react';
import type { DealCard } from '../../../../core/deals.ts';
import { ContactAvatar } from '../../../contact-avatar.tsx';
import { attentionOf, daysSince } from '../../../deals/attention.ts';
import { Amount } from '../../../deals/deal-money.tsx';
import { NextActionLine } from '../../../deals/next-action-line.tsx';
import { useDealsText, useDealWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { dealPath } from '../../../paths.ts';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { classes } from '../../../ui/classes.ts';
import { Clip } from '../../../ui/clip.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { useContactText } from '../../../words/contact-words.ts';
import { useBoardText } from '../board-words.ts';

export interface CardProps {
  id: string;
  deal: DealCard;
  /** Its number in the column, from 1. */
  place: number;
  nowMs: number;
  isCurrent: boolean;
  /** Somebody has it in hand: here is its gap. */
  isLifted: boolean;
}

/** A deal on the board. Presses and keys are the board's. */
export const Card = memo(function Card({ id, deal, place, nowMs, isCurrent, isLifted }: CardProps) {
  return (
    <div
      role="gridcell"
      id={id}
      data-card={deal.id}
      data-current={isCurrent ? '' : undefined}
      aria-colindex={place + 1}
      className={classes(
        'group/card relative rounded-card select-none',
        isLifted ? 'border border-transparent bg-sunken [&>*]:invisible' : 'border border-border bg-raised hover:border-border-strong',
        isCurrent && !isLifted && 'border-border-strong group-focus/board:ring-row group-focus/board:border-border forced-colors:border-[Highlight]',
      )}
    >
      <CardFace deal={deal} nowMs={nowMs} />
      <CardButtons title={deal.title} />
    </div>
  );
});

/** What stands on a card, also while it is carried. */
function CardFace({ deal, nowMs }: { deal: DealCard; nowMs: number }) {
  const t = useDealsText();
  const board = useBoardText();
  const words = useDealWords();
  const contactText = useContactText();
  const { number } = useFormats();
  const who = deal.contact ?? deal.organisation;
  const isStalled = attentionOf(deal, nowMs, deviceZone()) === 'stalled';
  const days = daysSince(isStalled ? deal.touchedAt : deal.stageAt, nowMs);
  return (
    <div className="flex flex-col gap-1.5 px-3 py-2.5">
      <a href={`#${dealPath(deal.id)}`} tabIndex={-1} draggable={false} dir="auto" title={deal.title.length > 60 ? deal.title : undefined} className="line-clamp-2 text-start text-13 font-medium wrap-anywhere text-text hover:underline">
        {words.title(deal)}
      </a>
      {who && (
        <span className="flex min-w-0 items-center gap-2 text-12 text-text2">
          <ContactAvatar contact={who} />
          <Clip><bdi>{who.name || contactText('unnamed')}</bdi></Clip>
        </span>
      )}
      <NextActionLine deal={deal} nowMs={nowMs} className="h-5 ps-0.5" />
      <span className="flex min-h-5 min-w-0 items-center justify-between gap-2">
        {deal.amount ? <Amount amount={deal.amount} className="figures min-w-0 truncate text-13 font-semibold" /> : <span className="text-12 text-text3">{board('noValue')}</span>}
        {isStalled ? (
          <StateBadge tone="warning" icon={TriangleAlert}>{t('stalledDays', { count: days, formatted: number(days) })}</StateBadge>
        ) : (
          <span className="figures flex-none text-12 text-text3">{words.days(days)}</span>
        )}
      </span>
    </div>
  );
}

/** Shown where one points; for the keys there are commands. */
function CardButtons({ title }: { title: string }) {
  const t = useBoardText();
  const look = 'grid size-6 place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text';
  return (
    <span className="absolute end-1 top-1 flex rounded-control bg-raised opacity-0 group-hover/card:opacity-100 has-[:active]:opacity-100 [@media(hover:none)]:opacity-100">
      <button type="button" tabIndex={-1} data-act="moveTo" aria-label={t('moveDealTo', { title })} title={t('moveTo')} className={classes(look, '[@media(hover:none)]:hidden')}>
        <ArrowRightLeft aria-hidden className="size-3.5!" />
      </button>
      <button type="button" tabIndex={-1} data-act="menu" aria-label={t('menuOf', { title })} title={t('menu')} className={look}>
        <Ellipsis aria-hidden className="size-3.5!" />
      </button>
    </span>
  );
}

/** The card in hand, where the pointer is. */
export function CarriedCard({ deal, nowMs, width, ref }: { deal: DealCard; nowMs: number; width: number; ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} aria-hidden className="pointer-events-none fixed top-0 left-0 z-50 rounded-card border border-accent bg-raised shadow-e3" style={{ width }}>
      <CardFace deal={deal} nowMs={nowMs} />
    </div>
  );
}
