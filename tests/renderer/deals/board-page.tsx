import type { Board } from '../../../core/api/deals.ts';
import { CallError } from '../../../core/call.ts';
import type { DealCard } from '../../../core/deals.ts';
import type { DealFilter } from '../../../core/deal-filters.ts';
import type { Id } from '../../../core/ids.ts';
import type { Need } from '../../../core/pipelines.ts';
import { PipelinePage } from '../../../renderer/features/deals/pipeline-page.tsx';
import { usePipelineState } from '../../../renderer/features/deals/pipeline-state.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';
import { aColumn, aDeal, answerOf, aPipeline, aStage, stageId } from './board-data.ts';

export interface BoardStory {
  deals: DealCard[];
  /** What stages ask for. */
  needs: Map<Id, Need[]>;
  /** A move waits for this. */
  held: Promise<void> | undefined;
  filters: DealFilter[];
}

const STAGES = [aStage(1, { name: 'Enquiry' }), aStage(3, { name: 'Quoted' }), aStage(5, { name: 'Agreed' })];

/** Two deals that were asked for and one that was quoted. */
export const aStory = (deals = [aDeal(1, { title: 'Pergola' }), aDeal(2, { title: 'Benches' }), aDeal(3, { title: 'Screens', stageId: stageId(3), probability: 30 })]): BoardStory => ({ deals, needs: new Map(), held: undefined, filters: [] });

/** The pipeline page before stages with these deals, which calls move and delete. */
export async function showBoard(story: BoardStory, answers: Answers = {}, options: { width?: number; height?: number } = {}): Promise<Shown> {
  usePipelineState.setState(usePipelineState.getInitialState(), true);
  let tell = (): void => {};
  const change = (): { changeId: Id } => {
    tell();
    return { changeId: idOf(99) };
  };
  const of = (stage: Id): DealCard[] => story.deals.filter((deal) => deal.stageId === stage);
  const board = (filter: DealFilter): Board => {
    story.filters.push(filter);
    const shows = (deal: DealCard): boolean => filter.every((condition) => condition.field !== 'owner' || deal.owner?.id === condition.memberId);
    return { columns: answerOf(STAGES.map((stage) => aColumn(stage, of(stage.id).filter(shows)))), won: { count: 4, sums: [{ currency: 'EUR', amount: 41_900_00, weighted: 0 }] }, lost: { count: 2, sums: [] } };
  };
  const shown = await showFeature(<PipelinePage viewId="all" pipelineId={undefined} onViewChange={() => {}} />, {
    members: { list: () => [{ id: idOf(1), name: 'Maren', email: '', isMe: true }] },
    tags: { list: () => [] },
    fields: { list: () => [] },
    contacts: { values: () => [] },
    pipelines: { list: () => [aPipeline(STAGES)] },
    dealViews: { list: () => [] },
    ...answers,
    deals: {
      board: ({ filter }) => board(filter),
      totals: () => ({ count: story.deals.length, sums: [] }),
      list: ({ filter }) => {
        story.filters.push(filter);
        return { rows: story.deals, next: null, count: story.deals.length, sums: [] };
      },
      async move({ id, stageId: to, after, filled }) {
        await story.held;
        const missing = story.needs.get(to);
        if (missing && !filled) throw new CallError('deal-needs', 'more is asked for', { missing });
        const deal = story.deals.find((each) => each.id === id)!;
        const others = story.deals.filter((each) => each.id !== id);
        const place = after === null ? 0 : others.findIndex((each) => each.id === after) + 1;
        story.deals = [...others.slice(0, place), { ...deal, stageId: to }, ...others.slice(place)];
        return change();
      },
      remove({ id }) {
        story.deals = story.deals.filter((deal) => deal.id !== id);
        return change();
      },
      ...answers.deals,
    },
  }, options);
  tell = () => shown.changed({ deals: '*' });
  return shown;
}
