import { z } from 'zod';
import type { Progress } from '../../../core/api/contacts.ts';
import type { EverythingLook } from '../../../core/api/everything.ts';
import { CallError } from '../../../core/call.ts';
import { EVERYTHING_JSON } from '../../../core/everything.ts';
import { readMigrations } from '../../../db/migrate.ts';
import type { Store } from '../../../db/store.ts';
import type { TableName } from '../../../db/tables/registry.ts';
import { firstInUse } from '../../../db/whole.ts';
import { breathe } from '../../calls/context.ts';
import { readDocument } from './read-json.ts';
import type { Source } from './source.ts';

/** Reads the records of an export to their end, and its history only by its brackets. Errors: `not-everything`, `newer-version`, `everything-damaged`, `everything-unsafe`, `cancelled`. */
export async function lookAtEverything(here: Store, source: Source, signal: { readonly aborted: boolean }, progress: (value: Progress) => void): Promise<EverythingLook> {
  const total = source.size(EVERYTHING_JSON)!;
  const counts: Record<string, number> = { person: 0, organisation: 0, entry: 0, reminder: 0, deal: 0 };
  const { head, files } = await readDocument(source.read(EVERYTHING_JSON), {
    database: readMigrations().length,
    onRecord(table, record) {
      const kind = kindOf(table, record);
      if (kind !== undefined) counts[kind]!++;
    },
    async onBytes(read) {
      progress({ done: Math.min(read, total), total });
      await breathe();
      if (signal.aborted) throw new CallError('cancelled', 'Cancelled. Nothing was changed.');
    },
  });
  return {
    exportedAt: Date.parse(head.exportedAt),
    version: head.kith,
    counts,
    files: { count: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) },
    isEmptyHere: firstInUse(here) === undefined,
  };
}

/** What has a state is not shown. */
const Shown = z.object({ state: z.undefined().optional(), kind: z.string().optional() });
const KINDS: Partial<Record<TableName, string>> = { entries: 'entry', reminders: 'reminder', deals: 'deal' };

function kindOf(table: TableName, record: unknown): string | undefined {
  if (table !== 'contacts' && KINDS[table] === undefined) return undefined;
  const shown = Shown.safeParse(record).data;
  if (!shown) return undefined;
  return table === 'contacts' ? (shown.kind === 'organisation' ? 'organisation' : 'person') : KINDS[table];
}
