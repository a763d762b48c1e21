import { Monitor, Moon, Sun } from 'lucide-react';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
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
