import { useState } from 'react';
import { Pencil, Plus } from 'lucide-react';
import type { Deal } from '../../../../core/deals.ts';
import { useDealsText } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Section } from '../../../record/section.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { LinesDialog } from './lines-dialog.tsx';
import type { DealEdits } from './use-deal-edits.ts';

const RECURRING = { P1M: 'timesMonthly', P3M: 'timesQuarterly', P1Y: 'timesYearly' } as const;

/** What the value is made up of, with its sum; edited in a table of its own. */
export function DealLines({ deal, edits }: { deal: Deal; edits: DealEdits }) {
  const t = useDealsText();
  const formats = useFormats();
  const [isEditing, setEditing] = useState(false);
  const { lines, currency } = deal;

  function detailOf({ quantity, price, discount, recurring, times }: Deal['lines'][number]): string {
    return [
      t('quantityTimes', { quantity: formats.number(quantity / 1_000), price: formats.money(price, currency) }),
      discount > 0 && t('lessDiscount', { percent: formats.percent(discount / 10_000) }),
      recurring !== '' && t(RECURRING[recurring], { count: times, formatted: formats.number(times) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }

  return (
    <Section
      title={t('lines')}
      {...(lines.length > 0 ? { count: formats.number(lines.length) } : {})}
      action={<IconButton icon={lines.length > 0 ? Pencil : Plus} label={t(lines.length > 0 ? 'editLines' : 'addLines')} onPress={() => setEditing(true)} className="-me-1.5 print:hidden" />}
    >
      {lines.length > 0 && (
        <>
          <ul>
            {lines.map((line) => (
              <li key={line.id} className="flex items-baseline gap-3 py-1 text-13">
                <span className="min-w-0 flex-1">
                  <Clip className="block">{line.text || line.product || t('unnamedLine')}</Clip>
                  <span className="figures block truncate text-12 text-text3">{detailOf(line)}</span>
                </span>
                <span className="figures flex-none">{formats.money(line.amount, currency)}</span>
              </li>
            ))}
          </ul>
          <p className="flex items-baseline gap-3 border-t border-border pt-1.5 text-13 font-semibold">
            <span className="flex-1">{t('sum')}</span>
            <span className="figures">{formats.money(lines.reduce((sum, { amount }) => sum + amount, 0), currency)}</span>
          </p>
        </>
      )}
      {isEditing && <LinesDialog deal={deal} onSave={edits.setLines} onClose={() => setEditing(false)} />}
    </Section>
  );
}
