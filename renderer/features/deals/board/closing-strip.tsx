import { memo, useMemo } from 'react';
import { CircleX, Trophy } from 'lucide-react';
import type { Totals } from '../../../../core/api/deals.ts';
import type { Outcome } from '../../../../core/deals.ts';
import { useCommand } from '../../../commands/command-provider.tsx';
import { Sums } from '../../../deals/deal-money.tsx';
import { useDealsText } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { classes } from '../../../ui/classes.ts';
import { Clip } from '../../../ui/clip.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useBoardText } from '../board-words.ts';

export interface ClosingStripProps {
  won: Totals | undefined;
  lost: Totals | undefined;
  nowMs: number;
  /** The deal in hand is over this one. */
  target: Outcome | null;
  onShow: (outcome: Outcome) => void;
}

/** What ended this month: deals are dropped here, and a press shows them. */
export function ClosingStrip({ won, lost, nowMs, target, onShow }: ClosingStripProps) {
  const t = useBoardText();
  return (
    <div role="group" data-foot aria-label={t('closedThisMonth')} className="flex flex-none gap-3 px-6 pt-3 pb-4 narrow:gap-2 narrow:px-4">
      <End outcome="won" totals={won} nowMs={nowMs} isTarget={target === 'won'} onShow={onShow} />
      <End outcome="lost" totals={lost} nowMs={nowMs} isTarget={target === 'lost'} onShow={onShow} />
    </div>
  );
}

const End = memo(function End({ outcome, totals, nowMs, isTarget, onShow }: { outcome: Outcome; totals: Totals | undefined; nowMs: number; isTarget: boolean; onShow: (outcome: Outcome) => void }) {
  const t = useBoardText();
  const deals = useDealsText();
  const { locale, number } = useFormats();
  const month = useMemo(() => new Intl.DateTimeFormat(locale, { month: 'long' }).format(nowMs), [locale, nowMs]);
  const { keys } = useCommand(outcome === 'won' ? 'pipeline.won' : 'pipeline.lost');
  const Icon = outcome === 'won' ? Trophy : CircleX;
  return (
    <button
      type="button"
      data-close={outcome}
      onClick={() => onShow(outcome)}
      className={classes(
        'flex h-11 min-w-0 flex-1 items-center gap-2 rounded-control border px-4 text-start text-13 hover:border-border-strong narrow:px-3',
        isTarget ? 'border-accent bg-selected' : 'border-border bg-raised',
        outcome === 'lost' && !isTarget && 'bg-[repeating-linear-gradient(135deg,transparent_0_7px,var(--border)_7px_8px)]',
      )}
    >
      <Icon aria-hidden className={outcome === 'won' ? 'text-success' : 'text-text2'} />
      <b className="font-semibold">{deals(outcome)}</b>
      {totals && (
        <Clip className="figures rounded-chip bg-raised px-1 text-text2">
          {t('closedIn', { count: totals.count, formatted: number(totals.count), month })}
          {totals.sums.length > 0 && <>, <Sums sums={totals.sums} /></>}
        </Clip>
      )}
      <span className="flex-1" />
      {keys && <span className="flex narrow:hidden"><Kbd>{keys}</Kbd></span>}
    </button>
  );
});
