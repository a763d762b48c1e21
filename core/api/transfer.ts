import { z } from 'zod';
import { command, job, query } from '../call.ts';
import { Line } from '../contacts.ts';
import type { Outcome } from '../deals.ts';
import { DealFilter } from '../deal-filters.ts';
import { Filter } from '../filters.ts';
import { Id } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Done, Progress } from './contacts.ts';

/** What a file is, as Kith recognised it, and how its columns would be read. */
export interface ImportLook {
  /** Such as `google-csv`, `outlook-csv`, `linkedin`, `vcard`, `csv` (unknown), `kith-json`. */
  kind: string;
  encoding: string;
  delimiter: string | null;
  /** Of CSV: every column with what it would become and up to three values. */
  columns: { header: string; target: string; confidence: number; samples: string[] }[];
  /** Saved mappings whose headers fit. */
  mappings: { id: Id; name: string }[];
  /** The first cards as they would be read. */
  sample: { name: string; kind: 'person' | 'organisation'; email: string; phone: string; organisation: string }[];
  /** Only of a calendar, whose `kind` is `calendar`: the first reminders and meetings as they would be. A reminder has a due date or time, a meeting its instant. */
  calendar?: { kind: 'reminder' | 'meeting'; title: string; at: number | null; due: string; zone: string; repeats: boolean }[];
  /** Only where there are deals: the first of them as they would be. */
  deals?: { title: string; stage: string; amount: Money | null; who: string; outcome: Outcome | null }[];
}

export const ImportOptions = z.strictObject({
  uploadId: z.string().min(1).max(60),
  /** Reads it as this kind, whatever it looks like. */
  as: z.string().max(40).optional(),
  /** A saved mapping by which the columns are read; `columns` goes before it. */
  mapping: Id.optional(),
  /** The target of each column, in order. */
  columns: z.array(z.string().max(80)).max(10_000).optional(),
  /** What happens to columns that nobody mapped. */
  unmapped: z.enum(['note', 'custom']).optional(),
  /** The name under which to keep the mapping. */
  saveMapping: Line.min(1).optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export interface ImportProgress extends Progress {
  /** Bytes read and in all. */
  phase: 'reading' | 'writing' | 'undoing';
}

export interface ImportReport {
  created: number;
  updated: number;
  unchanged: number;
  doubtful: number;
  skipped: number;
  /** The first 1,000; the whole list is in `errorsFile`. Row 0 is the file as a whole. */
  errors: { row: number; code: string; message: string; title?: string }[];
  /** Doubtful ones: kept apart from whom, and why; the first 200. In a dry run `likeId` is null for one that the same file brings. */
  doubts: { row: number; name: string; likeId: Id | null; likeName: string; reason: string; record?: 'contact' | 'deal' }[];
  /** A CSV of the rows that could not be read, in the store of files. */
  errorsFile: string | null;
  changeId: Id | null;
  /** Only of a calendar: what the new ones are. */
  calendar?: { reminders: number; meetings: number };
  /** Only where there are deals: which of all are deals, and what was made for them. */
  deals?: Record<'created' | 'updated' | 'unchanged' | 'doubtful' | 'skipped' | 'people' | 'organisations' | 'pipelines' | 'stages', number>;
}

export const transfer = {
  /** Bytes of a file to import, in pieces of at most 1 MiB; kept in the profile until the import is done. */
  upload: command<{ uploadId: string }>()(z.strictObject({ uploadId: z.string().max(60).optional(), name: z.string().max(1_000), bytes: z.instanceof(Uint8Array), last: z.boolean() })),
  discard: command<void>()(z.strictObject({ uploadId: z.string().max(60) })),
  /** Errors: `not-contacts`, `not-readable`. */
  look: query<ImportLook>()(ImportOptions),
  dryRun: job<ImportProgress, ImportReport>()(ImportOptions),
  run: job<ImportProgress, ImportReport>()(ImportOptions),
  /** All saved mappings, by name. */
  mappings: query<{ id: Id; name: string }[]>()(z.void()),
  removeMapping: command<Done>()(z.strictObject({ id: Id })),
  /** All deals that match, or all, as a file in the store. JSON has their contacts too, who are read back with them. */
  exportDeals: job<Progress, { hash: string; size: number; name: string }>()(z.strictObject({ format: z.enum(['csv', 'json']), filter: DealFilter.optional() })),
  /**
   * All there is, as a ZIP in the store: tables, cards, calendar, notes, files, and one JSON with every record and the
   * history. `missing` are attached files that are not on this device. Errors: `writing-meanwhile` during an import.
   */
  exportEverything: job<Progress, { hash: string; size: number; name: string; missing: number }>()(z.void()),
  /** Everybody's reminders and meetings as an iCalendar file in the store. */
  exportCalendar: command<{ hash: string; size: number; name: string }>()(z.void()),
  /** These contacts, all that match but some, or everything, as a file in the store; `files.read` gives its bytes. */
  exportContacts: job<Progress, { hash: string; size: number; name: string }>()(
    z.strictObject({ format: z.enum(['csv', 'vcard', 'json']), ids: z.array(Id).max(10_000).optional(), filter: Filter.optional(), except: z.array(Id).max(10_000).optional() }),
  ),
};
