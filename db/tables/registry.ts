import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { addresses, affiliations, contactRoles, dates, emails, facts, links, phones, relations, sourceKeys } from './contact-parts.ts';
import { contacts } from './contacts.ts';
import { attachments, entries, participants } from './entries.ts';
import {
  closeReasons, dealCompetitors, dealContacts, dealLines, deals, dealSources, dealSteps, dealTags, entryDeals, exchangeRates, pipelines, products, stageChanges, stageNeeds, stages,
  stageSteps, targets,
} from './deals.ts';
import { dealFieldValues, fieldChoices, fieldValues, fields } from './fields.ts';
import { cadences, reminderSeries, reminders } from './reminders.ts';
import { contactTags, tags } from './tags.ts';
import { erasures, importMappings, members, personSettings, settings, views } from './team.ts';

/**
 * Every synced table with the law it lives under (the data design). Numbers of tables and columns stand
 * in the log, in sync and in backups: they are never changed and never used again.
 */
export interface SyncedTable {
  readonly name: TableName;
  readonly number: number;
  /** `person`: only that member's devices get it. */
  readonly scope: 'synced' | 'person';
  readonly columns: readonly SyncedColumn[];
  readonly columnsByName: ReadonlyMap<string, SyncedColumn>;
  /** What identifies a row whose id is hashed from it; the other columns are its payload. */
  readonly key: readonly string[] | undefined;
  /** The column that names the row this one belongs to and hides with. */
  readonly owner: SyncedColumn | undefined;
  /** Worked out again from the synced columns; in no log and no digest. */
  readonly derived: readonly string[];
}

export interface SyncedColumn {
  readonly name: string;
  readonly number: number;
  /** What happens when two people change it without knowing: ask them, let the later win, or offer a merge. */
  readonly conflict: 'ask' | 'silent' | 'text';
  /** What an absent or purged value is. */
  readonly empty: string | number | null;
  readonly references: Reference | undefined;
  /** An id: 16 bytes in the table, text outside. */
  readonly isId: boolean;
}

export interface Reference {
  readonly table: TableName;
  /** The derived column with the local number of the row referred to. */
  readonly nColumn: string | undefined;
}

export type TableName = keyof typeof tables;

interface Declaration {
  number: number;
  scope?: 'person';
  columns: Record<string, number>;
  key?: string[];
  owner?: string;
  references?: Record<string, [table: TableName, nColumn?: string]>;
  silent?: string[];
  text?: string[];
}

/** The drizzle table of each synced table. */
export const tables = {
  members,
  contacts,
  emails,
  phones,
  addresses,
  links,
  dates,
  facts,
  contactRoles,
  tags,
  contactTags,
  affiliations,
  relations,
  fields,
  fieldChoices,
  fieldValues,
  entries,
  participants,
  attachments,
  sourceKeys,
  settings,
  views,
  erasures,
  importMappings,
  reminders,
  reminderSeries,
  cadences,
  pipelines,
  stages,
  stageSteps,
  stageNeeds,
  deals,
  dealContacts,
  products,
  dealLines,
  dealCompetitors,
  dealTags,
  dealSteps,
  stageChanges,
  entryDeals,
  closeReasons,
  exchangeRates,
  targets,
  dealFieldValues,
  dealSources,
  personSettings,
};

const ofContact = { owner: 'contactId', references: { contactId: ['contacts', 'contactN'] } } satisfies Partial<Declaration>;
const ofStage = { owner: 'stageId', references: { stageId: ['stages', 'stageN'] } } satisfies Partial<Declaration>;
const ofDeal = { owner: 'dealId', references: { dealId: ['deals', 'dealN'] } } satisfies Partial<Declaration>;

const declarations: Record<TableName, Declaration> = {
  members: { number: 1, columns: { name: 1, email: 2 } },
  contacts: {
    number: 2,
    columns: {
      kind: 1, prefix: 2, given: 3, middle: 4, family: 5, suffix: 6, nickname: 7, phoneticGiven: 8, phoneticFamily: 9, organisationName: 10,
      displayAs: 11, status: 12, source: 13, ownerId: 14, preferredChannel: 15, language: 16, birthday: 17, photo: 18, primaryEmailId: 19,
      primaryPhoneId: 20, primaryAddressId: 21, primaryAffiliationId: 22, mergedInto: 23, createdAt: 24,
    },
    references: { mergedInto: ['contacts'] },
    silent: ['primaryEmailId', 'primaryPhoneId', 'primaryAddressId', 'primaryAffiliationId', 'mergedInto', 'createdAt'],
  },
  emails: { number: 3, columns: { contactId: 1, label: 2, address: 3 }, ...ofContact },
  phones: { number: 4, columns: { contactId: 1, label: 2, number: 3 }, ...ofContact },
  addresses: { number: 5, columns: { contactId: 1, label: 2, street: 3, extended: 4, poBox: 5, city: 6, region: 7, postalCode: 8, country: 9 }, ...ofContact },
  links: { number: 6, columns: { contactId: 1, label: 2, kind: 3, url: 4 }, ...ofContact },
  dates: { number: 7, columns: { contactId: 1, label: 2, date: 3 }, ...ofContact },
  facts: { number: 8, columns: { contactId: 1, label: 2, text: 3 }, ...ofContact },
  contactRoles: { number: 9, columns: { contactId: 1, role: 2 }, key: ['contactId', 'role'], ...ofContact },
  tags: { number: 10, columns: { name: 1, colour: 2 }, silent: ['colour'] },
  contactTags: {
    number: 11,
    columns: { contactId: 1, tagId: 2 },
    key: ['contactId', 'tagId'],
    owner: 'contactId',
    references: { contactId: ['contacts', 'contactN'], tagId: ['tags', 'tagN'] },
  },
  affiliations: {
    number: 12,
    columns: { personId: 1, organisationId: 2, title: 3, department: 4, startedOn: 5, endedOn: 6 },
    owner: 'personId',
    references: { personId: ['contacts', 'personN'], organisationId: ['contacts', 'organisationN'] },
  },
  relations: {
    number: 13,
    columns: { fromId: 1, toId: 2, kind: 3, toName: 4 },
    owner: 'fromId',
    references: { fromId: ['contacts', 'fromN'], toId: ['contacts', 'toN'] },
  },
  fields: { number: 14, columns: { record: 1, name: 2, type: 3, currency: 4, orderKey: 5, retired: 6 }, silent: ['orderKey', 'retired'] },
  fieldChoices: {
    number: 15,
    columns: { fieldId: 1, name: 2, orderKey: 3, retired: 4 },
    owner: 'fieldId',
    references: { fieldId: ['fields', 'fieldN'] },
    silent: ['orderKey', 'retired'],
  },
  fieldValues: {
    number: 16,
    columns: { recordId: 1, fieldId: 2, text: 3, number: 4, minor: 5, currency: 6, choiceId: 7, refId: 8 },
    key: ['recordId', 'fieldId'],
    owner: 'recordId',
    references: { recordId: ['contacts', 'contactN'], fieldId: ['fields', 'fieldN'], choiceId: ['fieldChoices', 'choiceN'], refId: ['contacts', 'refN'] },
  },
  entries: {
    number: 17,
    columns: { kind: 1, at: 2, memberId: 3, direction: 4, outcome: 5, minutes: 6, subject: 7, body: 8, pinned: 9 },
    silent: ['pinned'],
    text: ['body'],
  },
  participants: {
    number: 18,
    columns: { entryId: 1, contactId: 2 },
    key: ['entryId', 'contactId'],
    owner: 'entryId',
    references: { entryId: ['entries', 'entryN'], contactId: ['contacts', 'contactN'] },
  },
  attachments: {
    number: 19,
    columns: { entryId: 1, name: 2, type: 3, size: 4, hash: 5 },
    owner: 'entryId',
    references: { entryId: ['entries', 'entryN'] },
  },
  sourceKeys: { number: 20, columns: { contactId: 1, source: 2, key: 3, rowHash: 4 }, key: ['contactId', 'source', 'key', 'rowHash'], ...ofContact },
  settings: { number: 21, columns: { key: 1, value: 2 }, key: ['key'], silent: ['value'] },
  views: {
    number: 22,
    scope: 'person',
    columns: { memberId: 1, record: 2, name: 3, definition: 4, orderKey: 5 },
    silent: ['definition', 'orderKey'],
  },
  erasures: { number: 23, columns: { memberId: 1, at: 2, records: 3, files: 4 } },
  importMappings: { number: 24, scope: 'person', columns: { memberId: 1, name: 2, definition: 3 }, silent: ['definition'] },
  reminders: {
    number: 25,
    columns: { contactId: 1, ownerId: 2, kind: 3, purpose: 4, due: 5, zone: 6, priority: 7, notes: 8, doneAt: 9, doneBy: 10, seriesId: 11, occurrence: 12, createdAt: 13, dealId: 14 },
    key: ['contactId', 'seriesId', 'occurrence'],
    owner: 'contactId',
    references: { contactId: ['contacts', 'contactN'], seriesId: ['reminderSeries', 'seriesN'], dealId: ['deals', 'dealN'] },
    silent: ['zone', 'priority', 'doneAt', 'doneBy', 'seriesId', 'occurrence', 'createdAt', 'dealId'],
    text: ['notes'],
  },
  reminderSeries: {
    number: 26,
    columns: { contactId: 1, ownerId: 2, kind: 3, purpose: 4, priority: 5, notes: 6, start: 7, zone: 8, rule: 9, afterDone: 10, skipped: 11, dealId: 12 },
    owner: 'contactId',
    references: { contactId: ['contacts', 'contactN'], dealId: ['deals', 'dealN'] },
    silent: ['zone', 'priority', 'start', 'skipped', 'dealId'],
    text: ['notes'],
  },
  cadences: { number: 27, columns: { contactId: 1, every: 2 }, key: ['contactId'], ...ofContact },
  personSettings: { number: 28, scope: 'person', columns: { memberId: 1, key: 2, value: 3 }, key: ['memberId', 'key'], silent: ['value'] },
  pipelines: { number: 29, columns: { origin: 1, name: 2, orderKey: 3, retired: 4 }, key: ['origin'], silent: ['orderKey', 'retired'] },
  stages: {
    number: 30,
    columns: { pipelineId: 1, origin: 2, name: 3, probability: 4, colour: 5, staleDays: 6, orderKey: 7, retired: 8 },
    key: ['pipelineId', 'origin'],
    owner: 'pipelineId',
    references: { pipelineId: ['pipelines', 'pipelineN'] },
    silent: ['colour', 'orderKey', 'retired'],
  },
  stageSteps: { number: 31, columns: { stageId: 1, text: 2, orderKey: 3 }, silent: ['orderKey'], ...ofStage },
  stageNeeds: { number: 32, columns: { stageId: 1, field: 2 }, key: ['stageId', 'field'], ...ofStage },
  deals: {
    number: 33,
    columns: {
      title: 1, stageId: 2, orderKey: 3, contactId: 4, organisationId: 5, ownerId: 6, minor: 7, currency: 8, expectedClose: 9, probability: 10, committed: 11, source: 12, notes: 13,
      outcome: 14, closedAt: 15, reasonId: 16, reasonNote: 17, createdAt: 18,
    },
    references: { stageId: ['stages', 'stageN'], contactId: ['contacts', 'contactN'], organisationId: ['contacts', 'organisationN'], reasonId: ['closeReasons', 'reasonN'] },
    silent: ['orderKey', 'contactId', 'committed', 'closedAt', 'createdAt'],
    text: ['notes'],
  },
  dealContacts: {
    number: 34,
    columns: { dealId: 1, contactId: 2, role: 3 },
    key: ['dealId', 'contactId'],
    owner: 'dealId',
    references: { dealId: ['deals', 'dealN'], contactId: ['contacts', 'contactN'] },
  },
  products: { number: 35, columns: { name: 1, unit: 2, price: 3, cost: 4, currency: 5, recurring: 6, retired: 7 }, silent: ['retired'] },
  dealLines: {
    number: 36,
    columns: { dealId: 1, productId: 2, text: 3, quantity: 4, price: 5, discount: 6, recurring: 7, times: 8, orderKey: 9 },
    owner: 'dealId',
    references: { dealId: ['deals', 'dealN'], productId: ['products', 'productN'] },
    silent: ['orderKey'],
  },
  dealCompetitors: { number: 37, columns: { dealId: 1, name: 2 }, key: ['dealId', 'name'], ...ofDeal },
  dealTags: { number: 38, columns: { dealId: 1, tagId: 2 }, key: ['dealId', 'tagId'], owner: 'dealId', references: { dealId: ['deals', 'dealN'], tagId: ['tags', 'tagN'] } },
  dealSteps: {
    number: 39,
    columns: { dealId: 1, stepId: 2, doneAt: 3 },
    key: ['dealId', 'stepId'],
    owner: 'dealId',
    references: { dealId: ['deals', 'dealN'], stepId: ['stageSteps', 'stepN'] },
    silent: ['doneAt'],
  },
  stageChanges: {
    number: 40,
    columns: { dealId: 1, stageId: 2, outcome: 3, at: 4, memberId: 5 },
    owner: 'dealId',
    references: { dealId: ['deals', 'dealN'], stageId: ['stages', 'stageN'] },
  },
  entryDeals: {
    number: 41,
    columns: { entryId: 1, dealId: 2 },
    key: ['entryId', 'dealId'],
    owner: 'entryId',
    references: { entryId: ['entries', 'entryN'], dealId: ['deals', 'dealN'] },
  },
  closeReasons: { number: 42, columns: { outcome: 1, origin: 2, name: 3, orderKey: 4, retired: 5 }, key: ['outcome', 'origin'], silent: ['orderKey', 'retired'] },
  exchangeRates: { number: 43, columns: { currency: 1, base: 2, day: 3, rate: 4 }, key: ['currency', 'base', 'day'] },
  targets: { number: 44, columns: { month: 1, pipelineId: 2, memberId: 3, minor: 4, currency: 5 }, key: ['month', 'pipelineId', 'memberId', 'currency'] },
  dealFieldValues: {
    number: 45,
    columns: { dealId: 1, fieldId: 2, text: 3, number: 4, minor: 5, currency: 6, choiceId: 7, refId: 8 },
    key: ['dealId', 'fieldId'],
    owner: 'dealId',
    references: { dealId: ['deals', 'dealN'], fieldId: ['fields', 'fieldN'], choiceId: ['fieldChoices', 'choiceN'], refId: ['contacts', 'refN'] },
  },
  dealSources: { number: 46, columns: { dealId: 1, source: 2, key: 3, rowHash: 4 }, key: ['dealId', 'source', 'key', 'rowHash'], ...ofDeal },
};

const SYSTEM_COLUMNS = new Set(['n', 'id', 'clock', 'deleted', 'hidden']);

function syncedTable(name: TableName, declaration: Declaration): SyncedTable {
  const drizzleColumns = getTableColumns(tables[name] as SQLiteTable);
  const columns = Object.entries(declaration.columns).map(([column, number]): SyncedColumn => {
    const definition = drizzleColumns[column];
    if (!definition) throw new Error(`${name} declares ${column}, which its table lacks`);
    const reference = declaration.references?.[column];
    return {
      name: column,
      number,
      conflict: declaration.text?.includes(column) ? 'text' : declaration.silent?.includes(column) ? 'silent' : 'ask',
      empty: definition.notNull ? ((definition.default ?? '') as string | number) : null,
      references: reference && { table: reference[0], nColumn: reference[1] },
      isId: definition.dataType === 'buffer',
    };
  });
  const columnsByName = new Map(columns.map((column) => [column.name, column]));
  return {
    name: getTableName(tables[name]),
    number: declaration.number,
    scope: declaration.scope ?? 'synced',
    columns,
    columnsByName,
    key: declaration.key,
    owner: declaration.owner === undefined ? undefined : columnsByName.get(declaration.owner),
    derived: Object.keys(drizzleColumns).filter((column) => !columnsByName.has(column) && !SYSTEM_COLUMNS.has(column)),
  };
}

export const syncedTables: readonly SyncedTable[] = Object.entries(declarations).map(([name, declaration]) => syncedTable(name as TableName, declaration));

const byName = new Map(syncedTables.map((table) => [table.name, table]));
const byNumber = new Map(syncedTables.map((table) => [table.number, table]));

export function tableNamed(name: TableName): SyncedTable {
  return byName.get(name)!;
}

/** The table of a number in the log, or undefined when a newer version made it. */
export function tableNumbered(number: number): SyncedTable | undefined {
  return byNumber.get(number);
}

/** The tables whose rows belong to rows of `name`, each with the derived column that says to which. */
export function tablesOwnedBy(name: TableName): readonly OwnedTable[] {
  return ownedTables.get(name) ?? [];
}

export interface OwnedTable {
  table: SyncedTable;
  nColumn: string;
}

const ownedTables = new Map<TableName, OwnedTable[]>();
for (const table of syncedTables) {
  const reference = table.owner?.references;
  if (!reference?.nColumn) continue;
  ownedTables.set(reference.table, [...(ownedTables.get(reference.table) ?? []), { table, nColumn: reference.nColumn }]);
}

/** Every column anywhere that refers to rows of `name` and has a derived number beside it. */
export function referencesTo(name: TableName): readonly { table: SyncedTable; column: SyncedColumn; nColumn: string }[] {
  return incoming.get(name) ?? [];
}

const incoming = new Map<TableName, { table: SyncedTable; column: SyncedColumn; nColumn: string }[]>();
for (const table of syncedTables) {
  for (const column of table.columns) {
    const reference = column.references;
    if (!reference?.nColumn) continue;
    incoming.set(reference.table, [...(incoming.get(reference.table) ?? []), { table, column, nColumn: reference.nColumn }]);
  }
}
