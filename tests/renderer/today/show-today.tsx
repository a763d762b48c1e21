import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import axe from 'axe-core';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { daysAfter, dayOf } from '../../../core/schedule.ts';
import { ApiProvider, createQueries } from '../../../renderer/api.ts';
import { commandsOf } from '../../../renderer/app/commands.ts';
import { CommandProvider } from '../../../renderer/commands/command-provider.tsx';
import { createRegistry } from '../../../renderer/commands/registry.ts';
import { TodayPage } from '../../../renderer/features/today/index.ts';
import { languageOf, startLanguage } from '../../../renderer/i18n/languages.ts';
import { LocaleProvider } from '../../../renderer/i18n/locale-provider.tsx';
import { useReminderIntent } from '../../../renderer/reminders/intent.ts';
import { ReminderDialogHost } from '../../../renderer/reminders/reminder-dialog-host.tsx';
import { setAppearance } from '../../../renderer/ui/appearance.ts';
import { createToasts, Toasts } from '../../../renderer/ui/toasts.tsx';
import type { KithInMemory } from '../kith-in-memory.ts';
import '../../../renderer/ui/base.css';

export interface ShownScreen {
  wentTo: string[];
  announced: string[];
  /** The address that it has come to. */
  place: () => string;
}

interface Look {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  locale?: string;
  screen?: ReactNode;
  address?: string;
  singleKeys?: boolean;
}

/** The screen Today, or another, alone on this Kith, with the dialog of a reminder and the toasts round it. */
export async function showToday(kith: KithInMemory, { width = 1280, height = 800, theme = 'light', locale = 'en-GB', screen = <TodayPage />, address = '/', singleKeys = true }: Look = {}): Promise<ShownScreen> {
  await page.viewport(width, height);
  setAppearance({ theme, density: 'default' });
  useReminderIntent.setState({ dialog: null, subject: null });
  const texts = await startLanguage(languageOf(locale));
  const queries = createQueries();
  const toasts = createToasts();
  const wentTo: string[] = [];
  const announced: string[] = [];

  function Screen() {
    const registry = useMemo(() => createRegistry(commandsOf('browser'), { goTo: (path) => void wentTo.push(path), announce: (text) => void announced.push(text), showToast: (toast) => void toasts.show(toast) }, { remapped: {}, singleLetters: singleKeys }), []);
    return (
      <LocaleProvider texts={texts} locale={locale} timeZone="UTC">
        <ApiProvider client={kith.connection.client} queries={queries} connection={kith.connection}>
          <CommandProvider registry={registry} platform="other">
            <main style={{ display: 'flex', flexDirection: 'column', height: '100dvh', background: 'var(--surface)' }}>
              {screen}
              <ReminderDialogHost />
            </main>
            <Toasts toasts={toasts} label="Notifications" dismissLabel="Dismiss" />
          </CommandProvider>
        </ApiProvider>
      </LocaleProvider>
    );
  }

  // As in the app, what stands round the pages stays while the address changes.
  const route = createRootRoute({ component: Screen });
  const router = createRouter({ routeTree: route.addChildren([createRoute({ getParentRoute: () => route, path: '/' }), createRoute({ getParentRoute: () => route, path: '/today' })]), history: createMemoryHistory({ initialEntries: [address] }) });
  await render(<RouterProvider router={router as never} />);
  return { wentTo, announced, place: () => router.history.location.href };
}

/** A day of the reader, so many from today. */
export const dayFromNow = (days: number): string => daysAfter(dayOf(Date.now(), 'UTC'), days);

/** Rows that are out of sight have no text of their own until they are asked for it. */
const inSight = (row: HTMLElement): HTMLElement => {
  row.style.contentVisibility = 'visible';
  return row;
};

/** What the rows of the list say, from its top. */
export const rows = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-reminder]')].map((row) => inSight(row).innerText.replaceAll(/\s+/g, ' '));
export const row = (words: string): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('[data-reminder]')].find((each) => each.textContent.includes(words));
export const list = () => document.querySelector<HTMLElement>('[role=grid]')!;
export const currentRow = (): string => document.getElementById(list().getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';
export const inputsOf = (kith: KithInMemory, name: string) => kith.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);

/** What axe finds, in words, once nothing fades any more. */
export async function faults(): Promise<string> {
  await expect.poll(() => document.getAnimations().filter((animation) => animation.playState === 'running').length).toBe(0);
  const { violations } = await axe.run(document, { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: true }, 'page-has-heading-one': { enabled: false } }, resultTypes: ['violations'] });
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`)).join('\n');
}
