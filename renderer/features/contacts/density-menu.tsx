import { Rows3 } from 'lucide-react';
import type { DeviceSettings } from '../../../core/api/profile.ts';
import { useApiQuery, useSetDevice } from '../../api.ts';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useContactsText } from './words.ts';

const DENSITIES = ['compact', 'default', 'relaxed'] as const satisfies readonly DeviceSettings['density'][];
const KEYS = { compact: 'densityCompact', default: 'densityDefault', relaxed: 'densityRelaxed' } as const;

/** How much room a row has. */
export function DensityMenu() {
  const t = useContactsText();
  const setDevice = useSetDevice();
  const { data: profile } = useApiQuery('profile.info', undefined);
  return (
    <Menu
      label={t('density')}
      align="end"
      trigger={<IconButton icon={Rows3} label={t('density')} />}
      entries={DENSITIES.map((density) => ({
        id: density,
        label: t(KEYS[density]),
        isTicked: profile?.device.density === density,
        onAction: () => void setDevice({ density }),
      }))}
    />
  );
}
