// `npm run docs` writes docs/schema: what `kith.json` of an export of everything looks like, as the registry of tables
// has it. Another version of the document gets another file; this one stays as it was published.
import { mkdirSync, writeFileSync } from 'node:fs';
import { EVERYTHING_SCHEMA, EVERYTHING_VERSION } from '../core/everything.ts';
import { syncedTables } from '../db/tables/registry.ts';
import { wholeSchema } from '../db/whole-shape.ts';
import { SYNCED_MEANINGS } from './column-meanings.ts';

export const SCHEMA_FILE = new URL(`../docs/schema/${EVERYTHING_SCHEMA}-${EVERYTHING_VERSION}.json`, import.meta.url);

export const schemaText = (): string => `${JSON.stringify(described(wholeSchema()), undefined, 1)}\n`;

/** With what each table and field holds, in the words of docs/data-formats.md. */
function described(schema: ReturnType<typeof wholeSchema>): unknown {
  for (const { name, columns } of syncedTables) {
    const table = schema.properties['records']!.properties[name]!;
    table.description = SYNCED_MEANINGS[name].holds;
    for (const column of columns) table.items.properties[column.name]!.description = SYNCED_MEANINGS[name].columns[column.name]!;
  }
  return schema;
}

if (import.meta.main) {
  mkdirSync(new URL('.', SCHEMA_FILE), { recursive: true });
  writeFileSync(SCHEMA_FILE, schemaText());
}
