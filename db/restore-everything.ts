import type { OpenedRow } from '../core/api/restore.ts';
import type { Filter } from '../core/filters.ts';
import { idFromBytes } from '../core/ids.ts';
import { countContacts } from './contact-filter.ts';
import { listContacts } from './contact-list.ts';
import { dealWhere } from './deal-filter.ts';
import type { Store } from './store.ts';

export interface EverythingRequest {
  what: 'contacts' | 'deals';
  /** What full text is to find; everything where there are none. */
  words: string;
  limit: number;
  offset: number;
}

/** All that can be seen in a backup, by name, whether it differs from what is here or not. */
export function everythingIn(there: Store, { what, words, limit, offset }: EverythingRequest): { rows: OpenedRow[]; total: number } {
  const isAsked = words.trim() !== '';
  return what === 'contacts' ? contactsIn(there, isAsked ? [{ field: 'text', words }] : [], limit, offset) : dealsIn(there, isAsked ? words : undefined, limit, offset);
}

function contactsIn(there: Store, filter: Filter, limit: number, offset: number): { rows: OpenedRow[]; total: number } {
  const { rows } = listContacts(there, { filter, sort: { by: 'name', descending: false }, limit, offset });
  return {
    rows: rows.map(({ id, kind, name, organisation, email, phone }) => ({ id, kind, name, about: organisation?.name ?? '', detail: email || phone, amount: null })),
    total: countContacts(there, filter),
  };
}

function dealsIn(there: Store, words: string | undefined, limit: number, offset: number): { rows: OpenedRow[]; total: number } {
  const { where, params } = dealWhere(there, words === undefined ? [] : [{ field: 'text', words }], 0);
  const from = `FROM deals d JOIN stages s ON s.n = d.stageN WHERE ${where}`;
  const rows = there
    .prepare(
      `SELECT d.n, d.id, d.title, d.amount, d.currency, (SELECT c.name FROM contacts c WHERE c.n = coalesce(d.contactN, d.organisationN)) AS about
       ${from} ORDER BY lower(d.title), d.n LIMIT ? OFFSET ?`,
    )
    .all(...params, limit, offset);
  return {
    rows: rows.map((row) => ({
      id: idFromBytes(row.id),
      kind: 'deal',
      name: row['title'] as string,
      about: (row['about'] as string | null) ?? '',
      detail: '',
      amount: row['amount'] === null ? null : { minor: row['amount'] as number, currency: row['currency'] as string },
    })),
    total: there.prepare(`SELECT count(*) AS n ${from}`).get(...params)!.n,
  };
}
