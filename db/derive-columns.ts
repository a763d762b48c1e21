import { fold } from '../core/text/fold.ts';
import { Every } from '../core/reminders.ts';
import { parsePhone } from '../core/phones.ts';
import { DueText, ZoneName } from '../core/due.ts';
import { cadenceDue, instantOf } from '../core/schedule.ts';
import { dealColumns, stayColumns } from './derive-deals.ts';
import type { Store } from './store.ts';
import type { LogValue } from './tables/columns.ts';
import type { SyncedTable, TableName } from './tables/registry.ts';

type Derive = (store: Store, row: Record<string, LogValue>) => Record<string, LogValue>;

/** The derived columns of a row that follow from itself, or from a row it refers to. */
export function deriveColumns(store: Store, table: SyncedTable, row: Record<string, LogValue>): Record<string, LogValue> | undefined {
  return derivations[table.name]?.(store, row);
}

const derivations: Partial<Record<TableName, Derive>> = {
  emails: (_store, row) => ({ folded: foldEmail(row['address'] as string) }),
  phones: (store, row) => {
    const { e164, digits } = parsePhone(row['number'] as string, store.country);
    return { e164: e164 ?? null, digits };
  },
  tags: (_store, row) => ({ folded: fold(row['name'] as string) }),
  reminders: (_store, row) => {
    const due = DueText.safeParse(row['due']).data;
    if (due === undefined) return { dueAt: null, sortAt: 0 }; // erased
    // A zone that is not known here comes from a newer system.
    const dueAt = instantOf(due, ZoneName.safeParse(row['zone']).data ?? 'UTC');
    return { dueAt, sortAt: dueAt ?? Date.parse(due) };
  },
  cadences: (store, row) => {
    const every = Every.safeParse(row['every']).data;
    const touchedAt = row['contactN'] === null ? null : lastTouch(store, row['contactN'] as number);
    const since = touchedAt ?? (store.prepare('SELECT createdAt AS n FROM contacts WHERE n = ?').get(row['contactN'])?.n ?? null);
    return { touchedAt, dueOn: every === undefined ? null : cadenceDue(since, every, 'UTC') };
  },
  participants: (store, row) => ({ at: timeOfEntry(store, row) }),
  deals: dealColumns,
  stageChanges: stayColumns,
  entryDeals: (store, row) => ({ at: timeOfEntry(store, row) }),
};

function timeOfEntry(store: Store, row: Record<string, LogValue>): number {
  return row['entryN'] === null ? 0 : (store.prepare('SELECT at AS n FROM entries WHERE n = ?').get(row['entryN'])?.n ?? 0);
}

/** When somebody last talked with a contact, wrote or met; of an organisation, also with its people. */
function lastTouch(store: Store, contactN: number): number | null {
  const found = store
    .prepare(
      `SELECT max(e.at) AS at FROM participants p JOIN entries e ON e.n = p.entryN
       WHERE p.contactN IN (SELECT $contact UNION SELECT personN FROM affiliations WHERE organisationN = $contact AND hidden = 0) AND p.hidden = 0 AND e.hidden = 0 AND e.kind NOT IN ('note', 'file')`,
    )
    .get({ contact: contactN });
  return (found?.['at'] as number | null | undefined) ?? null;
}

/** Two spellings of one address: no spaces around it, and case does not count. */
export function foldEmail(address: string): string {
  return address.trim().toLowerCase();
}
