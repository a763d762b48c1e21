import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Tag } from '../../../core/api/lists.ts';
import type { Field } from '../../../core/fields.ts';
import type { Id } from '../../../core/ids.ts';
import { apiKey, apiQuery, useApi, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { NotReadable } from '../../field-text.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { cellChange } from './edit-cell.ts';
import type { Rows } from './use-rows.ts';
import { useContactsText } from './words.ts';

/** Stores what was typed into a cell. It shows at once; where it is refused it goes again, the reason is said, and this rejects. */
export function useCellEdits(rows: Rows, fields: readonly Field[]): (row: ContactRow, columnId: string, typed: string) => Promise<void> {
  const t = useContactsText();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { locale } = useFormats();
  const { showToast } = useCommandContext();
  const isLoaded = rows.total !== null;

  // What the editors offer is there before they open: whoever types fast must not make a second tag of a name.
  useEffect(() => {
    if (!isLoaded) return;
    const stays = { gcTime: Number.POSITIVE_INFINITY };
    void queries.prefetchQuery({ ...apiQuery(api, 'tags.list', undefined), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'members.list', undefined), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'contacts.values', { field: 'status' }), ...stays });
    void queries.prefetchQuery({ ...apiQuery(api, 'contacts.values', { field: 'source' }), ...stays });
  }, [api, queries, isLoaded]);

  return async (row, columnId, typed) => {
    let takeOff = () => {};
    try {
      const change = cellChange(row, columnId, typed, {
        fields,
        locale,
        members: queries.getQueryData<{ id: Id; name: string }[]>(apiKey('members.list')) ?? [],
        tags: queries.getQueryData<Tag[]>(apiKey('tags.list')) ?? [],
      });
      takeOff = rows.paint(row.id, change.paint);
      await change.store(api);
    } catch (error) {
      takeOff();
      showToast({ text: error instanceof NotReadable ? t('notReadable') : errorText(error), tone: 'danger' });
      throw error;
    }
  };
}
