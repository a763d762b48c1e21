import { useTranslation } from 'react-i18next';
import { ROLES } from '../../../core/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import { isBuiltIn, isColumnId } from './definition.ts';
import type { BuiltInView, ColumnId } from './definition.ts';
import type { List } from './use-list.ts';

/** The texts of this feature. */
export function useContactsText() {
  return useTranslation('contacts').t;
}
export type ContactsText = ReturnType<typeof useContactsText>;

const COLUMN_KEYS = {
  name: 'columnName',
  organisation: 'columnOrganisation',
  title: 'columnTitle',
  email: 'columnEmail',
  phone: 'columnPhone',
  city: 'columnCity',
  tags: 'columnTags',
  roles: 'columnRoles',
  status: 'columnStatus',
  source: 'columnSource',
  owner: 'columnOwner',
  birthday: 'columnBirthday',
  lastContact: 'columnLastContact',
  created: 'columnCreated',
} as const satisfies Record<ColumnId, string>;

/** The title of a column; of a custom field its name. */
export function columnTitle(id: string, field: Field | undefined, t: ContactsText): string {
  return isColumnId(id) ? t(COLUMN_KEYS[id]) : (field?.name ?? id);
}

const VIEW_KEYS = { all: 'viewAll', people: 'viewPeople', organisations: 'viewOrganisations' } as const satisfies Record<BuiltInView, string>;

export const builtInViewName = (view: BuiltInView, t: ContactsText): string => t(VIEW_KEYS[view]);

export const viewName = ({ view, viewId }: List, t: ContactsText): string => view?.name ?? (isBuiltIn(viewId) ? builtInViewName(viewId, t) : '');

/** The built-in role of these words, or the words themselves: what is typed is kept by its code where it has one. */
export function roleOfWords(words: string, roleWords: (role: string) => string): string {
  return ROLES.find((role) => roleWords(role).toLocaleLowerCase() === words.trim().toLocaleLowerCase()) ?? words.trim();
}
