import { useQueryClient } from '@tanstack/react-query';
import type { ProfileInfo } from '../../../../core/api/profile.ts';
import { apiKey, useApi, useErrorText } from '../../../api.ts';
import { useCommandContext, useCommands } from '../../../commands/command-provider.tsx';
import { sameKeys } from '../../../commands/key-rules.ts';
import { useUndoToast } from '../../../undo-toast.ts';

/** Gives commands other keys, all of it as one change; null gives back those that are built in. Does not reject. */
export function useKeyEdits(): (keys: Record<string, string[] | null>, done: string) => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { registry } = useCommands();
  const { showToast, announce } = useCommandContext();
  const shown = () => queries.invalidateQueries({ queryKey: apiKey('profile.info') });

  return async (keys, done) => {
    const change = Object.fromEntries(Object.entries(keys).map(([id, chosen]) => [id, chosen && isBuiltIn(registry.command(id).keys, chosen) ? null : chosen]));
    // At once: what is shown, and what a key does, follows this.
    queries.setQueryData<ProfileInfo>(apiKey('profile.info'), (info) => info && { ...info, personal: { ...info.personal, keys: changed(info.personal.keys, change) } });
    try {
      const { changeId } = await api.profile.setPersonal({ keys: change });
      announce(done);
      undoable(done, changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    } finally {
      await shown();
    }
  };
}

const isBuiltIn = (own: readonly string[], chosen: readonly string[]): boolean => own.length === chosen.length && own.every((keys, place) => sameKeys(keys, chosen[place]!));

function changed(before: ProfileInfo['personal']['keys'], change: Record<string, string[] | null>): ProfileInfo['personal']['keys'] {
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter((entry): entry is [string, string[]] => entry[1] !== null));
}
