import type { DealSheet } from '../deal-sheet.ts';
import { currencyDigits } from '../money.ts';
import { BYTE_ORDER_MARK, csvLine, csvList } from './csv-text.ts';
import { DEAL_HEADERS, type DealCsvTarget, customHeader } from './deal-csv-columns.ts';

/**
 * Deals as Kith's own CSV, in chunks of text. They are gone through twice: first to see which custom fields there are.
 * Lines, everybody beside the first contact, and the history are not in it; all else is read back as it was.
 */
export function* dealsToCsv(deals: () => Iterable<DealSheet>): Generator<string> {
  const customs = new Map<string, { name: string; type: string | undefined }>();
  for (const { custom } of deals()) for (const { name, type } of custom) customs.set(customHeader({ name, type }), { name, type });
  yield BYTE_ORDER_MARK + csvLine([...Object.values(DEAL_HEADERS), ...customs.keys()]);
  for (const deal of deals()) {
    const own = TARGETS.map((target) => CELLS[target](deal));
    const custom = [...customs.values()].map(({ name, type }) => {
      const value = deal.custom.find((one) => one.name === name && one.type === type)?.value ?? '';
      return typeof value === 'string' ? value : csvList(value);
    });
    yield csvLine([...own, ...custom]);
  }
}

const TARGETS = Object.keys(DEAL_HEADERS) as DealCsvTarget[];

const CELLS: Record<DealCsvTarget, (deal: DealSheet) => string> = {
  'deal.uid': ({ uid = '' }) => uid,
  'deal.title': ({ title }) => title,
  'deal.pipeline': ({ pipeline = '' }) => pipeline,
  'deal.stage': ({ stage = '' }) => stage,
  'deal.status': ({ outcome = 'open' }) => outcome,
  'deal.value': ({ amount }) => (amount ? decimal(amount.minor, currencyDigits(amount.currency)) : ''),
  'deal.currency': ({ amount }) => amount?.currency ?? '',
  'deal.probability': ({ probability }) => (probability === undefined ? '' : String(probability)),
  'deal.committed': ({ committed }) => (committed ? 'true' : ''),
  'deal.when': ({ expectedClose = '' }) => expectedClose,
  'deal.createdAt': ({ createdAt = '' }) => createdAt,
  'deal.closedAt': ({ closedAt = '' }) => closedAt,
  'deal.reason': ({ reason = '' }) => reason,
  'deal.reasonNote': ({ reasonNote = '' }) => reasonNote,
  'deal.contact': ({ contacts: [first] }) => first?.name ?? '',
  'deal.contactEmail': ({ contacts: [first] }) => first?.email ?? '',
  'deal.contactId': ({ contacts: [first] }) => first?.uid ?? '',
  'deal.organisation': ({ organisation }) => organisation?.name ?? '',
  'deal.organisationId': ({ organisation }) => organisation?.uid ?? '',
  'deal.owner': ({ owner = '' }) => owner,
  'deal.source': ({ source = '' }) => source,
  'deal.competitors': ({ competitors }) => csvList(competitors),
  'deal.tags': ({ tags }) => csvList(tags),
  'deal.notes': ({ notes = '' }) => notes,
};

/** An exact decimal number with a full stop. */
function decimal(minor: number, digits: number): string {
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${all.slice(-digits)}`}`;
}
