// Which answers a change makes stale: those that show a table it touched, and of single records only those
// that show that record.
import { hashKey } from '@tanstack/react-query';
import type { Query, QueryClient } from '@tanstack/react-query';
import type { ChangedEvent } from '../../core/api/index.ts';
import type { QueryName } from './calls.ts';
import type { KithClient } from './connection.ts';

/** What belongs to a contact: a row that came new names nobody whom a page could know. */
const PARTS = ['emails', 'phones', 'addresses', 'links', 'dates', 'facts', 'contactRoles', 'contactTags', 'affiliations', 'relations', 'fieldValues'] as const;
const OF_ENTRIES = ['participants', 'attachments'] as const;
const WORDS = ['tags', 'members', 'fields', 'fieldChoices'] as const;
const OF_REMINDERS = ['reminders', 'reminderSeries'] as const;

const OF_DEALS = ['deals', 'stages', 'dealContacts', 'dealLines', 'dealTags', 'reminders', 'stageChanges', 'entryDeals'] as const;
/** Which changes of stage stand on a timeline. */
const OF_MOVES = ['stageChanges', 'deals', 'dealContacts'] as const;
const ABOUT_DEALS = [...OF_DEALS, 'pipelines', 'stageSteps', 'stageNeeds', 'products', 'dealCompetitors', 'dealSteps', 'closeReasons', 'exchangeRates', 'targets', 'dealFieldValues'] as const;

interface Shown {
  /** Any change of these makes it stale. */
  tables: readonly string[];
  /** A change of these does so only where the question or the answer names the record. */
  named?: readonly string[];
}

const SHOWN: Record<QueryName, Shown | 'nothing logged'> = {
  'contacts.list': { tables: ['contacts', 'entries', ...PARTS, ...OF_ENTRIES, ...WORDS] },
  'contacts.count': { tables: ['contacts', 'entries', ...PARTS, ...OF_ENTRIES, 'tags'] },
  'contacts.ids': { tables: ['contacts', 'entries', ...PARTS, ...OF_ENTRIES] },
  'contacts.get': { tables: [...PARTS, ...OF_ENTRIES, ...WORDS, ...OF_MOVES], named: ['contacts', 'entries'] },
  'contacts.people': { tables: ['affiliations'], named: ['contacts'] },
  'contacts.similar': { tables: ['contacts', 'emails', 'phones'] },
  'contacts.values': { tables: ['contacts', 'contactRoles', 'addresses'] },
  'contacts.bulkPreview': { tables: ['contacts', ...PARTS, ...WORDS] },
  'contacts.mergePreview': { tables: PARTS, named: ['contacts'] },
  'entries.list': { tables: ['entries', ...OF_ENTRIES, 'entryDeals', 'members', 'affiliations', ...OF_MOVES, 'stages'], named: ['contacts'] },
  'entries.get': { tables: [...OF_ENTRIES, 'entryDeals', 'members'], named: ['entries', 'contacts'] },
  'entries.files': { tables: ['entries', ...OF_ENTRIES] },
  'reminders.today': { tables: [...OF_REMINDERS, ...OF_DEALS.filter((table) => table !== 'reminders'), 'cadences', 'contacts', 'dates', 'entries', 'participants', 'affiliations', 'members'] },
  'reminders.ahead': { tables: [...OF_REMINDERS, 'contacts', 'entries', 'participants', 'affiliations', 'members'] },
  'reminders.count': { tables: ['reminders', 'contacts'] },
  'reminders.list': { tables: [...OF_REMINDERS, 'contacts', 'affiliations', 'members'] },
  'reminders.inbox': { tables: [...OF_REMINDERS, 'fired', 'contacts', 'affiliations', 'members'] },
  'reminders.ofContact': { tables: [...OF_REMINDERS, 'cadences', 'participants', 'affiliations', 'members'], named: ['contacts', 'entries'] },
  'reminders.get': { tables: ['reminderSeries', 'affiliations', 'members'], named: ['reminders', 'contacts'] },
  'deals.board': { tables: [...OF_DEALS, 'contacts', 'tags', 'members', 'affiliations', 'pipelines'] },
  'deals.column': { tables: [...OF_DEALS, 'contacts', 'tags', 'members', 'affiliations'] },
  'deals.list': { tables: [...OF_DEALS, 'contacts', 'tags', 'members', 'affiliations', 'closeReasons'] },
  'deals.totals': { tables: [...OF_DEALS, 'affiliations'] },
  'deals.get': { tables: [...ABOUT_DEALS.filter((table) => table !== 'deals'), 'tags', 'members', 'fields', 'fieldChoices'], named: ['deals', 'contacts'] },
  'deals.ofContact': { tables: [...OF_DEALS, 'contacts', 'tags', 'members', 'affiliations'] },
  'deals.forecast': { tables: ['deals', 'dealLines', 'stages', 'pipelines'] },
  'dealReports.funnel': { tables: ['stageChanges', 'stages', 'deals', 'pipelines'] },
  'dealReports.closed': { tables: ['deals', 'dealLines', 'stages'] },
  'dealReports.cycle': { tables: ['deals', 'stages'] },
  'dealReports.accuracy': { tables: ['deals', 'dealLines', 'stages'] },
  'pipelines.list': { tables: ['pipelines', 'stages', 'stageSteps', 'stageNeeds', 'deals'] },
  'closeReasons.list': { tables: ['closeReasons'] },
  'products.list': { tables: ['products'] },
  'exchangeRates.list': { tables: ['exchangeRates'] },
  'targets.list': { tables: ['targets'] },
  'dealViews.list': { tables: ['views'] },
  'tags.list': { tables: ['tags', 'contactTags', 'contacts'] },
  'fields.list': { tables: ['fields', 'fieldChoices'] },
  'views.list': { tables: ['views'] },
  'members.list': { tables: ['members'] },
  'history.of': { tables: ['contacts', 'entries', ...ABOUT_DEALS, ...PARTS, ...OF_ENTRIES, ...OF_REMINDERS, 'cadences', ...WORDS, 'views', 'settings', 'personSettings'] },
  'history.recent': { tables: ['contacts', 'entries', ...ABOUT_DEALS, ...PARTS, ...OF_ENTRIES, ...OF_REMINDERS, 'cadences', ...WORDS, 'views', 'settings', 'personSettings', 'importMappings', 'erasures', 'history'] },
  'history.undoState': { tables: ['contacts', 'entries', ...ABOUT_DEALS, ...PARTS, ...OF_ENTRIES, ...OF_REMINDERS, 'cadences', ...WORDS, 'views', 'settings', 'personSettings', 'importMappings', 'history'] },
  'opened.look': { tables: ['contacts', 'entries', ...ABOUT_DEALS, ...PARTS, ...OF_ENTRIES, ...OF_REMINDERS, 'cadences'] },
  'opened.counts': 'nothing logged',
  'opened.differences': 'nothing logged',
  'opened.everything': 'nothing logged',
  'opened.contacts': 'nothing logged',
  'opened.contact': 'nothing logged',
  'opened.entries': 'nothing logged',
  'opened.reminders': 'nothing logged',
  'opened.deals': 'nothing logged',
  'opened.deal': 'nothing logged',
  'opened.file': 'nothing logged',
  'restore.list': { tables: ['backup'] },
  'everything.folders': { tables: ['backup'] },
  'restore.asides': { tables: ['erasures', 'history'] },
  'bin.list': { tables: ['contacts', 'entries', 'deals', ...OF_REMINDERS, 'erasures'] },
  'search.find': { tables: ['contacts', 'entries', 'deals', 'dealCompetitors', ...PARTS, ...OF_ENTRIES] },
  'search.recent': { tables: ['contacts', 'deals'] },
  'profile.info': { tables: ['contacts', 'settings', 'personSettings', 'members'] },
  'profile.preference': 'nothing logged',
  'drafts.get': 'nothing logged',
  'drafts.list': 'nothing logged',
  'files.read': 'nothing logged',
  'transfer.look': { tables: ['importMappings'] },
  'transfer.mappings': { tables: ['importMappings'] },
  'calendar.status': { tables: ['calendar'] },
  'backup.status': { tables: ['backup'] },
  'backup.list': { tables: ['backup'] },
  // An event of its own tells of it.
  'gate.state': 'nothing logged',
  'vault.state': 'nothing logged',
};

/**
 * The first of several changes is shown at once, the rest together after a pause: a short one between those that
 * people make one after another, a longer one while a long job tells of changes that nobody could name.
 */
const PAUSE_MS = { named: 30, unnamed: 250 };

/** Makes answers stale as changes are heard of; those on the screen are asked for anew. Gives back how to stop. */
export function keepFresh(client: KithClient, queries: QueryClient, after: (ms: number, run: () => void) => () => void): () => void {
  let waiting: ChangedEvent[] | undefined;
  let stopWaiting = () => {};

  function refresh(changes: readonly ChangedEvent[]) {
    void queries.invalidateQueries({ predicate: (query) => changes.some((change) => isStaleAfter(query, change)) });
  }

  function pauseAfter(shown: readonly ChangedEvent[]) {
    waiting = [];
    stopWaiting = after(shown.every(isNamed) ? PAUSE_MS.named : PAUSE_MS.unnamed, () => {
      const changes = waiting ?? [];
      waiting = undefined;
      if (changes.length === 0) return;
      refresh(changes);
      pauseAfter(changes);
    });
  }

  const stopListening = client.on('changed', (change) => {
    if (waiting) {
      waiting.push(change);
      return;
    }
    refresh([change]);
    pauseAfter([change]);
  });
  return () => {
    stopListening();
    stopWaiting();
  };
}

const isNamed = (change: ChangedEvent): boolean => Object.values(change).every((ids) => ids !== '*');

/** Whether what the query answered may differ after the change. */
export function isStaleAfter(query: Pick<Query, 'queryKey' | 'state'>, change: ChangedEvent): boolean {
  const shown = shownBy(query.queryKey[0]);
  if (!shown) return false;
  if (shown.tables.some((table) => change[table] !== undefined)) return true;
  return (shown.named ?? []).some((table) => {
    const ids = change[table];
    if (ids === undefined) return false;
    if (ids === '*') return true;
    const text = hashKey(query.queryKey) + (JSON.stringify(query.state.data) ?? '');
    return ids.some((id) => text.includes(id));
  });
}

function shownBy(name: unknown): Shown | undefined {
  const shown = SHOWN[name as QueryName] as Shown | 'nothing logged' | undefined;
  return shown === 'nothing logged' ? undefined : shown;
}
