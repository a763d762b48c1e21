import { createContext, useContext, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../i18n/use-text.ts';
import type { Platform } from './chord.ts';
import { ariaKeys, keysText } from './key-text.ts';
import type { KeyWords } from './key-text.ts';
import { listenForKeys } from './keyboard.ts';
import type { CommandContext, CommandRegistry } from './registry.ts';

interface CommandProviderProps {
  registry: CommandRegistry;
  platform: Platform;
  children: ReactNode;
}

interface CommandScope extends Omit<CommandProviderProps, 'children'> {
  words: KeyWords;
}

const ScopeContext = createContext<CommandScope | null>(null);

/** Gives everything below the registry, and the window its keys. */
export function CommandProvider({ registry, platform, children }: CommandProviderProps) {
  const words = useWords();
  const scope = useMemo(() => ({ registry, platform, words }), [registry, platform, words]);
  useLayoutEffect(() => listenForKeys(registry, platform), [registry, platform]);
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

export function useCommands(): CommandScope {
  const scope = useScope();
  useSyncExternalStore(scope.registry.subscribe, scope.registry.version);
  return scope;
}

/** What the shell lends, for acts that are no commands: a toast after an edit in place. */
export function useCommandContext(): CommandContext {
  return useScope().registry.context;
}

export interface CommandFace {
  id: string;
  title: string;
  /** The first of its keys as text, undefined where it has none. */
  keys: string | undefined;
  /** The same for `aria-keyshortcuts`. */
  keyShortcuts: string | undefined;
  isEnabled: boolean;
  run: () => void;
}

/** How a command shows and runs, for a button or a menu entry. */
export function useCommand(id: string): CommandFace {
  const face = useCommandFaces();
  return face(id);
}

/** The same for many, in a loop. */
export function useCommandFaces(): (id: string) => CommandFace {
  const { registry, platform, words } = useCommands();
  const text = useText();
  return (id) => {
    const [keys] = registry.keysOf(id);
    return {
      id,
      title: text(registry.command(id).titleKey),
      keys: keys === undefined ? undefined : keysText(keys, platform, words),
      keyShortcuts: keys === undefined ? undefined : ariaKeys(keys, platform),
      isEnabled: registry.isEnabled(id),
      run: () => void registry.run(id),
    };
  };
}

/** Says what a command does while this component is mounted. */
export function useCommandHandler(id: string, run: (context: CommandContext) => void, isEnabled = true): void {
  const { registry } = useScope();
  const latest = useRef(run);
  // What is on the screen is answered for: a key may come before the effects that follow a paint.
  useLayoutEffect(() => {
    latest.current = run;
  });
  useLayoutEffect(() => registry.mount(id, { run: (context) => latest.current(context), isEnabled }), [registry, id, isEnabled]);
}

export function useKeyWords(): KeyWords {
  return useScope().words;
}

/** Asked for by every button that has a key, and by every row of a list of commands: put together once a language. */
function useWords(): KeyWords {
  const text = useText();
  const { i18n } = useTranslation();
  return useMemo(
    () => ({
      ctrl: text('keys:ctrl'),
      alt: text('keys:alt'),
      shift: text('keys:shift'),
      escape: text('keys:escape'),
      space: text('keys:space'),
      delete: text('keys:delete'),
      backspace: text('keys:backspace'),
      tab: text('keys:tab'),
      home: text('keys:home'),
      end: text('keys:end'),
      pageUp: text('keys:pageUp'),
      pageDown: text('keys:pageDown'),
      inARow: (first, second) => text('keys:then', { first, second }),
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `text` says the same as long as the language does
    [i18n, i18n.language],
  );
}

/** The scope without following its changes. */
function useScope(): CommandScope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('commands used outside CommandProvider');
  return scope;
}
