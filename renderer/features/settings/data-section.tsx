import { TriangleAlert } from 'lucide-react';
import type { ProfileInfo } from '../../../core/api/profile.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { SettingRow } from './section.tsx';
import type { SettingsSection } from './section.tsx';
import type { SettingsText } from './settings-text.ts';

/** What lies in this profile as a whole: in, out, and what Kith this is. */
export function dataSection(t: SettingsText, { hasSampleData, version, warning }: ProfileInfo): SettingsSection {
  const sample = hasSampleData
    ? { label: t('sampleLoaded'), hint: t('sampleLoadedHint'), command: 'sample.remove' }
    : { label: t('sample'), hint: t('sampleHint'), command: 'sample.load' };
  return {
    id: 'data',
    title: t('data'),
    settings: [
      ...(warning
        ? [
            {
              id: 'warning',
              words: t('synced', { program: warning.program }),
              content: (
                <p className="my-3 flex gap-2 rounded-card bg-warning-subtle p-3 text-13 text-warning-text">
                  <TriangleAlert aria-hidden className="mt-0.5" />
                  <span className="min-w-0 break-words">{t('synced', { program: warning.program })}</span>
                </p>
              ),
            },
          ]
        : []),
      {
        id: 'export',
        words: `${t('export')} ${t('exportHint')} CSV vCard JSON`,
        content: <SettingRow label={t('export')} hint={t('exportHint')}><CommandButton command="export.everything">{t('exportNow')}</CommandButton></SettingRow>,
      },
      {
        id: 'sample',
        words: `${sample.label} ${sample.hint}`,
        content: (
          <SettingRow label={sample.label} hint={sample.hint}>
            <CommandButton command={sample.command}>{t(hasSampleData ? 'sampleRemove' : 'sampleLoad')}</CommandButton>
          </SettingRow>
        ),
      },
      {
        id: 'version',
        words: t('version'),
        content: <SettingRow label={t('version')}><span className="figures text-13 text-text2">{version}</span></SettingRow>,
      },
    ],
  };
}
