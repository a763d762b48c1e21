import { z } from 'zod';
import { query } from '../call.ts';
import { ZoneName } from '../due.ts';
import { Id } from '../ids.ts';
import { Month, type Outcome } from '../deals.ts';
import type { Sum } from './deals.ts';

/** One stage over a time: deals that came to it then, and how they left it since. */
export interface FunnelStage {
  stageId: Id;
  /** Deals that came to it for the first time. */
  entered: number;
  /** Of all stays that began then: still there, moved to another stage, won or lost out of it. */
  open: number;
  moved: number;
  won: number;
  lost: number;
  /** Half of those who left it had stayed no longer, in milliseconds; null where nobody has left. */
  medianStay: number | null;
}

/** Deals that were closed, told apart by `key`: a reason, an owner, or a source in words. */
export interface ClosedRow {
  key: string | null;
  outcome: Outcome;
  count: number;
  sums: Sum[];
}

export interface CycleMonth {
  month: string;
  won: number;
  /** From its making to its winning, in milliseconds. */
  median: number | null;
}

/** What a month was expected to bring when it began, and what it brought, in minor units. */
export interface AccuracyRow {
  month: string;
  currency: string;
  expected: number;
  won: number;
}

const Span = z.strictObject({ from: z.number().int(), to: z.number().int() });

export const dealReports = {
  /** Errors: `pipeline-not-found`. */
  funnel: query<{ stages: FunnelStage[] }>()(Span.extend({ pipelineId: Id })),
  /** Of deals closed in the span. */
  closed: query<{ rows: ClosedRow[] }>()(Span.extend({ by: z.enum(['reason', 'source', 'owner']), pipelineId: Id.optional() })),
  /** How long it took to win those that were won, by month. */
  cycle: query<{ months: CycleMonth[]; median: number | null; won: number }>()(z.strictObject({ from: Month, months: z.number().int().min(1).max(60), zone: ZoneName, pipelineId: Id.optional() })),
  /**
   * The weighted forecast as it was when each month began, and what came. What was known then is read from the log; what was
   * put into the bin since does not count, and a deal with lines counts with those that it has now.
   */
  accuracy: query<{ rows: AccuracyRow[] }>()(z.strictObject({ from: Month, months: z.number().int().min(1).max(36), zone: ZoneName, pipelineId: Id.optional() })),
};
