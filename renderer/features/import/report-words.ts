import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/api/transfer.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';

/** What an import would do and has done, in words: people and organisations, deals, or what a calendar holds. */
export function useReportWords(): { importCount: (report: ImportReport) => string; doneTitle: (report: ImportReport) => string } {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  return {
    importCount(report) {
      const count = countKept(report);
      return t(IMPORT[holds(report)], { count, formatted: number(count) });
    },
    doneTitle(report) {
      const count = countKept(report);
      return count === 0 ? t('doneNothing') : t(DONE[holds(report)], { count, formatted: number(count) });
    },
  };
}

/** How many are written. */
export const countKept = ({ created, updated, doubtful }: ImportReport): number => created + updated + doubtful;

type Holds = 'contacts' | 'deals' | 'items';
const IMPORT = { contacts: 'importCount', deals: 'importDeals', items: 'importItems' } as const satisfies Record<Holds, string>;
const DONE = { contacts: 'doneTitle', deals: 'doneDeals', items: 'doneItems' } as const satisfies Record<Holds, string>;

/** A file of Kith's own may hold contacts and deals: those are counted together as entries. */
function holds({ calendar, deals, ...counts }: ImportReport): Holds {
  if (calendar) return 'items';
  if (!deals) return 'contacts';
  return hasMore(counts, deals) ? 'items' : 'deals';
}

const PARTS = ['created', 'updated', 'unchanged', 'doubtful', 'skipped'] as const;
type Counts = Pick<ImportReport, (typeof PARTS)[number]>;

const hasMore = (all: Counts, deals: Counts): boolean => PARTS.some((part) => all[part] > deals[part]);

/** What is counted by itself: contacts, deals, or one after the other. */
export function countsByKind({ deals, ...all }: ImportReport): { contacts: Counts | null; deals: Counts | null } {
  if (!deals) return { contacts: all, deals: null };
  const rest = Object.fromEntries(PARTS.map((part) => [part, all[part] - deals[part]])) as Counts;
  return { contacts: hasMore(all, deals) ? rest : null, deals };
}
