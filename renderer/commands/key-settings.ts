import { useEffect } from 'react';
import type { ProfileInfo } from '../../core/api/profile.ts';
import type { CommandRegistry } from './registry.ts';

/** Gives the registry the keys that somebody chose, as soon as they did. */
export function useKeySettings(registry: CommandRegistry, { device, personal }: Pick<ProfileInfo, 'device' | 'personal'>): void {
  const { singleKeys } = device;
  const chosen = JSON.stringify(personal.keys);
  useEffect(() => {
    registry.setKeySettings({ remapped: JSON.parse(chosen) as Record<string, string[]>, singleLetters: singleKeys });
  }, [registry, chosen, singleKeys]);
}
