// Paints a change before it is stored: on Today, in the count of the sidebar and in every list of reminders.
import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { Ahead, Occurrence, Some, Today } from '../../core/api/reminders.ts';
import type { Due, Reminder } from '../../core/reminders.ts';
import { dueState, instantOf, startOfDay } from '../../core/schedule.ts';
import { apiKey } from '../api.ts';
import type { OutputOf } from '../api.ts';
import { deviceZone } from './device-zone.ts';
import { LATER_DAYS } from './today-input.ts';

type Page = { rows: Reminder[]; next: string | null };
type Group = 'overdue' | 'dueToday' | 'later';

/** Done, deleted, or due at another time. */
export type Painted = { kind: 'done' } | { kind: 'gone' } | { kind: 'moved'; to: Due };

const PAINTED = ['reminders.today', 'reminders.list', 'reminders.ofContact'] as const;

export interface Paint {
  /** It is stored: what comes from now on has it. */
  dry: () => void;
  /** Takes it off again, where nothing newer has come since. */
  takeOff: () => void;
}

/** Shows the change at once, also in answers that come before it is stored. */
export function paint(queries: QueryClient, reminder: Reminder, change: Painted, nowMs: number): Paint {
  // An answer under way was asked for before this change, and would paint over it.
  for (const name of PAINTED) void queries.cancelQueries({ queryKey: apiKey(name), predicate: ({ state }) => state.data !== undefined });
  const painted: { key: QueryKey; before: unknown; after: unknown }[] = [];
  function put<Data>(key: QueryKey, before: Data | undefined, after: (before: Data) => Data) {
    if (before === undefined) return;
    const next = after(before);
    if (next !== before) painted.push({ key, before, after: queries.setQueryData(key, next) });
  }
  function putAll() {
    for (const [key, today] of queries.getQueriesData<Today>({ queryKey: apiKey('reminders.today') })) put(key, today, (before) => onToday(before, reminder, change, nowMs));
    for (const [key, data] of queries.getQueriesData<Page | InfiniteData<Page>>({ queryKey: apiKey('reminders.list') })) {
      if ((key[1] as { state?: string }).state !== 'open') continue;
      put(key, data, (before) => ('pages' in before ? { ...before, pages: before.pages.map((page) => inList(page, reminder, change)) } : inList(before, reminder, change)));
    }
    for (const [key, data] of queries.getQueriesData<OutputOf<'reminders.ofContact'>>({ queryKey: apiKey('reminders.ofContact') })) {
      if (data?.next?.id !== reminder.id) continue;
      put(key, data, (before) => (change.kind === 'moved' ? { ...before, next: { ...reminder, ...change.to } } : { ...before, next: null, open: before.open - 1 }));
    }
  }
  putAll();
  const dry = queries.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual && PAINTED.some((name) => name === event.query.queryKey[0])) putAll();
  });
  return {
    dry,
    takeOff() {
      dry();
      for (const { key, before, after } of painted) if (queries.getQueryData(key) === after) queries.setQueryData(key, before);
      for (const name of PAINTED) void queries.invalidateQueries({ queryKey: apiKey(name) });
    },
  };
}

/** The same for an occurrence that is ahead and left out. */
export function paintSkipped(queries: QueryClient, { seriesId, due }: Occurrence): Pick<Paint, 'takeOff'> {
  const queryKey = apiKey('reminders.ahead');
  queries.setQueriesData<Ahead>({ queryKey }, (ahead) => ahead && { ...ahead, occurrences: ahead.occurrences.filter((each) => each.seriesId !== seriesId || each.due !== due) });
  return { takeOff: () => void queries.invalidateQueries({ queryKey }) };
}

function onToday(today: Today, reminder: Reminder, change: Painted, nowMs: number): Today {
  const from = reminder.doneAt === null ? groupOf(reminder, nowMs) : null;
  // It has the change already.
  if (from !== null && !today[from].rows.some(({ id }) => id === reminder.id)) return today;
  const left = from === null ? today : { ...today, [from]: without(today[from], reminder) };
  if (change.kind === 'done') return { ...left, doneToday: left.doneToday + 1 };
  if (change.kind === 'gone') return left;
  const moved = { ...reminder, ...change.to };
  const to = groupOf(moved, nowMs);
  return to === null ? left : { ...left, [to]: withRow(left[to], moved) };
}

/** Null beyond the days that Today shows. */
function groupOf({ due, zone }: Due, nowMs: number): Group | null {
  const device = deviceZone();
  const state = dueState(due, zone, nowMs, device);
  if (state !== 'later') return state === 'overdue' ? 'overdue' : 'dueToday';
  return sortKey({ due, zone }) < nowMs + (LATER_DAYS + 1) * DAY_MS ? 'later' : null;
}

const DAY_MS = 24 * 60 * 60_000;

const without = ({ rows, total }: Some<Reminder>, { id }: Reminder): Some<Reminder> => ({ rows: rows.filter((row) => row.id !== id), total: Math.max(0, total - 1) });

const withRow = ({ rows, total }: Some<Reminder>, reminder: Reminder): Some<Reminder> => ({ rows: [...rows, reminder].toSorted((a, b) => sortKey(a) - sortKey(b)), total: total + 1 });

/** What is all day comes first on its day. */
const sortKey = ({ due, zone }: Due): number => instantOf(due, zone) ?? startOfDay(due, deviceZone());

function inList(page: Page, reminder: Reminder, change: Painted): Page {
  if (!page.rows.some(({ id }) => id === reminder.id)) return page;
  const rows = page.rows.filter(({ id }) => id !== reminder.id);
  return { ...page, rows: change.kind === 'moved' ? [...rows, { ...reminder, ...change.to }].toSorted((a, b) => sortKey(a) - sortKey(b)) : rows };
}
