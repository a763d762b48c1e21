import type { ReactNode } from 'react';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { api } from '../../core/api/index.ts';
import type { Api, ChangedEvent } from '../../core/api/index.ts';
import type { ProfileInfo } from '../../core/api/profile.ts';
import type { DueEvent } from '../../core/api/reminders.ts';
import { CallError } from '../../core/call.ts';
import type { GroupHandlers, Handlers } from '../../core/call.ts';
import { connectCalls } from '../../core/connect.ts';
import type { Id } from '../../core/ids.ts';
import { serveCalls } from '../../core/serve-calls.ts';
import { domPortWire } from '../../core/wire.ts';
import { ApiProvider, createQueries } from '../../renderer/api.ts';
import { commandsOf } from '../../renderer/app/commands.ts';
import { CommandProvider } from '../../renderer/commands/command-provider.tsx';
import { createRegistry } from '../../renderer/commands/registry.ts';
import { languageOf, startLanguage } from '../../renderer/i18n/languages.ts';
import { LocaleProvider } from '../../renderer/i18n/locale-provider.tsx';
import { setAppearance } from '../../renderer/ui/appearance.ts';
import type { Toast } from '../../renderer/ui/toasts.tsx';
import './ui/kitchen-sink.css';

type Groups = Api['groups'];
/** The answers that a story needs; any other call is refused. */
export type Answers = { [Group in keyof Groups]?: Partial<GroupHandlers<Groups[Group]>> };

export interface Shown {
  /** What was called, in order, without queries. */
  calls: { name: string; input: unknown }[];
  toasts: Toast[];
  goneTo: string[];
  announced: string[];
  /** Tells the page of a change, as the other side would. */
  changed: (event: ChangedEvent) => void;
  due: (event: DueEvent) => void;
  withdrawn: (event: { ids: Id[] }) => void;
}

/** An id that stands for the number. */
export const idOf = (number: number): Id => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id;

export const aProfile = (change: Partial<ProfileInfo> = {}): ProfileInfo => ({
  team: { place: '', currency: 'EUR', country: 'DE' },
  device: { locale: 'en-GB', theme: 'light', density: 'default', singleKeys: true, sidebar: 'full', onboarded: true, hours: { workFrom: '09:00', workTo: '17:00', workingDays: [1, 2, 3, 4, 5], quietFrom: '00:00', quietTo: '00:00', quietOnDaysOff: false, allDayAt: '09:00' } },
  personal: { keys: {} },
  me: { id: idOf(1), name: 'Maren' },
  version: '1.2.3',
  warning: null,
  host: 'browser',
  contacts: 3,
  hasSampleData: false,
  ...change,
});

/** Mounts a screen over a real wire; behind it the answers of the story stand in for the workers. */
export async function showFeature(element: ReactNode, answers: Answers, { width = 1280, height = 800, locale = 'en-GB' } = {}): Promise<Shown> {
  await page.viewport(width, height);
  setAppearance({ theme: 'light', density: 'default' });
  const shown: Omit<Shown, 'changed' | 'due' | 'withdrawn'> = { calls: [], toasts: [], goneTo: [], announced: [] };
  const { port1, port2 } = new MessageChannel();
  const served = serveCalls(api, handlersOf(answers, shown.calls), domPortWire(port1), { onError: (error, name) => error instanceof CallError || console.error(name, error) });
  const client = connectCalls(api, domPortWire(port2));
  const registry = createRegistry(commandsOf('browser'), {
    goTo: (path) => shown.goneTo.push(path),
    announce: (text) => shown.announced.push(text),
    showToast: (toast) => shown.toasts.push(toast),
  });
  const texts = await startLanguage(languageOf(locale));
  const container = document.createElement('div');
  container.id = 'root';
  container.style.display = 'flex';
  document.body.append(container);
  await render(
    <ApiProvider client={client} queries={createQueries()}>
      <LocaleProvider texts={texts} locale={locale} timeZone="UTC">
        <CommandProvider registry={registry} platform="other">{element}</CommandProvider>
      </LocaleProvider>
    </ApiProvider>,
    { container },
  );
  return { ...shown, changed: (event) => served.emit('changed', event), due: (event) => served.emit('due', event), withdrawn: (event) => served.emit('withdrawn', event) };
}

function handlersOf(answers: Answers, calls: Shown['calls']): Handlers<Api> {
  const all: Answers = { ...answers, profile: { info: () => aProfile(), preference: () => null, setPreference: () => {}, ...answers.profile } };
  const groups = Object.entries(api.groups).map(([group, ownCalls]) => [
    group,
    Object.fromEntries(
      Object.entries(ownCalls).map(([name, { mode }]) => [
        name,
        (input: unknown, context: unknown) => {
          if (mode !== 'query') calls.push({ name: `${group}.${name}`, input });
          const answer = (all as Record<string, Record<string, (input: unknown, context: unknown) => unknown> | undefined>)[group]?.[name];
          if (!answer) throw new CallError('internal', `the story has no answer to ${group}.${name}`);
          return answer(input, context);
        },
      ]),
    ),
  ]);
  return Object.fromEntries(groups) as Handlers<Api>;
}
