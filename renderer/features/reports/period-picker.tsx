import { ChevronDown } from 'lucide-react';
import { monthAfter, monthsFrom } from '../../../core/months.ts';
import { dayOf } from '../../../core/schedule.ts';
import { useMonthName } from '../../deals/month-name.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { PERIODS, spanOf } from './period.ts';
import type { Period } from './period.ts';
import { useReportsText } from './words.ts';

/** How far back one may choose. */
const YEARS_BACK = 10;

/** Which time the reports are about. */
export function PeriodPicker({ period, nowMs, onChange }: { period: Period; nowMs: number; onChange: (period: Period) => void }) {
  const t = useReportsText();
  const monthName = useMonthName();
  const thisMonth = dayOf(nowMs, deviceZone()).slice(0, 7);
  const options = monthsFrom(monthAfter(thisMonth, -12 * YEARS_BACK), 12 * YEARS_BACK + 1)
    .toReversed()
    .map((month) => ({ value: month, label: monthName(month) }));

  const nameOf = (kind: Period['kind']) => t(kind === 'month' ? 'thisMonth' : kind);

  function chooseMonths() {
    const { months } = spanOf(period, nowMs, deviceZone());
    onChange({ kind: 'months', from: months[0] ?? thisMonth, to: months.at(-1) ?? thisMonth });
  }

  return (
    <>
      <Menu
        label={t('period')}
        align="end"
        trigger={
          <Button size="small">
            {nameOf(period.kind)}
            <ChevronDown aria-hidden className="text-text3" />
          </Button>
        }
        entries={[
          ...PERIODS.map((kind) => ({ id: kind as string, label: nameOf(kind), isTicked: period.kind === kind, onAction: () => onChange({ kind }) })),
          'separator' as const,
          { id: 'months', label: t('months'), isTicked: period.kind === 'months', onAction: chooseMonths },
        ]}
      />
      {period.kind === 'months' && (
        <>
          <Select className="w-44" label={t('from')} hideLabel value={period.from} onChange={(from) => onChange({ ...period, from })} options={options} placeholder={t('from')} />
          <Select className="w-44" label={t('to')} hideLabel value={period.to} onChange={(to) => onChange({ ...period, to })} options={options} placeholder={t('to')} />
        </>
      )}
    </>
  );
}
