import { useTranslation } from 'react-i18next';
import type { LostRecords, Rebuilt, SavedTable } from '../../../../core/api/gate.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from './copy-button.tsx';
import { LostList } from './lost-list.tsx';
import { GROUPS, groupOf } from './table-groups.ts';

/** What a rebuilt database holds, exactly, and the way to use it. */
export function RebuiltReport({ rebuilt, isDisabled, onUse }: { rebuilt: Rebuilt; isDisabled: boolean; onUse: () => void }) {
  const { t } = useTranslation('gate');
  const { number } = useFormats();
  const { how, tables, lost, incomplete, fromLog } = rebuilt;
  const isSalvaged = how === 'salvaged';
  const lostCount = sum(lost);
  const incompleteCount = sum(incomplete);
  return (
    <section aria-labelledby="rebuilt" className="flex flex-col gap-2 rounded-card border border-border bg-raised p-4">
      <h2 id="rebuilt" className="text-16 font-semibold">{t(isSalvaged ? 'salvagedTitle' : 'mendedTitle')}</h2>
      <p className="text-13 text-text2">{isSalvaged ? <Salvaged tables={tables} /> : t('mendedText')}</p>
      <Tables tables={tables} />
      <p className="text-12 text-text3">{t('binToo')}</p>
      {fromLog > 0 && <p className="text-13 text-text2">{t('fromLog', { count: fromLog, formatted: number(fromLog) })}</p>}
      {lostCount > 0 && <LostList title={t('lost', { count: lostCount, formatted: number(lostCount) })} tone="danger" lost={lost} />}
      {incompleteCount > 0 && <LostList title={t('incomplete', { count: incompleteCount, formatted: number(incompleteCount) })} tone="warning" lost={incomplete} />}
      <div className="flex flex-wrap items-center gap-2 pt-2">
        <Button kind="main" isDisabled={isDisabled} onPress={onUse}>{t('useRebuilt')}</Button>
        <CopyButton label={t('copyList')} text={JSON.stringify(rebuilt, null, 2)} />
      </div>
      <p className="text-12 text-text3">{t('useRebuiltText')}</p>
    </section>
  );
}

function Salvaged({ tables }: { tables: readonly SavedTable[] }) {
  const { t } = useTranslation('gate');
  const { number } = useFormats();
  if (tables.some(({ of }) => of === null)) return t('salvagedUnknownText');
  const missing = tables.reduce((total, { saved, of }) => total + Math.max(0, of! - saved), 0);
  return missing === 0 ? t('salvagedWholeText') : t('salvagedPartText', { count: missing, formatted: number(missing) });
}

function Tables({ tables }: { tables: readonly SavedTable[] }) {
  const { t } = useTranslation('gate');
  const { number } = useFormats();
  const groups = GROUPS.map((group) => ({ group, rows: tables.filter(({ table }) => groupOf(table) === group) })).filter(({ rows }) => rows.some(({ saved, of }) => saved > 0 || of !== 0));
  return (
    <table className="w-full text-13">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('saved')}</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, rows }) => {
          const saved = rows.reduce((total, row) => total + row.saved, 0);
          const of = rows.some((row) => row.of === null) ? null : rows.reduce((total, row) => total + row.of!, 0);
          const isWhole = of !== null && of <= saved;
          return (
            <tr key={group} className="border-t border-border first:border-0">
              <th scope="row" className="py-1.5 pe-4 text-start font-normal">{t(`group_${group}`)}</th>
              <td className={isWhole ? 'figures py-1.5 text-end' : 'figures py-1.5 text-end font-medium text-warning-text'}>
                {of === null ? (saved === 0 ? t('savedNoneKnown') : t('savedOfUnknown', { count: saved, formatted: number(saved) })) : saved === 0 && of > 0 ? t('savedNone', { of: number(of) }) : t('savedOf', { saved: number(saved), of: number(of) })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const sum = (records: readonly LostRecords[]): number => records.reduce((total, { count }) => total + count, 0);
