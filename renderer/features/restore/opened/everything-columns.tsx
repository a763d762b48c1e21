import { useMemo } from 'react';
import { Eye, SquareKanban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OpenedRow } from '../../../../core/api/restore.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Clip } from '../../../ui/clip.tsx';
import type { GridColumn } from '../../../ui/grid/columns.ts';
import { RowButton } from '../../../ui/grid/row-button.tsx';
import type { What } from './use-everything.ts';

export function useEverythingColumns(what: What, onLook: (row: OpenedRow) => void): readonly GridColumn<OpenedRow>[] {
  const { t } = useTranslation('restore');
  const { money } = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        title: t('name_column'),
        width: 280,
        minWidth: 160,
        isFlexible: true,
        narrow: 'title',
        narrowInset: 28,
        render: ({ id, kind, name }) => (
          <span className="flex min-w-0 items-center gap-2">
            {kind === 'deal' ? <span className="grid size-5 flex-none place-items-center text-text3"><SquareKanban aria-hidden /></span> : <Avatar id={id} name={name} shape={kind === 'organisation' ? 'organisation' : 'person'} size="small" />}
            <Clip className="font-medium text-text"><bdi>{name || t('unnamed')}</bdi></Clip>
          </span>
        ),
      },
      { id: 'about', title: t(what === 'deals' ? 'with_column' : 'organisation_column'), width: 220, narrow: 'detail', render: ({ about }) => about !== '' && <Clip><bdi>{about}</bdi></Clip> },
      {
        id: 'detail',
        title: t(what === 'deals' ? 'value_column' : 'reach_column'),
        width: 220,
        narrow: 'detail',
        render: ({ detail, amount }) => (amount ? <span className="figures truncate">{money(amount.minor, amount.currency)}</span> : detail !== '' && <Clip><bdi>{detail}</bdi></Clip>),
      },
      { id: 'look', title: t('look'), width: 88, narrow: 'end', render: (row) => <RowButton icon={Eye} label={t('look')} onPress={() => onLook(row)} /> },
    ],
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- money changes with the language, as t does
    [t, what, onLook],
  );
}
