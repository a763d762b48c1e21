import type { KnownValueField } from '../core/api/contacts.ts';
import type { Store } from './store.ts';

const SOURCES: Record<KnownValueField, string> = {
  status: 'SELECT status AS value FROM contacts WHERE hidden = 0',
  source: 'SELECT source AS value FROM contacts WHERE hidden = 0',
  language: 'SELECT language AS value FROM contacts WHERE hidden = 0',
  role: 'SELECT role AS value FROM contactRoles WHERE hidden = 0',
  city: 'SELECT city AS value FROM addresses WHERE hidden = 0',
  country: 'SELECT country AS value FROM addresses WHERE hidden = 0',
};

const MOST = 100;

/** What a field of free text already holds somewhere, the commonest first: for offering it again. */
export function knownValues(store: Store, field: KnownValueField): string[] {
  return store
    .prepare(`SELECT value FROM (${SOURCES[field]}) WHERE value <> '' GROUP BY value ORDER BY count(*) DESC, value LIMIT ${MOST}`)
    .all()
    .map((row) => row['value'] as string);
}
