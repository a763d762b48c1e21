import type { Pipeline, Stage } from '../../core/pipelines.ts';
import type { Option } from '../ui/select.tsx';
import { StageDot } from './stage-dot.tsx';
import type { usePipelineWords } from './words.ts';

const inUse = (pipelines: readonly Pipeline[]): Pipeline[] => pipelines.filter(({ retired }) => !retired);

/** The stages in use of one pipeline. */
const stagesOf = ({ stages }: Pipeline): Stage[] => stages.filter(({ retired }) => !retired);

/** The stage of this id, else the first that a deal can be in. */
export function stageIn(pipelines: readonly Pipeline[], id: string | null): Stage | undefined {
  const stages = inUse(pipelines).flatMap(stagesOf);
  return stages.find((stage) => stage.id === id) ?? stages[0];
}

/** All stages that a deal can be put in; of several pipelines each says of which. */
export function stageOptions(pipelines: readonly Pipeline[], words: ReturnType<typeof usePipelineWords>): Option[] {
  const shown = inUse(pipelines);
  return shown.flatMap((pipeline) =>
    stagesOf(pipeline).map((stage) => ({
      value: stage.id,
      label: words.stageName(stage),
      mark: <StageDot colour={stage.colour} />,
      ...(shown.length > 1 ? { detail: words.pipelineName(pipeline) } : {}),
    })),
  );
}
