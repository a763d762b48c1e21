import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../../core/api/transfer.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { contactPath, dealPath } from '../../../paths.ts';
import { useRowWords } from '../file-words.ts';

/** Who is like somebody that Kith knows, without it being sure: both are kept. */
export function DoubtList({ report: { doubts, doubtful, deals } }: { report: ImportReport }) {
  const { t } = useTranslation('import');
  const { number } = useFormats();
  const { reason } = useRowWords();
  return (
    <div className="px-6 pb-8 narrow:px-4">
      <p className="max-w-160 py-3 text-13 text-text2">{t(deals ? 'dealDoubtsText' : 'doubtsText')}</p>
      <ul>
        {doubts.map(({ row, name, likeId, likeName, reason: code, record }, place) => (
          <li key={place} className="flex min-h-10 flex-wrap items-center gap-x-3 border-b border-border/55 py-2 text-13">
            <span className="figures w-16 flex-none text-12 text-text3">{t('row', { row: number(row) })}</span>
            <span className="min-w-0 font-medium break-words"><bdi>{name || t('noName')}</bdi></span>
            <span className="text-text2">{t('like')}</span>
            {likeId === null ? (
              <span className="min-w-0 break-words"><bdi>{likeName || t('noName')}</bdi> <span className="text-text3">{t('inThisFile')}</span></span>
            ) : (
              <a href={`#${record === 'deal' ? dealPath(likeId) : contactPath(likeId)}`} className="min-w-0 rounded-chip break-words text-accent-text hover:underline"><bdi>{likeName || t('noName')}</bdi></a>
            )}
            <span className="flex-1" />
            <span className="text-12 text-text3">{reason(code)}</span>
          </li>
        ))}
      </ul>
      {doubtful > doubts.length && <p className="py-2 text-12 text-text3">{t('moreDoubts', { count: doubtful - doubts.length, formatted: number(doubtful - doubts.length) })}</p>}
    </div>
  );
}
