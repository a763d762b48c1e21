import type { StageStay } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';

const DAY_MS = 86_400_000;

/** `nowMs` may be a little before the last move: it is as of the minute. */
export const staysDays = (stays: readonly StageStay[], nowMs: number): number => Math.floor(stays.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? nowMs) - from), 0) / DAY_MS);

/** The whole days that a deal has been in each stage, all its stays there together. */
export function daysByStage(history: readonly StageStay[], nowMs: number): ReadonlyMap<Id, number> {
  const stages = new Set(history.map(({ stageId }) => stageId));
  return new Map([...stages].map((id) => [id, staysDays(history.filter(({ stageId }) => stageId === id), nowMs)]));
}
