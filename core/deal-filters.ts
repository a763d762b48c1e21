import { z } from 'zod';
import { Line } from './contacts.ts';
import { AMOUNT_MAX, Currency, Day, Month, Outcome } from './deals.ts';
import { ZoneName } from './due.ts';
import { Id } from './ids.ts';

/** What a list of deals may be asked; every condition must hold. */
export const DealCondition = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('state'), is: z.union([z.literal('open'), Outcome, z.literal('closed')]) }),
  z.strictObject({ field: z.literal('pipeline'), pipelineId: Id }),
  z.strictObject({ field: z.literal('stage'), stageId: Id }),
  z.strictObject({ field: z.literal('owner'), op: z.enum(['is', 'isNot']), memberId: Id.nullable() }),
  z.strictObject({ field: z.literal('tag'), op: z.enum(['has', 'hasNot']), tagId: Id }),
  z.strictObject({ field: z.literal('amount'), op: z.enum(['atLeast', 'atMost']), minor: z.number().int().min(0).max(AMOUNT_MAX), currency: Currency }),
  /** Nobody has said what it is worth. */
  z.strictObject({ field: z.literal('noAmount') }),
  /** When it is expected to close, on that day too. */
  z.strictObject({ field: z.literal('close'), op: z.enum(['by', 'from']), day: Day }),
  z.strictObject({ field: z.literal('noClose') }),
  /** Also the people of an organisation. */
  z.strictObject({ field: z.literal('contact'), contactId: Id }),
  z.strictObject({ field: z.literal('attention'), is: z.enum(['none', 'stalled']) }),
  z.strictObject({ field: z.literal('committed'), is: z.boolean() }),
  z.strictObject({ field: z.literal('source'), value: Line }),
  z.strictObject({ field: z.literal('reason'), reasonId: Id.nullable() }),
  /** Instants in milliseconds: from the first on, before the second. */
  z.strictObject({ field: z.literal('closed'), from: z.number().int(), to: z.number().int() }),
  z.strictObject({ field: z.literal('created'), from: z.number().int(), to: z.number().int() }),
  z.strictObject({ field: z.literal('entered'), stageId: Id, from: z.number().int(), to: z.number().int(), leftAs: z.enum(['', 'moved', 'won', 'lost']).optional() }),
  /** Expected to close in the month when it began in `zone`, then in this pipeline: as the log tells, and open or not since. */
  z.strictObject({ field: z.literal('expectedThen'), month: Month, zone: ZoneName, pipelineId: Id.nullable() }),
  /** Words that full text finds. */
  z.strictObject({ field: z.literal('text'), words: Line }),
]);
export type DealCondition = z.infer<typeof DealCondition>;

export const DealFilter = z.array(DealCondition).max(30);
export type DealFilter = z.infer<typeof DealFilter>;

export const DealSort = z.strictObject({
  by: z.enum(['title', 'amount', 'expectedClose', 'stage', 'stageAt', 'touchedAt', 'created', 'closed', 'next']),
  descending: z.boolean(),
});
export type DealSort = z.infer<typeof DealSort>;

/** What somebody keeps of how they look at deals. */
export const DealViewDefinition = z.strictObject({
  shape: z.enum(['board', 'list']),
  pipelineId: Id.nullable(),
  filter: DealFilter,
  sort: DealSort,
});
export type DealViewDefinition = z.infer<typeof DealViewDefinition>;
