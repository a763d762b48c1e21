// What a stage asks for, as somebody fills it in, and what is written of it.
import type { FilledIn } from '../../../../core/api/deals.ts';
import { AMOUNT_MAX } from '../../../../core/deals.ts';
import type { Field, FieldValue } from '../../../../core/fields.ts';
import { Id } from '../../../../core/ids.ts';
import { parseMoney } from '../../../../core/money.ts';
import { CalendarDate } from '../../../../core/partial-date.ts';
import type { Need } from '../../../../core/pipelines.ts';
import type { WorkingHours } from '../../../../core/schedule.ts';
import { NO_STEP } from '../../../deals/new-deal-draft.ts';
import type { NextStep, Who } from '../../../deals/new-deal-draft.ts';
import type { Somebody } from '../../../deals/somebody-field.tsx';
import { NotReadable, textToField } from '../../../field-text.ts';
import { dueOf } from '../../../reminders/when-choice.ts';

export interface Filled {
  contact: Who | null;
  organisation: Who | null;
  amount: string;
  expectedClose: string;
  ownerId: string;
  source: string;
  next: NextStep;
  /** By the id of the field. */
  fields: Readonly<Record<string, string>>;
  /** Those in fields that hold a contact, by the id of the field. */
  people: Readonly<Record<string, Somebody | null>>;
}

export const NOTHING_FILLED: Filled = { contact: null, organisation: null, amount: '', expectedClose: '', ownerId: '', source: '', next: { ...NO_STEP }, fields: {}, people: {} };

export const fieldIdOf = (need: Need): Id | undefined => (need.startsWith('field:') ? Id.safeParse(need.slice('field:'.length)).data : undefined);

interface Ports {
  fields: readonly Field[];
  locale: string;
  currency: string;
  nowMs: number;
  hours: WorkingHours;
}

/** Null while something is missing or cannot be read. */
export function writtenOf(missing: readonly Need[], filled: Filled, { fields, locale, currency, nowMs, hours }: Ports): FilledIn | null {
  const written: FilledIn = { fields: {}, values: [], newcomers: [] };
  for (const need of missing) {
    const fieldId = fieldIdOf(need);
    if (fieldId) {
      const field = fields.find(({ id }) => id === fieldId);
      if (field?.type === 'contact') {
        const who = filled.people[fieldId];
        if (!who) return null;
        if (who.id === null) written.newcomers.push({ fieldId, name: who.name, kind: who.kind });
        else written.values.push({ fieldId, value: { type: 'contact', value: who.id } });
        continue;
      }
      const value = field && readField(filled.fields[fieldId] ?? '', field, locale);
      if (!value) return null;
      written.values.push({ fieldId, value });
      continue;
    }
    switch (need) {
      case 'contact':
      case 'organisation': {
        const who = filled[need];
        if (!who) return null;
        if (who.id === null) written[need] = { name: who.name };
        else written.fields[need === 'contact' ? 'contactId' : 'organisationId'] = who.id;
        break;
      }
      case 'amount': {
        const money = parseMoney(filled.amount, locale, currency);
        if (!money || Math.abs(money.minor) > AMOUNT_MAX) return null;
        Object.assign(written.fields, money);
        break;
      }
      case 'expectedClose': {
        const day = CalendarDate.safeParse(filled.expectedClose).data;
        if (!day) return null;
        written.fields.expectedClose = day;
        break;
      }
      case 'owner': {
        const owner = Id.safeParse(filled.ownerId).data;
        if (!owner) return null;
        written.fields.ownerId = owner;
        break;
      }
      case 'source':
        if (filled.source.trim() === '') return null;
        written.fields.source = filled.source.trim();
        break;
      case 'nextAction': {
        const due = dueOf(filled.next.when, nowMs, hours);
        if (filled.next.purpose.trim() === '' || !due) return null;
        written.next = { purpose: filled.next.purpose.trim(), kind: filled.next.kind, ...due };
        break;
      }
    }
  }
  return written;
}

function readField(text: string, field: Field, locale: string): FieldValue | null {
  try {
    return textToField(text, field, null, locale);
  } catch (error) {
    if (error instanceof NotReadable) return null;
    throw error;
  }
}
