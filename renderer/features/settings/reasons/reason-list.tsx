import { useRef, useState } from 'react';
import { Archive, Plus } from 'lucide-react';
import type { CloseReason } from '../../../../core/api/deals.ts';
import type { Outcome } from '../../../../core/deals.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { focusBeside } from '../focus-beside.ts';
import { OrderedList } from '../ordered-list.tsx';
import { RetiredList } from '../retired-list.tsx';
import { SavedText } from '../saved-text.tsx';
import { useAct } from '../use-act.ts';

/** Why deals are won, or why they are lost: make, rename, move, retire, and bring back. */
export function ReasonList({ outcome }: { outcome: Outcome }) {
  const t = useDealSettingsText();
  const query = useApiQuery('closeReasons.list', undefined);
  const title = t(outcome === 'won' ? 'reasonsWon' : 'reasonsLost');
  return (
    <div className="pt-4">
      <h3 className="text-12 font-medium text-text2">{title}</h3>
      <Loaded query={query} lines={3}>{(reasons) => <Reasons outcome={outcome} title={title} reasons={reasons.filter((reason) => reason.outcome === outcome)} />}</Loaded>
    </div>
  );
}

function Reasons({ outcome, title, reasons }: { outcome: Outcome; title: string; reasons: readonly CloseReason[] }) {
  const t = useDealSettingsText();
  const api = useApi();
  const act = useAct();
  const undoable = useUndoToast();
  const { reasonName } = usePipelineWords();
  const used = reasons.filter(({ retired }) => !retired);
  return (
    <>
      {used.length === 0 && <p className="max-w-120 py-3 text-13 text-text2">{t('reasonsEmpty')}</p>}
      <OrderedList items={used} label={title} nameOf={reasonName} onMove={({ id }, after) => api.closeReasons.update({ id, after })} className="flex min-h-11 items-center gap-2 border-b border-border/55">
        {(reason, moveButtons) => {
          const name = reasonName(reason);
          return (
            <>
              <SavedText
                className="-ms-2 flex-1 [&_input]:bg-transparent [&_input:not(:hover):not(:focus)]:border-transparent"
                label={t('reasonName', { name })}
                value={name}
                isRequired
                onSave={async (next) => undoable(t('reasonRenamed', { name: next }), (await api.closeReasons.update({ id: reason.id, name: next })).changeId)}
              />
              <span className="flex flex-none">
                {moveButtons}
                <IconButton
                  icon={Archive}
                  label={t('retire', { what: name })}
                  onPress={() => {
                    focusBeside();
                    void act(() => api.closeReasons.update({ id: reason.id, retired: true }), t('reasonRetired', { name }));
                  }}
                />
              </span>
            </>
          );
        }}
      </OrderedList>
      <NewReason outcome={outcome} reasons={reasons} />
      <RetiredList
        items={reasons.filter(({ retired }) => retired)}
        nameOf={reasonName}
        onBringBack={(reason) => void act(() => api.closeReasons.update({ id: reason.id, retired: false }), t('reasonBack', { name: reasonName(reason) }))}
      />
    </>
  );
}

function NewReason({ outcome, reasons }: { outcome: Outcome; reasons: readonly CloseReason[] }) {
  const input = useRef<HTMLInputElement>(null);
  const t = useDealSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { reasonName } = usePipelineWords();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const label = t(outcome === 'won' ? 'reasonNewWon' : 'reasonNewLost');

  async function add() {
    const name = typed.trim();
    if (name === '') return;
    const known = reasons.find((reason) => reasonName(reason).toLocaleLowerCase() === name.toLocaleLowerCase());
    if (known) return setError(t(known.retired ? 'reasonTwiceRetired' : 'reasonTwice'));
    try {
      const { changeId } = await api.closeReasons.create({ outcome, name });
      undoable(t('reasonAdded', { name }), changeId);
      setTyped('');
      setError(undefined);
    } catch (failure) {
      setError(errorText(failure));
    }
    input.current?.focus();
  }

  return (
    <form
      className="flex items-start gap-2 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        ref={input}
        className="w-70 max-w-full"
        label={label}
        hideLabel
        placeholder={label}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          setError(undefined);
        }}
        error={error}
        maxLength={1_000}
      />
      <Button type="submit" icon={Plus} isDisabled={typed.trim() === ''}>{t('reasonAdd')}</Button>
    </form>
  );
}
