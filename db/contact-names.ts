import type { ContactKind } from '../core/contacts.ts';
import { fold } from '../core/text/fold.ts';
import { sortKeyFor } from './derive.ts';
import type { Row, Store } from './store.ts';

/** Contacts that are called so, by the index of names: case, accents and spaces do not count. */
export function contactsNamed(store: Store, name: string, kind?: ContactKind): Row[] {
  const wanted = foldName(name);
  if (wanted === '') return [];
  return store
    .prepare('SELECT n, id, kind, name, photo, hidden FROM contacts WHERE sortKey = ? AND hidden = 0 LIMIT 200')
    .all(sortKeyFor(store.locale)(name.trim()))
    .filter((row) => (kind === undefined || row['kind'] === kind) && foldName(row['name'] as string) === wanted)
    .sort((a, b) => a.n - b.n);
}

export function foldName(name: string): string {
  return fold(name).replaceAll(/\s+/g, ' ').trim();
}
