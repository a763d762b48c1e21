import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { Check, ExternalLink, PenLine, Phone, RotateCcw, SkipForward, Timer, Trash2, UserCheck } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import type { Reminder } from '../../core/reminders.ts';
import { useApiQuery } from '../api.ts';
import { useCommandEntry } from '../commands/command-button.tsx';
import { useCommandContext, useCommandHandler, useCommands } from '../commands/command-provider.tsx';
import { contactPath, REMINDERS_PATH } from '../paths.ts';
import { NARROW_BELOW } from '../ui/media.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { useWorkingHours } from './dates.ts';
import { completionOf, DoneForm, LogForm, NEW_DRAFT } from './done-form.tsx';
import type { DoneDraft } from './done-form.tsx';
import { useReminderIntent } from './intent.ts';
import { isOverdue, useReminderWords, useRemindersText } from './reminder-words.ts';
import { OpenRow, ReminderRow } from './reminder-row.tsx';
import type { RowAct } from './reminder-row.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useReminderActs } from './use-reminder-acts.ts';

export interface ReminderGroup {
  id: string;
  title: string;
  /** After the title, quieter: a count, or of which days. */
  note?: string | undefined;
  isOverdue?: boolean;
  /** Whether the heading says the day already. */
  isOneDay?: boolean;
  rows: readonly Reminder[];
  /** How many there are beyond the rows. */
  more?: string | undefined;
}

export interface ReminderListProps {
  label: string;
  groups: readonly ReminderGroup[];
  nowMs: number;
  /** Says whose a reminder is where it is somebody else's. */
  showsOwners: boolean;
}

type Form = { kind: 'done'; reminder: Reminder; draft: DoneDraft } | { kind: 'log'; reminder: Reminder; draft: { body: string; error: string | null } };
type At = { reminder: Reminder; at: { x: number; y: number } };

/**
 * Reminders in groups that are walked as one: one tab stop, the arrows or J and K move, letters act. The list keeps
 * the focus and `aria-activedescendant` says which row is meant, so that it is never lost when a row goes.
 */
export function ReminderList({ label, groups, nowMs, showsOwners }: ReminderListProps) {
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
  const [cursor, setCursor] = useState<{ id: Id; place: number } | null>(null);
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

  const rows = groups.flatMap((group) => group.rows);
  // Where the current one went, what took its place is the current one.
  const current = cursor === null ? undefined : (rows.find((row) => row.id === cursor.id) ?? rows[Math.min(cursor.place, rows.length - 1)]);
  const currentPlace = current ? rows.indexOf(current) : -1;
  /** Before anybody moved, what only shows its target may act on the first. */
  const target = current ?? rows[0];
  const isOpen = target !== undefined && target.doneAt === null;
  const rowId = (reminder: Reminder) => `${id}-${reminder.id}`;

  function goToPlace(place: number) {
    const row = rows[Math.min(rows.length - 1, Math.max(0, place))];
    if (!row) return;
    setCursor({ id: row.id, place: rows.indexOf(row) });
    document.getElementById(rowId(row))?.scrollIntoView({ block: 'nearest' });
  }

  function makeCurrent(reminder: Reminder) {
    setCursor({ id: reminder.id, place: rows.findIndex((row) => row.id === reminder.id) });
  }

  const focus = () => root.current?.focus({ preventScroll: true });

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

  useCommandHandler('reminder.done', () => target && act('done', target), target !== undefined);
  useCommandHandler('reminder.snooze', () => target && act('snooze', target), isOpen);
  useCommandHandler('reminder.log', () => target && act('log', target), isOpen && target.contact !== null);
  useCommandHandler('reminder.open', () => current?.contact && goTo(contactPath(current.contact.id)), !!current?.contact);
  useCommandHandler('reminder.edit', () => target && openDialog({ kind: 'edit', reminder: target }), isOpen);
  useCommandHandler('reminder.assign', () => current && setAssigning({ reminder: current, at: underEndOf(document.getElementById(rowId(current))) }), current?.doneAt === null && members.length > 1);
  useCommandHandler('reminder.skip', () => current && void acts.skip(current), current?.doneAt === null && current.repeat?.kind === 'rule');
  useCommandHandler('reminder.remove', () => current && void acts.remove(current), current !== undefined);

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
    if (event.target !== root.current || event.defaultPrevented || !move(event)) return;
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

  const rowOf = (element: EventTarget): Reminder | undefined => {
    const wanted = element instanceof Element ? element.closest('[data-reminder]')?.getAttribute('data-reminder') : null;
    return rows.find((row) => row.id === wanted);
  };

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const row = rowOf(event.target);
    if (!row || form?.reminder.id === row.id) return;
    makeCurrent(row);
    // Without a pointer that hovers, a tap shows what can be done.
    if (window.innerWidth < NARROW_BELOW || matchMedia('(pointer: coarse)').matches) setMenuAt({ x: event.clientX, y: event.clientY });
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
        if (row && row.doneAt === null && !(event.target as Element).closest('a, button, form')) openDialog({ kind: 'edit', reminder: row });
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
      {groups.map((group) => (
        <div key={group.id} role="rowgroup" aria-labelledby={`${id}-${group.id}`}>
          <div role="row">
            <div role="gridcell" className="flex h-8 items-center gap-2">
              <h2 id={`${id}-${group.id}`} className={group.isOverdue ? 'text-danger-text' : undefined}>{group.title}</h2>
              {group.note !== undefined && <span className="figures text-12 text-text3">{group.note}</span>}
            </div>
          </div>
          {group.rows.map((reminder) =>
            form?.reminder.id === reminder.id ? (
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
                when={reminder.doneAt === null && group.isOneDay ? words.timeOfDay(reminder) : words.when(reminder, nowMs)}
                isLate={reminder.doneAt === null && isOverdue(reminder, nowMs)}
                isCurrent={reminder.id === current?.id}
                ownerName={showsOwners && reminder.owner && reminder.owner.id !== profile?.me.id ? reminder.owner.name : null}
                onAct={onAct}
              />
            ),
          )}
          {group.more !== undefined && (
            <div role="row">
              <div role="gridcell" className="ps-7">
                <a href={`#${REMINDERS_PATH}`} className="inline-flex h-8 items-center rounded-chip text-12 text-accent-text hover:underline">{group.more}</a>
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
          current?.doneAt === null
            ? [
                entry('reminder.done', { icon: Check }),
                entry('reminder.snooze', { icon: Timer }),
                entry('reminder.log', { icon: Phone }),
                'separator',
                entry('reminder.open', { icon: ExternalLink }),
                entry('reminder.edit', { icon: PenLine }),
                ...(members.length > 1 ? [entry('reminder.assign', { icon: UserCheck })] : []),
                ...(current.repeat?.kind === 'rule' ? [entry('reminder.skip', { icon: SkipForward })] : []),
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
