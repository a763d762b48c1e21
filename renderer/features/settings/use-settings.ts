import { useQueryClient } from '@tanstack/react-query';
import type { DeviceSettings, ProfileInfo, TeamSettings } from '../../../core/api/profile.ts';
import { apiKey, useApi, useErrorText, useSetDevice } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useUndoToast } from '../../undo-toast.ts';

export interface SettingsEdits {
  /** For the team; `done` is what the toast says. Rejects with a `CallError`. */
  setTeam: (settings: Partial<TeamSettings>, done: string) => Promise<void>;
  setMyName: (name: string, done: string) => Promise<void>;
  /** For this device. Does not reject. */
  setDevice: (settings: Partial<DeviceSettings>, done: string) => Promise<void>;
}

/** Changes settings at once, and offers the way back. Each waits until the page shows what was saved. */
export function useSettings({ me, device }: ProfileInfo): SettingsEdits {
  const api = useApi();
  const queries = useQueryClient();
  const text = useText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const changeDevice = useSetDevice();
  const { showToast } = useCommandContext();

  async function tryDevice(settings: Partial<DeviceSettings>): Promise<boolean> {
    try {
      await changeDevice(settings);
      return true;
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
      return false;
    }
  }

  const shown = () => queries.invalidateQueries({ queryKey: apiKey('profile.info') });

  return {
    async setTeam(settings, done) {
      const { changeId } = await api.profile.setTeam(settings);
      await shown();
      undoable(done, changeId);
    },
    async setMyName(name, done) {
      const { changeId } = await api.members.update({ id: me.id, name });
      await shown();
      undoable(done, changeId);
    },
    async setDevice(settings, done) {
      const before = Object.fromEntries(Object.keys(settings).map((key) => [key, device[key as keyof DeviceSettings]])) as Partial<DeviceSettings>;
      if (await tryDevice(settings)) showToast({ text: done, action: { label: text('common:undo'), onPress: () => void tryDevice(before) } });
    },
  };
}
