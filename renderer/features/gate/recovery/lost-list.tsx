import { useTranslation } from 'react-i18next';
import type { LostRecord, LostRecords } from '../../../../core/api/gate.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { classes } from '../../../ui/classes.ts';
import { useFieldWords } from '../../../words/field-words.ts';
import { groupOf } from './table-groups.ts';

export interface LostListProps {
  /** How many they are, in a sentence. */
  title: string;
  tone: 'danger' | 'warning';
  lost: readonly LostRecords[];
}

/** Which records are not whole: what each is, and what it is called as far as anything still says it. */
export function LostList({ title, tone, lost }: LostListProps) {
  const { t } = useTranslation('gate');
  const { number } = useFormats();
  const kindOf = useKinds();
  const untold = lost.reduce((sum, { count, records }) => sum + count - records.length, 0);
  return (
    <details className="text-13">
      <summary className={classes('cursor-pointer rounded-chip py-0.5', tone === 'danger' ? 'text-danger-text' : 'text-warning-text')}>{title}</summary>
      <ul className="mt-1 flex max-h-80 flex-col overflow-y-auto rounded-control bg-sunken px-3 py-1">
        {lost.flatMap(({ table, records }) =>
          records.map((record) => (
            <li key={`${table} ${record.id}`} className="grid grid-cols-[128px_minmax(0,1fr)] gap-x-3 border-b border-border/55 py-1 last:border-0 narrow:grid-cols-1">
              <span className="text-text3">{kindOf(table)}</span>
              <Called record={record} />
            </li>
          )),
        )}
        {untold > 0 && <li className="figures py-1 text-text3">{t('lostMore', { count: untold, formatted: number(untold) })}</li>}
      </ul>
    </details>
  );
}

function Called({ record: { id, name, words } }: { record: LostRecord }) {
  const { t } = useTranslation('gate');
  if (name !== '') return <bdi className="wrap-anywhere">{name}</bdi>;
  if (words !== '') return <span className="wrap-anywhere">{t('lostWords', { words })}</span>;
  return <span className="wrap-anywhere text-text3">{t('lostNameless', { id })}</span>;
}

/** What a table holds, in words; of lists what they are for. */
function useKinds(): (table: string) => string {
  const { t } = useTranslation('gate');
  const fieldWords = useFieldWords();
  return (table) => {
    const words = fieldWords(table, null);
    return words === table ? t(`group_${groupOf(table)}`) : words;
  };
}
