// What a list of contacts shows: its filter, order and columns, and the three views that everybody has.
import { z } from 'zod';
import type { Field } from '../../../core/fields.ts';
import { ViewDefinition } from '../../../core/filters.ts';
import type { Condition, Filter, Sort } from '../../../core/filters.ts';
import type { Id } from '../../../core/ids.ts';

export const BUILT_IN_VIEWS = ['all', 'people', 'organisations'] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

export const isBuiltIn = (viewId: string): viewId is BuiltInView => (BUILT_IN_VIEWS as readonly string[]).includes(viewId);

/** What holds in a built-in view beside its own filter, and is not shown as a chip. */
const BASES: Record<BuiltInView, Filter> = {
  all: [],
  people: [{ field: 'kind', is: 'person' }],
  organisations: [{ field: 'kind', is: 'organisation' }],
};

export const baseOf = (viewId: string): Filter => (isBuiltIn(viewId) ? BASES[viewId] : []);

const BY_NAME: Sort = { by: 'name', descending: false };
const columns = (...ids: string[]) => ids.map((id) => ({ id }));

const STARTS: Record<BuiltInView, ViewDefinition> = {
  all: { filter: [], sort: BY_NAME, columns: columns('name', 'organisation', 'email', 'tags', 'lastContact', 'owner') },
  people: { filter: [], sort: BY_NAME, columns: columns('name', 'organisation', 'email', 'phone', 'tags', 'lastContact', 'owner') },
  organisations: { filter: [], sort: BY_NAME, columns: columns('name', 'email', 'phone', 'city', 'tags', 'lastContact', 'owner') },
};

/** What this device remembers of a built-in view; its filter is not kept. */
const KeptLook = ViewDefinition.omit({ filter: true });
export type KeptLook = z.infer<typeof KeptLook>;
const KeptLooks = z.partialRecord(z.enum(BUILT_IN_VIEWS), KeptLook);
export type KeptLooks = z.infer<typeof KeptLooks>;

export const readKeptLooks = (stored: unknown): KeptLooks | null => KeptLooks.safeParse(stored).data ?? null;

export const builtInDefinition = (view: BuiltInView, kept: KeptLooks | null): ViewDefinition => ({ ...STARTS[view], ...kept?.[view], filter: [] });

/** Every column but those of custom fields, as offered for choosing. */
export const COLUMN_IDS = ['name', 'organisation', 'title', 'email', 'phone', 'city', 'tags', 'roles', 'status', 'source', 'owner', 'birthday', 'lastContact', 'created'] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export const isColumnId = (id: string): id is ColumnId => (COLUMN_IDS as readonly string[]).includes(id);

/** The id of a custom field's column. */
export const fieldColumn = (fieldId: Id): string => `field:${fieldId}`;
export const fieldOfColumn = (columnId: string, fields: readonly Field[]): Field | undefined => fields.find(({ id }) => fieldColumn(id) === columnId);

/** The columns of a definition that can be shown: the name first, and no field that is gone. */
export function shownColumns(definition: ViewDefinition, fields: readonly Field[]): ViewDefinition['columns'] {
  const known = definition.columns.filter(({ id }) => id !== 'name' && (isColumnId(id) || fieldOfColumn(id, fields)?.retired === false));
  return [definition.columns.find(({ id }) => id === 'name') ?? { id: 'name' }, ...known];
}

/** The custom fields whose values have to come with the rows. */
export function neededFields(definition: ViewDefinition, fields: readonly Field[]): Id[] {
  return shownColumns(definition, fields).flatMap(({ id }) => fieldOfColumn(id, fields)?.id ?? []).slice(0, 30);
}

const SORTED: Partial<Record<ColumnId, Extract<Sort['by'], string>>> = {
  name: 'name',
  organisation: 'organisation',
  email: 'email',
  city: 'city',
  status: 'status',
  owner: 'owner',
  birthday: 'birthday',
  lastContact: 'lastContact',
  created: 'created',
};

/** What a column's title sorts by; undefined where it does not. */
export function sortOfColumn(columnId: string, fields: readonly Field[]): Sort['by'] | undefined {
  if (isColumnId(columnId)) return SORTED[columnId];
  const field = fieldOfColumn(columnId, fields);
  return field && field.type !== 'choices' ? { fieldId: field.id } : undefined;
}

export const columnOfSort = ({ by }: Sort): string => (typeof by === 'string' ? by : fieldColumn(by.fieldId));

/** A first press sorts in the way one mostly wants: times from the newest; a second one turns it round. */
export function nextSort(sort: Sort, columnId: string, fields: readonly Field[]): Sort {
  const by = sortOfColumn(columnId, fields);
  if (by === undefined) return sort;
  if (columnOfSort(sort) === columnId) return { by, descending: !sort.descending };
  return { by, descending: by === 'lastContact' || by === 'created' };
}

/** Whether two definitions show the same; widths aside, since nobody saves a view for them. */
export function showsTheSame(a: ViewDefinition, b: ViewDefinition): boolean {
  const plain = ({ filter, sort, columns: shown }: ViewDefinition) => JSON.stringify([filter, sort, shown.map(({ id }) => id)]);
  return plain(a) === plain(b);
}

/** The filter with one more condition. Two of a kind that could never both hold, or words to find, replace each other. */
export function withCondition(filter: Filter, condition: Condition): Filter {
  const replaced = condition.field === 'text' || condition.field === 'kind' ? filter.filter(({ field }) => field !== condition.field) : filter;
  const text = JSON.stringify(condition);
  return replaced.some((each) => JSON.stringify(each) === text) ? replaced : [...replaced, condition];
}
