import type { ProfileInfo } from '../../../core/api/profile.ts';
import { SavedText } from './saved-text.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import type { SettingsText } from './settings-text.ts';
import type { SettingsEdits } from './use-settings.ts';

/** Who somebody is here. */
export function profileSection(t: SettingsText, { me, team }: ProfileInfo, edits: SettingsEdits): SettingsSection {
  return {
    id: 'profile',
    title: t('profile'),
    settings: [
      {
        id: 'name',
        words: `${t('name')} ${t('nameHint')}`,
        content: (
          <SettingRow label={t('name')} hint={t('nameHint')} isWide>
            <SavedText label={t('name')} value={me.name} isRequired onSave={(name) => edits.setMyName(name, t('nameChanged'))} />
          </SettingRow>
        ),
      },
      {
        id: 'place',
        words: `${t('place')} ${t('placeHint')}`,
        content: (
          <SettingRow label={t('place')} hint={t('placeHint')} isWide>
            <SavedText label={t('place')} value={team.place} placeholder={t('placeExample')} onSave={(place) => edits.setTeam({ place }, t('placeChanged'))} />
          </SettingRow>
        ),
      },
    ],
  };
}
