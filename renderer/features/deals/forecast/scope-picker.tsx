import { ChevronDown } from 'lucide-react';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { Button } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { useForecastText } from './forecast-words.ts';

/** One pipeline, or all together. */
export function ScopePicker({ pipelines, pipeline, onPick }: { pipelines: readonly Pipeline[]; pipeline: Pipeline | undefined; onPick: (id: Id | null) => void }) {
  const t = useForecastText();
  const { pipelineName } = usePipelineWords();
  return (
    <Menu
      label={t('whichPipeline')}
      trigger={
        <Button kind="bare" size="small" className="min-w-0">
          <Clip>{pipeline ? pipelineName(pipeline) : t('allPipelines')}</Clip>
          <ChevronDown aria-hidden className="text-text3" />
        </Button>
      }
      entries={[
        { id: 'all', label: t('allPipelines'), isTicked: !pipeline, onAction: () => onPick(null) },
        'separator',
        ...pipelines.map((each) => ({ id: each.id as string, label: pipelineName(each), isTicked: each === pipeline, onAction: () => onPick(each.id) })),
      ]}
    />
  );
}
