import { z } from 'zod';
import { command, job, query } from '../call.ts';
import { type ContactRef, Line } from '../contacts.ts';
import type { Outcome } from '../deals.ts';
import { Id } from '../ids.ts';
import type { Money } from '../money.ts';
import type { Done, Progress } from './contacts.ts';

/** One change of one field. Values are as a person reads them: names for ids, null for nothing. */
export interface HistoryItem {
  at: number;
  member: string;
  device: string;
  /** Of the change as a whole, such as `contact.updated`. */
  code: string;
  changeId: Id;
  table: string;
  recordId: Id;
  op: 'inserted' | 'updated' | 'removed' | 'restored' | 'erased';
  field: string | null;
  before: string | number | null;
  after: string | number | null;
}

/** Nobody reads more exactly than this how many changes an import made, and to count millions takes seconds. */
export const MOST_COUNTED = 10_000;

/** One thing that somebody did. */
export interface HistoryBatch {
  changeId: Id;
  at: number;
  member: string;
  device: string;
  code: string;
  params: Record<string, unknown>;
  kind: 'do' | 'undo' | 'redo' | 'final';
  undone: boolean;
  /** How many changes, counted up to `MOST_COUNTED`, and the first few contacts they are about. */
  changes: number;
  contacts: ContactRef[];
}

/** An undo that left something as it was, since it was changed by others in the meantime. */
export interface KeptItem {
  table: string;
  id: Id;
  field?: string | undefined;
  reason: 'changed-since' | 'has-dependants' | 'erased';
}

export const history = {
  /** Of a contact, an entry, a reminder or a deal with all its parts, newest first. */
  of: query<{ items: HistoryItem[]; next: string | null }>()(z.strictObject({ id: Id, limit: z.number().int().min(1).max(500), after: z.string().max(100).optional() })),
  /** Of everything, newest first. */
  recent: query<{ batches: HistoryBatch[]; next: string | null }>()(z.strictObject({ limit: z.number().int().min(1).max(200), after: z.string().max(100).optional() })),
  undoState: query<{ undo: { changeId: Id; code: string; params: Record<string, unknown> } | null; redo: { changeId: Id; code: string; params: Record<string, unknown> } | null }>()(
    z.void(),
  ),
  /** The newest thing done here, or a given one. Errors: `nothing-to-undo`, `change-not-found`, `already-undone`, `cannot-undo`. */
  undo: job<Progress, { changeId: Id; code: string; params: Record<string, unknown>; kept: KeptItem[] }>()(z.strictObject({ changeId: Id.optional() })),
  /** Errors: `nothing-to-redo`. */
  redo: job<Progress, { changeId: Id; code: string; params: Record<string, unknown>; kept: KeptItem[] }>()(z.void()),
};

export interface BinItem {
  id: Id;
  record: 'contacts' | 'entries' | 'reminders' | 'deals';
  name: string;
  kind: string;
  /** Whom a reminder or a deal is about. */
  about: string;
  deletedAt: number;
  deletedBy: string;
}

export const bin = {
  /** By the cursor of the page before, or by place. */
  list: query<{ rows: BinItem[]; total: number; next: string | null }>()(
    z.strictObject({ limit: z.number().int().min(1).max(200), after: z.string().max(100).optional(), offset: z.number().int().min(0).optional() }),
  ),
  /** Takes these records out of the bin, or all but these, as one change. What is not in it any more is left out. */
  restore: job<Progress, Done & { restored: number }>()(
    z.union([z.strictObject({ ids: z.array(Id).min(1).max(10_000) }), z.strictObject({ allBut: z.array(Id).max(10_000) })]),
  ),
  /** Removes these for good. What is not in the bin is left out. It cannot be undone. */
  erase: job<Progress, { records: number; files: number }>()(z.strictObject({ ids: z.array(Id).min(1).max(10_000), confirm: z.literal(true) })),
  /** Removes for good what lies in the bin. It cannot be undone. */
  empty: job<Progress, { records: number; files: number }>()(z.strictObject({ confirm: z.literal(true) })),
};

/** What a search finds, best first. */
export interface SearchHits {
  contacts: (ContactRef & { detail: string })[];
  entries: { id: Id; kind: string; at: number; subject: string; excerpt: string; contact: ContactRef | null; deal: { id: Id; title: string } | null }[];
  deals: { id: Id; title: string; outcome: Outcome | null; amount: Money | null; contact: ContactRef | null; organisation: ContactRef | null }[];
}

export const search = {
  /** Contacts by name, address, number, organisation, town; entries by their words; deals by theirs and by who they are with. */
  find: query<SearchHits>()(z.strictObject({ text: Line, contacts: z.number().int().min(0).max(100), entries: z.number().int().min(0).max(100), deals: z.number().int().min(0).max(100).optional(), kind: z.enum(['person', 'organisation']).optional() })),
  /** Last opened, newest first. */
  recent: query<ContactRef[]>()(z.void()),
  opened: command<void>()(z.strictObject({ id: Id })),
};
