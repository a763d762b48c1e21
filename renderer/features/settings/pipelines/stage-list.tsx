import { useState } from 'react';
import type { ReactNode } from 'react';
import { Archive, Plus } from 'lucide-react';
import { hasCode } from '../../../../core/call.ts';
import type { Pipeline, Stage } from '../../../../core/pipelines.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useNeedWords } from '../../../deals/need-words.ts';
import { StageDot } from '../../../deals/stage-dot.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { focusBeside } from '../focus-beside.ts';
import { OrderedList } from '../ordered-list.tsx';
import { RetiredList } from '../retired-list.tsx';
import { useAct } from '../use-act.ts';
import { RetireStageDialog } from './retire-stage-dialog.tsx';
import { StageDialog } from './stage-dialog.tsx';

/** The stages of a pipeline in their order: make, change, move, retire with their deals moved along, and bring back. */
export function StageList({ pipeline, others }: { pipeline: Pipeline; others: readonly Pipeline[] }) {
  const t = useDealSettingsText();
  const api = useApi();
  const act = useAct();
  const { stageName, pipelineName } = usePipelineWords();
  const [edited, setEdited] = useState<Stage | 'new' | null>(null);
  const [emptied, setEmptied] = useState<{ stage: Stage; open: number } | null>(null);
  const used = pipeline.stages.filter(({ retired }) => !retired);
  return (
    <>
      <OrderedList items={used} label={t('pipelineStages', { name: pipelineName(pipeline) })} nameOf={stageName} onMove={({ id }, after) => api.pipelines.updateStage({ id, after })} className="border-b border-border/55">
        {(stage, moveButtons) => <StageRow stage={stage} moveButtons={moveButtons} onEdit={() => setEdited(stage)} onInUse={(open) => setEmptied({ stage, open })} />}
      </OrderedList>
      <div className="pt-2">
        <Button kind="bare" size="small" icon={Plus} onPress={() => setEdited('new')}>{t('stageAdd')}</Button>
      </div>
      <RetiredList
        items={pipeline.stages.filter(({ retired }) => retired)}
        nameOf={stageName}
        colourOf={({ colour }) => colour}
        onBringBack={(stage) => void act(() => api.pipelines.reviveStage({ id: stage.id }), t('stageBack', { name: stageName(stage) }))}
      />
      {edited !== null && <StageDialog pipelineId={pipeline.id} stage={edited === 'new' ? null : edited} nextColour={used.length} onClose={() => setEdited(null)} />}
      {emptied !== null && <RetireStageDialog {...emptied} pipelines={[pipeline, ...others]} onClose={() => setEmptied(null)} />}
    </>
  );
}

interface StageRowProps {
  stage: Stage;
  moveButtons: ReactNode;
  onEdit: () => void;
  /** So many deals are open in it: somebody has to say where they go. */
  onInUse: (open: number) => void;
}

function StageRow({ stage, moveButtons, onEdit, onInUse }: StageRowProps) {
  const t = useDealSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const { stageName } = usePipelineWords();
  const details = useStageDetails(stage);
  const [isLast, setLast] = useState(false);
  const name = stageName(stage);

  async function retire() {
    setLast(false);
    try {
      const { changeId } = await api.pipelines.retireStage({ id: stage.id, moveTo: null });
      focusBeside();
      undoable(t('stageRetired', { name }), changeId);
    } catch (error) {
      if (hasCode(error, 'stage-in-use')) onInUse((error.details as { open?: number } | undefined)?.open ?? 1);
      else if (hasCode(error, 'last-stage')) setLast(true);
      else showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <>
      <div className="group flex min-h-11 items-center gap-3">
        <StageDot colour={stage.colour} />
        <button type="button" onClick={onEdit} className="ring-inside flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-control text-start narrow:flex-col narrow:items-start narrow:justify-center narrow:gap-0">
          <Clip className="max-w-full text-13 font-medium group-hover:text-accent-text"><bdi>{name}</bdi></Clip>
          <Clip className="max-w-full text-12 text-text3 wide:min-w-44 wide:flex-1">{details}</Clip>
        </button>
        <span className="flex flex-none">
          {moveButtons}
          <IconButton icon={Archive} label={t('retire', { what: name })} onPress={() => void retire()} />
        </span>
      </div>
      {isLast && <p role="alert" className="mb-2 rounded-control bg-warning-subtle px-3 py-2 text-12 text-warning-text">{t('lastStage')}</p>}
    </>
  );
}

/** "30% · stalled after 14 days · 3 steps · needs Value and Contact". */
function useStageDetails({ probability, staleDays, steps, needs }: Stage): string {
  const t = useDealSettingsText();
  const { number, percent, list } = useFormats();
  const { data: fields } = useApiQuery('fields.list', undefined);
  const needName = useNeedWords(fields ?? []);
  return [
    percent(probability / 100),
    staleDays === null ? t('stalledNever') : t('stalledAfter', { count: staleDays, formatted: number(staleDays) }),
    steps.length > 0 && t('stepCount', { count: steps.length, formatted: number(steps.length) }),
    needs.length > 0 && t('asksFor', { what: list(needs.map(needName)) }),
  ]
    .filter((part) => part !== false)
    .join(' · ');
}
