import type { DealView } from '../core/api/deals.ts';
import { DealViewDefinition } from '../core/deal-filters.ts';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import { parseJson, requireRow } from './lists.ts';
import { keyAtEnd, keyBehind } from './order-keys.ts';
import { type Store, newId } from './store.ts';
import type { Tx } from './write.ts';

/** This member's views of deals; one whose definition a newer version wrote is left out. */
export function listDealViews(store: Store): DealView[] {
  return store
    .prepare("SELECT * FROM views WHERE hidden = 0 AND record = 'deals' AND memberId = ? ORDER BY orderKey, id")
    .all(idToBytes(store.member))
    .flatMap((row) => {
      const definition = DealViewDefinition.safeParse(parseJson(row['definition'] as string));
      return definition.success ? [{ id: idFromBytes(row.id), name: row['name'] as string, orderKey: row['orderKey'] as string, definition: definition.data }] : [];
    });
}

export function createDealView(tx: Tx, name: string, definition: DealViewDefinition): Id {
  const id = newId(tx.store);
  tx.insert('views', id, { memberId: tx.store.member, record: 'deals', name: name.trim(), definition: JSON.stringify(definition), orderKey: keyAtEnd(tx.store, 'views') });
  return id;
}

/** Errors: `view-not-found`. */
export function updateDealView(tx: Tx, id: Id, change: { name?: string | undefined; definition?: DealViewDefinition | undefined; after?: Id | null | undefined }): void {
  requireRow(tx, 'views', id, 'view-not-found', 'This view no longer exists.');
  tx.update('views', id, {
    name: change.name?.trim(),
    definition: change.definition && JSON.stringify(change.definition),
    orderKey: change.after === undefined ? undefined : keyBehind(tx.store, 'views', change.after, id),
  });
}
