import { CallError } from '../../../core/call.ts';
import { DEAL_PROGRAMS } from '../../../core/import/deal-targets.ts';
import { PROGRAMS } from '../../../core/import/programs.ts';
import type { TextKey } from '../../i18n/namespaces.ts';
import { useErrorText } from '../../api.ts';
import { useText } from '../../i18n/use-text.ts';

/** Names of programs are the same in every language; the rest by key. */
const KINDS: Readonly<Record<string, string | { key: TextKey }>> = {
  kith: 'Kith (CSV)',
  'kith-json': 'Kith (JSON)',
  google: 'Google',
  'google-old': { key: 'import:googleOld' },
  'outlook-web': 'Outlook.com',
  'outlook-desktop': 'Outlook',
  linkedin: 'LinkedIn',
  'hubspot-contacts': 'HubSpot',
  'hubspot-companies': { key: 'import:hubspotCompanies' },
  'pipedrive-people': 'Pipedrive',
  'pipedrive-organisations': { key: 'import:pipedriveOrganisations' },
  capsule: 'Capsule',
  act: 'Act!',
  thunderbird: 'Thunderbird',
  'atomic-crm': 'Atomic CRM',
  vcard: 'vCard',
  csv: { key: 'import:table' },
  calendar: { key: 'import:calendar' },
  'hubspot-deals': { key: 'import:hubspotDeals' },
  'pipedrive-deals': { key: 'import:pipedriveDeals' },
  'capsule-opportunities': { key: 'import:capsuleOpportunities' },
  'kith-deals': { key: 'import:kithDeals' },
  deals: { key: 'import:dealsTable' },
};

/** What a file can be read as by choice: a program's table, or any. Names as `look` gives them. */
export const TABLE_KINDS: readonly string[] = ['csv', 'deals-csv', ...[...PROGRAMS, ...DEAL_PROGRAMS].filter((program) => program !== 'unknown' && program !== 'deals').map((program) => `${program}-csv`)];

/** What a kind of file is called: by the program that wrote it. */
export function useFileKinds(): (kind: string) => string {
  const text = useText();
  return (kind) => {
    const name = KINDS[kind.replace(/-csv$/, '')];
    return name === undefined ? kind : typeof name === 'string' ? name : text(name.key);
  };
}

/** What a refused file holds instead of contacts. */
const OTHERS: Readonly<Record<string, TextKey>> = {
  projects: 'import:holdsProjects',
  tasks: 'import:holdsTasks',
  events: 'import:holdsEvents',
  activities: 'import:holdsActivities',
  notes: 'import:holdsNotes',
  products: 'import:holdsProducts',
  invoices: 'import:holdsInvoices',
  tickets: 'import:holdsTickets',
  table: 'import:holdsTable',
};

/** Why a file is not taken, in words; other errors as everywhere. */
export function useRefusals(): (error: unknown) => string {
  const text = useText();
  const errorText = useErrorText();
  return (error) => {
    if (!(error instanceof CallError)) return errorText(error);
    const { what, reason } = detailsOf(error);
    if (error.code === 'not-contacts') return text(OTHERS[what] ?? 'import:holdsOther');
    if (WHOLE[error.code]) return text(WHOLE[error.code]!);
    if (error.code === 'not-readable') return text(UNREADABLE[what] ?? UNREADABLE[reason] ?? 'import:notReadable');
    return errorText(error);
  };
}

/** Why an export of everything is not taken. */
const WHOLE: Readonly<Record<string, TextKey>> = {
  'not-everything': 'import:wholeNot',
  'everything-damaged': 'import:wholeDamaged',
  'everything-unsafe': 'import:wholeUnsafe',
  'newer-version': 'import:wholeNewer',
  'file-too-big': 'import:tooBigToSend',
};

/** By what the file is instead, or by why it cannot be read. */
const UNREADABLE: Readonly<Record<string, TextKey>> = {
  zip: 'import:isZip',
  xls: 'import:isExcel',
  pdf: 'import:isPdf',
  image: 'import:isImage',
  'empty-file': 'import:isEmpty',
  'too-wide': 'import:isTooWide',
  'newer-version': 'import:isNewer',
  'too-big': 'import:isTooBig',
};

function detailsOf({ details }: CallError): { what: string; reason: string } {
  const { what, reason } = (typeof details === 'object' && details !== null ? details : {}) as { what?: unknown; reason?: unknown };
  return { what: typeof what === 'string' ? what : '', reason: typeof reason === 'string' ? reason : '' };
}

/** Why a row was left out. */
const LEFT_OUT: Readonly<Record<string, TextKey>> = {
  'in-bin': 'import:rowInBin',
  nameless: 'import:rowNameless',
  'card-too-big': 'import:rowTooBig',
  'cell-too-big': 'import:cellTooBig',
  'row-too-big': 'import:rowTooBig',
  'repeated-header': 'import:rowIsHeader',
  'unclosed-quote': 'import:rowUnclosed',
  'not-readable': 'import:itemNotReadable',
  cancelled: 'import:itemCancelled',
  undated: 'import:itemUndated',
  'series-ended': 'import:itemEnded',
  'rule-too-long': 'import:itemTooOften',
  'nobody-known': 'import:itemNobody',
  'nameless-deal': 'import:dealNameless',
  'not-a-deal': 'import:dealUnlike',
  'deal-in-bin': 'import:rowInBin',
};

/** What is to be known about a row that is taken in. */
const REMARKS: Readonly<Record<string, TextKey>> = {
  'unequal-cells': 'import:rowUnequal',
  'photo-no-picture': 'import:rowPhoto',
  'value-too-big': 'import:rowValueTooBig',
  'binary-left-out': 'import:rowBinary',
  'damaged-file': 'import:fileDamaged',
  'card-not-closed': 'import:rowNotClosed',
  'rule-not-kept': 'import:itemRule',
  'zone-unknown': 'import:itemZone',
  'older-left-out': 'import:itemOlder',
  'text-cut': 'import:itemCut',
  'amount-unread': 'import:dealAmount',
  'currency-unknown': 'import:dealCurrency',
  'date-unread': 'import:dealDate',
  'probability-unread': 'import:dealProbability',
  'value-too-long': 'import:dealCut',
  'owner-unknown': 'import:ownerUnknown',
  'who-unknown': 'import:whoUnknown',
};

/** Why somebody is kept apart from a contact that is like them. */
const REASONS: Readonly<Record<string, TextKey>> = {
  'same-email': 'import:likeEmail',
  'same-phone': 'import:likePhone',
  'same-name': 'import:likeName',
  'same-deal': 'import:likeDeal',
};

export interface RowWords {
  problem: (error: { code: string; message: string }) => string;
  /** It is taken in all the same. */
  isRemark: (code: string) => boolean;
  reason: (code: string) => string;
}

export function useRowWords(): RowWords {
  const text = useText();
  return {
    problem({ code, message }) {
      const key = LEFT_OUT[code] ?? REMARKS[code];
      return key ? text(key) : message;
    },
    isRemark: (code) => REMARKS[code] !== undefined,
    reason: (code) => (REASONS[code] ? text(REASONS[code]) : code),
  };
}
