import { z } from 'zod';
import { command, query } from '../call.ts';
import { ContactKind, Line, TEXT_MAX } from '../contacts.ts';
import { Currency, Day, type Deal, type DealCard, DealFields, DealLine, AMOUNT_MAX, Month, Outcome, Recurring } from '../deals.ts';
import { DealFilter, DealSort, DealViewDefinition } from '../deal-filters.ts';
import { ZoneName } from '../due.ts';
import { RateText } from '../exchange.ts';
import { FieldValue } from '../fields.ts';
import { Id } from '../ids.ts';
import { Needs, type Pipeline, StageFields, Steps } from '../pipelines.ts';
import { type Done, Seen } from './contacts.ts';
import { NewReminder } from './reminders.ts';

/** What the deals of one currency are worth together, in minor units; weighted is rounded for each deal. */
export interface Sum {
  currency: string;
  amount: number;
  weighted: number;
}

/** How many there are, and what they are worth: of each currency by itself, since amounts of two cannot be added. */
export interface Totals {
  count: number;
  sums: Sum[];
}

export interface BoardColumn extends Totals {
  stageId: Id;
  rows: DealCard[];
  next: string | null;
}

export interface Board {
  columns: BoardColumn[];
  /** Closed since the instant that was asked for. */
  won: Totals;
  lost: Totals;
}

export interface CloseReason {
  id: Id;
  outcome: Outcome;
  /** Of the start, which: a page has the words while there is no name. */
  origin: string;
  name: string;
  retired: boolean;
}

const NewStage = StageFields.partial().extend({ name: Line.min(1), steps: Steps.optional(), needs: Needs.optional() });

export const pipelines = {
  /** In their order, with the retired ones, and each with all its stages. */
  list: query<Pipeline[]>()(z.void()),
  create: command<Done & { id: Id }>()(z.strictObject({ name: Line.min(1), stages: z.array(NewStage).min(1).max(30) })),
  /** Errors: `pipeline-not-found`, `pipeline-in-use` where deals are open in one that is to be retired, `last-pipeline`. */
  update: command<Done>()(z.strictObject({ id: Id, name: Line.min(1).optional(), retired: z.boolean().optional(), after: Id.nullable().optional() })),
  /** At the end. Errors: `pipeline-not-found`. */
  createStage: command<Done & { id: Id }>()(z.strictObject({ pipelineId: Id, stage: NewStage })),
  /** `after` puts it behind another, null in front. `steps` and `needs` are whole lists. Errors: `stage-not-found`. */
  updateStage: command<Done>()(
    z.strictObject({ id: Id, fields: StageFields.partial().optional(), after: Id.nullable().optional(), steps: Steps.optional(), needs: Needs.optional(), seen: Seen.optional() }),
  ),
  /** Takes it out of use, its open deals moved along. Errors: `stage-not-found`, `stage-in-use` where `moveTo` is missing, `last-stage`. */
  retireStage: command<Done & { moved: number }>()(z.strictObject({ id: Id, moveTo: Id.nullable() })),
  reviveStage: command<Done>()(z.strictObject({ id: Id })),
};

export const closeReasons = {
  /** In their order, with the retired ones. */
  list: query<CloseReason[]>()(z.void()),
  create: command<Done & { id: Id }>()(z.strictObject({ outcome: Outcome, name: Line.min(1) })),
  /** Errors: `reason-not-found`. */
  update: command<Done>()(z.strictObject({ id: Id, name: Line.min(1).optional(), retired: z.boolean().optional(), after: Id.nullable().optional() })),
};

const ProductFields = z.strictObject({
  name: Line.min(1),
  /** Such as hour or piece. */
  unit: Line,
  price: z.number().int().min(0).max(AMOUNT_MAX),
  /** What it costs oneself; null for not known. */
  cost: z.number().int().min(0).max(AMOUNT_MAX).nullable(),
  currency: Currency,
  recurring: Recurring,
});
export type ProductFields = z.infer<typeof ProductFields>;

export interface Product extends ProductFields {
  id: Id;
  retired: boolean;
  seen: Record<string, string>;
}

export const products = {
  /** By name, with the retired ones. */
  list: query<Product[]>()(z.void()),
  create: command<Done & { id: Id }>()(ProductFields.partial().required({ name: true, currency: true })),
  /** Errors: `product-not-found`. */
  update: command<Done>()(z.strictObject({ id: Id, fields: ProductFields.partial().optional(), retired: z.boolean().optional(), seen: Seen.optional() })),
  remove: command<Done>()(z.strictObject({ id: Id })),
};

/** From `day` on one of `currency` is worth `rate` of `base`. */
export interface ExchangeRate {
  id: Id;
  currency: string;
  base: string;
  day: string;
  rate: string;
}

export const exchangeRates = {
  /** By currency, the last day first. */
  list: query<ExchangeRate[]>()(z.void()),
  set: command<Done & { id: Id }>()(z.strictObject({ currency: Currency, base: Currency, day: Day, rate: RateText })),
  remove: command<Done>()(z.strictObject({ id: Id })),
};

export interface Target {
  id: Id;
  month: string;
  pipelineId: Id | null;
  memberId: Id | null;
  minor: number;
  currency: string;
}

export const targets = {
  list: query<Target[]>()(z.strictObject({ from: Month, to: Month })),
  /** Null removes it. With `until` of every month up to that one, in one change; of ten years at most. */
  set: command<Done>()(
    z.strictObject({ month: Month, until: Month.optional(), pipelineId: Id.nullable(), memberId: Id.nullable(), currency: Currency, minor: z.number().int().min(0).max(AMOUNT_MAX).nullable() }),
  ),
};

/** Somebody who is there, or a name; of a name nobody has yet a contact is made. */
const Who = z.union([z.strictObject({ id: Id }), z.strictObject({ name: Line.min(1) })]);

const NewDeal = DealFields.omit({ contactId: true, organisationId: true })
  .partial()
  .extend({
    stageId: Id.optional(),
    contact: Who.nullable().optional(),
    organisation: Who.nullable().optional(),
    lines: z.array(DealLine).max(500).optional(),
    tags: z.array(Line.min(1)).max(50).optional(),
    /** What is to be done next about it. */
    next: NewReminder.optional(),
  });
export type NewDeal = z.infer<typeof NewDeal>;

export interface DealView {
  id: Id;
  name: string;
  orderKey: string;
  definition: DealViewDefinition;
}

const Named = z.strictObject({ name: Line.min(1) });

/** What a stage asks for, as somebody fills it in while a deal enters it. */
const FilledIn = z.strictObject({
  fields: DealFields.partial(),
  /** By name: the one of that name, or somebody new. */
  contact: Named.optional(),
  organisation: Named.optional(),
  values: z.array(z.strictObject({ fieldId: Id, value: FieldValue })).max(100),
  /** Somebody new, for fields that hold a contact. */
  newcomers: z.array(z.strictObject({ fieldId: Id, name: Line.min(1), kind: ContactKind })).max(100),
  next: NewReminder.optional(),
});
export type FilledIn = z.infer<typeof FilledIn>;

const limit = z.number().int().min(1).max(200);

export const deals = {
  /** The open deals of a pipeline, the first `limit` of each stage. `now` is for what counts as stalled. Errors: `pipeline-not-found`. */
  board: query<Board>()(z.strictObject({ pipelineId: Id, filter: DealFilter, limit, now: z.number().int(), closedSince: z.number().int() })),
  /** More of one stage. */
  column: query<{ rows: DealCard[]; next: string | null }>()(z.strictObject({ stageId: Id, filter: DealFilter, limit, now: z.number().int(), after: z.string().max(300).optional() })),
  list: query<Totals & { rows: DealCard[]; next: string | null }>()(z.strictObject({ filter: DealFilter, sort: DealSort, limit, now: z.number().int(), after: z.string().max(300).optional() })),
  /** Only how many, and what they are worth. */
  totals: query<Totals>()(z.strictObject({ filter: DealFilter, now: z.number().int() })),
  /** Errors: `deal-not-found`. */
  get: query<Deal>()(z.strictObject({ id: Id })),
  /** Of a contact or of an organisation with its people: the open ones first, then the last closed. */
  ofContact: query<{ rows: DealCard[]; total: number }>()(z.strictObject({ contactId: Id, limit })),
  /** At the top of its stage, without one in the first stage. Errors: `empty-deal`, `contact-not-found`, `stage-not-found`, `deal-needs`, `no-pipeline`. */
  create: command<Done & { id: Id; contactId: Id | null; organisationId: Id | null }>()(NewDeal),
  /** `contact` and `organisation` are put in by name: the one of that name, or somebody new. Errors: `deal-not-found`, `contact-not-found`. */
  update: command<Done>()(z.strictObject({ id: Id, fields: DealFields.partial(), contact: Named.optional(), organisation: Named.optional(), seen: Seen.optional() })),
  /**
   * Into a stage, behind `after`, with null at the top. Errors: `deal-not-found`, `deal-closed`, `stage-not-found`, `stage-retired`,
   * `deal-needs` with `missing`: what the stage asks for and the deal lacks. With `filled` that is filled in by the same change, and
   * those of `update`, `setField` and `plan`.
   */
  move: command<Done>()(z.strictObject({ id: Id, stageId: Id, after: Id.nullable(), filled: FilledIn.optional() })),
  /** Won or lost, with a reason that is there or is made. Errors: `deal-not-found`, `reason-not-found`. */
  close: command<Done & { reminderId: Id | null }>()(
    z.strictObject({
      id: Id,
      outcome: Outcome,
      reason: z.union([z.strictObject({ id: Id }), z.strictObject({ name: Line.min(1) })]).nullable().optional(),
      note: z.string().max(TEXT_MAX).optional(),
      dropReminders: z.boolean().optional(),
      reminder: NewReminder.optional(),
    }),
  ),
  /** Errors: `deal-not-found`, `deal-not-closed`, `stage-not-found`. */
  reopen: command<Done>()(z.strictObject({ id: Id, stageId: Id.optional() })),
  /** Whole lists, in their order; a line without an id is new. */
  setLines: command<Done>()(z.strictObject({ id: Id, lines: z.array(DealLine.extend({ id: Id.optional() })).max(500) })),
  /** What is to be done next about it; about its contact, unless it says about whom. Errors: `deal-not-found`, `contact-not-found`, `bad-rule`. */
  plan: command<Done & { reminderId: Id }>()(z.strictObject({ id: Id, reminder: NewReminder })),
  /** What somebody has to do with it; null takes them out. By name it is the one who is called that, or somebody new. */
  setContact: command<Done>()(
    z.union([z.strictObject({ id: Id, contactId: Id, role: Line.nullable() }), z.strictObject({ id: Id, contact: Named.extend({ kind: ContactKind }), role: Line })]),
  ),
  setCompetitors: command<Done>()(z.strictObject({ id: Id, names: z.array(Line.min(1)).max(50) })),
  setTags: command<Done>()(z.strictObject({ id: Id, tags: z.array(Line.min(1)).max(50) })),
  /** Errors: `step-not-found`. */
  setStep: command<Done>()(z.strictObject({ id: Id, stepId: Id, done: z.boolean() })),
  setField: command<Done>()(z.strictObject({ id: Id, fieldId: Id, value: FieldValue.nullable() })),
  /** With what was planned about it. */
  remove: command<Done>()(z.strictObject({ id: Id })),
  restore: command<Done>()(z.strictObject({ id: Id })),
  /** What may come in by month, from `from` for so many months. */
  forecast: query<Forecast>()(
    z.strictObject({ from: Month, months: z.number().int().min(1).max(36), zone: ZoneName, pipelineId: Id.optional(), ownerId: Id.nullable().optional(), by: z.enum(['all', 'owner', 'pipeline']) }),
  ),
};

/** `key` is the owner or the pipeline that was asked to be told apart; null for nobody's, or for all. */
export interface ForecastRow {
  /** `2026-06`; `before` for open ones that should have closed earlier, `none` for those without a date. */
  month: string;
  key: Id | null;
  currency: string;
  /** Open ones: at their probability, and in full. */
  open: number;
  weighted: number;
  best: number;
  /** Of the open ones those that are counted on. */
  committed: number;
  committedCount: number;
  /** Closed as won in the month. */
  won: number;
  wonCount: number;
}

export interface Forecast {
  rows: ForecastRow[];
}

export const dealViews = {
  list: query<DealView[]>()(z.void()),
  create: command<Done & { id: Id }>()(z.strictObject({ name: Line.min(1), definition: DealViewDefinition })),
  /** Errors: `view-not-found`. */
  update: command<Done>()(z.strictObject({ id: Id, name: Line.min(1).optional(), definition: DealViewDefinition.optional(), after: Id.nullable().optional() })),
  remove: command<Done>()(z.strictObject({ id: Id })),
};
