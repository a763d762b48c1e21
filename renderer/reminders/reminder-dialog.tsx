import { useRef, useState } from 'react';
import { Id } from '../../core/ids.ts';
import type { ReminderKind } from '../../core/reminders.ts';
import { dayOf } from '../../core/schedule.ts';
import { useApi, useApiQuery, useErrorText } from '../api.ts';
import { useCommandContext } from '../commands/command-provider.tsx';
import { contactOption, useContactSearch } from '../contact-search.tsx';
import { useKept } from '../drafts/use-kept.ts';
import { useText } from '../i18n/use-text.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { ComboBox } from '../ui/combo-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { Select } from '../ui/select.tsx';
import type { Option } from '../ui/select.tsx';
import { TextArea, TextField } from '../ui/text-field.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { DAY_PRESETS, dayIn, useWorkingHours } from './dates.ts';
import { deviceZone } from './device-zone.ts';
import { DayAndTime } from './day-and-time.tsx';
import type { ReminderDialogOpen } from './intent.ts';
import { REMINDER_ICONS } from './kind-icons.ts';
import { draftKeyOf, draftText, readReminderDraft } from './reminder-draft.ts';
import { RepeatFields } from './repeat-fields.tsx';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { changesOf, changesTo, created, dueOfTyped, repeatFault, typedOf, writesRepeat } from './typed-reminder.ts';
import type { Scope, TypedReminder } from './typed-reminder.ts';

/** What is to be done, with whom, when and how often: a new reminder, or one that is changed. */
export function ReminderDialog({ open, onClose }: { open: ReminderDialogOpen; onClose: () => void }) {
  const { data: profile } = useApiQuery('profile.info', undefined);
  if (!profile) return null;
  return <Form open={open} me={profile.me.id} onClose={onClose} />;
}

function Form({ open, me, onClose }: { open: ReminderDialogOpen; me: Id; onClose: () => void }) {
  const t = useRemindersText();
  const text = useText();
  const api = useApi();
  const words = useReminderWords();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { announce } = useCommandContext();
  const hours = useWorkingHours();
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const reminder = open.kind === 'edit' ? open.reminder : null;
  const [begun] = useState<TypedReminder>(() => (reminder ? typedOf(reminder) : { contact: open.kind === 'new' ? open.contact : null, kind: 'call', purpose: '', day: dayIn('tomorrow', Date.now(), deviceZone(), hours), time: '', repeat: { kind: 'none' }, end: { kind: 'never' }, ownerId: me, priority: 0, notes: '' }));
  const [typed, setTyped] = useState(begun);
  const ahead = open.kind === 'edit' ? open.ahead : undefined;
  const [scope, setScope] = useState<Scope>('this');
  const [error, setError] = useState<{ of: 'day' | 'repeat' | 'form'; text: string } | null>(null);
  const [isSought, setSought] = useState(false);
  const isSaving = useRef(false);
  const purpose = useRef<HTMLInputElement>(null);
  const { options, onSearch, contactOf } = useContactSearch();
  const draft = useKept(draftKeyOf(open), (text) => setTyped((before) => ({ ...before, ...readReminderDraft(text, dayOf(Date.now(), deviceZone())) })));
  function change(part: Partial<TypedReminder>) {
    const next = { ...typed, ...part };
    setTyped(next);
    if (error?.of === 'repeat') setError(null);
    draft.keep(draftText(next, begun), next.contact?.id);
  }
  const writesRule = !reminder || writesRepeat(reminder, typed, scope);
  const startsAtWho = reminder === null && typed.contact === null;

  async function save() {
    if (isSaving.current) return;
    if (typed.day === '') return setError({ of: 'day', text: t('dayMissing') });
    const fault = writesRule ? repeatFault(typed) : null;
    if (fault) return setError({ of: 'repeat', text: t(fault.text) });
    isSaving.current = true;
    setError(null);
    try {
      const { changeId } = !reminder
        ? await api.reminders.create(created(typed))
        : ahead
          ? await api.reminders.updateOccurrence({ seriesId: ahead.seriesId, occurrence: ahead.due, ...changesOf(reminder, typed, scope) })
          : await api.reminders.update(changesTo(reminder, typed, scope));
      const said = t(reminder ? 'saidChanged' : 'saidAdded', { what: words.title(typed), when: words.date(dueOfTyped(typed, reminder)) });
      draft.drop();
      onClose();
      announce(said);
      undoable(said, changeId);
    } catch (failure) {
      setError({ of: 'form', text: errorText(failure) });
    } finally {
      isSaving.current = false;
    }
  }

  /** Closed in another way, what was typed is there again the next time. */
  function giveUp() {
    draft.drop();
    onClose();
  }

  return (
    <Dialog
      isOpen
      title={t(reminder ? 'editTitle' : 'new')}
      closeLabel={text('common:close')}
      onClose={onClose}
      onSubmit={() => void save()}
      footer={
        <>
          {error?.of === 'form' && <p role="alert" className="me-auto min-w-0 text-12 break-words text-danger-text">{error.text}</p>}
          <Button onPress={giveUp}>{text('common:cancel')}</Button>
          <Button type="submit" kind="main">{text(reminder ? 'common:save' : 'common:add')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <ComboBox
          label={t('who')}
          value={typed.contact && contactOption(typed.contact)}
          options={options}
          onSearch={(name) => {
            setSought(name.trim() !== '');
            onSearch(name);
          }}
          onChange={(option) => {
            change({ contact: option ? (contactOf(option.value) ?? null) : null });
            if (option) purpose.current?.focus();
          }}
          placeholder={t('whoHint')}
          emptyText={t(isSought ? 'nobodyFound' : 'typeAName')}
          autoFocus={startsAtWho}
        />
        <div className="flex flex-col gap-2">
          <SegmentedControl<ReminderKind>
            label={t('kind')}
            value={typed.kind}
            onChange={(kind) => change({ kind })}
            segments={(['call', 'email', 'meeting', 'task'] as const).map((kind) => ({ value: kind, label: words.kind(kind), icon: REMINDER_ICONS[kind] }))}
          />
          <TextField ref={purpose} label={t('purpose')} placeholder={t('purposeHint')} value={typed.purpose} onChange={(next) => change({ purpose: next })} maxLength={1_000} autoFocus={!startsAtWho} />
        </div>
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap gap-1" role="group" aria-label={t('dayPresets')}>
            {DAY_PRESETS.map((preset) => {
              const day = dayIn(preset, Date.now(), deviceZone(), hours);
              return (
                <Button key={preset} size="small" kind={typed.day === day ? 'plain' : 'bare'} className={typed.day === day ? 'bg-selected!' : undefined} onPress={() => change({ day })}>{t(preset)}</Button>
              );
            })}
          </div>
          <DayAndTime day={typed.day} time={typed.time} onChange={(day, time) => change({ day, time })} error={error?.of === 'day' ? error.text : undefined} />
        </div>
        <RepeatFields typed={typed} begun={begun} onChange={change} error={error?.of === 'repeat' ? error.text : undefined} isCountedAnew={!!reminder?.repeat && writesRule} />
        <div className="flex flex-wrap gap-x-6 gap-y-4">
          {members.length > 1 && (
            <Select<string>
              label={t('whose')}
              value={typed.ownerId}
              onChange={(ownerId) => change({ ownerId: Id.parse(ownerId) })}
              options={members.map(({ id, name }): Option => ({ value: id, label: name || t('unnamedMember'), mark: <Avatar id={id} name={name} shape="person" size="small" /> }))}
              placeholder={t('nobodys')}
              className="min-w-50 flex-1"
            />
          )}
          <div className="flex flex-col gap-1">
            <span aria-hidden className="text-12 font-medium text-text2">{t('priority')}</span>
            <SegmentedControl
              label={t('priority')}
              value={String(typed.priority)}
              onChange={(priority) => change({ priority: Number(priority) })}
              segments={[0, 1, 2].map((priority) => ({ value: String(priority), label: words.priority(priority) }))}
              className="my-0.5"
            />
          </div>
        </div>
        <TextArea label={t('notes')} value={typed.notes} onChange={(notes) => change({ notes })} rows={2} maxLength={100_000} />
        {reminder?.repeat && (
          <div className="flex flex-col gap-1">
            <span aria-hidden className="text-12 font-medium text-text2">{t('scope')}</span>
            <SegmentedControl<Scope>
              label={t('scope')}
              value={scope}
              onChange={setScope}
              segments={[{ value: 'this', label: t('scopeThis') }, { value: 'later', label: t('scopeLater') }, ...(ahead ? [{ value: 'all' as const, label: t('scopeAll') }] : [])]}
            />
          </div>
        )}
      </div>
    </Dialog>
  );
}
