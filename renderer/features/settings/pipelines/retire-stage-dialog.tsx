import { useState } from 'react';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline, Stage } from '../../../../core/pipelines.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { StageDot } from '../../../deals/stage-dot.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SearchSelect } from '../../../ui/search-select.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';

export interface RetireStageDialogProps {
  stage: Stage;
  /** How many deals are open in it. */
  open: number;
  /** The stage's own first. */
  pipelines: readonly Pipeline[];
  onClose: () => void;
}

/** Asks where the open deals of a stage go before it is retired. Both are one change. */
export function RetireStageDialog({ stage, open, pipelines, onClose }: RetireStageDialogProps) {
  const t = useDealSettingsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { number } = useFormats();
  const { stageName, pipelineName } = usePipelineWords();
  const [failure, setFailure] = useState<unknown>(null);
  const usable = (pipeline: Pipeline) => pipeline.stages.filter(({ id, retired }) => !retired && id !== stage.id);
  const own = pipelines[0]?.stages.filter(({ retired }) => !retired) ?? [];
  const place = own.findIndex(({ id }) => id === stage.id);
  const [target, setTarget] = useState<Id | null>((own[place - 1] ?? own[place + 1])?.id ?? null);
  const name = stageName(stage);
  const groups = pipelines.map((pipeline) => ({
    ...(pipelines.length > 1 ? { label: pipelineName(pipeline) } : {}),
    options: usable(pipeline).map((each) => ({ value: each.id, label: stageName(each), mark: <StageDot colour={each.colour} /> })),
  }));
  const numbered = (count: number) => ({ count, formatted: number(count) });

  async function retire() {
    const chosen = pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === target);
    if (!chosen) return;
    try {
      const { changeId, moved } = await api.pipelines.retireStage({ id: stage.id, moveTo: chosen.id });
      undoable(t('stageRetiredMoved', { ...numbered(moved), name, target: stageName(chosen) }), changeId);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('retireStage', { name })}
      closeLabel={text('common:close')}
      size="small"
      onSubmit={() => void retire()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit" isDisabled={target === null}>{t('moveAndRetire')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text2">{t('retireStageOpen', numbered(open))}</p>
        <SearchSelect label={t('moveDealsTo', numbered(open))} value={target} onChange={setTarget} groups={groups} placeholder="" searchLabel={t('searchStages')} emptyText={t('noneFound')} />
        {failure !== null && <p role="alert" className="text-12 text-danger-text">{errorText(failure)}</p>}
      </div>
    </Dialog>
  );
}
