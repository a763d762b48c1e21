import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../core/api/transfer.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { useRowWords } from '../file-words.ts';

/** The rows that are left out, and why; and what is to be known about some that are not. */
export function ProblemList({ report: { errors, skipped, calendar } }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  const { problem, isRemark } = useRowWords();
  const shown = errors.slice(0, MOST_SHOWN);
  const more = Math.max(errors.length, skipped) - shown.length;
  return (
    <div className="px-6 pb-8 narrow:px-4">
      {skipped > 0 && <p className="max-w-160 py-3 text-13 text-text2">{t(calendar ? 'calendarProblemsText' : 'problemsText')}</p>}
      <ul>
        {shown.map((error, place) => (
          <li key={place} className="flex min-h-10 items-center gap-3 border-b border-border/55 py-2 text-13">
            <span className="figures w-16 flex-none text-12 text-text3">{error.row > 0 && t('row', { row: number(error.row) })}</span>
            <span className="min-w-0 flex-1 break-words">
              {error.title !== undefined && error.title !== '' && <b className="font-medium"><bdi>{error.title}</bdi>{' '}</b>}
              {problem(error)}
            </span>
            {!isRemark(error.code) && <StateBadge tone="warning">{t('leftOut')}</StateBadge>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="py-2 text-12 text-text3">{t('moreProblems', { count: more, formatted: number(more) })}</p>}
    </div>
  );
}

const MOST_SHOWN = 200;
