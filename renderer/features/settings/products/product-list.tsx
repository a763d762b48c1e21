import { useState } from 'react';
import { Archive, Plus, RotateCcw, Search } from 'lucide-react';
import type { Product } from '../../../../core/api/deals.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { Loaded } from '../../../loaded.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { useSettingsText } from '../settings-text.ts';
import { useAct } from '../use-act.ts';
import { focusBesideRow } from './focus-beside-row.ts';
import { PAID } from './paid.ts';
import { ProductDialog } from './product-dialog.tsx';

/** What is sold, with its price: make, change, retire, and bring back. */
export function ProductList({ currency }: { currency: string }) {
  const t = useDealSettingsText();
  const query = useApiQuery('products.list', undefined);
  const [edited, setEdited] = useState<Product | 'new' | null>(null);
  return (
    <>
      <Loaded query={query} lines={3}>
        {(products) => (
          <>
            {products.length === 0 ? <p className="max-w-120 py-3 text-13 text-text2">{t('productsEmpty')}</p> : <Products products={products} onEdit={setEdited} />}
            <div className="py-3">
              <Button icon={Plus} onPress={() => setEdited('new')}>{t('productAdd')}</Button>
            </div>
          </>
        )}
      </Loaded>
      {edited !== null && <ProductDialog product={edited === 'new' ? null : edited} currency={currency} onClose={() => setEdited(null)} />}
    </>
  );
}

/** From this many on there is a search, and only the first are shown. */
const SEARCHED_FROM = 12;
const MOST_SHOWN = 100;

function Products({ products, onEdit }: { products: readonly Product[]; onEdit: (product: Product) => void }) {
  const t = useDealSettingsText();
  const settings = useSettingsText();
  const { compare, number } = useFormats();
  const [words, setWords] = useState('');
  const sorted = products.toSorted((a, b) => Number(a.retired) - Number(b.retired) || compare(a.name, b.name));
  const fitting = sorted.filter(({ name }) => name.toLocaleLowerCase().includes(words.trim().toLocaleLowerCase()));
  const shown = fitting.slice(0, MOST_SHOWN);
  const head = 'py-2 font-medium text-text3';
  return (
    <>
      {products.length >= SEARCHED_FROM && (
        <TextField className="max-w-70 pt-3" label={t('searchProducts')} hideLabel placeholder={t('searchProducts')} icon={Search} value={words} onChange={setWords} />
      )}
      {fitting.length === 0 ? (
        <p className="py-3 text-13 text-text3">{t('noneFound')}</p>
      ) : (
        <table aria-label={settings('products')} className="w-full table-fixed border-collapse text-12">
          <thead>
            <tr className="border-b border-border/55">
              <th scope="col" className={`${head} text-start`}>{t('productName')}</th>
              <th scope="col" className={`${head} w-24 text-start narrow:hidden`}>{t('productUnit')}</th>
              <th scope="col" className={`${head} w-28 text-end narrow:w-24`}>{t('productPrice')}</th>
              <th scope="col" className={`${head} w-28 text-end narrow:hidden`}>{t('productCost')}</th>
              <th scope="col" className={`${head} w-32 ps-6 text-start narrow:hidden`}>{t('productPaid')}</th>
              <th scope="col" className="w-10"><span className="sr-only">{t('actions')}</span></th>
            </tr>
          </thead>
          <tbody>{shown.map((product) => <ProductRow key={product.id} product={product} onEdit={() => onEdit(product)} />)}</tbody>
        </table>
      )}
      {fitting.length > shown.length && <p className="py-2 text-12 text-text3">{t('moreProducts', { count: fitting.length - shown.length, formatted: number(fitting.length - shown.length) })}</p>}
    </>
  );
}

function ProductRow({ product, onEdit }: { product: Product; onEdit: () => void }) {
  const t = useDealSettingsText();
  const api = useApi();
  const act = useAct();
  const { money } = useFormats();
  const { id, name, unit, price, cost, currency, recurring, retired } = product;
  const paid = t(PAID[recurring]);
  /** Where there is no room for columns. */
  const rest = [retired && t('retired'), unit, recurring !== '' && paid].filter((part) => part !== false && part !== '').join(' · ');

  function retire() {
    focusBesideRow();
    void act(() => api.products.update({ id, retired: !retired }), t(retired ? 'productBack' : 'productRetired', { name }));
  }

  return (
    <tr className={`group border-b border-border/55 ${retired ? 'text-text3' : 'text-text2'}`}>
      <td className="p-0">
        <button type="button" onClick={onEdit} className="ring-inside flex min-h-11 w-full min-w-0 flex-col justify-center rounded-control pe-3 text-start">
          <Clip className={`max-w-full text-13 group-hover:text-accent-text ${retired ? '' : 'font-medium text-text'}`}><bdi>{name}</bdi></Clip>
          {rest !== '' && <Clip className="hidden max-w-full text-text3 narrow:block"><bdi>{rest}</bdi></Clip>}
          {retired && <span className="text-11 text-text3 narrow:hidden">{t('retired')}</span>}
        </button>
      </td>
      <td className="pe-2 narrow:hidden"><Clip className="block"><bdi>{unit}</bdi></Clip></td>
      <td className={`figures text-end ${retired ? '' : 'text-text'}`}>{money(price, currency)}</td>
      <td className="figures text-end narrow:hidden">{cost === null ? '–' : money(cost, currency)}</td>
      <td className="ps-6 narrow:hidden">{paid}</td>
      <td className="text-end"><IconButton icon={retired ? RotateCcw : Archive} label={t(retired ? 'bringBackOf' : 'retire', { what: name })} onPress={retire} /></td>
    </tr>
  );
}
