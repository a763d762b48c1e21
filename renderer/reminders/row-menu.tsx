import { Check, ExternalLink, PanelRight, PenLine, Phone, RotateCcw, SkipForward, Timer, Trash2, UserCheck } from 'lucide-react';
import { useCommandEntry } from '../commands/command-button.tsx';
import { ContextMenu } from '../ui/menu.tsx';
import type { MenuEntry } from '../ui/menu.tsx';
import type { ListRow } from './list-rows.ts';
import { useRemindersText } from './reminder-words.ts';

export interface RowMenuProps {
  row: ListRow | undefined;
  at: { x: number; y: number } | null;
  onClose: () => void;
  can: { peek: boolean; assign: boolean; skip: boolean };
}

/** All that can be done with a row. */
export function RowMenu({ row, at, onClose, can }: RowMenuProps) {
  const t = useRemindersText();
  const entry = useCommandEntry();
  const look = [entry('reminder.open', { icon: ExternalLink }), ...(can.peek ? [entry('reminder.peek', { icon: PanelRight })] : [])];
  return <ContextMenu label={t('rowMenu')} at={at} onClose={onClose} entries={entries()} />;

  function entries(): MenuEntry[] {
    if (row === undefined || row.kind === 'meeting') return look;
    if (row.kind === 'occurrence') return [...look, entry('reminder.edit', { icon: PenLine }), 'separator', entry('reminder.skip', { icon: SkipForward })];
    const remove = entry('reminder.remove', { icon: Trash2, isDanger: true });
    if (row.reminder.doneAt !== null) return [{ ...entry('reminder.done', { icon: RotateCcw }), label: t('reopen') }, entry('reminder.open', { icon: ExternalLink }), 'separator', remove];
    return [
      entry('reminder.done', { icon: Check }),
      entry('reminder.snooze', { icon: Timer }),
      entry('reminder.log', { icon: Phone }),
      'separator',
      ...look,
      entry('reminder.edit', { icon: PenLine }),
      ...(can.assign ? [entry('reminder.assign', { icon: UserCheck })] : []),
      ...(can.skip ? [entry('reminder.skip', { icon: SkipForward })] : []),
      'separator',
      remove,
    ];
  }
}
