import { useEffect, useMemo } from 'react';
import type { KeyboardEvent } from 'react';
import { isBare, matches } from '../commands/chord.ts';
import type { Chord } from '../commands/chord.ts';
import { useCommands } from '../commands/command-provider.tsx';
import { createRegistry } from '../commands/registry.ts';
import type { CommandRegistry } from '../commands/registry.ts';
import { REMINDER_COMMANDS } from './commands.ts';

/** Of the whole app, these work here too. */
const OF_THE_APP = ['act.undo', 'act.redo'];

export interface OwnKeys {
  /** For the list in the panel: the list of the page below has the same commands, and they stay its own. */
  registry: CommandRegistry;
  platform: 'mac' | 'other';
  /** Letters do nothing in a dialog; in this one, which holds a list and no field, they act on its rows. */
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** The commands of a list of reminders once more, for a list over the page. `onLeave` is called before the page goes elsewhere. */
export function useOwnKeys(onLeave: () => void): OwnKeys {
  const { registry: outer, platform } = useCommands();
  const registry = useMemo(
    () =>
      createRegistry(
        REMINDER_COMMANDS.filter(({ section }) => section === 'list'),
        {
          ...outer.context,
          goTo: (path) => {
            onLeave();
            outer.context.goTo(path);
          },
        },
        outer.keySettings(),
      ),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- who opens the panel closes it in one way
    [outer],
  );
  const settings = outer.keySettings();
  useEffect(() => registry.setKeySettings(settings), [registry, settings]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const { target, nativeEvent } = event;
    // What lies in a menu over the panel comes here as well, though it is not in it.
    if (event.defaultPrevented || nativeEvent.isComposing || !(target instanceof Element) || !event.currentTarget.contains(target)) return;
    if (target.closest('button, a, form, input')) return;
    const fits = ([one, two]: readonly Chord[]) => one !== undefined && two === undefined && matches(one, nativeEvent, platform) && (!isBare(one) || settings.singleLetters);
    const ran = registry.matching(fits).some(({ id }) => registry.run(id)) || outer.matching(fits).some(({ id }) => OF_THE_APP.includes(id) && outer.run(id));
    if (ran) event.preventDefault();
  }

  return { registry, platform, onKeyDown };
}
