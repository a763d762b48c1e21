import { ChevronDown, Settings } from 'lucide-react';
import type { Id } from '../../../core/ids.ts';
import type { Pipeline } from '../../../core/pipelines.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { usePipelineWords } from '../../deals/words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { settingsPath } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useBoardText } from './board-words.ts';

/** Which of several pipelines is shown. */
export function PipelinePicker({ pipelines, pipeline, onPick }: { pipelines: readonly Pipeline[]; pipeline: Pipeline; onPick: (id: Id) => void }) {
  const t = useBoardText();
  const { pipelineName } = usePipelineWords();
  const { number } = useFormats();
  const { goTo } = useCommandContext();
  return (
    <Menu
      label={t('pipelines')}
      trigger={
        <Button kind="bare" size="small" className="min-w-0">
          <Clip>{pipelineName(pipeline)}</Clip>
          <ChevronDown aria-hidden className="text-text3" />
        </Button>
      }
      entries={[
        ...pipelines.map((each) => ({ id: each.id as string, label: pipelineName(each), detail: number(each.open), isTicked: each.id === pipeline.id, onAction: () => onPick(each.id) })),
        'separator' as const,
        { id: 'settings', label: t('pipelineSettings'), icon: Settings, onAction: () => goTo(settingsPath('pipelines')) },
      ]}
    />
  );
}
