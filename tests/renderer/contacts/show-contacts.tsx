import { useMemo, useState } from 'react';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { ApiProvider, createQueries } from '../../../renderer/api.ts';
import { commandsOf } from '../../../renderer/app/commands.ts';
import { CommandProvider } from '../../../renderer/commands/command-provider.tsx';
import { createRegistry } from '../../../renderer/commands/registry.ts';
import { ContactsPage } from '../../../renderer/features/contacts/index.ts';
import { useListState } from '../../../renderer/features/contacts/list-state.ts';
import { startLanguage } from '../../../renderer/i18n/languages.ts';
import { LocaleProvider } from '../../../renderer/i18n/locale-provider.tsx';
import { createToasts, Toasts } from '../../../renderer/ui/toasts.tsx';
import type { KithInMemory } from '../kith-in-memory.ts';
import '../../../renderer/ui/base.css';

export interface ShownContacts {
  /** Where the screen sent its reader. */
  wentTo: string[];
  /** What it handed on to be exported. */
  exported: unknown[];
  queries: QueryClient;
}

/** The Contacts screen alone, on this Kith, in a window of this size. */
export async function showContacts(kith: KithInMemory, { width = 1280, height = 800 }: { width?: number; height?: number } = {}): Promise<ShownContacts> {
  await page.viewport(width, height);
  useListState.setState({ changed: {}, current: {}, isPeeking: false });
  const texts = await startLanguage('en');
  const queries = createQueries();
  const toasts = createToasts();
  const wentTo: string[] = [];
  const exported: unknown[] = [];

  function Screen() {
    const [viewId, setViewId] = useState('all');
    const registry = useMemo(() => createRegistry(commandsOf('browser'), { goTo: (path) => void wentTo.push(path), announce: () => {}, showToast: (toast) => void toasts.show(toast) }), []);
    return (
      <LocaleProvider texts={texts} locale="en-GB" timeZone="UTC">
        <ApiProvider client={kith.connection.client} queries={queries} connection={kith.connection}>
          <CommandProvider registry={registry} platform="other">
            <div style={{ display: 'flex', flexDirection: 'column', height: '100dvh' }}>
              <ContactsPage viewId={viewId} onViewChange={setViewId} onExport={(what) => void exported.push(what)} />
            </div>
            <Toasts toasts={toasts} label="Notifications" dismissLabel="Dismiss" />
          </CommandProvider>
        </ApiProvider>
      </LocaleProvider>
    );
  }

  const route = createRootRoute();
  const router = createRouter({ routeTree: route.addChildren([createRoute({ getParentRoute: () => route, path: '/', component: Screen })]), history: createMemoryHistory() });
  await render(<RouterProvider router={router as never} />);
  return { wentTo, exported, queries };
}
