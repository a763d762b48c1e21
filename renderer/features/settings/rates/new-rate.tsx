import { useMemo, useState } from 'react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CalendarDate } from '../../../../core/partial-date.ts';
import { useApi, useErrorText } from '../../../api.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { currencyChoices } from '../../../locale-choices.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { SearchSelect } from '../../../ui/search-select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { rateText, readRate } from './rate-text.ts';

export interface NewRateProps {
  base: string;
  today: string;
  /** One that was asked for; empty for any. */
  currency: string;
}

/** A currency, what one of it is worth, and from which day on. A rate of the same day is replaced. */
export function NewRate({ base, today, currency: wanted }: NewRateProps) {
  const t = useDealSettingsText();
  const text = useText();
  const { i18n } = useTranslation();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { locale } = useFormats();
  const [currency, setCurrency] = useState(wanted);
  const [typed, setTyped] = useState('');
  const [day, setDay] = useState(today);
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const choices = useMemo(() => {
    const all = currencyChoices(i18n.language).filter(({ value }) => value !== base);
    return wanted === '' || all.some(({ value }) => value === wanted) ? all : [...all, { value: wanted, label: wanted, detail: '', words: '' }];
  }, [i18n.language, base, wanted]);
  const rate = readRate(typed, locale);
  const from = CalendarDate.safeParse(day);

  async function add() {
    setTried(true);
    setFailure(null);
    if (currency === '' || rate === undefined || !from.success) return;
    try {
      const { changeId } = await api.exchangeRates.set({ currency, base, day: from.data, rate });
      undoable(t('rateAdded', { currency }), changeId);
      setCurrency('');
      setTyped('');
      setDay(today);
      setTried(false);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-3 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <SearchSelect
        className="w-52 narrow:w-full"
        label={t('rateCurrency')}
        value={currency || null}
        onChange={setCurrency}
        groups={[{ options: choices }]}
        placeholder={t('rateCurrencyChoose')}
        searchLabel={t('searchCurrencies')}
        emptyText={t('noneFound')}
        error={hasTried && currency === '' ? t('rateCurrencyNeeded') : undefined}
      />
      <TextField
        className="w-32"
        label={t('rateValue', { base })}
        inputMode="decimal"
        value={typed}
        onChange={setTyped}
        autoFocus={wanted !== ''}
        error={hasTried && rate === undefined ? t('rateBad', { example: rateText('1.0834', locale) }) : undefined}
        maxLength={20}
      />
      <DateField
        className="w-60"
        label={t('rateDay')}
        value={day}
        onChange={setDay}
        locale={locale}
        dayLabel={text('common:day')}
        monthLabel={text('common:month')}
        yearLabel={text('common:year')}
        invalidText={text('common:noSuchDate')}
        error={hasTried && !from.success ? t('rateDayNeeded') : undefined}
      />
      <div className="w-full"><Button type="submit" icon={Plus}>{t('rateAdd')}</Button></div>
      {failure !== null && <p role="alert" className="w-full text-12 text-danger-text">{errorText(failure)}</p>}
    </form>
  );
}
