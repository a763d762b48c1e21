import { z } from 'zod';
import { LINE_MAX, Line, PartialDateText, TEXT_MAX } from './contacts.ts';
import { Id } from './ids.ts';

export const FieldType = z.enum(['text', 'longText', 'number', 'money', 'date', 'yesNo', 'choice', 'choices', 'link', 'contact']);
export type FieldType = z.infer<typeof FieldType>;

/** Which records have the field. */
export const FieldRecord = z.enum(['person', 'organisation', 'contact', 'deal']);
export type FieldRecord = z.infer<typeof FieldRecord>;

export const Choice = z.strictObject({ id: Id, name: Line.min(1), retired: z.boolean() });
export type Choice = z.infer<typeof Choice>;

export interface Field {
  id: Id;
  record: FieldRecord;
  name: string;
  type: FieldType;
  /** Of money: what new values are in. */
  currency: string;
  orderKey: string;
  retired: boolean;
  choices: Choice[];
  seen: Record<string, string>;
}

/** A value of a custom field, by the field's type. Absent is null. Choices are ids. Money is minor units. */
export const FieldValue = z.union([
  z.strictObject({ type: z.enum(['text', 'link']), value: z.string().max(LINE_MAX) }),
  z.strictObject({ type: z.literal('longText'), value: z.string().max(TEXT_MAX) }),
  z.strictObject({ type: z.literal('number'), value: z.number() }),
  z.strictObject({ type: z.literal('money'), value: z.strictObject({ minor: z.number().int(), currency: z.string().regex(/^[A-Z]{3}$/) }) }),
  z.strictObject({ type: z.literal('date'), value: PartialDateText }),
  z.strictObject({ type: z.literal('yesNo'), value: z.boolean() }),
  z.strictObject({ type: z.literal('choice'), value: Id }),
  z.strictObject({ type: z.literal('choices'), value: z.array(Id).max(500) }),
  z.strictObject({ type: z.literal('contact'), value: Id }),
]);
export type FieldValue = z.infer<typeof FieldValue>;
