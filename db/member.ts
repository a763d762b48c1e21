import { type Id, idFromBytes } from '../core/ids.ts';
import type { Store } from './store.ts';

/** A member in one line; one whose row has not come yet has no name. */
export function memberRef(store: Store, id: Buffer | null): { id: Id; name: string } | null {
  if (!id) return null;
  return { id: idFromBytes(id), name: (store.prepare('SELECT name FROM members WHERE id = ?').get(id)?.['name'] as string | undefined) ?? '' };
}
