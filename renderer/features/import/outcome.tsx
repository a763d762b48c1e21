import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/api/transfer.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { classes } from '../../ui/classes.ts';

const PARTS = ['created', 'updated', 'unchanged', 'doubtful', 'skipped'] as const;

/** How many contacts are new, updated and so on, in a line; those of which there are none are left out. */
export function Outcome({ report }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  const parts = PARTS.filter((part) => report[part] > 0);
  if (parts.length === 0) return <p role="status" className="text-13 text-text2">{t('nobody')}</p>;
  return (
    <div role="status">
      <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-13 text-text2">
        {parts.map((part) => (
          <li key={part} className="figures whitespace-nowrap">
            <b className={classes('font-semibold', part === 'skipped' ? 'text-warning-text' : 'text-text')}>{number(report[part])}</b>{' '}
            {t(part, { count: report[part] })}
          </li>
        ))}
      </ul>
    </div>
  );
}
