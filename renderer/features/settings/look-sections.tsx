import { Monitor, Moon, Sun } from 'lucide-react';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Switch } from '../../ui/switch.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import type { SettingsText } from './settings-text.ts';
import type { SettingsEdits } from './use-settings.ts';

export function appearanceSection(t: SettingsText, { device }: ProfileInfo, edits: SettingsEdits): SettingsSection {
  return {
    id: 'appearance',
    title: t('appearance'),
    settings: [
      {
        id: 'theme',
        words: [t('theme'), t('themeSystem'), t('themeLight'), t('themeDark')].join(' '),
        content: (
          <SettingRow label={t('theme')} hint={t('themeHint')}>
            <SegmentedControl
              label={t('theme')}
              value={device.theme}
              onChange={(theme) => void edits.setDevice({ theme }, t('themeChanged'))}
              segments={[
                { value: 'system', label: t('themeSystem'), icon: Monitor },
                { value: 'light', label: t('themeLight'), icon: Sun },
                { value: 'dark', label: t('themeDark'), icon: Moon },
              ]}
            />
          </SettingRow>
        ),
      },
      {
        id: 'density',
        words: [t('density'), t('densityCompact'), t('densityDefault'), t('densityRelaxed')].join(' '),
        content: (
          <SettingRow label={t('density')} hint={t('densityHint')}>
            <SegmentedControl
              label={t('density')}
              value={device.density}
              onChange={(density) => void edits.setDevice({ density }, t('densityChanged'))}
              segments={[
                { value: 'compact', label: t('densityCompact') },
                { value: 'default', label: t('densityDefault') },
                { value: 'relaxed', label: t('densityRelaxed') },
              ]}
            />
          </SettingRow>
        ),
      },
    ],
  };
}

export function keyboardSection(t: SettingsText, { device }: ProfileInfo, edits: SettingsEdits): SettingsSection {
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
    ],
  };
}
