import { defineCalls, event } from '../call.ts';
import type { Id } from '../ids.ts';
import { backup } from './backup.ts';
import { calendar } from './calendar.ts';
import { contacts } from './contacts.ts';
import { closeReasons, deals, dealViews, exchangeRates, pipelines, products, targets } from './deals.ts';
import { dealReports } from './deal-reports.ts';
import { entries } from './entries.ts';
import { everything } from './everything.ts';
import { gate, type GateState } from './gate.ts';
import { bin, history, search } from './history.ts';
import { fields, members, tags, views } from './lists.ts';
import { drafts, files, profile } from './profile.ts';
import { type DueEvent, reminders } from './reminders.ts';
import { opened, restore } from './restore.ts';
import { transfer } from './transfer.ts';
import { vault } from './vault.ts';

/** Which records changed, by table; `*` instead of ids when they are too many to name. */
export type ChangedEvent = Partial<Record<string, Id[] | '*'>>;

/** Answered by the workers, which have the database open. */
const needDatabase = { contacts, entries, reminders, deals, pipelines, closeReasons, products, exchangeRates, targets, dealViews, dealReports, tags, fields, views, members, history, bin, search, profile, drafts, files, transfer, calendar, backup, opened };

/** Answered by the main process, whether the database is open or not. */
const needNone = { gate, vault, restore, everything };

const events = { changed: event<ChangedEvent>(), due: event<DueEvent>(), withdrawn: event<{ ids: Id[] }>(), gate: event<GateState>() };

export const workerApi = defineCalls(needDatabase, events);
export type WorkerApi = typeof workerApi;

export const gateApi = defineCalls(needNone, events);
export type GateApi = typeof gateApi;

/** Every call that a page may make and every event that it hears. */
export const api = defineCalls({ ...needDatabase, ...needNone }, events);
export type Api = typeof api;
