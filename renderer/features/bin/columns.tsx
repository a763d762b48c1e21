import { useMemo } from 'react';
import { RotateCcw, SquareCheck, SquareKanban, StickyNote } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BinItem } from '../../../core/api/history.ts';
import type { EntryKind } from '../../../core/entries.ts';
import type { ReminderKind } from '../../../core/reminders.ts';
import { ENTRY_ICONS } from '../../entry-icons.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { REMINDER_ICONS } from '../../reminders/kind-icons.ts';
import { useReminderWords } from '../../reminders/reminder-words.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Clip } from '../../ui/clip.tsx';
import type { GridColumn } from '../../ui/grid/columns.ts';
import { RowButton } from '../../ui/grid/row-button.tsx';
import { useContactWords } from '../../words/contact-words.ts';

/** How a record of the bin is called: by its name, or else by what it is. */
export function useBinNames(): { nameOf: (item: BinItem) => string; kindOf: (item: BinItem) => string } {
  const { t } = useTranslation('bin');
  const { kind } = useContactWords();
  const reminders = useReminderWords();
  const kindOf = (item: BinItem): string => {
    if (item.record === 'entries') return kind(item.kind as EntryKind);
    if (item.record === 'reminders') return t('reminder');
    if (item.record === 'deals') return t('deal');
    return t(item.kind === 'organisation' ? 'organisation' : 'person');
  };
  return { kindOf, nameOf: (item) => item.name || (item.record === 'reminders' ? reminders.kind(item.kind as ReminderKind) : kindOf(item)) };
}

export function useBinColumns(onRestore: (item: BinItem) => void): readonly GridColumn<BinItem>[] {
  const { t } = useTranslation('bin');
  const { dateTime } = useFormats();
  const { nameOf, kindOf } = useBinNames();
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('name'),
        width: 320,
        minWidth: 180,
        isFlexible: true,
        narrow: 'title',
        render: (item) => (
          <span className="flex min-w-0 items-center gap-2">
            <Mark item={item} />
            <Clip className="font-medium text-text"><bdi>{nameOf(item)}</bdi></Clip>
            {item.about !== '' && <Clip className="max-w-[40%] flex-none text-12 text-text3 narrow:hidden"><bdi>{item.about}</bdi></Clip>}
          </span>
        ),
      },
      {
        id: 'kind',
        title: t('kind'),
        width: 112,
        narrow: 'detail',
        render: (item) => (
          <Clip className="block">
            {kindOf(item)}
            {item.about !== '' && <span className="hidden narrow:inline"> · <bdi>{item.about}</bdi></span>}
          </Clip>
        ),
      },
      {
        id: 'deletedAt',
        title: t('deletedAt'),
        width: 168,
        narrow: 'detail',
        render: (item) => item.deletedAt !== 0 && <time dateTime={new Date(item.deletedAt).toISOString()} className="figures truncate">{dateTime(item.deletedAt)}</time>,
      },
      {
        id: 'deletedBy',
        title: t('deletedBy'),
        width: 220,
        narrow: 'end',
        render: (item) => (
          <span className="flex min-w-0 flex-1 items-center justify-between gap-2">
            <Clip className="narrow:hidden"><bdi>{item.deletedBy}</bdi></Clip>
            <RowButton icon={RotateCcw} label={t('restore')} onPress={() => onRestore(item)} />
          </span>
        ),
      },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words are those of t
    [t, dateTime, onRestore],
  );
}

/** People round, organisations square, entries and reminders by the sign of their kind. */
function Mark({ item }: { item: BinItem }) {
  if (item.record === 'contacts') return <Avatar id={item.id} name={item.name} shape={item.kind === 'organisation' ? 'organisation' : 'person'} size="small" />;
  const Icon = item.record === 'deals' ? SquareKanban : item.record === 'reminders' ? (REMINDER_ICONS[item.kind as ReminderKind] ?? SquareCheck) : (ENTRY_ICONS[item.kind as EntryKind] ?? StickyNote);
  return <span className="grid size-5 flex-none place-items-center text-text3"><Icon aria-hidden /></span>;
}
