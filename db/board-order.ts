// The place of an open deal among those of its stage: a key, and then the id. Two people may move deals without
// knowing of each other and have the same order after.
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { type Id, idFromBytes, idToBytes } from '../core/ids.ts';
import type { Row, Store } from './store.ts';
import type { Tx } from './write.ts';

const IN_STAGE = "stageN = $stage AND hidden = 0 AND outcome = ''";

/** Beyond it the keys around are made anew. */
const KEY_MAX = 64;
/** What they then may be long. */
const NEW_KEY_MAX = 24;

/** As many keys behind all that is open in the stage. */
export function appendToStage(store: Store, stageN: number, count: number): string[] {
  const last = store.prepare(`SELECT max(orderKey) AS key FROM deals WHERE ${IN_STAGE}`).get({ stage: stageN })?.['key'] as string | null;
  return generateNKeysBetween(last || null, null, count);
}

/**
 * A key behind `after`, with null before all. Two people may have given two deals the same place: they are parted
 * first. Where keys have grown too long, those around are made anew.
 */
export function placeInStage(tx: Tx, stageN: number, after: Id | null, self: number): string {
  const place = after === null ? undefined : tx.store.prepare(`SELECT id, orderKey FROM deals WHERE id = $after AND n <> $self AND ${IN_STAGE}`).get({ after: idToBytes(after), self, stage: stageN });
  // Somebody moved it away in the meantime: the end is where it is least in the way.
  if (after !== null && !place) return appendToStage(tx.store, stageN, 1)[0]!;
  const [next] = neighbours(tx.store, stageN, self, place, 'behind', 1);
  const low = (place?.['orderKey'] as string | undefined) ?? null;
  const high = (next?.['orderKey'] as string | undefined) ?? null;
  if (low === null || high === null || low < high) {
    const key = generateKeyBetween(low, high);
    if (key.length <= KEY_MAX) return key;
  }
  return keyAnew(tx, stageN, self, place);
}

/** Gives the deals around a place new keys, evenly, and returns the one for the place. */
function keyAnew(tx: Tx, stageN: number, self: number, place: Row | undefined): string {
  for (let reach = 8; ; reach *= 4) {
    const before = place ? [...neighbours(tx.store, stageN, self, place, 'upTo', reach + 1)].reverse() : [];
    const behind = neighbours(tx.store, stageN, self, place, 'behind', reach + 1);
    const low = before.length > reach ? (before.shift()!['orderKey'] as string) : null;
    const high = behind.length > reach ? (behind.pop()!['orderKey'] as string) : null;
    if (low !== null && high !== null && low >= high) continue;
    const keys = generateNKeysBetween(low, high, before.length + 1 + behind.length);
    const isAll = low === null && high === null;
    if (!isAll && keys.some((key) => key.length > NEW_KEY_MAX)) continue;
    before.forEach((row, at) => tx.update('deals', idFromBytes(row.id), { orderKey: keys[at]! }));
    behind.forEach((row, at) => tx.update('deals', idFromBytes(row.id), { orderKey: keys[before.length + 1 + at]! }));
    return keys[before.length]!;
  }
}

/** The open deals of a stage from a place on, in their order, or up to it, the nearest first. */
function neighbours(store: Store, stageN: number, self: number, place: Row | undefined, side: 'behind' | 'upTo', limit: number): Row[] {
  const key = (place?.['orderKey'] as string | undefined) ?? '';
  const id = place?.id ?? Buffer.alloc(0);
  const [compare, direction] = side === 'behind' ? ['>', 'ASC'] : ['<=', 'DESC'];
  return store
    .prepare(`SELECT n, id, orderKey FROM deals WHERE ${IN_STAGE} AND (orderKey, id) ${compare} ($key, $id) AND n <> $self ORDER BY orderKey ${direction}, id ${direction} LIMIT $limit`)
    .all({ stage: stageN, key, id, self, limit });
}
