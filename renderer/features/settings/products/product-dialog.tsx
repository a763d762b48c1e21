import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product } from '../../../../core/api/deals.ts';
import { Recurring } from '../../../../core/deals.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { amountExample, readAmount } from '../../../deals/amount-text.ts';
import { moneyText } from '../../../field-text.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { currencyChoices } from '../../../locale-choices.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SearchSelect } from '../../../ui/search-select.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { PAID } from './paid.ts';

export interface ProductDialogProps {
  /** The product to change; null makes a new one. */
  product: Product | null;
  /** The profile's: what a new one is sold in. */
  currency: string;
  onClose: () => void;
}

/** Makes a product, or changes it. Amounts are typed as the locale writes them. */
export function ProductDialog({ product, currency: ownCurrency, onClose }: ProductDialogProps) {
  const t = useDealSettingsText();
  const text = useText();
  const { i18n } = useTranslation();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { locale } = useFormats();
  const [draft, setDraft] = useState(() => draftOf(product, ownCurrency, locale));
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const change = (part: Partial<ProductDraft>) => setDraft({ ...draft, ...part });
  const currencies = useMemo(() => withChosen(currencyChoices(i18n.language), draft.currency), [i18n.language, draft.currency]);
  const { currency, recurring } = draft;
  const name = draft.name.trim();
  const price = draft.price.trim() === '' ? 0 : readAmount(draft.price, locale, currency);
  const cost = draft.cost.trim() === '' ? null : readAmount(draft.cost, locale, currency);
  const amountError = t('amountBad', { currency, example: amountExample(currency, locale) });

  async function save() {
    setTried(true);
    if (name === '' || price === undefined || cost === undefined) return;
    const fields = { name, unit: draft.unit.trim(), price, cost, currency, recurring };
    try {
      const { changeId } = product ? await api.products.update({ id: product.id, fields, seen: product.seen }) : await api.products.create(fields);
      undoable(t(product ? 'productChanged' : 'productAdded', { name }), changeId);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(product ? 'productEdit' : 'productNew')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{product ? text('common:save') : t('productAdd')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('productName')} value={draft.name} onChange={(next) => change({ name: next })} error={hasTried && name === '' ? t('productNameNeeded') : undefined} isRequired autoFocus maxLength={1_000} />
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <TextField label={t('productPrice')} inputMode="decimal" value={draft.price} onChange={(next) => change({ price: next })} error={hasTried && price === undefined ? amountError : undefined} maxLength={60} />
          <SearchSelect label={t('productCurrency')} value={currency} onChange={(next) => change({ currency: next })} groups={[{ options: currencies }]} placeholder="" searchLabel={t('searchCurrencies')} emptyText={t('noneFound')} />
          <TextField label={t('productUnit')} hint={t('productUnitHint')} value={draft.unit} onChange={(next) => change({ unit: next })} maxLength={1_000} />
          <TextField label={t('productCost')} hint={t('productCostHint')} inputMode="decimal" value={draft.cost} onChange={(next) => change({ cost: next })} error={hasTried && cost === undefined ? amountError : undefined} maxLength={60} />
        </div>
        <div className="flex flex-col gap-1">
          <span className="text-12 font-medium text-text2">{t('productPaid')}</span>
          <SegmentedControl label={t('productPaid')} value={recurring} onChange={(next) => change({ recurring: next })} segments={Recurring.options.map((value) => ({ value, label: t(PAID[value]) }))} />
        </div>
        {failure !== null && <p role="alert" className="text-12 text-danger-text">{errorText(failure)}</p>}
      </div>
    </Dialog>
  );
}

interface ProductDraft {
  name: string;
  unit: string;
  /** As typed. */
  price: string;
  cost: string;
  currency: string;
  recurring: Recurring;
}

function draftOf(product: Product | null, currency: string, locale: string): ProductDraft {
  if (!product) return { name: '', unit: '', price: '', cost: '', currency, recurring: '' };
  const typed = (minor: number) => moneyText({ minor, currency: product.currency }, locale);
  const { name, unit, price, cost, recurring } = product;
  return { name, unit, price: typed(price), cost: cost === null ? '' : typed(cost), currency: product.currency, recurring };
}

/** One that is no country's any more stays chosen. */
function withChosen<Choice extends { value: string; label: string }>(choices: readonly Choice[], currency: string): (Choice | { value: string; label: string })[] {
  return choices.some(({ value }) => value === currency) ? [...choices] : [...choices, { value: currency, label: currency }];
}
