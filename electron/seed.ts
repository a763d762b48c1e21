import { type Id, naturalId } from '../core/ids.ts';
import { ruleFor } from '../core/recurrence.ts';
import { dayOf, daysAfter } from '../core/schedule.ts';
import { createReminder, setCadence } from '../db/reminders.ts';
import type { Store } from '../db/store.ts';
import { newId } from '../db/store.ts';
import { Batch, type Tx } from '../db/write.ts';
import { FAMILY_NAMES, GIVEN_NAMES, LINES_OF_BUSINESS, PURPOSES, SENTENCES, STREETS, TAG_NAMES, TOWNS } from './seed-words.ts';

export interface SeedOptions {
  contacts: number;
  entries: number;
  /** None, unless told. */
  reminders?: number;
  /** The same seed makes the same people. */
  seed: number;
}

/** A transaction of the seed takes about this many rows. */
const CHUNK = 500;
const DAY_MS = 86_400_000;

/**
 * Fills a profile with invented people through the one door: a fifth are organisations, the first of them
 * with up to 500 people; 1.5 e-mails and phones each, an address, tags by Zipf's law, entries of 40 to 400
 * characters with 1.2 people each, a custom field; reminders about the people, of which a tenth is overdue and a third
 * done, and half as many cadences. Yields how many rows are done after each transaction.
 */
export function* seed(store: Store, { contacts, entries, reminders = 0, seed: start }: SeedOptions): Generator<{ done: number; total: number }> {
  const random = randomFrom(start);
  const total = contacts + entries + reminders;
  const batch = Batch.open(store, { code: 'seeded', params: { contacts, entries } }, 'final');
  const world = batch.commit((tx) => makeWorld(tx)).result;
  const people: Id[] = [];
  for (let done = 0; done < contacts; done += CHUNK) {
    batch.commit((tx) => {
      for (let i = done; i < Math.min(contacts, done + CHUNK); i++) people.push(makeContact(tx, random, i, contacts, world));
    });
    yield { done: Math.min(contacts, done + CHUNK), total };
  }
  const now = store.ports.now();
  for (let done = 0; done < entries; done += CHUNK) {
    batch.commit((tx) => {
      for (let i = done; i < Math.min(entries, done + CHUNK); i++) makeEntry(tx, random, i, people, now);
    });
    yield { done: contacts + Math.min(entries, done + CHUNK), total };
  }
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (let done = 0; done < reminders && people.length > 0; done += CHUNK) {
    batch.commit((tx) => {
      for (let i = done; i < Math.min(reminders, done + CHUNK); i++) makeReminder(tx, random, i, people, now, zone);
    });
    yield { done: contacts + entries + Math.min(reminders, done + CHUNK), total };
  }
  batch.close();
}

interface World {
  tags: Id[];
  field: Id;
  choices: Id[];
  organisations: Id[];
}

const WOODS = ['Larch', 'Oak', 'Ash', 'Douglas fir'];

function makeWorld(tx: Tx): World {
  const tags = TAG_NAMES.map((name, i) => {
    const id = newId(tx.store);
    tx.insert('tags', id, { name, colour: i % 12 });
    return id;
  });
  const field = newId(tx.store);
  tx.insert('fields', field, { record: 'contact', name: 'Wood', type: 'choice', orderKey: 'a0' });
  const choices = WOODS.map((name, i) => {
    const id = newId(tx.store);
    tx.insert('fieldChoices', id, { fieldId: field, name, orderKey: `a${i}` });
    return id;
  });
  return { tags, field, choices, organisations: [] };
}

function makeContact(tx: Tx, random: Random, i: number, contacts: number, world: World): Id {
  const { store } = tx;
  const id = newId(store);
  const isOrganisation = i % 5 === 0;
  const given = random.pick(GIVEN_NAMES);
  const family = random.pick(FAMILY_NAMES);
  const town = random.pick(TOWNS);
  const createdAt = store.ports.now() - Math.floor(random.next() * 1_000) * DAY_MS;
  const status = random.pick(['', '', 'active', 'new', 'dormant']);
  if (isOrganisation) {
    tx.insert('contacts', id, { kind: 'organisation', organisationName: `${family} ${random.pick(LINES_OF_BUSINESS)}`, status, createdAt });
    world.organisations.push(id);
  } else {
    tx.insert('contacts', id, { kind: 'person', given, family, status, createdAt });
    // The largest firm's people come first: 500 of them, or a twentieth of a small profile.
    const largest = i < Math.min(contacts / 20, 625);
    const organisationId = largest ? world.organisations[0]! : random.pick(world.organisations);
    if (largest || random.next() < 0.7) tx.insert('affiliations', newId(store), { personId: id, organisationId, title: random.pick(['Owner', 'Buyer', 'Head gardener', 'Architect', 'Accounts']) });
  }
  const domain = `${ascii(family)}${i}.example`;
  for (let k = 0; k < 1 + (i % 2); k++) tx.insert('emails', newId(store), { contactId: id, label: k === 0 ? 'work' : 'home', address: `${ascii(given)}${k === 0 ? '' : k}@${domain}` });
  for (let k = 0; k < 1 + ((i >> 1) % 2); k++) tx.insert('phones', newId(store), { contactId: id, label: k === 0 ? 'mobile' : 'work', number: `${town.phone}${String(1_000_000 + Math.floor(random.next() * 8_999_999))}` });
  tx.insert('addresses', newId(store), { contactId: id, label: 'work', street: `${random.pick(STREETS)} ${1 + Math.floor(random.next() * 200)}`, city: town.city, country: town.country });
  const tagCount = Math.floor(random.next() * 3);
  for (let k = 0; k < tagCount; k++) {
    const tagId = world.tags[random.zipf(world.tags.length)]!;
    tx.insert('contactTags', naturalId('contactTag', id, tagId), { contactId: id, tagId });
  }
  if (i % 10 === 3) tx.insert('fieldValues', naturalId('fieldValue', id, world.field), { recordId: id, fieldId: world.field, choiceId: random.pick(world.choices) });
  return id;
}

function makeEntry(tx: Tx, random: Random, i: number, people: readonly Id[], now: number): void {
  const id = newId(tx.store);
  const length = 40 + Math.floor(random.next() * 360);
  let body = '';
  while (body.length < length) body += `${body === '' ? '' : ' '}${random.pick(SENTENCES)}`;
  const kind = random.pick(['note', 'note', 'call', 'email', 'meeting'] as const);
  tx.insert('entries', id, {
    kind,
    at: now - Math.floor(random.next() * 1_500 * DAY_MS),
    memberId: tx.store.member,
    subject: kind === 'email' || kind === 'meeting' ? random.pick(SENTENCES).slice(0, 60) : '',
    body: upToAWord(body, length),
    ...(kind === 'call' ? { direction: 'out', outcome: 'reached', minutes: 1 + (i % 30) } : {}),
  });
  const first = random.pick(people);
  tx.insert('participants', naturalId('participant', id, first), { entryId: id, contactId: first });
  if (i % 5 === 0) {
    const second = random.pick(people);
    if (second !== first) tx.insert('participants', naturalId('participant', id, second), { entryId: id, contactId: second });
  }
}

/** One of ten is overdue, one of ten is for today, one of three was done; the rest lies in the two months to come. */
function makeReminder(tx: Tx, random: Random, i: number, people: readonly Id[], now: number, zone: string): void {
  const contactId = random.pick(people);
  const isDone = i % 3 === 2;
  const days = i % 10 === 0 || isDone ? -1 - Math.floor(random.next() * 20) : i % 10 === 1 ? 0 : 1 + Math.floor(random.next() * 60);
  const day = daysAfter(dayOf(now, zone), days);
  const isTimed = i % 2 === 0;
  const id = createReminder(tx, {
    kind: random.pick(['call', 'call', 'email', 'meeting', 'task'] as const),
    purpose: random.pick(PURPOSES),
    contactId,
    priority: i % 12 === 0 ? 2 : i % 5 === 0 ? 1 : 0,
    ...(isTimed ? { due: `${day}T${String(8 + (i % 10)).padStart(2, '0')}:${i % 4 === 0 ? '00' : '30'}`, zone } : { due: day, zone: '' }),
    repeat: i % 8 === 5 && !isDone ? { kind: 'rule', rule: ruleFor({ interval: 1, unit: 'month' }, day) } : null,
  });
  if (isDone) tx.update('reminders', id, { doneAt: now + days * DAY_MS, doneBy: tx.store.member });
  if (i % 2 === 1) setCadence(tx, contactId, random.pick(['P2W', 'P1M', 'P6W', 'P3M']));
}

/** At most `length` characters, cut between words. */
function upToAWord(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, text.lastIndexOf(' ', length));
}

const ascii = (text: string): string => text.normalize('NFKD').replaceAll(/[^A-Za-z]/g, '').toLowerCase() || 'x';

interface Random {
  /** From 0 up to but not 1. */
  next(): number;
  pick<T>(from: readonly T[]): T;
  /** An index that falls on the first most often, on the k-th 1/k as often. */
  zipf(count: number): number;
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seedNumber: number): Random {
  let state = seedNumber >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    zipf: (count) => Math.min(count - 1, Math.floor(Math.exp(next() * Math.log(count + 1))) - 1),
  };
}
