import type { TextKey } from '../i18n/namespaces.ts';
import type { Toast } from '../ui/toasts.tsx';
import { parseKeys } from './chord.ts';
import type { Chord } from './chord.ts';

/** What the shell lends to every command. What is particular to a screen, the screen closes over in its handler. */
export interface CommandContext {
  goTo: (path: string) => void;
  announce: (text: string) => void;
  showToast: (toast: Toast) => void;
}

export type CommandSection = 'general' | 'go' | 'record' | 'list';

export interface Command {
  /** `contact.new`: the noun, then the verb. Settings keep it when keys are remapped. */
  id: string;
  titleKey: TextKey;
  section: CommandSection;
  /** As in the table of design/ux.md: `Mod+Z`, `g c`, `?`. The first is the hint that is shown. */
  keys: readonly string[];
  /** Acts while a dialog, a menu or a list has the focus. */
  worksInDialogs: boolean;
  when?: (context: CommandContext) => boolean;
  /** Left out where only a mounted screen can do it (`useCommandHandler`). */
  run?: (context: CommandContext) => void;
}

export function defineCommand(command: Pick<Command, 'id' | 'titleKey'> & Partial<Omit<Command, 'id' | 'titleKey'>>): Command {
  for (const keys of command.keys ?? []) parseKeys(keys);
  return { section: 'general', keys: [], worksInDialogs: false, ...command };
}

export interface KeySettings {
  /** Keys in place of the built-in ones, by command; an empty list leaves it without. */
  remapped: Readonly<Record<string, readonly string[]>>;
  /** Whether single letters and signs act at all. */
  singleLetters: boolean;
}

export interface CommandHandler {
  run: (context: CommandContext) => void;
  isEnabled: boolean;
}

export interface CommandRegistry {
  commands: readonly Command[];
  context: CommandContext;
  command: (id: string) => Command;
  keysOf: (id: string) => readonly string[];
  isEnabled: (id: string) => boolean;
  /** Does nothing where it is not enabled; says whether it ran. */
  run: (id: string) => boolean;
  /** Says how a command runs while a screen is mounted; the newest wins. Returns how to take it away. */
  mount: (id: string, handler: CommandHandler) => () => void;
  /** Those with keys that fit, the one to prefer first. */
  matching: (fits: (chords: readonly Chord[], command: Command) => boolean) => Command[];
  keySettings: () => KeySettings;
  setKeySettings: (settings: KeySettings) => void;
  subscribe: (listener: () => void) => () => void;
  /** Grows with every change; what `useSyncExternalStore` compares. */
  version: () => number;
}

/** The one list of all that can be done by name. Buttons, menus, keys, the palette and the shortcut sheet read it. */
export function createRegistry(commands: readonly Command[], context: CommandContext, settings: KeySettings = { remapped: {}, singleLetters: true }): CommandRegistry {
  const byId = new Map(commands.map((command) => [command.id, command]));
  if (byId.size !== commands.length) throw new Error('two commands have the same id');
  const mounted = new Map<string, CommandHandler[]>();
  const listeners = new Set<() => void>();
  let keySettings = settings;
  let version = 0;

  function changed() {
    version += 1;
    for (const listener of listeners) listener();
  }

  function command(id: string): Command {
    const found = byId.get(id);
    if (!found) throw new Error(`no command ${id}`);
    return found;
  }

  /** How it would run now; undefined where it cannot. */
  function runner(id: string): ((context: CommandContext) => void) | undefined {
    const { run, when } = command(id);
    if (when && !when(context)) return undefined;
    const handler = mounted.get(id)?.at(-1);
    return handler ? (handler.isEnabled ? handler.run : undefined) : run;
  }

  const keysOf = (id: string) => keySettings.remapped[id] ?? command(id).keys;

  return {
    commands,
    context,
    command,
    keysOf,
    isEnabled: (id) => runner(id) !== undefined,
    run(id) {
      const run = runner(id);
      run?.(context);
      return run !== undefined;
    },
    mount(id, handler) {
      command(id);
      mounted.set(id, [...(mounted.get(id) ?? []), handler]);
      changed();
      return () => {
        mounted.set(id, (mounted.get(id) ?? []).filter((each) => each !== handler));
        changed();
      };
    },
    matching: (fits) =>
      commands
        .filter((command) => keysOf(command.id).some((keys) => fits(parseKeys(keys), command)))
        // A screen's own meaning of a key goes before the general one.
        .toSorted((a, b) => (mounted.get(b.id)?.length ?? 0) - (mounted.get(a.id)?.length ?? 0)),
    keySettings: () => keySettings,
    setKeySettings(next) {
      keySettings = next;
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
