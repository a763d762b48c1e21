import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Archive, ChevronDown, ChevronRight } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { hasCode } from '../../../../core/call.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { pipelinePath } from '../../../paths.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { focusBeside } from '../focus-beside.ts';
import { SavedText } from '../saved-text.tsx';
import { StageList } from './stage-list.tsx';

export interface PipelineRowProps {
  pipeline: Pipeline;
  /** Where deals may go as well. */
  others: readonly Pipeline[];
  moveButtons: ReactNode;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** A pipeline by its name, which is changed in place, and its stages once it is unfolded. */
export function PipelineRow({ pipeline, others, moveButtons, isOpen, onOpen }: PipelineRowProps) {
  const t = useDealSettingsText();
  const api = useApi();
  const undoable = useUndoToast();
  const { number } = useFormats();
  const { pipelineName } = usePipelineWords();
  const { retire, refusal } = useRetire(pipeline);
  const panel = useId();
  const name = pipelineName(pipeline);
  const stages = pipeline.stages.filter(({ retired }) => !retired).length;
  return (
    <>
      <div className="flex min-h-11 items-center gap-2 py-1.5">
        <AriaButton
          aria-label={t('pipelineStages', { name })}
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          onPress={() => onOpen(!isOpen)}
          className="-ms-1.5 grid size-7 flex-none place-items-center rounded-control text-text3 hover:bg-hover"
        >
          {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden className="rtl:rotate-180" />}
        </AriaButton>
        <div className="flex min-w-0 flex-1 items-center gap-3 narrow:flex-col narrow:items-stretch narrow:gap-0">
          <SavedText
            className="flex-1 [&_input]:bg-transparent [&_input]:font-medium [&_input:not(:hover):not(:focus)]:border-transparent"
            label={t('pipelineNameOf', { name })}
            value={name}
            isRequired
            onSave={async (next) => undoable(t('pipelineRenamed', { name: next }), (await api.pipelines.update({ id: pipeline.id, name: next })).changeId)}
          />
          <span className="figures flex-none text-12 text-text3 narrow:px-2">
            {t('stageCount', { count: stages, formatted: number(stages) })}
            {pipeline.open > 0 && ` · ${t('openDeals', { count: pipeline.open, formatted: number(pipeline.open) })}`}
          </span>
        </div>
        <span className="flex flex-none">
          {moveButtons}
          <IconButton icon={Archive} label={t('retire', { what: name })} onPress={() => void retire()} />
        </span>
      </div>
      {refusal}
      {isOpen && (
        <div id={panel} className="ps-9.5 pb-3 narrow:ps-2">
          <StageList pipeline={pipeline} others={others} />
        </div>
      )}
    </>
  );
}

/** Retires it, or says below it why that cannot be and what to do. */
function useRetire({ id, name: _, ...pipeline }: Pipeline): { retire: () => Promise<void>; refusal: ReactNode } {
  const t = useDealSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { goTo, showToast } = useCommandContext();
  const { number } = useFormats();
  const { pipelineName } = usePipelineWords();
  const [refused, setRefused] = useState<{ open: number } | 'last'>();
  const name = pipelineName({ name: _ });

  async function retire() {
    setRefused(undefined);
    try {
      const { changeId } = await api.pipelines.update({ id, retired: true });
      focusBeside();
      undoable(t('pipelineRetired', { name }), changeId);
    } catch (error) {
      if (hasCode(error, 'pipeline-in-use')) setRefused({ open: (error.details as { open?: number } | undefined)?.open ?? pipeline.open });
      else if (hasCode(error, 'last-pipeline')) setRefused('last');
      else showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return {
    retire,
    refusal: refused && (
      <div role="alert" className="mb-3 ms-9 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-warning-subtle px-3 py-2 text-12 text-warning-text narrow:ms-0">
        <p className="min-w-0 flex-1 basis-60 break-words">{refused === 'last' ? t('lastPipeline') : t('pipelineInUse', { count: refused.open, formatted: number(refused.open), name })}</p>
        {refused !== 'last' && <Button size="small" onPress={() => goTo(pipelinePath(id))}>{t('pipelineShow')}</Button>}
      </div>
    ),
  };
}
