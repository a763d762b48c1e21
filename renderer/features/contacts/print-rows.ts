import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Id } from '../../../core/ids.ts';
import type { KithClient } from '../../api.ts';
import { MOST_PRINTED } from '../../views/printable-rows.tsx';
import type { RowsWanted } from './use-rows.ts';
import type { Exported } from './use-ticks.ts';

/** As many rows, and as many ids, as one call gives. The second is a multiple of the first. */
const PAGE_ROWS = 200;
const STRETCH_IDS = 10_000;

interface PrintPorts {
  signal: AbortSignal;
  /** A page of rows came, of which these go on paper; `done` do so far. */
  onRows: (rows: readonly ContactRow[], done: number) => Promise<void>;
}

/** The first 2,000 of the contacts meant, in the order of the list. Rejects as `cancelled` on the signal. */
export async function loadRowsToPrint(api: KithClient, { filter, sort, fields }: RowsWanted, meant: Exported, { signal, onRows }: PrintPorts): Promise<ContactRow[]> {
  const isMeant = meaning(meant);
  // By id: a contact that moves on between two pages would come twice.
  const rows = new Map<Id, ContactRow>();
  for await (const offset of offsetsOf(api, { filter, sort }, meant, signal)) {
    const page = await api.contacts.list({ filter, sort, fields: [...fields], limit: PAGE_ROWS, offset }, { signal });
    const fresh = page.rows.filter(({ id }) => isMeant(id) && !rows.has(id)).slice(0, MOST_PRINTED - rows.size);
    for (const row of fresh) rows.set(row.id, row);
    await onRows(fresh, rows.size);
    signal.throwIfAborted();
    if (rows.size === MOST_PRINTED || page.rows.length < PAGE_ROWS) break;
  }
  return [...rows.values()];
}

function meaning(meant: Exported): (id: Id) => boolean {
  const named = new Set('ids' in meant ? meant.ids : meant.except);
  return 'ids' in meant ? (id) => named.has(id) : (id) => !named.has(id);
}

/** Where the pages to ask for begin: all of them or, where contacts were picked, those that hold one. */
async function* offsetsOf(api: KithClient, list: Pick<RowsWanted, 'filter' | 'sort'>, meant: Exported, signal: AbortSignal): AsyncGenerator<number> {
  if (!('ids' in meant)) for (let offset = 0; ; offset += PAGE_ROWS) yield offset;
  const isMeant = meaning(meant);
  for (let from = 0; ; from += STRETCH_IDS) {
    const { ids } = await api.contacts.ids({ ...list, from, to: from + STRETCH_IDS - 1 }, { signal });
    yield* new Set(ids.flatMap((id, place) => (isMeant(id) ? [from + place - (place % PAGE_ROWS)] : [])));
    if (ids.length < STRETCH_IDS) return;
  }
}
