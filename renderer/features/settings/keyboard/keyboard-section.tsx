import type { ProfileInfo } from '../../../../core/api/profile.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { SettingRow } from '../section.tsx';
import type { SettingsSection } from '../section.tsx';
import type { SettingsText } from '../settings-text.ts';
import type { SettingsEdits } from '../use-settings.ts';
import { KeyList } from './key-list.tsx';

export function keyboardSection(t: SettingsText, profile: ProfileInfo, edits: SettingsEdits): SettingsSection {
  const { device } = profile;
  return {
    id: 'keyboard',
    title: t('keyboard'),
    settings: [
      {
        id: 'singleKeys',
        words: `${t('singleKeys')} ${t('singleKeysHint')}`,
        content: (
          <div className="flex min-h-14 flex-col justify-center border-b border-border/55 py-3">
            <Switch
              label={t('singleKeys')}
              hint={t('singleKeysHint')}
              isOn={device.singleKeys}
              onChange={(singleKeys) => void edits.setDevice({ singleKeys }, t(singleKeys ? 'singleKeysOn' : 'singleKeysOff'))}
              className="[&>label]:font-medium [&>label>span]:font-normal"
            />
          </div>
        ),
      },
      {
        id: 'shortcuts',
        words: `${t('shortcuts')} ${t('shortcutsHint')}`,
        content: (
          <SettingRow label={t('shortcuts')} hint={t('shortcutsHint')}>
            <CommandButton command="shortcuts.show">{t('showShortcuts')}</CommandButton>
          </SettingRow>
        ),
      },
      { id: 'keys', words: `${t('keyboard')} ${t('shortcuts')}`, content: <KeyList profile={profile} /> },
    ],
  };
}
