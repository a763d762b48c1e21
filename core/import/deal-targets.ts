import { z } from 'zod';

/**
 * Where a column of a file of deals goes. `deal.when` is when it closes: what is expected of an open one, and what
 * happened to a closed one. `unmapped` goes into the notes or a custom field, as the person chose for the whole file.
 */
export const DEAL_TARGETS = [
  'deal.uid', 'deal.id', 'deal.title', 'deal.pipeline', 'deal.stage', 'deal.status', 'deal.isWon', 'deal.isClosed',
  'deal.value', 'deal.currency', 'deal.probability', 'deal.committed', 'deal.when', 'deal.createdAt', 'deal.closedAt',
  'deal.wonAt', 'deal.lostAt', 'deal.reason', 'deal.reasonNote',
  'deal.contact', 'deal.contactFirst', 'deal.contactLast', 'deal.contactEmail', 'deal.contactId', 'deal.organisation', 'deal.organisationId', 'deal.owner',
  'deal.source', 'deal.competitors', 'deal.tags', 'deal.notes', 'custom', 'unmapped', 'ignore',
] as const;

export const DealTarget = z.enum(DEAL_TARGETS);
export type DealTarget = z.infer<typeof DealTarget>;

/** One column of a file of deals and where it goes; `label` names a custom field otherwise than the header. */
export const DealColumn = z.strictObject({ header: z.string(), target: DealTarget, label: z.string().optional() });
export type DealColumn = z.infer<typeof DealColumn>;

export const isDealTarget = (target: string): boolean => target.startsWith('deal.');

/** The program that wrote a file of deals, as far as its headers tell; `deals` is any other table of them. */
export const DEAL_PROGRAMS = ['kith-deals', 'hubspot-deals', 'pipedrive-deals', 'capsule-opportunities', 'deals'] as const;
export type DealProgram = (typeof DEAL_PROGRAMS)[number];
