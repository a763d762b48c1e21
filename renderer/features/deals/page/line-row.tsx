import type { KeyboardEvent } from 'react';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { Product } from '../../../../core/api/deals.ts';
import type { Recurring } from '../../../../core/deals.ts';
import { useDealsText } from '../../../deals/words.ts';
import { moneyText } from '../../../field-text.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { useMedia } from '../../../ui/media.ts';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { typedAmount } from './line-draft.ts';
import type { LineProblem, TypedLine } from './line-draft.ts';

export interface LineRowProps {
  line: TypedLine;
  place: number;
  count: number;
  currency: string;
  products: readonly Product[];
  problem: LineProblem | null;
  autoFocus: boolean;
  onChange: (part: Partial<TypedLine>) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The option of a line that is no product. */
const WORDS = 'words';

/** One line of the table: on a narrow screen over several rows. */
export function LineRow({ line, place, count, currency, products, problem, autoFocus, onChange, onMove, onRemove, onKeyDown }: LineRowProps) {
  const t = useDealsText();
  const formats = useFormats();
  const isFirst = place === 0;
  const number = formats.number(place + 1);
  const errorOf = (field: LineProblem, text: string) => (problem === field ? text : undefined);
  const repeats: Record<Recurring, string> = { '': t('once'), P1M: t('monthly'), P3M: t('quarterly'), P1Y: t('yearly') };
  // In a table what stands over the first says it for all; it is still the name of each field.
  const isTable = useMedia('(min-width: 920px)');
  const label = { hideLabel: isTable && !isFirst };
  return (
    <div
      role="group"
      aria-label={t('lineNumber', { number })}
      data-line={line.key}
      onKeyDown={onKeyDown}
      className="grid grid-cols-[minmax(120px,1fr)_64px_104px_72px_108px_64px_96px_auto] items-end gap-2 max-[919px]:grid-cols-2 max-[919px]:items-start max-[919px]:rounded-card max-[919px]:border max-[919px]:border-border max-[919px]:p-3"
    >
      <div data-field="text" className="min-w-0 max-[919px]:col-span-2">
        <ComboBox
          {...label}
          label={t('lineWhat')}
          value={line.text === '' ? null : { value: line.productId ?? WORDS, label: line.text }}
          options={products.map(({ id, name, unit, price }) => ({ value: id, label: name, detail: [formats.money(price, currency), unit].filter(Boolean).join(' / ') }))}
          onChange={(option) => {
            const product = products.find(({ id }) => id === option?.value);
            if (!product) onChange({ productId: null, text: option?.label ?? '' });
            else onChange({ productId: product.id, text: product.name, price: moneyText({ minor: product.price, currency }, formats.locale), recurring: product.recurring, times: product.recurring === '' ? '1' : line.times === '1' ? '12' : line.times });
          }}
          onCreate={(text) => onChange({ productId: null, text })}
          createLabel={(name) => t('useWords', { name })}
          emptyText={t('typeWhat')}
          autoFocus={autoFocus}
        />
      </div>
      <div data-field="quantity"><TextField {...label} label={t('quantity')} inputMode="decimal" value={line.quantity} onChange={(quantity) => onChange({ quantity })} error={errorOf('quantity', t('notANumber'))} maxLength={20} /></div>
      <div data-field="price"><TextField {...label} label={t('price')} inputMode="decimal" value={line.price} onChange={(price) => onChange({ price })} error={errorOf('price', t('notAnAmount'))} maxLength={40} /></div>
      <div data-field="discount"><TextField {...label} label={t('discount')} inputMode="decimal" value={line.discount} onChange={(discount) => onChange({ discount })} end={<span className="text-12 text-text3">%</span>} error={errorOf('discount', t('notANumber'))} maxLength={10} /></div>
      <div data-field="recurring"><Select<Recurring | 'once'> {...label} label={t('recurring')} value={line.recurring === '' ? 'once' : line.recurring} onChange={(value) => onChange({ recurring: value === 'once' ? '' : value, ...(value === 'once' ? { times: '1' } : line.times === '1' ? { times: value === 'P1M' ? '12' : value === 'P3M' ? '4' : '1' } : {}) })} options={(['once', 'P1M', 'P3M', 'P1Y'] as const).map((value) => ({ value, label: repeats[value === 'once' ? '' : value] }))} placeholder={repeats['']} /></div>
      <div data-field="times"><TextField {...label} label={t('times')} inputMode="numeric" value={line.times} onChange={(times) => onChange({ times })} isDisabled={line.recurring === ''} error={errorOf('times', t('notANumber'))} maxLength={4} /></div>
      <output aria-label={t('amount')} className="figures flex h-control items-center justify-end text-13 font-medium max-[919px]:justify-start">{formats.money(typedAmount(line, currency, formats.locale), currency)}</output>
      <span className="flex h-control items-center max-[919px]:justify-end">
        <IconButton icon={ArrowUp} label={t('lineUp', { number })} isDisabled={isFirst} onPress={() => onMove(-1)} className="w-6!" />
        <IconButton icon={ArrowDown} label={t('lineDown', { number })} isDisabled={place === count - 1} onPress={() => onMove(1)} className="w-6!" />
        <IconButton icon={Trash2} label={t('lineRemove', { number })} onPress={onRemove} className="w-6!" />
      </span>
    </div>
  );
}
