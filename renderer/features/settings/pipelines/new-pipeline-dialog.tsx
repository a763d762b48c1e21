import { useState } from 'react';
import type { Id } from '../../../../core/ids.ts';
import { TEMPLATE_NAMES } from '../../../../core/pipelines.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioCards } from '../../../ui/radio-cards.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { stagesToBegin, useTemplateWords } from './templates.ts';
import type { Beginning } from './templates.ts';

/** Makes a pipeline: with the stages of a template, or with one. It is called as the template until somebody says otherwise. */
export function NewPipelineDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: Id) => void }) {
  const t = useDealSettingsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const words = useTemplateWords();
  const [beginning, setBeginning] = useState<Beginning>('services');
  /** Null until something is typed. */
  const [typed, setTyped] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const shown = typed ?? (beginning === 'empty' ? '' : words.name(beginning));
  const name = shown.trim();

  async function save() {
    setTried(true);
    if (name === '') return;
    try {
      const { id, changeId } = await api.pipelines.create({ name, stages: stagesToBegin(beginning, words) });
      onMade(id);
      undoable(t('pipelineAdded', { name }), changeId);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  const cards = [
    ...TEMPLATE_NAMES.map((template) => ({ value: template, label: words.name(template), hint: `${words.hint(template)} ${stagesToBegin(template, words).map((stage) => stage.name).join(' · ')}` })),
    { value: 'empty' as const, label: t('empty'), hint: t('emptyHint') },
  ];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('pipelineNew')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{t('pipelineAdd')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('pipelineName')} value={shown} onChange={setTyped} error={hasTried && name === '' ? t('pipelineNameNeeded') : undefined} isRequired autoFocus maxLength={1_000} />
        <RadioCards label={t('beginFrom')} value={beginning} onChange={setBeginning} cards={cards} />
        {failure !== null && <p role="alert" className="text-12 text-danger-text">{errorText(failure)}</p>}
      </div>
    </Dialog>
  );
}
