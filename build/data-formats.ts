// `npm run docs`: writes the tables and columns of the database into docs/data-formats.md, as the migrations
// make them and the registry numbers them.
import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate, readMigrations } from '../db/migrate.ts';
import { type SyncedColumn, type SyncedTable, type TableName, syncedTables } from '../db/tables/registry.ts';
import { LOCAL_MEANINGS, SEARCH_MEANINGS, SYNCED_MEANINGS, type TableMeaning } from './column-meanings.ts';

export const DOCUMENT = new URL('../docs/data-formats.md', import.meta.url);

const BEGIN = '<!-- From here to the next comment `npm run docs` writes. -->\n';
const END = '<!-- The end of what `npm run docs` writes. -->\n';

/** The document with its tables as they are now. Throws when one of the two comments is missing. */
export function withTables(document: string): string {
  const from = document.indexOf(BEGIN);
  const to = document.indexOf(END);
  if (from < 0 || to < from) throw new Error('docs/data-formats.md lacks the comments between which the tables stand');
  return document.slice(0, from + BEGIN.length) + describeTables() + document.slice(to);
}

interface Column {
  name: string;
  type: string;
}

/** Throws when a table or a column of the database has no meaning written down. */
function describeTables(): string {
  const sql = new Database(':memory:');
  migrate(sql, readMigrations());
  const names = sql.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
  const columnsOf = (table: string): Column[] => sql.prepare<[string], Column>('SELECT name, lower(type) AS type FROM pragma_table_info(?)').all(table);
  const search = Object.keys(SEARCH_MEANINGS);
  const known = new Set<string>([...syncedTables.map(({ name }) => name), ...Object.keys(LOCAL_MEANINGS), ...search]);
  const strange = names.filter((name) => !known.has(name) && !search.some((virtual) => name.startsWith(`${virtual}_`)));
  if (strange.length > 0) throw new Error(`build/column-meanings.ts lacks ${strange.join(', ')}`);
  const parts = [
    '\n### Synced tables\n',
    ...syncedTables.map((table) => describeSynced(table, columnsOf(table.name))),
    '### Tables of this device\n',
    ...Object.entries(LOCAL_MEANINGS).map(([name, meaning]) => describeLocal(name, columnsOf(name), meaning)),
    '### Full text\n',
    ...Object.entries(SEARCH_MEANINGS).map(([name, holds]) => `\`${name}\`: ${holds}\n\n\`\`\`sql\n${createStatement(sql, name)};\n\`\`\`\n`),
  ];
  sql.close();
  return parts.join('\n') + '\n';
}

const SYSTEM_COLUMNS = new Set(['n', 'id', 'clock', 'deleted', 'hidden']);

function describeSynced(table: SyncedTable, columns: readonly Column[]): string {
  const meaning = SYNCED_MEANINGS[table.name];
  const rows = columns
    .filter(({ name }) => !SYSTEM_COLUMNS.has(name))
    .map(({ name, type }) => {
      const column = table.columnsByName.get(name);
      return { number: column?.number, cells: [column ? String(column.number) : '', `\`${name}\``, column?.isId ? 'id' : type, column ? conflictWord(column) : 'derived', meaningOf(table.name, meaning, name)] };
    })
    .toSorted((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
  return [
    `#### ${table.number} \`${table.name}\`\n`,
    `${meaning.holds}${lawOf(table)}\n`,
    inTable(['No.', 'Column', 'Type', 'Scope', 'Holds'], rows.map(({ cells }) => cells)),
  ].join('\n');
}

function lawOf({ name, scope, owner, key }: SyncedTable): string {
  const sentences = [
    scope === 'person' ? 'Goes only to that member’s devices.' : '',
    owner ? `Owned by \`${owner.references?.table}\` through \`${owner.name}\`.` : '',
    key ? `Natural id: ${naturalIdOf(name, key)}.` : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length === 0 ? '' : ` ${sentences.join(' ')}`;
}

/** The kinds that `naturalId` is given; those of `choices` have the choice behind the field. */
const NATURAL_KINDS: Partial<Record<TableName, string>> = { contactRoles: 'contactRole', contactTags: 'contactTag', fieldValues: 'fieldValue', participants: 'participant', sourceKeys: 'sourceKey', settings: 'setting', personSettings: 'personSetting', reminders: 'reminder', cadences: 'cadence', pipelines: 'pipeline', stages: 'stage', stageNeeds: 'stageNeed', dealContacts: 'dealContact', dealCompetitors: 'dealCompetitor', dealTags: 'dealTag', dealSteps: 'dealStep', entryDeals: 'entryDeal', closeReasons: 'closeReason', exchangeRates: 'exchangeRate', targets: 'target', dealFieldValues: 'dealFieldValue', dealSources: 'dealSource' };

const BUT: Partial<Record<TableName, string>> = { fieldValues: ', and of the field type `choices` also `choiceId`', reminders: ', where it belongs to a series', pipelines: ', where it is of the start', stages: ', where it is of the start', closeReasons: ', where it is of the start', dealFieldValues: ', and of the field type `choices` also `choiceId`' };

function naturalIdOf(name: TableName, key: readonly string[]): string {
  const kind = NATURAL_KINDS[name];
  if (kind === undefined) throw new Error(`build/data-formats.ts lacks the kind of the natural id of ${name}`);
  return `\`${kind}\` of ${key.map((column) => `\`${column}\``).join(', ')}${BUT[name] ?? ''}`;
}

const conflictWord = ({ conflict }: SyncedColumn): string => (conflict === 'silent' ? 'synced, later wins' : conflict === 'text' ? 'synced, asks (text)' : 'synced, asks');

function describeLocal(name: string, columns: readonly Column[], meaning: TableMeaning): string {
  return [`#### \`${name}\`\n`, `${meaning.holds}\n`, inTable(['Column', 'Type', 'Holds'], columns.map((column) => [`\`${column.name}\``, column.type, meaningOf(name, meaning, column.name)]))].join('\n');
}

function meaningOf(table: string, { columns }: TableMeaning, column: string): string {
  const meaning = columns[column];
  if (meaning === undefined) throw new Error(`build/column-meanings.ts does not say what ${table}.${column} holds`);
  return meaning;
}

function createStatement(sql: Database.Database, table: string): string {
  return sql.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table)!;
}

function inTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}

if (import.meta.main) writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8')));
