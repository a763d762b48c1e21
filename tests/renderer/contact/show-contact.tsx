import type { ReactNode } from 'react';
import { page } from 'vitest/browser';
import { expect } from 'vitest';
import type { ContactDetail, Seen } from '../../../core/api/contacts.ts';
import type { ContactRef, Part } from '../../../core/contacts.ts';
import type { DealMove } from '../../../core/deals.ts';
import type { Entry } from '../../../core/entries.ts';
import { ContactPage } from '../../../renderer/features/contact/index.ts';
import { idOf, showFeature } from '../show-feature.tsx';
import type { Answers, Shown } from '../show-feature.tsx';


/** A stamp that stands for the number. */
export const stampOf = (number: number): string => String(number).padStart(34, '0');

const NAME_PARTS = { prefix: '', given: '', middle: '', family: '', suffix: '', nickname: '', phoneticGiven: '', phoneticFamily: '', organisationName: '', displayAs: '' };

/** A person with nothing but a name, and what the story adds. */
export const aContact = (change: Partial<ContactDetail> = {}): ContactDetail => ({
  ...NAME_PARTS,
  id: idOf(1),
  kind: 'person',
  given: 'Ada',
  family: 'Lindqvist',
  name: 'Ada Lindqvist',
  status: '',
  source: '',
  ownerId: null,
  owner: null,
  preferredChannel: '',
  language: '',
  birthday: null,
  photo: null,
  primaryEmailId: null,
  primaryPhoneId: null,
  primaryAddressId: null,
  primaryAffiliationId: null,
  createdAt: Date.UTC(2026, 0, 2),
  lastContactAt: null,
  emails: [],
  phones: [],
  addresses: [],
  links: [],
  dates: [],
  facts: [],
  affiliations: [],
  relations: [],
  relatedFrom: [],
  roles: [],
  tags: [],
  custom: {},
  peopleCount: 0,
  people: [],
  entryCounts: { all: 0, pinned: 0 },
  mergedFrom: [],
  conflicts: [],
  hidden: false,
  seen: seenWith(1),
  ...change,
});

/** The versions of all fields of a contact, the same for each. */
export const seenWith = (number: number): Seen =>
  Object.fromEntries([...Object.keys(NAME_PARTS), 'status', 'source', 'ownerId', 'preferredChannel', 'language', 'birthday', 'photo', 'primaryPhoneId'].map((field) => [field, stampOf(number)]));

export const aPhone = (number: number, change: Partial<Part<'phones'>> = {}): Part<'phones'> => ({
  id: idOf(number),
  label: 'mobile',
  number: '+46 70 555 01 42',
  e164: '+46705550142',
  shown: '+46 70 555 01 42',
  seen: { label: stampOf(1), number: stampOf(1) },
  ...change,
});

export const aRef = (number: number, name: string): ContactRef => ({ id: idOf(number), kind: 'person', name, photo: null, hidden: false });

export const anEntry = (number: number, change: Partial<Entry> = {}): Entry => ({
  id: idOf(number),
  kind: 'note',
  at: Date.UTC(2026, 5, 1, 12),
  direction: null,
  outcome: '',
  minutes: null,
  subject: '',
  body: `Words of entry ${number}`,
  pinned: false,
  member: { id: idOf(1), name: 'Maren' },
  participants: [aRef(1, 'Ada Lindqvist')],
  deals: [],
  attachments: [],
  seen: { body: stampOf(1), pinned: stampOf(1) },
  ...change,
});

export const aMove = (number: number, change: Partial<DealMove> = {}): DealMove => ({
  id: idOf(number),
  at: Date.UTC(2026, 5, 1, 12),
  kind: 'moved',
  deal: { id: idOf(700), title: 'Pergola' },
  from: { name: '', origin: '1' },
  to: { name: 'Visited', origin: '' },
  member: { id: idOf(1), name: 'Maren' },
  ...change,
});

/** A timeline of these, paged and filtered as the real one is. */
export const aTimeline = (entries: () => readonly Entry[]): NonNullable<Answers['entries']> => ({
  list({ limit, after, through, pinned, kinds, text }) {
    const fitting = entries().filter((entry) => (pinned === undefined || entry.pinned === pinned) && (!kinds || kinds.includes(entry.kind)) && (!text || entry.body.includes(text)));
    const start = after === undefined ? 0 : Number(after);
    const next = start + limit + (after === undefined ? fitting.findIndex(({ id }) => id === through) + 1 : 0);
    return { rows: fitting.slice(start, next), moves: [], next: next < fitting.length ? String(next) : null };
  },
  files: () => ({ rows: [], next: null }),
});

const DONE = { changeId: idOf(999) };

/** Mounts the page of `contact`, or what the story has round it, which the story may change under way; `changed({ contacts: [id] })` then shows it. */
export async function showContact(contact: () => ContactDetail, answers: Answers = {}, { element, ...look }: Parameters<typeof showFeature>[2] & { element?: ReactNode } = {}): Promise<Shown> {
  const shown = await showFeature(
    element ?? <ContactPage id={contact().id} />,
    {
      ...answers,
      contacts: { get: contact, update: () => DONE, updatePart: () => DONE, removePart: () => DONE, ...answers.contacts },
      entries: { ...aTimeline(() => []), create: () => ({ ...DONE, id: idOf(998) }), update: () => DONE, ...answers.entries },
      drafts: { get: () => null, put: () => {}, discard: () => {}, ...answers.drafts },
      fields: { list: () => [], ...answers.fields },
      tags: { list: () => [], ...answers.tags },
      members: { list: () => [{ id: idOf(1), name: 'Maren', email: '', isMe: true }], ...answers.members },
      deals: { ofContact: () => ({ rows: [], total: 0 }), ...answers.deals },
      pipelines: { list: () => [], ...answers.pipelines },
      reminders: { ofContact: () => ({ next: null, open: 0, cadence: null }), ...answers.reminders },
      search: { opened: () => {}, recent: () => [], find: () => ({ contacts: [], entries: [], deals: [] }), ...answers.search },
      history: { undo: () => ({ ...DONE, code: 'test', params: {}, kept: [] }), ...answers.history },
    },
    look,
  );
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  return shown;
}

/** The writes of a story, without what every page says on opening. */
export const writes = ({ calls }: Shown) => calls.filter(({ name }) => name !== 'search.opened' && !name.startsWith('drafts.'));
export const writesOf = ({ calls }: Shown, wanted: string) => calls.filter(({ name }) => name === wanted).map(({ input }) => input);

export const composer = () => page.getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: /^(Note|Call|Meeting)$/ });
