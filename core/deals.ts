import { z } from 'zod';
import { type ContactRef, Line, TEXT_MAX } from './contacts.ts';
import type { FieldValue } from './fields.ts';
import { Id } from './ids.ts';
import type { Money } from './money.ts';
import { CalendarDate } from './partial-date.ts';

/** The most that a deal or a line may be worth, in minor units: sums of 100,000 such stay exact in the database. */
export const AMOUNT_MAX = 10_000_000_000_000;

export const Currency = z.string().regex(/^[A-Z]{3}$/);
const Amount = z.number().int().min(-AMOUNT_MAX).max(AMOUNT_MAX);

/** A day of the calendar: `2026-06-19`. */
export const Day = z.string().refine((text) => CalendarDate.safeParse(text).success, 'A day is YYYY-MM-DD.');

/** `2026-06`. */
export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

export const Outcome = z.enum(['won', 'lost']);
export type Outcome = z.infer<typeof Outcome>;

/** What somebody has to do with a deal; a person may write any other. */
export const DEAL_ROLES = ['decides', 'uses', 'pays', 'advises'] as const;

/** How often something is paid again, as an ISO 8601 duration; empty for once. */
export const Recurring = z.enum(['', 'P1M', 'P3M', 'P1Y']);
export type Recurring = z.infer<typeof Recurring>;

export const DealFields = z.strictObject({
  title: Line,
  /** Whom it is with, first of all. */
  contactId: Id.nullable(),
  organisationId: Id.nullable(),
  ownerId: Id.nullable(),
  /** What it is worth in one sum; lines win over it. Null for not known yet. */
  minor: Amount.nullable(),
  currency: Currency,
  /** A day, or empty. */
  expectedClose: z.union([z.literal(''), Day]),
  /** In percent; null goes by the stage. */
  probability: z.number().int().min(0).max(100).nullable(),
  /** Counted on, whatever the stage says. */
  committed: z.boolean(),
  source: Line,
  /** Markdown. */
  notes: z.string().max(TEXT_MAX),
});
export type DealFields = z.infer<typeof DealFields>;

/** One amount of a deal. */
export const DealLine = z.strictObject({
  productId: Id.nullable(),
  text: Line,
  /** In thousandths: 2.5 hours are 2500. */
  quantity: z.number().int().min(0).max(1_000_000_000),
  /** Of one unit, in minor units of the deal's currency. */
  price: Amount,
  /** In hundredths of a percent: 10 % is 1000. */
  discount: z.number().int().min(0).max(10_000),
  recurring: Recurring,
  /** How many times it is paid; 1 of what is paid once. */
  times: z.number().int().min(1).max(1_200),
});
export type DealLine = z.infer<typeof DealLine>;

type Amounts = Pick<DealLine, 'quantity' | 'price' | 'discount' | 'times'>;

/** What a line is worth in minor units. Each payment is rounded, half away from zero, as an invoice would. */
export function lineAmount({ quantity, price, discount, times }: Amounts): number {
  const thousandths = BigInt(quantity) * BigInt(price) * BigInt(10_000 - discount);
  const payment = roundedQuotient(thousandths, 10_000_000n);
  return clamped(payment * BigInt(times));
}

/** What a deal with these lines is worth. */
export function linesAmount(lines: readonly Amounts[]): number {
  return clamped(lines.reduce((sum, line) => sum + BigInt(lineAmount(line)), 0n));
}

function roundedQuotient(value: bigint, by: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const rounded = (2n * magnitude + by) / (2n * by);
  return value < 0n ? -rounded : rounded;
}

function clamped(value: bigint): number {
  const most = BigInt(AMOUNT_MAX);
  return Number(value > most ? most : value < -most ? -most : value);
}

/** How a deal stands with the next step: planned, overdue, none yet, or none for as long as its stage allows. */
export type Attention = 'planned' | 'overdue' | 'none' | 'stalled';

/** A deal on a board or in a list. */
export interface DealCard {
  id: Id;
  title: string;
  stageId: Id;
  orderKey: string;
  contact: ContactRef | null;
  organisation: ContactRef | null;
  owner: { id: Id; name: string } | null;
  /** Null where nobody has said what it is worth. */
  amount: Money | null;
  probability: number;
  committed: boolean;
  expectedClose: string;
  outcome: Outcome | null;
  closedAt: number | null;
  createdAt: number;
  /** When it came to its stage. */
  stageAt: number;
  /** When something last happened with it. */
  touchedAt: number;
  next: { id: Id; kind: string; purpose: string; due: string; zone: string } | null;
  /** Days without a next action after which its stage calls it stalled; null for never. */
  staleDays: number | null;
  tags: { id: Id; name: string; colour: number }[];
}

/** Everything about a deal. */
export interface Deal extends DealCard {
  pipelineId: Id;
  source: string;
  notes: string;
  /** Its own, where it has one. */
  ownProbability: number | null;
  minor: number | null;
  currency: string;
  lines: (DealLine & { id: Id; product: string; amount: number })[];
  contacts: { contact: ContactRef; role: string }[];
  competitors: string[];
  /** Steps of its stage. */
  steps: { id: Id; text: string; doneAt: number | null }[];
  reason: { id: Id; name: string; origin: string } | null;
  reasonNote: string;
  /** By the id of the field. */
  fields: Record<string, FieldValue>;
  /** The version of each field, by its name. */
  seen: Record<string, string>;
  /** Where it was and for how long: from its making until now, or until it was closed, without a gap. */
  history: StageStay[];
  /** How many reminders about it are open. */
  openReminders: number;
  /** Entries of its timeline by kind, with `all` and `pinned`. */
  entryCounts: Record<string, number>;
}

export interface StageStay {
  stageId: Id;
  from: number;
  /** Null for still. */
  to: number | null;
  /** How it left: moved on, or closed. */
  outcome: Outcome | null;
}

/** What a change of stage was: the first of a deal adds it, one after a close opens it again. */
export type MoveKind = 'added' | 'moved' | 'reopened' | Outcome;

/** `before` is how the deal stood after the change before; undefined where there was none. */
export function moveKind(before: Outcome | null | undefined, outcome: Outcome | null): MoveKind {
  if (outcome !== null) return outcome;
  if (before === undefined) return 'added';
  return before === null ? 'moved' : 'reopened';
}

/** A change of stage as a timeline shows it. */
export interface DealMove {
  id: Id;
  at: number;
  kind: MoveKind;
  deal: { id: Id; title: string };
  /** Where it was before, of one that moved. */
  from: StageName | null;
  /** Where it is after. */
  to: StageName | null;
  member: { id: Id; name: string } | null;
}

/** Without a name, one of the start is called by the reader's language. */
export interface StageName {
  name: string;
  origin: string;
}

export interface Move {
  stageId: Id;
  outcome: Outcome | null;
  at: number;
}

/**
 * The stays that changes tell of, in their order. What came after a close and before it was opened again is nobody's
 * stay. Two people may move a deal without knowing of each other: the last counts.
 */
export function stays(moves: readonly Move[]): StageStay[] {
  const found: StageStay[] = [];
  let open: StageStay | undefined;
  for (const { stageId, outcome, at } of [...moves].sort((a, b) => a.at - b.at)) {
    if (open?.stageId === stageId && outcome === null) continue;
    if (open) {
      open.to = at;
      open.outcome = outcome;
      if (open.stageId !== stageId && outcome !== null) found.push({ stageId, from: at, to: at, outcome });
      open = undefined;
    }
    if (outcome === null) found.push((open = { stageId, from: at, to: null, outcome: null }));
  }
  return found;
}
