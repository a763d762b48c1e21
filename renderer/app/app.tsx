import { useMemo } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ProfileInfo } from '../../core/api/profile.ts';
import { useApi } from '../api.ts';
import { CommandProvider } from '../commands/command-provider.tsx';
import { useKeySettings } from '../commands/key-settings.ts';
import { createRegistry } from '../commands/registry.ts';
import { askAheadForContact } from '../features/contact/ask-ahead.ts';
import { askAheadForPipeline } from '../features/deals/ask-ahead.ts';
import { askAheadForToday } from '../features/today/ask-ahead.ts';
import { announce } from '../ui/announcer.tsx';
import { createToasts } from '../ui/toasts.tsx';
import type { ToastsState } from '../ui/toasts.tsx';
import { commandsOf } from './commands.ts';
import { createAppRouter } from './routes.tsx';
import type { RoutePorts } from './routes.tsx';

const platform = /Mac|iP(hone|ad)/.test(navigator.platform) ? 'mac' : 'other';

/** The app of a profile: its commands, its routes and what they share. */
export function App({ profile }: { profile: ProfileInfo }) {
  const { host } = profile;
  const api = useApi();
  const queries = useQueryClient();
  const { router, registry } = useMemo(
    () =>
      compose(host, {
        askForContact: (id, entry) => askAheadForContact(api, queries, id, entry),
        askForToday: () => askAheadForToday(api, queries),
        askForPipeline: () => askAheadForPipeline(api, queries),
      }),
    [host, api, queries],
  );
  useKeySettings(registry, profile);
  return (
    <CommandProvider registry={registry} platform={platform}>
      <RouterProvider router={router} />
    </CommandProvider>
  );
}

function compose(host: ProfileInfo['host'], ports: Omit<RoutePorts, 'toasts'>) {
  const toasts: ToastsState = createToasts();
  const router = createAppRouter({ toasts, ...ports });
  const registry = createRegistry(commandsOf(host), {
    goTo: (path) => router.history.push(path),
    announce,
    showToast: (toast) => void toasts.show(toast),
  });
  return { router, registry };
}
