import { useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OpenedRow, RecordLook } from '../../../../core/api/restore.ts';
import type { Choice } from '../../../../core/restore.ts';
import { useApiQuery } from '../../../api.ts';
import type { InputOf } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { AsItWas } from './as-it-was.tsx';
import { FieldChoices } from './field-choices.tsx';
import { PartChoices } from './part-choices.tsx';
import { type Attached, WithIt } from './with-it.tsx';

type Choices = Pick<InputOf<'opened.bringBack'>['records'][number], 'choices' | 'without'>;

export interface RecordDialogProps {
  opened: string;
  record: Pick<OpenedRow, 'kind' | 'id' | 'name'>;
  /** Left out where it can only be looked at. Whether it was done. */
  onBring?: (choices: Choices) => Promise<boolean>;
  onClose: () => void;
}

/** One record as it was in the backup, beside what is here, and what of it is to come back. */
export function RecordDialog({ opened, record: { kind, id, name }, onBring, onClose }: RecordDialogProps) {
  const { t } = useTranslation('restore');
  const text = useText();
  const query = useApiQuery('opened.look', { opened, kind, id });
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [without, setWithout] = useState<ReadonlySet<Attached>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const choose = (key: string, choice: Choice) => setChoices((before) => ({ ...before, [key]: choice }));

  async function bring() {
    if (!onBring || !query.data || isBusy) return;
    setBusy(true);
    if (await onBring({ choices, without: [...without] })) onClose();
    else setBusy(false);
  }

  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={name || t('unnamed')}
      closeLabel={text('common:close')}
      closesOutside
      footer={
        <>
          <Button onPress={onClose}>{text('common:close')}</Button>
          {onBring && <Button kind="main" icon={RotateCcw} isDisabled={!query.data || isBusy} onPress={() => void bring()}>{t('bringBack')}</Button>}
        </>
      }
    >
      <Loaded query={query}>
        {(look) => (
          <div className="flex flex-col gap-5">
            <p className="text-13 text-text2">{t(`state_${look.state}`)}</p>
            {isHere(look) && (look.fields.length > 0 ? <FieldChoices opened={opened} kind={kind} recordId={look.id} fields={look.fields} chosen={choices} onChoose={choose} isFixed={!onBring} /> : <p className="text-13 text-text3">{t('fieldsSame')}</p>)}
            {look.parts.length > 0 && <PartChoices opened={opened} recordId={look.id} parts={look.parts} chosen={choices} onChoose={choose} isFixed={!onBring} />}
            {onBring && <WithIt missing={look.missing} without={without} onChange={setWithout} />}
            <AsItWas opened={opened} kind={kind} id={id} />
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

/** There is something here to compare with. */
const isHere = ({ state }: RecordLook): boolean => state === 'here' || state === 'in-bin' || state === 'merged';
