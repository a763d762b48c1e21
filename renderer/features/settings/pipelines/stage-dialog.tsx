import { useState } from 'react';
import type { Id } from '../../../../core/ids.ts';
import { STAGE_COLOURS } from '../../../../core/pipelines.ts';
import type { Need, Stage } from '../../../../core/pipelines.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { readNumber } from '../../../i18n/read-number.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { LinesEditor } from '../lines-editor.tsx';
import type { DraftLine } from '../lines-editor.tsx';
import { StageColours } from './stage-colours.tsx';
import { StageNeeds } from './stage-needs.tsx';

export interface StageDialogProps {
  pipelineId: Id;
  /** The stage to change; null makes a new one. */
  stage: Stage | null;
  nextColour: number;
  onClose: () => void;
}

/** Makes a stage, or changes what it is called, how it counts, what is to be done in it, and what it asks for. */
export function StageDialog({ pipelineId, stage, nextColour, onClose }: StageDialogProps) {
  const t = useDealSettingsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { locale } = useFormats();
  const { stageName } = usePipelineWords();
  const shownName = stage ? stageName(stage) : '';
  const [draft, setDraft] = useState(() => draftOf(stage, shownName, nextColour));
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const change = (part: Partial<StageDraft>) => setDraft({ ...draft, ...part });
  const name = draft.name.trim();
  const probability = wholeNumber(draft.probability, locale, 0, 100);
  const staleDays = draft.staleDays.trim() === '' ? null : wholeNumber(draft.staleDays, locale, 1, 3_650);

  async function save() {
    setTried(true);
    if (name === '' || probability === undefined || staleDays === undefined) return;
    const steps = draft.steps.map(({ id, name: step }) => ({ ...(id === undefined ? {} : { id }), text: step.trim() })).filter((step) => step.text !== '');
    const numbers = { probability, colour: draft.colour, staleDays };
    try {
      // A stage of the start keeps its words, which follow the language, until somebody writes others.
      const { changeId } = stage
        ? await api.pipelines.updateStage({ id: stage.id, fields: { ...numbers, ...(name === shownName ? {} : { name }) }, steps, needs: draft.needs, seen: stage.seen })
        : await api.pipelines.createStage({ pipelineId, stage: { ...numbers, name, steps, needs: draft.needs } });
      undoable(t(stage ? 'stageChanged' : 'stageAdded', { name }), changeId);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(stage ? 'stageEdit' : 'stageNew')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{stage ? text('common:save') : t('stageAdd')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('stageName')} value={draft.name} onChange={(next) => change({ name: next })} error={hasTried && name === '' ? t('stageNameNeeded') : undefined} isRequired autoFocus maxLength={1_000} />
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <TextField
            label={t('probability')}
            hint={t('probabilityHint')}
            inputMode="numeric"
            value={draft.probability}
            onChange={(next) => change({ probability: next })}
            error={hasTried && probability === undefined ? t('probabilityBad') : undefined}
            isRequired
          />
          <TextField
            label={t('staleDays')}
            hint={t('staleHint')}
            inputMode="numeric"
            value={draft.staleDays}
            onChange={(next) => change({ staleDays: next })}
            error={hasTried && staleDays === undefined ? t('staleBad') : undefined}
          />
        </div>
        <StageColours value={draft.colour} onChange={(colour) => change({ colour })} />
        <LinesEditor label={t('checklist')} hint={t('checklistHint')} lines={draft.steps} onChange={(steps) => change({ steps })} lineLabel={(number) => t('stepNumber', { number })} addLabel={t('stepAdd')} />
        <StageNeeds value={draft.needs} onChange={(needs) => change({ needs })} />
        {failure !== null && <p role="alert" className="text-12 text-danger-text">{errorText(failure)}</p>}
      </div>
    </Dialog>
  );
}

interface StageDraft {
  name: string;
  /** As typed. */
  probability: string;
  /** As typed; empty for never. */
  staleDays: string;
  colour: number;
  steps: DraftLine[];
  needs: Need[];
}

function draftOf(stage: Stage | null, name: string, nextColour: number): StageDraft {
  if (!stage) return { name: '', probability: '50', staleDays: '14', colour: nextColour % STAGE_COLOURS, steps: [], needs: [] };
  const { probability, staleDays, colour, steps, needs } = stage;
  return {
    name,
    probability: String(probability),
    staleDays: staleDays === null ? '' : String(staleDays),
    colour,
    steps: steps.map(({ id, text }, place) => ({ key: place + 1, id, name: text })),
    needs,
  };
}

function wholeNumber(text: string, locale: string, least: number, most: number): number | undefined {
  const value = readNumber(text.replace(/[%\s]/g, ''), locale);
  return value !== null && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
