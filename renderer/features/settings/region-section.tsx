import { useMemo } from 'react';
import type { ProfileInfo, TeamSettings } from '../../../core/api/profile.ts';
import { useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { countryChoices, currencyChoices, localeChoices } from '../../locale-choices.ts';
import { SearchSelect } from '../../ui/search-select.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import type { SettingsText } from './settings-text.ts';
import type { SettingsEdits } from './use-settings.ts';

/** Language and formats on this device, country and currency for the team. */
export function regionSection(t: SettingsText, profile: ProfileInfo, edits: SettingsEdits, language: string): SettingsSection {
  const props = { t, profile, edits, language };
  return {
    id: 'region',
    title: t('region'),
    settings: [
      { id: 'locale', words: `${t('locale')} ${t('localeHint')}`, content: <LocaleSetting {...props} /> },
      { id: 'country', words: `${t('country')} ${t('countryHint')}`, content: <CountrySetting {...props} /> },
      { id: 'currency', words: `${t('currency')} ${t('currencyHint')}`, content: <CurrencySetting {...props} /> },
    ],
  };
}

interface RegionProps {
  t: SettingsText;
  profile: ProfileInfo;
  edits: SettingsEdits;
  language: string;
}

function LocaleSetting({ t, profile, edits, language }: RegionProps) {
  const { date, time, number } = useFormats();
  const { locale } = profile.device;
  const choices = useMemo(() => localeChoices(language, [locale]), [language, locale]);
  return (
    <SettingRow label={t('locale')} hint={t('localeHint')} isWide>
      <SearchSelect
        label={t('locale')}
        hideLabel
        value={locale}
        onChange={(next) => void edits.setDevice({ locale: next }, t('localeChanged'))}
        groups={[{ options: choices }]}
        placeholder=""
        searchLabel={t('searchLanguages')}
        emptyText={t('noneFound')}
        hint={t('example', { date: date(EXAMPLE_MS, 'long'), time: time(EXAMPLE_MS), number: number(1234.5) })}
      />
    </SettingRow>
  );
}

/** A moment that shows the order of day, month and year, and whether a day has 12 hours or 24. */
const EXAMPLE_MS = new Date(2026, 11, 31, 16, 30).getTime();

function CountrySetting({ t, profile, edits, language }: RegionProps) {
  const choices = useMemo(() => countryChoices(language), [language]);
  const set = useTeamSetting(edits);
  return (
    <SettingRow label={t('country')} hint={t('countryHint')} isWide>
      <SearchSelect
        label={t('country')}
        hideLabel
        value={profile.team.country}
        onChange={(country) => set({ country }, t('countryChanged'))}
        groups={[{ options: choices }]}
        placeholder={profile.team.country}
        searchLabel={t('searchCountries')}
        emptyText={t('noneFound')}
      />
    </SettingRow>
  );
}

function CurrencySetting({ t, profile, edits, language }: RegionProps) {
  const choices = useMemo(() => currencyChoices(language), [language]);
  const set = useTeamSetting(edits);
  return (
    <SettingRow label={t('currency')} hint={t('currencyHint')} isWide>
      <SearchSelect
        label={t('currency')}
        hideLabel
        value={profile.team.currency}
        onChange={(currency) => set({ currency }, t('currencyChanged'))}
        groups={[{ options: choices }]}
        placeholder={profile.team.currency}
        searchLabel={t('searchCurrencies')}
        emptyText={t('noneFound')}
      />
    </SettingRow>
  );
}

/** A choice from a list has no text to keep: what went wrong is said in a toast. */
function useTeamSetting(edits: SettingsEdits): (settings: Partial<TeamSettings>, done: string) => void {
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  return (settings, done) => void edits.setTeam(settings, done).catch((error: unknown) => showToast({ text: errorText(error), tone: 'danger' }));
}
