import { defineCalls, event } from '../call.ts';
import type { Id } from '../ids.ts';
import { calendar } from './calendar.ts';
import { contacts } from './contacts.ts';
import { closeReasons, deals, dealViews, exchangeRates, pipelines, products, targets } from './deals.ts';
import { dealReports } from './deal-reports.ts';
import { entries } from './entries.ts';
import { bin, history, search } from './history.ts';
import { fields, members, tags, views } from './lists.ts';
import { drafts, files, profile } from './profile.ts';
import { type DueEvent, reminders } from './reminders.ts';
import { transfer } from './transfer.ts';

/** Which records changed, by table; `*` instead of ids when they are too many to name. */
export type ChangedEvent = Partial<Record<string, Id[] | '*'>>;

/** Every call that a page may make and every event that it hears. */
export const api = defineCalls(
  { contacts, entries, reminders, deals, pipelines, closeReasons, products, exchangeRates, targets, dealViews, dealReports, tags, fields, views, members, history, bin, search, profile, drafts, files, transfer, calendar },
  { changed: event<ChangedEvent>(), due: event<DueEvent>(), withdrawn: event<{ ids: Id[] }>() },
);
export type Api = typeof api;
