// The changes of stage of somebody's deals, as their timeline shows them.
import { type DealMove, type Outcome, type StageName, moveKind } from '../core/deals.ts';
import { idFromBytes } from '../core/ids.ts';
import { DEALS_OF } from './deal-filter.ts';
import { memberRef } from './member.ts';
import type { Row, Store } from './store.ts';

/** A place between two changes of stage: those below are older, or of the same moment with a smaller id. */
export interface MovePlace {
  at: number;
  id: Uint8Array;
}

// What two people did without knowing of each other may say nothing new: such a change began no stay.
const MOVES = `stageChanges x JOIN deals d ON d.n = x.dealN WHERE x.dealN IN (${DEALS_OF('$who')}) AND x.hidden = 0 AND d.hidden = 0 AND (x.entered > 0 OR x.outcome <> '')`;

/** Newest first; of an organisation also those of its people. `match` keeps the deals that full text finds by it. */
export function moveRows(store: Store, contactN: number, limit: number, { below, match }: { below: MovePlace | undefined; match: string | null }): Row[] {
  const conditions = [
    below ? ' AND (x.at, x.id) < ($at, $id)' : '',
    match === null ? '' : ' AND d.n IN (SELECT rowid FROM dealSearch WHERE dealSearch MATCH $match)',
  ].join('');
  return store
    .prepare(`SELECT x.n, x.id, x.at, x.outcome, x.dealN, x.stageN, x.memberId, d.id AS dealBytes, d.title FROM ${MOVES}${conditions} ORDER BY x.at DESC, x.id DESC LIMIT $limit`)
    .all({ who: contactN, limit, ...(below && { at: below.at, id: below.id }), ...(match === null ? {} : { match }) });
}

export function countMoves(store: Store, contactN: number): number {
  return store.prepare(`SELECT count(*) AS n FROM ${MOVES}`).get({ who: contactN })!.n;
}

/** How many there are above a moment. */
export function countMovesAfter(store: Store, contactN: number, at: number): number {
  return store.prepare(`SELECT count(*) AS n FROM ${MOVES} AND x.at > $at`).get({ who: contactN, at })!.n;
}

export function dealMove(store: Store, row: Row): DealMove {
  const before = store
    .prepare('SELECT stageN, outcome FROM stageChanges WHERE dealN = ? AND hidden = 0 AND (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT 1')
    .get(row['dealN'], row['at'], row.id);
  const kind = moveKind(before && outcomeOf(before), outcomeOf(row));
  return {
    id: idFromBytes(row.id),
    at: row['at'] as number,
    kind,
    deal: { id: idFromBytes(row['dealBytes'] as Buffer), title: row['title'] as string },
    from: before && kind === 'moved' ? stageName(store, before) : null,
    to: stageName(store, row),
    member: memberRef(store, row['memberId'] as Buffer | null),
  };
}

const outcomeOf = (row: Row): Outcome | null => ((row['outcome'] as string) || null) as Outcome | null;

function stageName(store: Store, row: Row): StageName | null {
  const stage = store.prepare('SELECT name, origin FROM stages WHERE n = ?').get(row['stageN']);
  return stage ? { name: stage['name'] as string, origin: stage['origin'] as string } : null;
}
