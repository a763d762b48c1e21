import { useTranslation } from 'react-i18next';
import type { ComparedCount } from '../../../../core/api/restore.ts';
import { type DifferenceSide, RecordKind } from '../../../../core/restore.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import type { Shown } from './opened.tsx';

export interface CountTableProps {
  counts: readonly ComparedCount[];
  shown: Shown | null;
  onShow: (shown: Shown) => void;
}

const SIDES: readonly DifferenceSide[] = ['there', 'changed', 'here'];

/** How many there are of each kind, there and here, and how many differ: a press lists those. */
export function CountTable({ counts, shown, onShow }: CountTableProps) {
  const { t } = useTranslation('restore');
  const { number } = useFormats();
  const rows = counts.filter(({ inBackup, inProfile, there, here, changed }) => inBackup + inProfile + there + here + changed > 0);
  return (
    <div className="overflow-x-auto">
      <table className="figures w-full text-13">
        <thead>
          <tr className="border-b border-border text-12 text-text3">
            <th scope="col" className="py-2 pe-3 text-start font-medium">{t('kind')}</th>
            <th scope="col" className="px-3 py-2 text-end font-medium narrow:hidden">{t('inBackup')}</th>
            <th scope="col" className="px-3 py-2 text-end font-medium narrow:hidden">{t('inProfile')}</th>
            {SIDES.map((side) => <th key={side} scope="col" className="px-1 py-2 text-end font-medium">{t(side)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((count) => (
            <tr key={count.kind} className="border-b border-border/55">
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">{t(`${count.kind}_kind`)}</th>
              <td className="px-3 py-1.5 text-end text-text2 narrow:hidden">{number(count.inBackup)}</td>
              <td className="px-3 py-1.5 text-end text-text2 narrow:hidden">{number(count.inProfile)}</td>
              {SIDES.map((side) => (
                <td key={side} className="py-1 text-end">
                  <Count count={count} side={side} isShown={shown?.kind === count.kind && shown.side === side} onShow={onShow} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ count, side, isShown, onShow }: { count: ComparedCount; side: DifferenceSide; isShown: boolean; onShow: (shown: Shown) => void }) {
  const { t } = useTranslation('restore');
  const { number } = useFormats();
  const value = count[side];
  const kind = RecordKind.safeParse(count.kind).data;
  if (value === 0) return <span className="px-2 text-text3">{number(0)}</span>;
  // Files, lists and settings come back with what uses them.
  if (!kind) return <span className="px-2 font-medium">{number(value)}</span>;
  return (
    <Button kind="bare" size="small" className={classes('figures text-13!', isShown ? 'bg-selected! text-accent-text!' : 'text-accent-text!')} onPress={() => onShow({ kind, side })}>
      <span aria-hidden>{number(value)}</span>
      <span className="sr-only">{t('showThem', { count: number(value), side: t(side), kind: t(`${kind}_kind`) })}</span>
    </Button>
  );
}
