import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Check } from 'lucide-react';
import type { Deal } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Stage } from '../../../../core/pipelines.ts';
import { useDealsText, useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useMinute } from '../../../reminders/use-minute.ts';
import { classes } from '../../../ui/classes.ts';
import { daysByStage } from './stage-stays.ts';

export interface StageStepperProps {
  deal: Deal;
  /** Those in use, and the one it is in. */
  stages: readonly Stage[];
  onMove: (stage: Stage) => void;
}

/** Where a deal stands in its pipeline. A press moves it there; the arrows go from stage to stage, one tab stop in all. */
export function StageStepper({ deal, stages, onMove }: StageStepperProps) {
  const t = useDealsText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const nowMs = useMinute();
  const list = useRef<HTMLOListElement>(null);
  const [pointed, setPointed] = useState<Id | null>(null);
  const days = daysByStage(deal.history, nowMs);
  const place = stages.findIndex(({ id }) => id === deal.stageId);
  const stop = pointed !== null && stages.some(({ id }) => id === pointed) ? pointed : deal.stageId;

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // Shift+arrows are the deal's.
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const at = stages.findIndex(({ id }) => id === stop);
    const to = { Home: 0, End: stages.length - 1, ArrowLeft: at + (forward === 'ArrowLeft' ? 1 : -1), ArrowRight: at + (forward === 'ArrowRight' ? 1 : -1) }[event.key];
    const next = to === undefined ? undefined : stages[to];
    if (!next) return;
    event.preventDefault();
    setPointed(next.id);
    list.current?.querySelector<HTMLElement>(`[data-stage="${next.id}"]`)?.focus();
  }

  return (
    <ol ref={list} aria-label={t('stages')} className="flex min-w-0 gap-0.5 overflow-x-auto p-1 -m-1" onKeyDown={onKeyDown}>
      {stages.map((stage, at) => {
        const isCurrent = stage.id === deal.stageId;
        const isPast = at < place;
        const spent = days.get(stage.id);
        const name = stageName(stage);
        const inWords = spent === undefined ? t('neverThere') : words.days(spent);
        return (
          <li key={stage.id} className="min-w-24 flex-1">
            <button
              type="button"
              data-stage={stage.id}
              tabIndex={stage.id === stop ? 0 : -1}
              aria-current={isCurrent ? 'step' : undefined}
              disabled={deal.outcome !== null}
              title={t('stageDays', { stage: name, days: inWords })}
              onClick={() => {
                setPointed(null);
                if (!isCurrent) onMove(stage);
              }}
              className={classes(
                'flex h-11 w-full min-w-0 flex-col items-start justify-center rounded-control border px-3 text-start',
                isCurrent ? 'border-accent bg-accent-subtle' : isPast ? 'border-transparent bg-hover enabled:hover:bg-selected' : 'border-transparent bg-canvas enabled:hover:bg-hover',
              )}
            >
              <span className={classes('flex w-full min-w-0 items-center gap-1 text-12', isCurrent ? 'font-semibold text-text' : 'font-medium text-text2')}>
                {isPast && spent !== undefined && <Check aria-hidden className="size-3.5! flex-none text-text3" />}
                <span className="truncate"><bdi>{name}</bdi></span>
              </span>
              <span className="figures truncate text-11 text-text3">{spent === undefined ? <span className="sr-only">{inWords}</span> : inWords}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
