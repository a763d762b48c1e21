import { isPurged } from '../core/deletion.ts';
import { type Id, idFromBytes, idToBytes, naturalId } from '../core/ids.ts';
import type { Row, Store } from './store.ts';
import type { TableName } from './tables/registry.ts';

/** Where the rows of the profile are looked up: a transaction, or a store that only reads. */
export interface Rows {
  row(name: TableName, id: Uint8Array): Row | undefined;
}

export function rowsOf(store: Store): Rows {
  return { row: (name, id) => store.prepare(`SELECT * FROM ${name} WHERE id = ?`).get(id) };
}

/** How the ids of rows with a natural key are made: the kind, and the columns in their order. */
const NATURAL: Partial<Record<TableName, { kind: string; columns: readonly (readonly string[])[] }>> = {
  contactTags: { kind: 'contactTag', columns: [['contactId', 'tagId']] },
  contactRoles: { kind: 'contactRole', columns: [['contactId', 'role']] },
  // Of a field with several choices, a row a choice.
  fieldValues: { kind: 'fieldValue', columns: [['recordId', 'fieldId'], ['recordId', 'fieldId', 'choiceId']] },
  dealFieldValues: { kind: 'dealFieldValue', columns: [['dealId', 'fieldId'], ['dealId', 'fieldId', 'choiceId']] },
  participants: { kind: 'participant', columns: [['entryId', 'contactId']] },
  sourceKeys: { kind: 'sourceKey', columns: [['contactId', 'source', 'key', 'rowHash']] },
  reminders: { kind: 'reminder', columns: [['contactId', 'seriesId', 'occurrence']] },
  cadences: { kind: 'cadence', columns: [['contactId']] },
  dealContacts: { kind: 'dealContact', columns: [['dealId', 'contactId']] },
  dealCompetitors: { kind: 'dealCompetitor', columns: [['dealId', 'name']] },
  dealTags: { kind: 'dealTag', columns: [['dealId', 'tagId']] },
  dealSteps: { kind: 'dealStep', columns: [['dealId', 'stepId']] },
  entryDeals: { kind: 'entryDeal', columns: [['entryId', 'dealId']] },
};

/**
 * The id that a row of a backup has here. It is its own, unless what it hangs on got another, or it was removed for
 * good: the log lets no such row come back, so that it is made anew under an id that follows from the old one. Asked
 * again it is the same, so that nothing comes twice. `values` are those that it gets here.
 */
export function idHere(rows: Rows, name: TableName, row: Row, values: Readonly<Record<string, unknown>>): Id {
  return livingId(rows, name, rekeyed(name, row, values) ?? idFromBytes(row.id));
}

/** Of a row that was removed for good, the id of the one that is made in its place. */
export function livingId(rows: Rows, name: TableName, id: Id): Id {
  let living = id;
  while (isPurged(rows.row(name, idToBytes(living))?.deleted ?? null)) living = naturalId('restored', living);
  return living;
}

function rekeyed(name: TableName, row: Row, values: Readonly<Record<string, unknown>>): Id | undefined {
  const natural = NATURAL[name];
  const made = natural?.columns.find((columns) => naturalId(natural.kind, ...columns.map((column) => textOf(row[column]))) === idFromBytes(row.id));
  return made && naturalId(natural!.kind, ...made.map((column) => textOf(values[column])));
}

const textOf = (value: unknown): string => (value instanceof Uint8Array ? idFromBytes(value) : typeof value === 'string' ? value : '');
