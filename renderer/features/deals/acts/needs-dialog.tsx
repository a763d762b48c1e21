import { useState } from 'react';
import type { Stage } from '../../../../core/pipelines.ts';
import { useApiQuery, useErrorText } from '../../../api.ts';
import { useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { useWorkingHours } from '../../../reminders/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useBoardText } from '../board-words.ts';
import { setRefused } from '../pipeline-state.ts';
import type { Refused } from '../pipeline-state.ts';
import { NeedField } from './need-field.tsx';
import { NOTHING_FILLED, writtenOf } from './needs.ts';
import type { DealActs } from './use-deal-acts.ts';

export interface NeedsDialogProps {
  refused: Refused;
  stage: Stage;
  enter: DealActs['enter'];
  /** The keys belong to the list again. */
  onDone: () => void;
}

/** Asks for what a stage wants to know before a deal enters it, and then moves it there. */
export function NeedsDialog({ refused: { deal, stageId, after, missing }, stage, enter, onDone }: NeedsDialogProps) {
  const t = useBoardText();
  const text = useText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const { locale } = useFormats();
  const errorText = useErrorText();
  const hours = useWorkingHours();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { data: fields = [] } = useApiQuery('fields.list', undefined);
  const [filled, setFilled] = useState(NOTHING_FILLED);
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const written = writtenOf(missing, filled, { fields, locale, currency: profile?.team.currency ?? 'EUR', nowMs: Date.now(), hours });

  function close() {
    setRefused(null);
    onDone();
  }

  async function submit() {
    if (!written || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await enter(deal, { stageId, after }, written, t('saidMovedTo', { title: words.title(deal), stage: stageName(stage) }));
      close();
    } catch (failure) {
      setBusy(false);
      setError(errorText(failure));
    }
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={t('needsTitle', { stage: stageName(stage) })}
      closeLabel={text('common:close')}
      onClose={close}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={close}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main" isDisabled={!written || isBusy}>{t('move')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-13 text-text2">{t('needsText', { title: words.title(deal) })}</p>
        {missing.map((need, place) => (
          <NeedField key={need} need={need} fields={fields} filled={filled} onChange={(part) => setFilled((before) => ({ ...before, ...part }))} autoFocus={place === 0} />
        ))}
        {error && <p role="alert" className="text-12 text-danger-text">{error}</p>}
      </div>
    </Dialog>
  );
}
