// The columns of Kith's own CSV of deals, written and read by the same table.
import type { DealColumn, DealTarget } from '../import/deal-targets.ts';

export const DEAL_HEADERS = {
  'deal.uid': 'Kith deal ID',
  'deal.title': 'Title',
  'deal.pipeline': 'Pipeline',
  'deal.stage': 'Stage',
  'deal.status': 'State',
  'deal.value': 'Value',
  'deal.currency': 'Currency',
  'deal.probability': 'Probability',
  'deal.committed': 'Committed',
  'deal.when': 'Expected close',
  'deal.createdAt': 'Created',
  'deal.closedAt': 'Closed',
  'deal.reason': 'Reason',
  'deal.reasonNote': 'Reason note',
  'deal.contact': 'Contact',
  'deal.contactEmail': 'Contact e-mail',
  'deal.contactId': 'Contact Kith ID',
  'deal.organisation': 'Organisation',
  'deal.organisationId': 'Organisation Kith ID',
  'deal.owner': 'Owner',
  'deal.source': 'Source',
  'deal.competitors': 'Competitors',
  'deal.tags': 'Tags',
  'deal.notes': 'Notes',
} as const satisfies Partial<Record<DealTarget, string>>;

export type DealCsvTarget = keyof typeof DEAL_HEADERS;

/** Whether these are the headers that Kith itself writes. */
export const isKithDealHeader = (headers: readonly string[]): boolean => headers[0]?.trim() === DEAL_HEADERS['deal.uid'];

export function customHeader({ name, type }: { name: string; type?: string | undefined }): string {
  return `Custom${type === undefined ? '' : ` (${type})`}: ${name}`;
}

/** The name and type that `customHeader` was given. */
export function customOf(header: string): { name: string; type: string | undefined } | undefined {
  const found = /^Custom(?: \((\w+)\))?: (.+)$/s.exec(header);
  return found ? { name: found[2]!, type: found[1] } : undefined;
}

export function kithDealTarget(header: string): Pick<DealColumn, 'target' | 'label'> {
  const custom = customOf(header);
  if (custom) return { target: 'custom' };
  const known = Object.entries(DEAL_HEADERS).find(([, own]) => own === header);
  return { target: known ? (known[0] as DealCsvTarget) : 'unmapped' };
}
