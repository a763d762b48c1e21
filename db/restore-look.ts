import type { PartDifference, RecordLook } from '../core/api/restore.ts';
import { CallError } from '../core/call.ts';
import { type RecordKind, type RecordState, partKey } from '../core/restore.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { isPurged } from '../core/deletion.ts';
import { isReplaced } from './bin.ts';
import { idHere, rowsOf } from './restore-keys.ts';
import { isOffered, rowDifferences, textValues, valuesHere } from './restore-values.ts';
import { HIDDEN, type Row, type Store, isInBin } from './store.ts';
import { type TableName, tableNamed, tablesOwnedBy } from './tables/registry.ts';

export const TABLE_OF: Record<RecordKind, TableName> = { person: 'contacts', organisation: 'contacts', entry: 'entries', reminder: 'reminders', deal: 'deals' };

/** The numbers of the deals that a contact, `$n`, has a part in. */
export const DEALS_WITH = 'SELECT n FROM deals WHERE contactN = $n UNION SELECT n FROM deals WHERE organisationN = $n UNION SELECT dealN FROM dealContacts WHERE contactN = $n AND hidden = 0';

const NAME_OF: Partial<Record<TableName, string>> = { contacts: 'name', entries: 'subject', reminders: 'purpose', deals: 'title' };

/** Errors: `record-not-in-backup`. */
export function lookAtRecord(there: Store, here: Store, kind: RecordKind, id: Id): RecordLook {
  const name = TABLE_OF[kind];
  const table = tableNamed(name);
  const row = there.prepare(`SELECT * FROM ${name} WHERE id = ? AND hidden = 0`).get(idToBytes(id));
  if (!row) throw new CallError('record-not-in-backup', 'This is not in the backup.');
  const own = here.prepare(`SELECT * FROM ${name} WHERE id = ?`).get(idToBytes(id));
  const rows = rowsOf(here);
  const values = valuesHere(rows, table, row);
  const now = idHere(rows, name, row, values);
  const stands = here.prepare(`SELECT * FROM ${name} WHERE id = ?`).get(idToBytes(now));
  return {
    state: stateOf(own, stands),
    id: now,
    name: row[NAME_OF[name]!] as string,
    fields: stands ? rowDifferences(table, values, stands).filter(({ field }) => isOffered(table, field)) : [],
    parts: stands ? partDifferences(there, here, name, row) : [],
    missing: name === 'contacts' || name === 'deals' ? missingWith(there, here, name, row) : { entries: 0, reminders: 0, deals: 0 },
  };
}

/** `own` has the id that it had; `stands` is what stands for it now, when it was removed for good and brought back. */
function stateOf(own: Row | undefined, stands: Row | undefined): RecordState {
  if (stands && !isInBin(stands)) return stands.hidden === HIDDEN.merged ? 'merged' : 'here';
  if (stands) return 'in-bin';
  return own && isPurged(own.deleted) ? 'erased' : 'not-here';
}

function partDifferences(there: Store, here: Store, owner: TableName, row: Row): PartDifference[] {
  const rows = rowsOf(here);
  return tablesOwnedBy(owner)
    .filter(({ table: { name } }) => !UNSHOWN.has(name))
    .flatMap(({ table, nColumn }) =>
      there
        .prepare(`SELECT * FROM ${table.name} WHERE ${nColumn} = ? AND hidden = 0 ORDER BY n`)
        .all(row.n)
        .flatMap((part): PartDifference[] => {
          const values = valuesHere(rows, table, part);
          const stands = rows.row(table.name, idToBytes(idHere(rows, table.name, part, values)));
          const isMissing = !stands || isInBin(stands);
          const fields = isMissing ? [] : rowDifferences(table, values, stands).filter(({ field }) => isOffered(table, field));
          if (!isMissing && fields.length === 0) return [];
          return [{ key: partKey(table.name, idFromBytes(part.id)), table: table.name, isMissing, suggested: 'there', there: textValues(table, part), fields }];
        }),
    );
}

/** Records of their own, and what imports remember. */
const UNSHOWN = new Set<TableName>(['reminders', 'reminderSeries', 'sourceKeys', 'dealSources', 'stageChanges']);

function missingWith(there: Store, here: Store, name: 'contacts' | 'deals', row: Row): RecordLook['missing'] {
  const rows = rowsOf(here);
  const isMissing = (table: TableName, other: Row): boolean => {
    const stands = rows.row(table, idToBytes(idHere(rows, table, other, valuesHere(rows, tableNamed(table), other))));
    return !stands || (isInBin(stands) && !(table === 'reminders' && isReplaced(here, stands)));
  };
  const count = (table: TableName, where: string): number => there.prepare(`SELECT * FROM ${table} WHERE hidden = 0 AND ${where}`).all({ n: row.n }).filter((other) => isMissing(table, other)).length;
  if (name === 'deals') return { entries: 0, reminders: count('reminders', 'dealN = $n'), deals: 0 };
  return {
    entries: count('entries', 'n IN (SELECT entryN FROM participants WHERE contactN = $n AND hidden = 0)'),
    reminders: count('reminders', 'contactN = $n'),
    deals: count('deals', `n IN (${DEALS_WITH})`),
  };
}
