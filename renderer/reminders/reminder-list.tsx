import { useCallback, useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Check, ExternalLink, PanelRight, PenLine, Phone, RotateCcw, SkipForward, Timer, Trash2, UserCheck } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { useApiQuery } from '../api.ts';
import { useCommandEntry } from '../commands/command-button.tsx';
import { useCommandContext, useCommandHandler, useCommands } from '../commands/command-provider.tsx';
import { contactPath, entryPath, REMINDERS_PATH } from '../paths.ts';
import { NARROW_BELOW } from '../ui/media.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { AheadLine } from './ahead-row.tsx';
import { useWorkingHours } from './dates.ts';
import { completionOf, DoneForm, LogForm, NEW_DRAFT } from './done-form.tsx';
import type { DoneDraft } from './done-form.tsx';
import { useReminderIntent } from './intent.ts';
import { asReminder, rowsOf } from './list-rows.ts';
import type { AheadRow, ListRow, ReminderGroup } from './list-rows.ts';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { OpenRow, ReminderRow } from './reminder-row.tsx';
import type { RowAct } from './reminder-row.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { ListPeek } from './use-list-peek.tsx';
import { useFirstScreen } from './use-first-screen.ts';
import { useReminderActs } from './use-reminder-acts.ts';

export interface ReminderListProps {
  label: string;
  groups: readonly ReminderGroup[];
  nowMs: number;
  /** Says whose a reminder is where it is somebody else's. */
  showsOwners: boolean;
  /** Says something else of each than when it is due. */
  whenOf?: (reminder: Reminder) => string;
  /** Where whom the current line is about can be looked at beside the list. */
  peek?: ListPeek | undefined;
}

type Form = { kind: 'done'; reminder: Reminder; draft: DoneDraft } | { kind: 'log'; reminder: Reminder; draft: { body: string; error: string | null } };
type At = { reminder: Reminder; at: { x: number; y: number } };

/**
 * Reminders in groups that are walked as one: one tab stop, the arrows or J and K move, letters act. The list keeps
 * the focus and `aria-activedescendant` says which row is meant, so that it is never lost when a row goes.
 */
export function ReminderList({ label, groups, nowMs, showsOwners, whenOf, peek }: ReminderListProps) {
  const t = useRemindersText();
  const words = useReminderWords();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const acts = useReminderActs();
  const hours = useWorkingHours();
  const entry = useCommandEntry();
  const { registry } = useCommands();
  const { goTo, showToast } = useCommandContext();
  const openDialog = useReminderIntent((intent) => intent.open);
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const [cursor, setCursor] = useState<{ id: string; place: number } | null>(null);
  const [form, setForm] = useState<Form | null>(null);
  const [snoozing, setSnoozing] = useState<At | null>(null);
  const [assigning, setAssigning] = useState<At | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);
  /** The form, for who comes back later to look whether one is open. */
  const openForm = useRef<Form | null>(null);
  useLayoutEffect(() => {
    openForm.current = form;
  });
  /** What was typed for a reminder whose completion was refused. */
  const refused = useRef(new Map<Id, DoneDraft>());

  const lines = useFirstScreen(groups.map((group) => ({ group, lines: rowsOf(group) })));
  const rows = lines.flatMap((each) => each.lines);
  // Where the current one went, what took its place is the current one.
  const current = cursor === null ? undefined : (rows.find((row) => row.id === cursor.id) ?? rows[Math.min(cursor.place, rows.length - 1)]);
  const currentPlace = current ? rows.indexOf(current) : -1;
  /** Before anybody moved, what only shows its target may act on the first. */
  const target = current ?? rows[0];
  const reminder = target?.kind === 'reminder' ? target.reminder : undefined;
  const isOpen = reminder !== undefined && reminder.doneAt === null;
  const canSkip = current?.kind === 'occurrence' || (current?.kind === 'reminder' && current.reminder.doneAt === null && current.reminder.repeat?.kind === 'rule');
  const rowId = (row: { id: string }) => `${id}-${row.id}`;

  function goToPlace(place: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, place))];
    if (!row) return;
    setCursor({ id: row.id, place: rows.indexOf(row) });
    document.getElementById(rowId(row))?.scrollIntoView({ block: 'nearest' });
  }

  function makeCurrent({ id: rowId }: { id: string }) {
    setCursor({ id: rowId, place: rows.findIndex((row) => row.id === rowId) });
  }

  const placed = useLatest(() => peek?.onPlace({ contactId: current?.contact?.id, isFirst: currentPlace <= 0, isLast: currentPlace === rows.length - 1 }));
  useEffect(placed, [placed, current?.contact?.id, currentPlace, rows.length]);

  function openContact(row: ListRow | undefined) {
    if (row?.contact) goTo(row.kind === 'meeting' ? entryPath(row.contact.id, row.meeting.id) : contactPath(row.contact.id));
  }

  function lookAt(row: ListRow | undefined) {
    if (!row) return;
    makeCurrent(row);
    if (!peek) openContact(row);
    else peek.toggle();
  }

  function edit(row: ListRow | undefined) {
    if (row?.kind === 'reminder') openDialog({ kind: 'edit', reminder: row.reminder });
    else if (row?.kind === 'occurrence') openDialog({ kind: 'edit', reminder: asReminder(row.occurrence), ahead: row.occurrence });
  }

  function skip(row: ListRow | undefined) {
    if (row?.kind === 'reminder') void acts.skip(row.reminder);
    else if (row?.kind === 'occurrence') void acts.skipAhead(row.occurrence);
  }

  const focus = () => root.current?.focus({ preventScroll: true });
  useImperativeHandle(peek?.handle, () => ({ move: (by) => goToPlace(currentPlace + by), focus }));

  async function save(reminder: Reminder, draft: DoneDraft) {
    const refusal = await acts.complete(reminder, completionOf(reminder, draft, Date.now(), hours));
    if (refusal === null) return void refused.current.delete(reminder.id);
    const kept = { ...draft, error: refusal };
    refused.current.set(reminder.id, kept);
    if (openForm.current) showToast({ text: refusal, tone: 'danger' });
    else setForm({ kind: 'done', reminder, draft: kept });
  }

  function closeForm() {
    setForm(null);
    focus();
  }

  /** Opens it for a reminder; one that is open is saved first, as somebody who ticks another has done with it. */
  function open(next: Form) {
    makeCurrent(next.reminder);
    if (form?.kind === 'done' && form.reminder.id !== next.reminder.id) void save(form.reminder, form.draft);
    setForm(next);
  }

  function act(name: RowAct, reminder: Reminder) {
    makeCurrent(reminder);
    if (name === 'done') {
      if (reminder.doneAt !== null) void acts.reopen(reminder);
      else open({ kind: 'done', reminder, draft: refused.current.get(reminder.id) ?? NEW_DRAFT });
    } else if (name === 'log') open({ kind: 'log', reminder, draft: { body: '', error: null } });
    else setSnoozing({ reminder, at: underEndOf(document.getElementById(rowId(reminder))) });
  }
  const onAct = useLatest(act);

  // Who leaves the page with something ticked has done it.
  const saveOnLeave = useLatest(() => {
    if (form?.kind === 'done') void save(form.reminder, form.draft);
  });
  useEffect(() => saveOnLeave, [saveOnLeave]);

  useCommandHandler('reminder.done', () => reminder && act('done', reminder), reminder !== undefined);
  useCommandHandler('reminder.snooze', () => reminder && act('snooze', reminder), isOpen);
  useCommandHandler('reminder.log', () => reminder && act('log', reminder), isOpen && reminder.contact !== null);
  useCommandHandler('reminder.open', () => openContact(current), !!current?.contact);
  useCommandHandler('reminder.peek', () => lookAt(target), !!target?.contact || peek?.isOpen === true);
  useCommandHandler('reminder.edit', () => edit(target), isOpen || target?.kind === 'occurrence');
  useCommandHandler('reminder.assign', () => current && reminder && setAssigning({ reminder, at: underEndOf(document.getElementById(rowId(current))) }), current?.kind === 'reminder' && isOpen && members.length > 1);
  useCommandHandler('reminder.skip', () => skip(current), canSkip);
  useCommandHandler('reminder.remove', () => current?.kind === 'reminder' && void acts.remove(current.reminder), current?.kind === 'reminder');

  function move(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || rows.length === 0) return false;
    const hasLetters = registry.keySettings().singleLetters;
    const from = currentPlace < 0 ? -1 : currentPlace;
    if (event.key === 'ArrowDown' || (hasLetters && event.key === 'j')) goToPlace(from + 1);
    else if (event.key === 'ArrowUp' || (hasLetters && event.key === 'k')) goToPlace(from - 1);
    else if (event.key === 'Home') goToPlace(0);
    else if (event.key === 'End') goToPlace(rows.length - 1);
    else if (event.key === 'PageDown') goToPlace(Math.max(0, from) + PAGE_ROWS);
    else if (event.key === 'PageUp') goToPlace(from - PAGE_ROWS);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== root.current || event.defaultPrevented) return;
    if (event.key === 'Escape' && peek?.isOpen) peek.toggle();
    else if (!move(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The keys also work from where nothing has the focus, as after the page was opened.
  const onPageKey = useLatest((event: globalThis.KeyboardEvent) => {
    const isNowhere = event.target === document.body || (event.target instanceof Element && event.target.matches('[role=main]'));
    if (!isNowhere || event.defaultPrevented || !move(event)) return;
    event.preventDefault();
    focus();
  });
  useEffect(() => {
    document.addEventListener('keydown', onPageKey);
    return () => document.removeEventListener('keydown', onPageKey);
  }, [onPageKey]);

  const rowOf = (element: EventTarget): ListRow | undefined => {
    const line = element instanceof Element ? element.closest<HTMLElement>('[data-reminder], [data-ahead]') : null;
    return line ? rows.find((row) => row.id === (line.dataset['reminder'] ?? line.dataset['ahead'])) : undefined;
  };

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const row = rowOf(event.target);
    if (!row || form?.reminder.id === row.id) return;
    makeCurrent(row);
    // Without a pointer that hovers, a tap shows what can be done.
    if (window.innerWidth < NARROW_BELOW || matchMedia('(pointer: coarse)').matches) setMenuAt({ x: event.clientX, y: event.clientY });
  }

  function aheadWhen(row: AheadRow, group: ReminderGroup): string {
    const due = row.kind === 'meeting' ? words.dueAt(row.at) : row.occurrence;
    return group.isOneDay ? words.timeOfDay(due) : words.when(due, nowMs);
  }

  function onContextMenu(event: MouseEvent<HTMLDivElement>) {
    if ((event.target as Element).closest('form')) return;
    const clicked = rowOf(event.target);
    const row = clicked ?? current;
    if (!row) return;
    event.preventDefault();
    makeCurrent(row);
    setMenuAt(clicked ? { x: event.clientX, y: event.clientY } : underStartOf(document.getElementById(rowId(row))));
  }

  const peekEntry = peek ? [entry('reminder.peek', { icon: PanelRight })] : [];
  return (
    <div
      ref={root}
      role="grid"
      aria-label={label}
      aria-activedescendant={current ? rowId(current) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={keepFocus}
      onClick={onClick}
      onDoubleClick={(event) => {
        const row = rowOf(event.target);
        if ((event.target as Element).closest('a, button, form')) return;
        if (row?.kind === 'meeting') openContact(row);
        else if (row?.kind === 'occurrence' || row?.reminder.doneAt === null) edit(row);
      }}
      onContextMenu={onContextMenu}
      onFocus={(event) => {
        if (event.target !== root.current) return;
        if (cursor === null && rows[0]) makeCurrent(rows[0]);
        // From a menu that closes, or from outside, what is open has it; from within, Shift+Tab goes on out.
        if (form && !root.current.contains(event.relatedTarget)) root.current.querySelector<HTMLElement>('form input')?.focus();
      }}
      className="group/list ring-own flex flex-col gap-4"
    >
      {lines.map(({ group, lines: shown }) => (
        <div key={group.id} role="rowgroup" aria-labelledby={`${id}-${group.id}`}>
          <div role="row">
            <div role="gridcell" className="flex h-8 items-center gap-2">
              <h2 id={`${id}-${group.id}`} className={group.isOverdue ? 'text-danger-text' : undefined}>{group.title}</h2>
              {group.note !== undefined && <span className="figures text-12 text-text3">{group.note}</span>}
            </div>
          </div>
          {shown.map((row) => {
            if (row.kind !== 'reminder') return <AheadLine key={row.id} id={rowId(row)} row={row} when={aheadWhen(row, group)} isCurrent={row.id === current?.id} />;
            const { reminder } = row;
            return form?.reminder.id === reminder.id ? (
              <OpenRow key={reminder.id} id={rowId(reminder)} reminder={reminder} isTicked={form.kind === 'done'} onUntick={() => (form.kind === 'done' ? closeForm() : act('done', reminder))}>
                {form.kind === 'done' ? (
                  <DoneForm
                    reminder={reminder}
                    draft={form.draft}
                    onDraft={(draft) => setForm({ ...form, draft })}
                    onSave={() => {
                      closeForm();
                      void save(reminder, form.draft);
                    }}
                    onJustDone={() => {
                      closeForm();
                      void save(reminder, NEW_DRAFT);
                    }}
                  />
                ) : (
                  <LogForm
                    reminder={reminder}
                    draft={form.draft}
                    onDraft={(draft) => setForm({ ...form, draft })}
                    onSave={() =>
                      void acts.log(reminder, form.draft.body.trim()).then((refusal) => {
                        if (refusal === null) closeForm();
                        else setForm({ ...form, draft: { ...form.draft, error: refusal } });
                      })
                    }
                    onCancel={closeForm}
                  />
                )}
              </OpenRow>
            ) : (
              <ReminderRow
                key={reminder.id}
                id={rowId(reminder)}
                reminder={reminder}
                nowMs={nowMs}
                isOneDay={group.isOneDay ?? false}
                said={whenOf?.(reminder)}
                isCurrent={reminder.id === current?.id}
                ownerName={showsOwners && reminder.owner && reminder.owner.id !== profile?.me.id ? reminder.owner.name : null}
                onAct={onAct}
              />
            );
          })}
          {group.more !== undefined && (
            <div role="row">
              <div role="gridcell" className="ps-7">
                {group.onMore ? (
                  <button
                    type="button"
                    onClick={() => {
                      group.onMore?.();
                      focus();
                    }}
                    className="inline-flex h-8 items-center rounded-chip text-12 text-accent-text hover:underline"
                  >
                    {group.more}
                  </button>
                ) : (
                  <a href={`#${REMINDERS_PATH}`} className="inline-flex h-8 items-center rounded-chip text-12 text-accent-text hover:underline">{group.more}</a>
                )}
              </div>
            </div>
          )}
        </div>
      ))}
      <ContextMenu
        label={t('rowMenu')}
        at={menuAt}
        onClose={() => setMenuAt(null)}
        entries={
          current === undefined || current.kind === 'meeting'
            ? [entry('reminder.open', { icon: ExternalLink }), ...peekEntry]
            : current.kind === 'occurrence'
              ? [entry('reminder.open', { icon: ExternalLink }), ...peekEntry, entry('reminder.edit', { icon: PenLine }), 'separator', entry('reminder.skip', { icon: SkipForward })]
              : current.reminder.doneAt === null
                ? [
                    entry('reminder.done', { icon: Check }),
                    entry('reminder.snooze', { icon: Timer }),
                    entry('reminder.log', { icon: Phone }),
                    'separator',
                    entry('reminder.open', { icon: ExternalLink }),
                    ...peekEntry,
                    entry('reminder.edit', { icon: PenLine }),
                    ...(members.length > 1 ? [entry('reminder.assign', { icon: UserCheck })] : []),
                    ...(canSkip ? [entry('reminder.skip', { icon: SkipForward })] : []),
                    'separator',
                    entry('reminder.remove', { icon: Trash2, isDanger: true }),
                  ]
                : [{ ...entry('reminder.done', { icon: RotateCcw }), label: t('reopen') }, entry('reminder.open', { icon: ExternalLink }), 'separator', entry('reminder.remove', { icon: Trash2, isDanger: true })]
        }
      />
      <SnoozeMenu wanted={snoozing} onClose={() => setSnoozing(null)} onSnooze={(reminder, to) => void acts.snooze(reminder, to)} />
      <ContextMenu
        label={t('assign')}
        at={assigning?.at ?? null}
        onClose={() => setAssigning(null)}
        entries={members.map((member) => ({ id: member.id, label: member.name || t('unnamedMember'), isTicked: assigning?.reminder.owner?.id === member.id, onAction: () => assigning && void acts.assign(assigning.reminder, member) }))}
      />
    </div>
  );
}

const PAGE_ROWS = 10;

/** A press takes the focus to the list and not to what lies in its rows. */
function keepFocus(event: MouseEvent<HTMLDivElement>) {
  if (event.button !== 0 || (event.target as Element).closest('form, input')) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}

/** Where a menu about a row opens: under its end, beside what it is about to change. */
function underEndOf(row: HTMLElement | null): { x: number; y: number } {
  const box = row?.getBoundingClientRect() ?? new DOMRect();
  const isRightToLeft = row !== null && getComputedStyle(row).direction === 'rtl';
  return { x: isRightToLeft ? box.left + 8 : Math.max(8, box.right - MENU_WIDTH), y: box.bottom - 2 };
}

const MENU_WIDTH = 260;

function underStartOf(row: HTMLElement | null): { x: number; y: number } {
  const box = row?.getBoundingClientRect() ?? new DOMRect();
  return { x: box.left + 56, y: box.bottom - 4 };
}

/** The same function at every render, doing what the newest would. */
function useLatest<Args extends unknown[], Result>(run: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(run);
  useLayoutEffect(() => {
    latest.current = run;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
