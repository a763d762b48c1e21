import { ChevronsLeft } from 'lucide-react';
import { Sums } from '../../../deals/deal-money.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { classes } from '../../../ui/classes.ts';
import { Clip } from '../../../ui/clip.tsx';
import { useBoardText } from '../board-words.ts';
import type { Column } from './columns.ts';

export interface LaneHeadProps {
  id: string;
  column: Column;
  isCollapsed: boolean;
  /** The keys are at the column itself. */
  isCurrent: boolean;
  label: string | undefined;
  /** The number of its row. */
  place: number;
}

/** What a stage is called, how many are in it, and what they are worth. */
export function LaneHead({ id, column, isCollapsed, isCurrent, label, place }: LaneHeadProps) {
  const t = useBoardText();
  const { stageName } = usePipelineWords();
  const { number, percent } = useFormats();
  const { stage, count, sums } = column;
  const name = stageName(stage);
  const ring = isCurrent && 'group-focus/board:ring-row';
  if (isCollapsed) {
    return (
      <div role="row" aria-rowindex={place} className="flex min-h-0 flex-1 flex-col">
        <div id={id} role="rowheader" aria-label={label} aria-colindex={1} data-act="collapse" title={t('expandLane', { stage: name })} className={classes('flex min-h-0 flex-1 cursor-pointer items-center gap-2 rounded-card py-3 [writing-mode:vertical-rl] hover:bg-hover', ring)}>
          <span className="min-h-0 truncate text-13 font-semibold"><bdi>{name}</bdi></span>
          <span className="figures text-13 text-text2">{number(count)}</span>
        </div>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={place} className="flex-none">
      <div id={id} role="rowheader" aria-colindex={1} className={classes('group/head flex flex-col rounded-card ps-3 pe-2 pt-2.5 pb-2', ring)}>
        <span className="flex h-6 min-w-0 items-center gap-2">
          <Clip className="text-13 font-semibold">{name}</Clip>
          <span className="figures flex-none text-13 text-text2">{number(count)}</span>
          <span className="flex-1" />
          <button type="button" tabIndex={-1} data-act="collapse" aria-label={t('collapseLane', { stage: name })} title={t('collapseLane', { stage: name })} className="grid size-6 flex-none place-items-center rounded-chip text-text3 opacity-0 group-hover/head:opacity-100 hover:bg-hover hover:text-text [@media(hover:none)]:opacity-100">
            <ChevronsLeft aria-hidden className="size-3.5! rtl:rotate-180" />
          </button>
        </span>
        <span className="min-h-4 text-12 font-medium wrap-anywhere">{sums.length > 0 && <Sums sums={sums} />}</span>
        <span className="figures min-h-4 text-12 wrap-anywhere text-text2">
          {sums.length > 0 && (isAtRate(column) ? <><Sums sums={sums} weighted /> {t('atRate', { rate: percent(stage.probability / 100) })}</> : <><Sums sums={sums} weighted /> {t('weighted')}</>)}
        </span>
      </div>
    </div>
  );
}

/** Deals may have a probability of their own; then the one of the stage would not explain the sum. Each deal is rounded by itself. */
const isAtRate = ({ sums, stage, count }: Column): boolean => sums.every(({ amount, weighted }) => Math.abs((amount * stage.probability) / 100 - weighted) <= count);
