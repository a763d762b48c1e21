import type { Deal, DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline, Stage } from '../../../../core/pipelines.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import type { MenuAction, MenuEntry } from '../../../ui/menu.tsx';

/** Where a deal can go, for a menu: the stages of its pipeline first, then those of the others. */
export function useStageEntries(): (deal: Pick<DealCard | Deal, 'stageId'> | undefined, pipelines: readonly Pipeline[], onMoveTo: (stage: Stage) => void) => MenuEntry[] {
  const { stageName, pipelineName } = usePipelineWords();
  return (deal, pipelines, onMoveTo) => {
    const isOwn = ({ stages }: Pipeline): boolean => stages.some(({ id }: { id: Id }) => id === deal?.stageId);
    const stagesOf = ({ stages }: Pipeline): MenuAction[] =>
      stages.filter(({ retired }) => !retired).map((stage) => ({ id: stage.id, label: stageName(stage), isTicked: stage.id === deal?.stageId, onAction: () => onMoveTo(stage) }));
    const usable = pipelines.filter(({ retired }) => !retired).toSorted((one, other) => Number(isOwn(other)) - Number(isOwn(one)));
    return usable.length > 1 ? usable.map((pipeline) => ({ heading: pipelineName(pipeline), entries: stagesOf(pipeline) })) : usable.flatMap(stagesOf);
  };
}
