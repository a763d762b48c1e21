import { useRef, useState } from 'react';
import type { ContactRef } from '../../core/contacts.ts';
import { Id } from '../../core/ids.ts';
import type { Reminder, ReminderFields, ReminderKind } from '../../core/reminders.ts';
import { dayOf, isTimed } from '../../core/schedule.ts';
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
import { choiceOf, repeatOf } from './repeat-choice.ts';
import type { RepeatChoice, Unit } from './repeat-choice.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { dueAt } from './when-choice.ts';

/** `all` also changes the open one, where what is changed is one ahead of it. */
type Scope = 'this' | 'later' | 'all';

interface Typed {
  contact: ContactRef | null;
  kind: ReminderKind;
  purpose: string;
  day: string;
  time: string;
  repeat: RepeatChoice;
  ownerId: Id | null;
  priority: number;
  notes: string;
}

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
  const [begun] = useState<Typed>(() => (reminder ? typedOf(reminder) : { contact: open.kind === 'new' ? open.contact : null, kind: 'call', purpose: '', day: dayIn('tomorrow', Date.now(), deviceZone(), hours), time: '', repeat: { kind: 'none' }, ownerId: me, priority: 0, notes: '' }));
  const [typed, setTyped] = useState(begun);
  const ahead = open.kind === 'edit' ? open.ahead : undefined;
  const [scope, setScope] = useState<Scope>('this');
  const [error, setError] = useState<{ of: 'day' | 'form'; text: string } | null>(null);
  const [isSought, setSought] = useState(false);
  const isSaving = useRef(false);
  const purpose = useRef<HTMLInputElement>(null);
  const { options, onSearch, contactOf } = useContactSearch();
  const draft = useKept(draftKeyOf(open), (text) => setTyped((before) => ({ ...before, ...readReminderDraft(text, dayOf(Date.now(), deviceZone())) })));
  function change(part: Partial<Typed>) {
    const next = { ...typed, ...part };
    setTyped(next);
    draft.keep(draftText(next, begun), next.contact?.id);
  }
  const startsAtWho = reminder === null && typed.contact === null;

  async function save() {
    if (isSaving.current) return;
    if (typed.day === '') return setError({ of: 'day', text: t('dayMissing') });
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
        <RepeatFields typed={typed} onChange={(repeat) => change({ repeat })} />
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

function RepeatFields({ typed, onChange }: { typed: Typed; onChange: (repeat: RepeatChoice) => void }) {
  const t = useRemindersText();
  const words = useReminderWords();
  const { repeat } = typed;
  const [keptOption] = useState(repeat.kind === 'kept' ? repeat : null);
  const labels: Record<Exclude<RepeatChoice['kind'], 'kept'>, string> = {
    none: t('repeatNone'),
    daily: t('everyDays', { count: 1, formatted: '1' }),
    weekly: t('everyWeeks', { count: 1, formatted: '1' }),
    twoWeeks: t('everyWeeks', { count: 2, formatted: '2' }),
    monthly: t('everyMonths', { count: 1, formatted: '1' }),
    yearly: t('everyYears', { count: 1, formatted: '1' }),
    every: t('repeatEvery'),
    afterDone: t('repeatAfterDone'),
  };
  const says = typed.day === '' ? null : repeatOf(repeat, typed.day);

  function choose(kind: RepeatChoice['kind']) {
    if (kind === 'kept') onChange(keptOption ?? { kind: 'none' });
    else if (kind === 'every' || kind === 'afterDone') onChange({ kind, count: 'count' in repeat ? repeat.count : 3, unit: 'unit' in repeat ? repeat.unit : 'W' });
    else onChange({ kind });
  }

  return (
    <div className="flex flex-wrap items-end gap-3">
      <Select<RepeatChoice['kind']>
        label={t('repeats')}
        value={repeat.kind}
        onChange={choose}
        options={[
          ...(Object.keys(labels) as (keyof typeof labels)[]).map((kind) => ({ value: kind as RepeatChoice['kind'], label: labels[kind] })),
          ...(keptOption ? [{ value: 'kept' as const, label: words.repeat(keptOption.repeat) }] : []),
        ]}
        placeholder={labels.none}
        className="min-w-60 flex-1"
      />
      {'count' in repeat && (
        <>
          <TextField
            label={t('repeatCount')}
            type="number"
            inputMode="numeric"
            value={String(repeat.count)}
            onChange={(count) => onChange({ ...repeat, count: Math.min(MOST, Math.max(1, Math.round(Number(count)) || 1)) })}
            className="w-20"
          />
          <Select<Unit>
            label={t('repeatUnit')}
            value={repeat.unit}
            onChange={(unit) => onChange({ ...repeat, unit })}
            options={(['D', 'W', 'M', 'Y'] as const).map((unit) => ({ value: unit, label: t(UNIT_KEYS[unit], { count: repeat.count }) }))}
            placeholder=""
            className="w-32"
          />
        </>
      )}
      {says && <p role="status" className="w-full text-12 text-text3">{words.repeat(says)}</p>}
    </div>
  );
}

/** The most that a rule of the calendar knows. */
const MOST = 999;
const UNIT_KEYS = { D: 'unitDays', W: 'unitWeeks', M: 'unitMonths', Y: 'unitYears' } as const;

function typedOf(reminder: Reminder): Typed {
  return {
    contact: reminder.contact,
    kind: reminder.kind,
    purpose: reminder.purpose,
    day: reminder.due.slice(0, 10),
    time: isTimed(reminder.due) ? reminder.due.slice(11) : '',
    repeat: choiceOf(reminder.repeat, reminder.due),
    ownerId: reminder.owner?.id ?? null,
    priority: reminder.priority,
    notes: reminder.notes,
  };
}

/** A time that was in another zone stays there. */
const dueOfTyped = ({ day, time }: Typed, reminder: Reminder | null) => dueAt(day, time, reminder?.zone || deviceZone());

const fieldsOf = ({ contact, kind, purpose, ownerId, priority, notes }: Typed): ReminderFields => ({ contactId: contact?.id ?? null, kind, purpose: purpose.trim(), ownerId, priority, notes });

function created(typed: Typed) {
  return { ...fieldsOf(typed), ...dueOfTyped(typed, null), repeat: repeatOf(typed.repeat, typed.day) };
}

/** Only what is another: what somebody else changed in the meantime stays. */
function changesOf(reminder: Reminder, typed: Typed, scope: Scope) {
  const was = fieldsOf(typedOf(reminder));
  const is = fieldsOf(typed);
  const fields = Object.fromEntries(Object.entries(is).filter(([name, value]) => was[name as keyof ReminderFields] !== value)) as Partial<ReminderFields>;
  const due = dueOfTyped(typed, reminder);
  const repeat = repeatOf(typed.repeat, typed.day);
  const isMoved = due.due !== reminder.due || due.zone !== reminder.zone;
  const repeatsOtherwise = typed.repeat.kind !== 'kept' && JSON.stringify(typed.repeat) !== JSON.stringify(choiceOf(reminder.repeat, reminder.due));
  return {
    fields,
    ...(isMoved ? { due } : {}),
    // A weekly one that is moved to another day, and all later ones with it, is on that day from then on.
    ...(repeatsOtherwise || (isMoved && scope !== 'this' && typed.repeat.kind !== 'kept') ? { repeat } : {}),
    scope: repeatsOtherwise && scope === 'this' ? ('later' as const) : scope,
  };
}

/** Of one that is a reminder, with the versions that were seen. */
function changesTo(reminder: Reminder, typed: Typed, asked: Scope) {
  const { scope, ...changes } = changesOf(reminder, typed, asked);
  const seen = Object.fromEntries(Object.keys(changes.fields).flatMap((name) => (reminder.seen[name] === undefined ? [] : [[name, reminder.seen[name]]])));
  return { id: reminder.id, ...changes, ...(reminder.repeat ? { scope: scope === 'this' ? scope : ('later' as const) } : {}), ...(Object.keys(seen).length > 0 ? { seen } : {}) };
}
