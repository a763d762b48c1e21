import { useState } from 'react';
import { ChevronDown } from 'lucide-react';
import type { ContactDetail } from '../../../../core/api/contacts.ts';
import { dayOf } from '../../../../core/schedule.ts';
import { useApi, useErrorText } from '../../../api.ts';
import type { OutputOf } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { useReminderWords, useRemindersText } from '../../../reminders/reminder-words.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Menu } from '../../../ui/menu.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { FormDialog } from '../../../record/form-dialog.tsx';

type CadenceNow = OutputOf<'reminders.ofContact'>['cadence'];

/** What is offered at once; any other is typed. */
const OFTEN = ['P1W', 'P2W', 'P1M', 'P6W', 'P3M', 'P6M', 'P1Y'] as const;

/** How often one wants to talk to somebody, and when that is next. */
export function Cadence({ contact, cadence, isReadOnly }: { contact: ContactDetail; cadence: CadenceNow; isReadOnly: boolean }) {
  const t = useRemindersText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const words = useReminderWords();
  const { showToast } = useCommandContext();
  const [isTyping, setTyping] = useState(false);
  const every = cadence?.every ?? '';
  const name = every === '' ? t('cadenceNone') : words.every(every);

  async function set(next: string) {
    const { changeId } = await api.reminders.setCadence({ contactId: contact.id, every: next });
    undoable(next === '' ? t('saidCadenceNone') : t('saidCadence', { every: words.every(next) }), changeId);
  }
  const choose = (next: string) => {
    set(next).catch((error: unknown) => showToast({ text: errorText(error), tone: 'danger' }));
  };

  if (isReadOnly && every === '') return null;
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 ps-3 pe-1 text-12">
      <span className="text-text3">{t('keepInTouch')}</span>
      {isReadOnly ? (
        <span>{name}</span>
      ) : (
        <Menu
          label={t('keepInTouch')}
          trigger={<Button kind="bare" size="small" className="-ms-2 px-2! font-normal!">{name}<ChevronDown aria-hidden className="size-3.5! text-text3" /></Button>}
          entries={[
            ...[...OFTEN, ...(every === '' || (OFTEN as readonly string[]).includes(every) ? [] : [every])].map((each) => ({ id: each, label: words.every(each), isTicked: each === every, onAction: () => choose(each) })),
            { id: 'other', label: t('cadenceOther'), onAction: () => setTyping(true) },
            'separator' as const,
            { id: 'none', label: t('cadenceNone'), isTicked: every === '', onAction: () => choose('') },
          ]}
        />
      )}
      <span className="flex-1" />
      {cadence?.dueOn && <Due on={cadence.dueOn} />}
      {isTyping && <OtherCadence every={every} onSave={set} onClose={() => setTyping(false)} />}
    </div>
  );
}

function Due({ on }: { on: string }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { number } = useFormats();
  const nowMs = Date.now();
  const days = Math.round((Date.parse(dayOf(nowMs, deviceZone())) - Date.parse(on)) / DAY_MS);
  return <span className={classes('figures pe-2', days > 0 ? 'text-warning-text' : 'text-text3')}>{days > 0 ? t('daysOver', { count: days, formatted: number(days) }) : words.day(on, nowMs)}</span>;
}

const DAY_MS = 24 * 60 * 60_000;

function OtherCadence({ every, onSave, onClose }: { every: string; onSave: (every: string) => Promise<void>; onClose: () => void }) {
  const t = useRemindersText();
  const [, startCount = '6', startUnit = 'W'] = /^P(\d+)([DWMY])$/.exec(every) ?? [];
  const [count, setCount] = useState(startCount);
  const [unit, setUnit] = useState(startUnit);
  const [error, setError] = useState<string>();

  async function save() {
    if (!/^[1-9]\d{0,2}$/.test(count)) {
      setError(t('numberMissing'));
      return false;
    }
    await onSave(`P${count}${unit}`);
    return true;
  }

  return (
    <FormDialog title={t('keepInTouch')} onSave={save} onClose={onClose}>
      <div className="flex items-start gap-3">
        <TextField label={t('repeatEvery')} type="number" inputMode="numeric" value={count} onChange={setCount} error={error} autoFocus className="w-32" />
        <Select
          label={t('repeatUnit')}
          value={unit}
          onChange={setUnit}
          options={[
            { value: 'D', label: t('unitDays', { count: Number(count) }) },
            { value: 'W', label: t('unitWeeks', { count: Number(count) }) },
            { value: 'M', label: t('unitMonths', { count: Number(count) }) },
            { value: 'Y', label: t('unitYears', { count: Number(count) }) },
          ]}
          placeholder=""
          className="flex-1"
        />
      </div>
    </FormDialog>
  );
}
