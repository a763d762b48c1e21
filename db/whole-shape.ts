// What `kith.json` of an export of everything looks like, made from the registry of tables: the published JSON Schema,
// and how its values and those of the database become each other.
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import { EVERYTHING_FILES, EVERYTHING_SCHEMA, EVERYTHING_VERSION } from '../core/everything.ts';
import { Id } from '../core/ids.ts';
import type { LogValue } from './tables/columns.ts';
import { type SyncedColumn, type SyncedTable, type TableName, syncedTables, tables } from './tables/registry.ts';
import { OP } from './write.ts';

const hex = (description: string): z.ZodString => z.string().regex(/^(?:[0-9a-f]{2})*$/).meta({ description });

const Stamp = z.string().regex(/^[0-9a-f]{34}$/).meta({ description: 'When and on which device: 48 bits of milliseconds since 1970, 24 of a counter, 64 of the device.' });
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A column's value in the file: an id as text, everything else as SQLite has it. */
const valueShapes = new Map<SyncedColumn, z.ZodType<string | number | null>>();
for (const table of syncedTables) {
  const columns = getTableColumns(tables[table.name] as SQLiteTable);
  for (const column of table.columns) {
    const { dataType, notNull, enumValues } = columns[column.name]!;
    // A value that was erased is empty, also where it was one of several.
    const choice = enumValues && enumValues.length > 0 ? z.enum([...new Set([...enumValues, ...(column.empty === '' ? [''] : [])])]) : z.string();
    const shape: z.ZodType<string | number> = column.isId ? Id : dataType === 'number' ? z.int() : choice;
    valueShapes.set(column, notNull ? shape : shape.nullable());
  }
}

const TableOf = z.enum(syncedTables.map(({ name }) => name) as [TableName, ...TableName[]]);
const Scalar = z.union([z.string(), z.number(), z.null()]);
const changeBase = { table: TableOf, id: Id };

const Change = z.discriminatedUnion('op', [
  z.strictObject({
    op: z.literal('insert'),
    ...changeBase,
    values: z.record(z.string(), Scalar).meta({ description: 'What the record was made with, by field; what is not named was empty.' }),
    before: hex('The stamp that the record had when it was made a second time.').optional(),
  }),
  z.strictObject({
    op: z.literal('update'),
    ...changeBase,
    field: z.string(),
    before: Scalar,
    after: Scalar,
    seen: z.array(Stamp).optional().meta({ description: 'The versions of the field that its author saw.' }),
    stamp: Stamp.optional().meta({ description: 'Where it is not that of the commit.' }),
    restores: Stamp.optional().meta({ description: 'Of undo and redo: the version whose value came back.' }),
  }),
  z.strictObject({ op: z.enum(['remove', 'restore', 'purge']), ...changeBase, before: hex('What earlier deletes saw.').optional(), after: hex('What this delete saw.').optional(), stamp: Stamp.optional() }),
]);
type Change = z.infer<typeof Change>;

/** One member of `commits`: a transaction, or a part of one; parts of the same one follow each other with the same stamp. */
export const WholeCommit = z.strictObject({
  stamp: Stamp,
  batch: z
    .strictObject({
      id: Id,
      code: z.string().max(200),
      params: z.string().max(100_000).meta({ description: 'JSON.' }),
      memberId: Id,
      device: z.string().regex(/^[0-9a-f]{16}$/),
      at: z.int(),
      kind: z.enum(['do', 'undo', 'redo', 'final']),
      undoes: Id.optional(),
    })
    .meta({ description: 'What was done: one act may be many commits.' }),
  changes: z.array(Change),
});
export type WholeCommit = z.infer<typeof WholeCommit>;
export type WholeChange = Change;

export const WholeFile = z.strictObject({ sha256: Hash, size: z.int().nonnegative(), path: z.string().regex(new RegExp(`^${EVERYTHING_FILES}/`)).max(1_000) });
export type WholeFile = z.infer<typeof WholeFile>;

/** What the file begins with. */
export const WholeHead = z.strictObject({
  schema: z.literal(EVERYTHING_SCHEMA),
  version: z.literal(EVERYTHING_VERSION),
  kith: z.string().max(100),
  database: z.int().positive().meta({ description: 'How many migrations the database had had.' }),
  exportedAt: z.iso.datetime(),
  member: Id.meta({ description: 'Whose profile it was.' }),
  fields: z.record(z.string(), z.array(z.string())).meta({ description: 'The fields that each table had, in the order of its records. A record leaves out a field that is null.' }),
});
export type WholeHead = z.infer<typeof WholeHead>;

/** What it ends with: by table how many records there are, and the SHA-256 of them, each as JSON without spaces and a line feed behind it. */
export const WholeSums = z.record(z.string(), z.strictObject({ records: z.int().nonnegative(), sha256: Hash }));
export type WholeSums = z.infer<typeof WholeSums>;

/** A part of a JSON Schema: of an object its members, of an array its items. */
export interface SchemaPart {
  description?: string;
  properties: Record<string, SchemaPart>;
  items: SchemaPart;
}

/** The JSON Schema of `kith.json`, 2020-12. */
export function wholeSchema(): SchemaPart {
  const records = Object.fromEntries(
    syncedTables.map((table) => [
      table.name,
      z.array(
        z.strictObject({
          id: Id,
          clock: hex('The versions of the fields: the stamp of the record, then for each field that was changed its number and its stamp.'),
          deleted: hex('What the deletes that count saw; ff where it was erased.').optional(),
          state: z.enum(['bin', 'merged', 'undone']).optional().meta({ description: 'Why it is not shown; derived.' }),
          ...Object.fromEntries(table.columns.map((column) => [column.name, exportedShape(column)])),
        }),
      ),
    ]),
  );
  const document = z.strictObject({ ...WholeHead.shape, records: z.strictObject(records), commits: z.array(WholeCommit), files: z.array(WholeFile), missingFiles: z.array(Hash), sums: WholeSums });
  const named = { $id: `${EVERYTHING_SCHEMA}-${EVERYTHING_VERSION}.json`, title: 'Everything in a profile of Kith', ...z.toJSONSchema(document, { target: 'draft-2020-12' }) };
  return named as unknown as SchemaPart;
}

function exportedShape(column: SyncedColumn): z.ZodType {
  const shape = valueShapes.get(column)!;
  return shape instanceof z.ZodNullable ? (shape.unwrap() as z.ZodType).optional() : shape;
}

/** A value of the database as the file has it. */
export function toFile(column: SyncedColumn, value: LogValue): string | number | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return column.isId ? idText(value) : Buffer.from(value).toString('hex');
  return typeof value === 'bigint' ? Number(value) : value;
}

/** A value of the file as the database has it. @throws RangeError when it is none of this column. */
export function fromFile(table: SyncedTable, name: string, value: unknown): [SyncedColumn, LogValue] {
  const column = table.columnsByName.get(name);
  if (!column) throw new RangeError(`${table.name} has no field ${name}`);
  // What was erased has left the log, whatever the field may otherwise be.
  if (value === null) return [column, null];
  const parsed = valueShapes.get(column)!.safeParse(value);
  if (!parsed.success) throw new RangeError(`${table.name}.${name}: ${parsed.error.issues[0]!.message}`);
  return [column, column.isId ? idBytes(value as string) : parsed.data];
}

export const idText = (bytes: Uint8Array): Id => Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id;
export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export const OP_WORDS = { [OP.insert]: 'insert', [OP.update]: 'update', [OP.remove]: 'remove', [OP.restore]: 'restore', [OP.purge]: 'purge' } as const;
