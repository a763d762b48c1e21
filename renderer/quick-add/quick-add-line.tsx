import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { AtSign, Building2, CircleUser, Flag, Hash, Phone, Plus, Repeat2, SquareCheck, UserPlus } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { dismissal, parseQuickAdd } from '../../core/quick-add.ts';
import type { Dismissal, QuickAdd, QuickAddPart } from '../../core/quick-add.ts';
import { fold } from '../../core/text/fold.ts';
import { apiQuery, useApi, useErrorText } from '../api.ts';
import { useKept } from '../drafts/use-kept.ts';
import { deviceZone } from '../reminders/device-zone.ts';
import { REMINDER_ICONS } from '../reminders/kind-icons.ts';
import { useLineContext } from '../reminders/line-context.ts';
import { useReminderWords } from '../reminders/reminder-words.ts';
import { useUndoToast } from '../undo-toast.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { classes } from '../ui/classes.ts';
import { Kbd } from '../ui/kbd.tsx';
import { cadenceOf, dueOf, inputOf } from './meaning.ts';
import type { Who } from './meaning.ts';
import { useQuickAddText } from './words.ts';

const OFFERED = 4;

export interface QuickAddLineProps {
  autoFocus?: boolean;
  onDone?: () => void;
  /** What was typed and not sent is kept under it. */
  draftKey?: string;
}

/** One line that adds somebody, what to do next and how often; what it understood is tinted in it and stands below as chips. */
export function QuickAddLine({ autoFocus = false, onDone, draftKey = 'quick-add' }: QuickAddLineProps) {
  const t = useQuickAddText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const tint = useRef<HTMLDivElement>(null);
  const [line, setLine] = useState('');
  const [dismissed, setDismissed] = useState<readonly Dismissal[]>([]);
  /** Whom the name of then was said to mean: another name is another question. */
  const [chosen, setChosen] = useState<{ name: string; who: Who } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { keep, drop } = useKept(draftKey, setLine);

  const context = useLineContext();
  const said = useMemo(() => parseQuickAdd(line, { ...context, dismissed }), [line, context, dismissed]);
  const offered = useOffered(said.name);
  const exact = offered.find(({ name }) => fold(name) === fold(said.name));
  const who: Who = (chosen && fold(chosen.name) === fold(said.name) ? chosen.who : null) ?? (exact ? { kind: 'existing', id: exact.id } : { kind: 'new' });
  const here = { today: context.today, zone: deviceZone() };
  const toSave = inputOf(said, who, here);
  const choices: { who: Who; name: string; detail: string }[] = said.name === '' ? [] : [
    ...offered.map((contact) => ({ who: { kind: 'existing', id: contact.id } as const, name: contact.name, detail: contact.detail })),
    { who: { kind: 'new' }, name: said.name, detail: t('asNew') },
    { who: { kind: 'nobody' }, name: said.name, detail: t('asToDo') },
  ];

  function change(text: string) {
    setLine(text);
    keep(text.trim() === '' ? '' : text);
    setError(null);
    if (text.trim() === '') {
      setDismissed([]);
      setChosen(null);
    }
  }

  function choose(next: Who) {
    setChosen({ name: said.name, who: next });
  }

  async function save() {
    if (!toSave || isSaving) return;
    setSaving(true);
    try {
      const { changeId } = await api.reminders.quickAdd(toSave);
      change('');
      drop();
      undoable(t(toSave.reminder ? (who.kind === 'new' && toSave.contact ? 'addedBoth' : 'addedReminder') : 'addedContact'), changeId);
      onDone?.();
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setSaving(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      void save();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && choices.length > 0) {
      event.preventDefault();
      const at = choices.findIndex((choice) => isSame(choice.who, who));
      choose(choices[(at + (event.key === 'ArrowDown' ? 1 : choices.length - 1)) % choices.length]!.who);
    } else if (event.key === 'Escape' && line !== '' && !onDone) {
      event.stopPropagation();
      change('');
    }
  }

  return (
    <div className="min-w-0 rounded-card border border-border-strong bg-surface focus-within:ring-box" role="group" aria-label={t('title')}>
      <div className="relative flex h-10 items-center gap-2 px-3">
        <Plus aria-hidden className="flex-none text-text3" />
        <div className="relative min-w-0 flex-1">
          <div ref={tint} aria-hidden dir="auto" className="pointer-events-none absolute inset-0 overflow-hidden text-14 leading-7 whitespace-pre text-transparent">
            <Tinted line={line} parts={said.parts} />
          </div>
          <input
            ref={input}
            autoFocus={autoFocus}
            value={line}
            dir="auto"
            maxLength={500}
            placeholder={t('placeholder')}
            aria-label={t('title')}
            aria-describedby={`${id}-said`}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => change(event.target.value)}
            onScroll={(event) => tint.current?.scrollTo({ left: event.currentTarget.scrollLeft })}
            onKeyDown={onKeyDown}
            className="relative w-full bg-transparent text-14 leading-7 text-text outline-none placeholder:text-placeholder"
          />
        </div>
      </div>
      {line.trim() !== '' && (
        <div className="border-t border-border p-2">
          <div id={`${id}-said`} aria-live="polite" className="flex flex-wrap items-center gap-1.5">
            <Chips said={said} who={who} exactName={choices.find((choice) => isSame(choice.who, who))?.name ?? said.name} here={here} isAdding={toSave !== null} onDismiss={(part) => {
              setDismissed((before) => [...before, dismissal(line, part)]);
              input.current?.focus();
            }} onNobody={() => {
              choose({ kind: 'nobody' });
              input.current?.focus();
            }} />
            <span className="min-w-0 flex-1" />
            <Button size="small" kind="bare" isDisabled={!toSave || isSaving} onPress={() => void save()}>
              {t('add')}
              <Kbd>↵</Kbd>
            </Button>
          </div>
          {choices.length > 2 && (
            <div role="radiogroup" aria-label={t('who')} className="mt-2 flex flex-col">
              {choices.map((choice) => (
                <button
                  key={choice.who.kind === 'existing' ? choice.who.id : choice.who.kind}
                  type="button"
                  role="radio"
                  aria-checked={isSame(choice.who, who)}
                  tabIndex={isSame(choice.who, who) ? 0 : -1}
                  onClick={() => {
                    choose(choice.who);
                    input.current?.focus();
                  }}
                  className={classes('ring-inside flex h-8 items-center gap-2 rounded-control px-2 text-start text-13', isSame(choice.who, who) ? 'bg-selected' : 'hover:bg-hover')}
                >
                  <WhoIcon who={choice.who} />
                  <bdi className="min-w-0 truncate font-medium">{choice.name}</bdi>
                  <span className="min-w-0 truncate text-text3"><bdi>{choice.detail}</bdi></span>
                </button>
              ))}
            </div>
          )}
          {error && <p role="alert" className="mt-2 px-1 text-13 text-danger-text">{error}</p>}
        </div>
      )}
    </div>
  );
}

const isSame = (a: Who, b: Who): boolean => a.kind === b.kind && (a.kind !== 'existing' || b.kind !== 'existing' || a.id === b.id);

function WhoIcon({ who }: { who: Who }) {
  const Icon = ({ existing: CircleUser, new: UserPlus, nobody: SquareCheck } as const)[who.kind];
  return <Icon aria-hidden className="flex-none text-text3" />;
}

/** People and organisations whom the name may mean. */
function useOffered(name: string) {
  const api = useApi();
  const { data } = useQuery({ ...apiQuery(api, 'search.find', { text: name, contacts: OFFERED, entries: 0 }, { keepsPrevious: true }), enabled: name.length > 1 });
  return name.length > 1 ? (data?.contacts ?? []) : [];
}

function Tinted({ line, parts }: { line: string; parts: readonly QuickAddPart[] }) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end, kind } of parts) {
    pieces.push(line.slice(at, start));
    pieces.push(kind === 'purpose' ? line.slice(start, end) : <span key={start} className="rounded-chip bg-accent-subtle">{line.slice(start, end)}</span>);
    at = end;
  }
  pieces.push(line.slice(at));
  return pieces;
}

interface ChipsProps {
  said: QuickAdd;
  who: Who;
  exactName: string;
  here: { today: string; zone: string };
  isAdding: boolean;
  onDismiss: (part: Guess) => void;
  /** The name is none: what stands there is only something to do. */
  onNobody: () => void;
}

type Guess = Exclude<QuickAddPart, { kind: 'purpose' }>;

/** What was understood, each with a cross that takes the guess back. */
function Chips({ said, who, exactName, here, isAdding, onDismiss, onNobody }: ChipsProps) {
  const t = useQuickAddText();
  const words = useReminderWords();
  const due = dueOf(said, here);
  const isAboutSomebody = inputOf(said, who, here)?.contact != null;
  const cadence = cadenceOf(said, isAboutSomebody);
  const guesses = said.parts.filter((part): part is Guess => part.kind !== 'purpose');
  const partOf = (kind: Guess['kind'], text = ''): Guess | undefined => guesses.find((part) => part.kind === kind && part.text.includes(text));
  const chips: { key: string; icon: LucideIcon; label: string; value: string; part: Guess | undefined }[] = [];
  if (said.name !== '' && who.kind !== 'nobody') chips.push({ key: 'name', icon: who.kind === 'new' ? UserPlus : CircleUser, label: t(who.kind === 'new' ? 'newContact' : 'contact'), value: exactName, part: undefined });
  for (const email of said.emails) chips.push({ key: email, icon: AtSign, label: '', value: email, part: partOf('email', email) });
  for (const phone of said.phones) chips.push({ key: phone.digits, icon: Phone, label: '', value: phone.e164 ?? phone.digits, part: guesses.find((part) => part.kind === 'phone' && part.phone.digits === phone.digits) });
  const todo = isAdding && (said.followUp !== undefined || said.when !== undefined || said.purpose !== '' || who.kind === 'nobody');
  if (todo) {
    const what = [who.kind === 'nobody' ? said.name : '', said.purpose].filter(Boolean).join(' ');
    chips.push({ key: 'todo', icon: REMINDER_ICONS[said.followUp ?? 'task'], label: [said.followUp ? words.kind(said.followUp) : t('toDo'), what].filter(Boolean).join(' '), value: words.date(due), part: partOf('when') ?? partOf('verb') });
  }
  if (said.every) {
    const every = cadence === undefined ? words.repeat(inputOf(said, who, here)?.reminder?.repeat ?? { kind: 'afterDone', every: 'P1D' }) : words.every(cadence);
    chips.push({ key: 'every', icon: Repeat2, label: cadence === undefined ? '' : t('keepInTouch'), value: every, part: partOf('every') });
  }
  if (said.organisation !== '') chips.push({ key: 'organisation', icon: Building2, label: '', value: said.organisation, part: partOf('organisation') });
  for (const tag of said.tags) chips.push({ key: `#${tag}`, icon: Hash, label: '', value: tag, part: guesses.find((part) => part.kind === 'tag' && part.tag === tag) });
  if (said.priority > 0) chips.push({ key: 'priority', icon: Flag, label: '', value: words.priority(said.priority), part: partOf('priority') });
  if (chips.length === 0) return <span className="px-1 text-12 text-text3">{t('hint')}</span>;
  const takenBack = (key: string, part: Guess | undefined) => {
    if (part) return { onRemove: () => onDismiss(part), removeLabel: t('notMeant', { text: part.text }) };
    return key === 'name' && who.kind === 'new' ? { onRemove: onNobody, removeLabel: t('notMeant', { text: said.name }) } : {};
  };
  return chips.map(({ key, icon: Icon, label, value, part }) => (
    <Chip key={key} {...takenBack(key, part)}>
      <Icon aria-hidden className="me-1.5 inline size-3.5! align-text-bottom text-text3" />
      {label !== '' && <bdi>{label} </bdi>}
      <b><bdi>{value}</bdi></b>
    </Chip>
  ));
}
