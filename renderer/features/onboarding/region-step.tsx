import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { useApi, useErrorText, useSetDevice } from '../../api.ts';
import { countryChoices, currencyChoices, localeChoices } from '../../locale-choices.ts';
import type { Presets } from '../../locale-choices.ts';
import { SearchSelect } from '../../ui/search-select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { StepForm } from './step.tsx';

/** Who and where somebody is, as far as the browser tells; the language applies at once. */
export function RegionStep({ profile, presets, onDone }: { profile: ProfileInfo; presets: Presets; onDone: () => void }) {
  const { t, i18n } = useTranslation('onboarding');
  const { language } = i18n;
  const api = useApi();
  const errorText = useErrorText();
  const setDevice = useSetDevice();
  const { locale } = profile.device;
  const [name, setName] = useState(profile.me.name);
  const [country, setCountry] = useState(presets.country);
  const [currency, setCurrency] = useState(presets.currency);
  const [failure, setFailure] = useState<unknown>(null);
  const isSaving = useRef(false);
  const locales = useMemo(() => localeChoices(language, [locale]), [language, locale]);
  const countries = useMemo(() => countryChoices(language), [language]);
  const currencies = useMemo(() => currencyChoices(language), [language]);
  const searching = { placeholder: '', emptyText: t('noneFound') };

  async function save(chosenName: string) {
    // A second press would bring this step's end once more, when the next is under way.
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      await api.profile.setTeam({ country, currency });
      if (chosenName !== '' && chosenName !== profile.me.name) await api.members.update({ id: profile.me.id, name: chosenName });
      onDone();
    } catch (error) {
      isSaving.current = false;
      setFailure(error);
    }
  }

  return (
    <StepForm
      title={t('regionTitle')}
      text={t('regionText')}
      doneLabel={t('next')}
      error={failure === null ? undefined : errorText(failure)}
      onDone={() => void save(name.trim())}
      onSkip={() => void save('')}
    >
      <div className="flex flex-col gap-4">
        <TextField label={t('name')} value={name} onChange={setName} autoComplete="name" maxLength={1_000} />
        <SearchSelect label={t('locale')} value={locale} onChange={(next) => void setDevice({ locale: next })} groups={[{ options: locales }]} searchLabel={t('searchLanguages')} {...searching} />
        <div className="grid grid-cols-2 gap-4 narrow:grid-cols-1">
          <SearchSelect label={t('country')} value={country} onChange={setCountry} groups={[{ options: countries }]} searchLabel={t('searchCountries')} {...searching} />
          <SearchSelect label={t('currency')} value={currency} onChange={setCurrency} groups={[{ options: currencies }]} searchLabel={t('searchCurrencies')} {...searching} />
        </div>
      </div>
    </StepForm>
  );
}
