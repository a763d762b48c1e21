// The neutral shape of one deal between a file and the database: every importer yields it, every exporter takes it.
// Absent means unknown; no text is ever empty but the title and a role.
import { z } from 'zod';
import { CardCustom } from './contact-card.ts';
import { Line, TEXT_MAX } from './contacts.ts';
import { AMOUNT_MAX, Currency, Day, DealLine, Outcome } from './deals.ts';

const some = Line.min(1);
const Instant = z.iso.datetime();
const Minor = z.int().min(-AMOUNT_MAX).max(AMOUNT_MAX);

/** Somebody as a file names them: by what it calls them, their address, and by their own identity in it. */
export const SheetWho = z.strictObject({
  name: some.optional(),
  email: some.optional(),
  /** The identity that Kith gave. */
  uid: some.optional(),
  /** What an import of the same program's contacts remembers them by. */
  key: some.optional(),
  /** Of people: what they have to do with the deal. */
  role: some.optional(),
});
export type SheetWho = z.infer<typeof SheetWho>;

const SheetLine = DealLine.omit({ productId: true }).extend({ product: some.optional() });

export const DealSheet = z.strictObject({
  uid: some.optional(),
  /** The stable key of this row in its source. */
  sourceKey: some,
  title: Line,
  /** Without one it is the pipeline that a profile begins with. */
  pipeline: some.optional(),
  stage: some.optional(),
  /** Absent for open. */
  outcome: Outcome.optional(),
  amount: z.strictObject({ minor: Minor, currency: Currency }).optional(),
  /** Where the amount is the sum of these. */
  lines: z.array(SheetLine).max(500).optional(),
  probability: z.int().min(0).max(100).optional(),
  committed: z.literal(true).optional(),
  expectedClose: Day.optional(),
  createdAt: Instant.optional(),
  closedAt: Instant.optional(),
  reason: some.optional(),
  reasonNote: z.string().min(1).max(TEXT_MAX).optional(),
  /** The first is whom it is with, first of all. */
  contacts: z.array(SheetWho),
  organisation: SheetWho.optional(),
  /** A name or an e-mail address. */
  owner: some.optional(),
  source: some.optional(),
  competitors: z.array(some),
  tags: z.array(some),
  /** Markdown. */
  notes: z.string().min(1).max(TEXT_MAX).optional(),
  custom: z.array(CardCustom),
  /** Where it was from when on, the first where it was made. */
  history: z.array(z.strictObject({ pipeline: some.optional(), stage: some, outcome: Outcome.optional(), at: Instant })).optional(),
  /** Identities of entries of the timeline that are about it. */
  entries: z.array(some).optional(),
});
export type DealSheet = z.infer<typeof DealSheet>;

/** A pipeline as a file tells of it: its stages in their order. */
export const PipelineSheet = z.strictObject({
  name: some.optional(),
  stages: z.array(z.strictObject({ name: some, probability: z.int().min(0).max(100).optional() })).max(1_000),
});
export type PipelineSheet = z.infer<typeof PipelineSheet>;

export const emptySheet = (): DealSheet => ({ sourceKey: '', title: '', contacts: [], competitors: [], tags: [], custom: [] });
