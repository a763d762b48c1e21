import { useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Reminder } from '../../core/reminders.ts';
import { useApiQuery } from '../api.ts';
import { useCommandContext, useCommandHandler } from '../commands/command-provider.tsx';
import { contactPath, entryPath } from '../paths.ts';
import { NARROW_BELOW } from '../ui/media.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { useLatest } from '../ui/use-latest.ts';
import { AheadLine } from './ahead-row.tsx';
import { GroupFrame } from './group-frame.tsx';
import { useReminderIntent } from './intent.ts';
import { asReminder, rowsOf } from './list-rows.ts';
import type { AheadRow, ListRow, ReminderGroup } from './list-rows.ts';
import { OpenForm } from './open-form.tsx';
import { useReminderWords, useRemindersText } from './reminder-words.ts';
import { ReminderRow } from './reminder-row.tsx';
import type { RowAct } from './reminder-row.tsx';
import { RowMenu } from './row-menu.tsx';
import { underEndOf, underStartOf } from './row-places.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useFirstScreen } from './use-first-screen.ts';
import { useListCursor } from './use-list-cursor.ts';
import type { ListPeek } from './use-list-peek.tsx';
import { useReminderActs } from './use-reminder-acts.ts';
import { useRowForm } from './use-row-form.ts';

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
  const { goTo } = useCommandContext();
  const openDialog = useReminderIntent((intent) => intent.open);
  const { data: profile } = useApiQuery('profile.info', undefined);
  const { data: members = [] } = useApiQuery('members.list', undefined);
  const [snoozing, setSnoozing] = useState<At | null>(null);
  const [assigning, setAssigning] = useState<At | null>(null);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number } | null>(null);

  const focus = () => root.current?.focus({ preventScroll: true });
  const rowId = (row: { id: string }) => `${id}-${row.id}`;
  const lines = useFirstScreen(groups.map((group) => ({ group, lines: rowsOf(group) })));
  const rows = lines.flatMap((each) => each.lines);
  const { current, place, makeCurrent, goToPlace, move } = useListCursor(rows, rowId, focus);
  const forms = useRowForm(acts, focus);
  const { form } = forms;
  /** Before anybody moved, what only shows its target may act on the first. */
  const target = current ?? rows[0];
  const reminder = target?.kind === 'reminder' ? target.reminder : undefined;
  const isOpen = reminder !== undefined && reminder.doneAt === null;
  const canAssign = members.length > 1;
  const canSkip = current?.kind === 'occurrence' || (current?.kind === 'reminder' && current.reminder.doneAt === null && current.reminder.repeat?.kind === 'rule');

  const placed = useLatest(() => peek?.onPlace({ contactId: current?.contact?.id, isFirst: place <= 0, isLast: place === rows.length - 1 }));
  useEffect(placed, [placed, current?.contact?.id, place, rows.length]);
  useImperativeHandle(peek?.handle, () => ({ move: (by) => goToPlace(place + by), focus }));

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

  function act(name: RowAct, reminder: Reminder) {
    makeCurrent(reminder);
    if (name === 'snooze') setSnoozing({ reminder, at: underEndOf(document.getElementById(rowId(reminder))) });
    else if (name === 'log') forms.openLog(reminder);
    else if (reminder.doneAt !== null) void acts.reopen(reminder);
    else forms.openDone(reminder);
  }
  const onAct = useLatest(act);

  useCommandHandler('reminder.done', () => reminder && act('done', reminder), reminder !== undefined);
  useCommandHandler('reminder.snooze', () => reminder && act('snooze', reminder), isOpen);
  useCommandHandler('reminder.log', () => reminder && act('log', reminder), isOpen && reminder.contact !== null);
  useCommandHandler('reminder.open', () => openContact(current), !!current?.contact);
  useCommandHandler('reminder.peek', () => lookAt(target), !!target?.contact || peek?.isOpen === true);
  useCommandHandler('reminder.edit', () => edit(target), isOpen || target?.kind === 'occurrence');
  useCommandHandler('reminder.assign', () => current && reminder && setAssigning({ reminder, at: underEndOf(document.getElementById(rowId(current))) }), current?.kind === 'reminder' && isOpen && canAssign);
  useCommandHandler('reminder.skip', () => skip(current), canSkip);
  useCommandHandler('reminder.remove', () => current?.kind === 'reminder' && void acts.remove(current.reminder), current?.kind === 'reminder');

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== root.current || event.defaultPrevented) return;
    if (event.key === 'Escape' && peek?.isOpen) peek.toggle();
    else if (!move(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

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

  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const row = rowOf(event.target);
    if ((event.target as Element).closest('a, button, form')) return;
    if (row?.kind === 'meeting') openContact(row);
    else if (row?.kind === 'occurrence' || row?.reminder.doneAt === null) edit(row);
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

  function aheadWhen(row: AheadRow, group: ReminderGroup): string {
    const due = row.kind === 'meeting' ? words.dueAt(row.at) : row.occurrence;
    return group.isOneDay ? words.timeOfDay(due) : words.when(due, nowMs);
  }

  function line(row: ListRow, group: ReminderGroup) {
    if (row.kind !== 'reminder') return <AheadLine key={row.id} id={rowId(row)} row={row} when={aheadWhen(row, group)} isCurrent={row.id === current?.id} />;
    const { reminder } = row;
    if (form?.reminder.id === reminder.id) return <OpenForm key={reminder.id} id={rowId(reminder)} reminder={reminder} form={form} forms={forms} onTick={() => act('done', reminder)} />;
    return (
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
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
      onFocus={(event) => {
        if (event.target !== root.current) return;
        if (!current && rows[0]) makeCurrent(rows[0]);
        // From a menu that closes, or from outside, what is open has it; from within, Shift+Tab goes on out.
        if (form && !root.current.contains(event.relatedTarget)) root.current.querySelector<HTMLElement>('form input')?.focus();
      }}
      className="group/list ring-own flex flex-col gap-4"
    >
      {lines.map(({ group, lines: shown }) => (
        <GroupFrame key={group.id} id={`${id}-${group.id}`} group={group} onShown={focus}>
          {shown.map((row) => line(row, group))}
        </GroupFrame>
      ))}
      <RowMenu row={current} at={menuAt} onClose={() => setMenuAt(null)} can={{ peek: peek !== undefined, assign: canAssign, skip: canSkip }} />
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

/** A press takes the focus to the list and not to what lies in its rows. */
function keepFocus(event: MouseEvent<HTMLDivElement>) {
  if (event.button !== 0 || (event.target as Element).closest('form, input')) return;
  event.preventDefault();
  event.currentTarget.focus({ preventScroll: true });
}
