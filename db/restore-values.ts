import { type ComparedField, type FieldDifference, type FieldValueText, differingFields } from '../core/restore.ts';
import { idFromBytes } from '../core/ids.ts';
import { type Rows, livingId } from './restore-keys.ts';
import type { Row } from './store.ts';
import { type SyncedColumn, type SyncedTable, type TableName, tablesOwnedBy } from './tables/registry.ts';

/** Columns with an id of a row that the registry does not name. */
const UNDECLARED: Readonly<Record<string, TableName>> = {
  ownerId: 'members',
  memberId: 'members',
  doneBy: 'members',
  primaryEmailId: 'emails',
  primaryPhoneId: 'phones',
  primaryAddressId: 'addresses',
  primaryAffiliationId: 'affiliations',
};

export function referredTable(column: SyncedColumn): TableName | undefined {
  return column.references?.table ?? (column.isId ? UNDECLARED[column.name] : undefined);
}

/** What a row of a backup holds, with the ids that its references have here. */
export function valuesHere(rows: Rows, table: SyncedTable, row: Row): Record<string, FieldValueText> {
  return Object.fromEntries(
    table.columns.map((column) => {
      const value = row[column.name] as FieldValueText | Uint8Array;
      if (!(value instanceof Uint8Array)) return [column.name, value];
      const referred = referredTable(column);
      const id = idFromBytes(value);
      return [column.name, referred ? livingId(rows, referred, id) : id];
    }),
  );
}

/** What a row holds, ids as text. */
export function textValues(table: SyncedTable, row: Row): Record<string, FieldValueText> {
  return Object.fromEntries(table.columns.map(({ name }) => [name, row[name] instanceof Uint8Array ? idFromBytes(row[name] as Uint8Array) : (row[name] as FieldValueText)]));
}

/** `there` is told by `valuesHere`. */
export function rowDifferences(table: SyncedTable, there: Readonly<Record<string, FieldValueText>>, here: Row): FieldDifference[] {
  return differingFields(comparedFields(table), there, textValues(table, here));
}

const PARTS_OF_CONTACTS = new Set<TableName>(['contacts', ...tablesOwnedBy('contacts').map(({ table }) => table.name)]);
/** What is planned belongs to somebody, but is a record of its own. */
const PLANNED = new Set<TableName>(['reminders', 'reminderSeries']);

function comparedFields(table: SyncedTable): ComparedField[] {
  const mayFill = PARTS_OF_CONTACTS.has(table.name) && !PLANNED.has(table.name);
  return table.columns
    .filter(({ name }) => !table.key?.includes(name) && name !== table.owner?.name)
    .map((column) => ({ name: column.name, empty: column.empty, mayFill: mayFill && (column.conflict !== 'silent' || column.name.startsWith('primary')) }));
}

/** Whether a field is shown to somebody who chooses: not the order of a list, nor what follows from other acts. */
export function isOffered(table: SyncedTable, field: string): boolean {
  return field === 'mergedInto' || table.columnsByName.get(field)?.conflict !== 'silent';
}
