// What stands in the form of a new deal, which outlives a crash.
import { z } from 'zod';
import type { NewDeal } from '../../core/api/deals.ts';
import { ContactKind } from '../../core/contacts.ts';
import { parseDealLine } from '../../core/deal-line.ts';
import type { ReadDealLine } from '../../core/deal-line.ts';
import { AMOUNT_MAX } from '../../core/deals.ts';
import { Id } from '../../core/ids.ts';
import { parseMoney } from '../../core/money.ts';
import type { Money } from '../../core/money.ts';
import { CalendarDate } from '../../core/partial-date.ts';
import { ReminderKind } from '../../core/reminders.ts';
import type { WorkingHours } from '../../core/schedule.ts';
import { dueOf } from '../reminders/when-choice.ts';
import type { NewDealPrefill } from './intent.ts';

/** Somebody who is there, or the name of somebody who is not yet. */
export const Who = z.union([z.object({ id: Id, kind: ContactKind, name: z.string(), photo: z.string().nullable(), hidden: z.boolean() }), z.object({ id: z.null(), name: z.string().max(1_000) })]);
export type Who = z.infer<typeof Who>;

export const NextStep = z.object({
  purpose: z.string().max(1_000),
  kind: ReminderKind,
  when: z.union([z.object({ preset: z.enum(['tomorrow', 'inThreeDays', 'nextWeek', 'inTwoWeeks']) }), z.object({ on: z.string().max(20), at: z.string().max(20) })]),
});
export type NextStep = z.infer<typeof NextStep>;

export const NO_STEP: NextStep = { purpose: '', kind: 'call', when: { preset: 'tomorrow' } };

export const TypedDeal = z.object({
  line: z.string().max(1_000),
  /** Parts of the line that somebody took back. */
  dismissed: z.array(z.string().max(1_000)).max(50),
  /** Undefined goes by the line; null is nobody. */
  contact: Who.nullable().optional(),
  organisation: Who.nullable().optional(),
  /** Undefined goes by the line. */
  value: z.string().max(100).optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  stageId: Id.nullable(),
  expectedClose: z.string().max(20),
  source: z.string().max(1_000),
  ownerId: Id.nullable(),
  probability: z.string().max(10),
  committed: z.boolean(),
  tags: z.array(z.string().max(1_000)).max(50),
  next: NextStep,
  notes: z.string().max(100_000),
});
export type TypedDeal = z.infer<typeof TypedDeal>;

export const emptyDeal = (prefill: NewDealPrefill, me: Id, currency: string, contact: Who | undefined, organisation: Who | undefined): TypedDeal => ({
  line: prefill.title ?? '',
  dismissed: [],
  ...(contact ? { contact } : {}),
  ...(organisation ? { organisation } : {}),
  currency,
  stageId: prefill.stageId ?? null,
  expectedClose: '',
  source: '',
  ownerId: me,
  probability: '',
  committed: false,
  tags: [],
  next: NO_STEP,
  notes: '',
});

/** Each contact has a draft of its own. */
export const dealDraftKey = ({ contactId, organisationId }: NewDealPrefill): string => `deal-with:${contactId ?? organisationId ?? 'nobody'}`;

/** Empty where nothing was typed; which stage it is for is no typing. */
export function dealDraftText(typed: TypedDeal, begun: TypedDeal): string {
  return JSON.stringify({ ...typed, stageId: null }) === JSON.stringify({ ...begun, stageId: null }) ? '' : JSON.stringify(typed);
}

/** Null for what this version cannot read. */
export function readDealDraft(text: string): TypedDeal | null {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return null;
  }
  return TypedDeal.safeParse(stored).data ?? null;
}

/** Whether something stands in the part that is folded at first. */
export function saysMore(typed: TypedDeal, begun: TypedDeal): boolean {
  return (['source', 'ownerId', 'probability', 'committed', 'notes'] as const).some((field) => typed[field] !== begun[field]) || typed.tags.length > 0 || typed.next.purpose !== '';
}

/** The line as it is understood. */
export const lineOf = (typed: TypedDeal, locale: string): ReadDealLine => parseDealLine(typed.line, { locale, currency: typed.currency }, typed.dismissed);

/** What it is worth: as typed in its field, else as the line says; undefined for what is no amount. */
export function valueOf(typed: TypedDeal, read: ReadDealLine, locale: string): Money | null | undefined {
  if (typed.value === undefined) return read.amount;
  if (typed.value.trim() === '') return null;
  const money = parseMoney(typed.value, locale, typed.currency);
  return money && Math.abs(money.minor) <= AMOUNT_MAX ? money : undefined;
}

/** Undefined for what is no whole number of percent. */
export function percentOf(text: string): number | null | undefined {
  const typed = text.trim().replace(/\s*%$/, '');
  if (typed === '') return null;
  return /^\d{1,3}$/.test(typed) && Number(typed) <= 100 ? Number(typed) : undefined;
}

export interface Understood {
  title: string;
  contact: Who | null;
  organisation: Who | null;
  amount: Money | null;
  probability: number | null;
}

/** What is sent to make it. */
export function newDealOf(typed: TypedDeal, { title, contact, organisation, amount, probability }: Understood, nowMs: number, hours: WorkingHours): NewDeal {
  const due = typed.next.purpose.trim() === '' ? null : dueOf(typed.next.when, nowMs, hours);
  const who = (of: Who | null) => (of === null ? null : of.id === null ? { name: of.name } : { id: of.id });
  return {
    title,
    ...(typed.stageId ? { stageId: typed.stageId } : {}),
    contact: who(contact),
    organisation: who(organisation),
    minor: amount?.minor ?? null,
    currency: amount?.currency ?? typed.currency,
    expectedClose: CalendarDate.safeParse(typed.expectedClose).data ?? '',
    ownerId: typed.ownerId,
    probability,
    committed: typed.committed,
    source: typed.source.trim(),
    notes: typed.notes,
    tags: typed.tags,
    ...(due ? { next: { purpose: typed.next.purpose.trim(), kind: typed.next.kind, ...due } } : {}),
  };
}
