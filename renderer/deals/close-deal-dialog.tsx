import { useRef, useState } from 'react';
import type { CloseReason } from '../../core/api/deals.ts';
import { Id } from '../../core/ids.ts';
import { dateAfter, dayOf } from '../../core/schedule.ts';
import { useApi, useApiQuery } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { deviceZone } from '../reminders/device-zone.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/text-field.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { useDealErrorText } from './deal-error-text.ts';
import { closeCloseDeal } from './intent.ts';
import type { CloseIntent } from './intent.ts';
import { ReasonPicker } from './reason-picker.tsx';
import type { ChosenReason } from './reason-picker.tsx';
import { useDealsText, useDealWords, usePipelineWords } from './words.ts';

/** A deal is won or lost: why, in a word of one's list, and what follows from it. */
export function CloseDealDialog(intent: CloseIntent) {
  // Typing begins with the list there, so that a letter means what it shows.
  const { data, error } = useApiQuery('closeReasons.list', undefined);
  return data || error ? <Form {...intent} all={data ?? []} /> : null;
}

function Form({ deal, outcome, all }: CloseIntent & { all: readonly CloseReason[] }) {
  const t = useDealsText();
  const text = useText();
  const api = useApi();
  const words = useDealWords();
  const pipelineWords = usePipelineWords();
  const formats = useFormats();
  const errorText = useDealErrorText();
  const undoable = useUndoToast();
  const { announce } = useCommandContext();
  const { data: details } = useApiQuery('deals.get', { id: deal.id });
  const [reason, setReason] = useState<ChosenReason>(null);
  const [note, setNote] = useState('');
  const [drops, setDrops] = useState(true);
  const [renews, setRenews] = useState(false);
  const [renewal, setRenewal] = useState<string>(() => dateAfter(dayOf(Date.now(), deviceZone()), 'P1Y'));
  const [error, setError] = useState<{ of: 'day' | 'form'; text: string } | null>(null);
  const isSaving = useRef(false);
  const isWon = outcome === 'won';
  const planned = details?.openReminders ?? (deal.next ? 1 : 0);
  const reasons = all.filter((each) => each.outcome === outcome && !each.retired).map((each) => ({ id: each.id, name: pipelineWords.reasonName(each) }));
  const title = words.title(deal);

  async function save() {
    if (isSaving.current) return;
    if (renews && renewal === '') return setError({ of: 'day', text: text('reminders:dayMissing') });
    isSaving.current = true;
    setError(null);
    try {
      const { changeId } = await api.deals.close({
        id: deal.id,
        outcome,
        reason: reason === null ? null : 'id' in reason ? { id: Id.parse(reason.id) } : reason,
        note: note.trim(),
        ...(!isWon && planned > 0 ? { dropReminders: drops } : {}),
        ...(isWon && renews ? { reminder: { kind: 'call', purpose: t('renewPurpose', { title }), contactId: deal.contact?.id ?? deal.organisation?.id ?? null, due: renewal, zone: '' } } : {}),
      });
      const said = t(isWon ? 'saidWon' : 'saidLost', { title });
      closeCloseDeal();
      announce(said);
      undoable(said, changeId);
    } catch (failure) {
      setError({ of: 'form', text: errorText(failure) });
    } finally {
      isSaving.current = false;
    }
  }

  return (
    <Dialog
      isOpen
      size="small"
      title={t(isWon ? 'wonTitle' : 'lostTitle', { title })}
      closeLabel={text('common:close')}
      onClose={closeCloseDeal}
      onSubmit={() => void save()}
      footer={
        <>
          {error?.of === 'form' && <p role="alert" className="me-auto min-w-0 text-12 break-words text-danger-text">{error.text}</p>}
          <Button onPress={closeCloseDeal}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main">{t(isWon ? 'markWon' : 'markLost')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <ReasonPicker label={t('reason')} reasons={reasons} chosen={reason} onChange={setReason} />
        <TextArea label={t('closeNote')} value={note} onChange={setNote} rows={2} maxLength={100_000} />
        {!isWon && planned > 0 && <Checkbox label={t('dropReminders', { count: planned, formatted: formats.number(planned) })} ticked={drops} onChange={setDrops} />}
        {isWon && (
          <div className="flex flex-col gap-2">
            <Checkbox label={t('renew')} ticked={renews} onChange={setRenews} />
            {renews && (
              <DateField
                label={t('renewOn')}
                value={renewal}
                onChange={setRenewal}
                locale={formats.locale}
                dayLabel={text('common:day')}
                monthLabel={text('common:month')}
                yearLabel={text('common:year')}
                invalidText={text('common:noSuchDate')}
                error={error?.of === 'day' ? error.text : undefined}
              />
            )}
          </div>
        )}
      </div>
    </Dialog>
  );
}
