// What stays on this device: its settings, and what a screen likes to remember. No event tells of these, so
// the answers are changed here.
import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DeviceSettings, ProfileInfo } from '../../core/api/profile.ts';
import { useApi, useApiQuery } from './api-provider.tsx';
import { apiKey } from './calls.ts';

/** Changes settings of this device; what follows them changes at once. */
export function useSetDevice(): (settings: Partial<DeviceSettings>) => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  return useCallback(
    async (settings) => {
      queries.setQueryData<ProfileInfo>(apiKey('profile.info'), (info) => info && { ...info, device: { ...info.device, ...settings } });
      try {
        await api.profile.setDevice(settings);
      } finally {
        await queries.invalidateQueries({ queryKey: apiKey('profile.info') });
      }
    },
    [api, queries],
  );
}

export interface Preference<Value> {
  /** Undefined until it is known; null where nothing readable was kept. */
  value: Value | null | undefined;
  set: (value: Value) => void;
}

/** A small thing that a screen remembers on this device. `read` gives null for what it cannot read. */
export function usePreference<Value>(key: string, read: (stored: unknown) => Value | null): Preference<Value> {
  const api = useApi();
  const queries = useQueryClient();
  const { data, isSuccess, isError } = useApiQuery('profile.preference', { key });
  const set = useCallback(
    (value: Value) => {
      const queryKey = apiKey('profile.preference', { key });
      // What was asked for before tells of what was before.
      void queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, value);
      // The screen has it; what could not be kept is only not remembered.
      api.profile.setPreference({ key, value: value as never }).catch(() => {});
    },
    [api, queries, key],
  );
  return { value: isSuccess ? read(data) : isError ? null : undefined, set };
}
