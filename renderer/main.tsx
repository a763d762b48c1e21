import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { routerOptions } from './app/shell/router.tsx';
import { Shell } from './app/shell/shell.tsx';
import { SHELL_COMMANDS } from './app/shell/shell-commands.ts';
import { CommandProvider } from './commands/command-provider.tsx';
import { createRegistry } from './commands/registry.ts';
import { languageOf, startLanguage } from './i18n/languages.ts';
import { LocaleProvider } from './i18n/locale-provider.tsx';
import { announce } from './ui/announcer.tsx';
import { createToasts } from './ui/toasts.tsx';
import './ui/base.css';

const toasts = createToasts();
const rootRoute = createRootRoute({ component: Frame });
const routeTree = rootRoute.addChildren([createRoute({ getParentRoute: () => rootRoute, path: '/' })]);
const router = createRouter({ routeTree, ...routerOptions() });
const registry = createRegistry(SHELL_COMMANDS, { goTo: (to) => void router.navigate({ to }), announce, showToast: toasts.show });
const platform = navigator.userAgent.includes('Mac') ? 'mac' : 'other';
const locale = navigator.language;

function Frame() {
  const [isCollapsed, setCollapsed] = useState(false);
  return (
    <Shell
      navigation={{ groups: [], foot: [] }}
      place={() => <span className="px-2 text-13 font-semibold">Kith</span>}
      search={null}
      quick={null}
      isSidebarCollapsed={isCollapsed}
      onSidebarCollapse={setCollapsed}
      toasts={toasts}
    >
      <Outlet />
    </Shell>
  );
}

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
const texts = await startLanguage(languageOf(locale));
createRoot(root).render(
  <StrictMode>
    <LocaleProvider texts={texts} locale={locale}>
      <CommandProvider registry={registry} platform={platform}>
        <RouterProvider router={router} />
      </CommandProvider>
    </LocaleProvider>
  </StrictMode>,
);
