import { useState } from 'react';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { userEvent } from 'vitest/browser';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import { CallError } from '../../../core/call.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { Reminder } from '../../../core/reminders.ts';
import { fold } from '../../../core/text/fold.ts';
import { PaletteHost } from '../../../renderer/app/palette/palette-host.tsx';
import { useCommandHandler } from '../../../renderer/commands/command-provider.tsx';
import { holdTyping } from '../../../renderer/commands/type-ahead.ts';
import { NewContactDialog } from '../../../renderer/features/contacts/new-contact-dialog.tsx';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';

export const person = (number: number, name: string, more: Partial<ContactRef> = {}): ContactRef => ({ id: idOf(number), kind: 'person', name, photo: null, hidden: false, ...more });

export interface ShownPalette extends Shown {
  /** The next search waits until what this gives back is called. */
  holdSearch: () => () => void;
  failSearch: (fails: boolean) => void;
  refuse: (call: 'note' | 'tag' | 'snooze') => void;
}

export interface PaletteStory {
  people?: readonly ContactRef[];
  /** Newest first. */
  recent?: readonly ContactRef[];
  /** The page that is open. */
  at?: string;
  views?: readonly string[];
  width?: number;
  locale?: string;
  /** What is planned next, by whom it is about. */
  planned?: Readonly<Record<string, Reminder>>;
}

/** A page with a field and a button, over which the palette opens. */
export async function showPalette({ people = [], recent = [], at = '/contacts', views = [], width = 1280, locale = 'en-GB', planned = {} }: PaletteStory = {}): Promise<ShownPalette> {
  let held: Promise<void> | undefined;
  let isFailing = false;
  const refused = new Set<string>();
  const preferences = new Map<string, unknown>();
  const drafts = new Map<string, string>();
  const fits = (name: string, text: string) => fold(text).split(/\s+/).every((wanted) => fold(name).split(/[\s-]+/).some((word) => word.startsWith(wanted)));
  const answers: Answers = {
    search: {
      async find({ text, contacts, entries }) {
        await held;
        if (isFailing) throw new CallError('internal', 'refused by the test');
        return {
          contacts: people.filter(({ name }) => fits(name, text)).slice(0, contacts).map((contact) => ({ ...contact, detail: '' })),
          entries: entries > 0 && fits('the boathouse wants larch', text) ? [{ id: idOf(900), kind: 'note', at: 0, subject: '', excerpt: 'The boathouse wants larch', contact: people[0] ?? null, deal: null }] : [],
          deals: [],
        };
      },
      recent: () => [...recent],
      opened: () => {},
    },
    views: { list: () => views.map((name, place) => ({ id: idOf(800 + place), name, definition: { filter: [], sort: { by: 'name' as const, descending: false }, columns: [] }, orderKey: 'a' })) },
    tags: { list: () => [{ id: idOf(700), name: 'customer', colour: 0, count: 3 }, { id: idOf(701), name: 'supplier', colour: 1, count: 1 }] },
    contacts: {
      get: ({ id }) => ({ ...people.find((each) => each.id === id)!, phones: [{ id: idOf(600), label: '', number: '070 174 06 42', e164: '+46701740642', shown: '070-174 06 42', seen: {} }], primaryPhoneId: null, emails: [], primaryEmailId: null }) as unknown as ContactDetail,
      similar: () => [],
      create: () => ({ id: idOf(500), changeId: idOf(501) }),
      bulk() {
        if (refused.has('tag')) throw new CallError('internal', 'refused by the test');
        return { changeId: idOf(502), changed: 1 };
      },
    },
    entries: {
      create() {
        if (refused.has('note')) throw new CallError('internal', 'refused by the test');
        return { id: idOf(503), changeId: idOf(504) };
      },
    },
    reminders: {
      ofContact: ({ contactId }) => ({ next: planned[contactId] ?? null, open: planned[contactId] ? 1 : 0, cadence: null }),
      snooze() {
        if (refused.has('snooze')) throw new CallError('internal', 'refused by the test');
        return { changeId: idOf(505) };
      },
      complete: () => ({ changeId: idOf(506), nextId: null, isNextKnown: true, entryId: null }),
      quickAdd: () => ({ changeId: idOf(507), contactId: null, reminderId: idOf(508) }),
    },
    drafts: {
      get: ({ key }) => (drafts.has(key) ? { text: drafts.get(key)!, updatedAt: 0 } : null),
      put: ({ key, text }) => void drafts.set(key, text),
    },
    profile: { preference: ({ key }) => preferences.get(key) ?? null, setPreference: ({ key, value }) => void preferences.set(key, value) },
  };

  function Screen() {
    const [newNamed, setNewNamed] = useState<string | null>(null);
    const make = (name: string) => {
      holdTyping();
      setNewNamed(name);
    };
    useCommandHandler('contact.new', () => make(''));
    useCommandHandler('shortcuts.show', () => {});
    return (
      <main>
        <h1>Page</h1>
        <input aria-label="On the page" />
        <PaletteHost onNewContact={make} />
        <NewContactDialog isOpen={newNamed !== null} onClose={() => setNewNamed(null)} initialName={newNamed ?? ''} />
      </main>
    );
  }
  const root = createRootRoute();
  const router = createRouter({ routeTree: root.addChildren([createRoute({ getParentRoute: () => root, path: '$', component: Screen })]), history: createMemoryHistory({ initialEntries: [at] }) });
  const shown = await showFeature(<RouterProvider router={router as never} />, answers, { width, locale });
  return {
    ...shown,
    holdSearch() {
      let release = () => {};
      held = new Promise((resolve) => {
        release = () => {
          held = undefined;
          resolve();
        };
      });
      return () => release();
    },
    failSearch: (fails) => {
      isFailing = fails;
    },
    refuse: (call) => void refused.add(call),
  };
}

/** Opens the palette by its key and types at once, as somebody does who knows it. */
export async function type(text: string): Promise<void> {
  await userEvent.keyboard(`{Control>}k{/Control}${text.replaceAll(/[{[]/g, '$&$&')}`);
}
