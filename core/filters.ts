import { z } from 'zod';
import { ContactKind, Line } from './contacts.ts';
import { Id } from './ids.ts';

/** What a list of contacts may be asked; every condition must hold. */
export const Condition = z.discriminatedUnion('field', [
  z.strictObject({ field: z.literal('kind'), is: ContactKind }),
  z.strictObject({ field: z.literal('name'), op: z.enum(['is', 'contains']), value: Line }),
  z.strictObject({ field: z.literal('email'), op: z.literal('is'), value: Line }),
  /** In any spelling: by the profile's country. */
  z.strictObject({ field: z.literal('phone'), op: z.literal('is'), value: Line }),
  z.strictObject({ field: z.literal('tag'), op: z.enum(['has', 'hasNot']), tagId: Id }),
  z.strictObject({ field: z.literal('role'), op: z.enum(['has', 'hasNot']), role: Line }),
  z.strictObject({ field: z.literal('status'), op: z.enum(['is', 'isNot']), value: Line }),
  z.strictObject({ field: z.literal('source'), op: z.enum(['is', 'isNot']), value: Line }),
  z.strictObject({ field: z.literal('language'), op: z.enum(['is', 'isNot']), value: Line }),
  z.strictObject({ field: z.literal('owner'), op: z.enum(['is', 'isNot']), memberId: Id.nullable() }),
  z.strictObject({ field: z.literal('organisation'), organisationId: Id }),
  z.strictObject({ field: z.literal('city'), op: z.enum(['is', 'contains']), value: Line }),
  z.strictObject({ field: z.literal('country'), op: z.literal('is'), value: Line }),
  /** An instant in milliseconds; `never` is true of contacts without any entry. */
  z.strictObject({ field: z.literal('lastContact'), op: z.enum(['before', 'after', 'never']), at: z.number().int().optional() }),
  z.strictObject({ field: z.literal('created'), op: z.enum(['before', 'after']), at: z.number().int() }),
  z.strictObject({ field: z.literal('has'), what: z.enum(['email', 'phone', 'address', 'birthday']), is: z.boolean() }),
  z.strictObject({
    field: z.literal('custom'),
    fieldId: Id,
    op: z.enum(['is', 'isNot', 'contains', 'atLeast', 'atMost', 'empty', 'notEmpty']),
    /** Text, number, minor units, date, yes (true) or no, the id of a choice or a contact. */
    value: z.union([z.string().max(1_000), z.number(), z.boolean()]).optional(),
  }),
  /** Words that full text finds. */
  z.strictObject({ field: z.literal('text'), words: Line }),
]);
export type Condition = z.infer<typeof Condition>;

export const Filter = z.array(Condition).max(30);
export type Filter = z.infer<typeof Filter>;

export const Sort = z.strictObject({
  by: z.union([z.enum(['name', 'lastContact', 'created', 'organisation', 'city', 'email', 'status', 'owner', 'birthday']), z.strictObject({ fieldId: Id })]),
  descending: z.boolean(),
});
export type Sort = z.infer<typeof Sort>;

/** Which contacts a bulk act is for: these, or all that match but these. */
export const Selection = z.union([z.strictObject({ ids: z.array(Id).max(10_000) }), z.strictObject({ filter: Filter, except: z.array(Id).max(10_000) })]);
export type Selection = z.infer<typeof Selection>;

/** A list that somebody keeps. Columns are ids such as `name`, `organisation`, `tags`, `lastContact`, or `field:ID`. */
export const ViewDefinition = z.strictObject({
  filter: Filter,
  sort: Sort,
  columns: z.array(z.strictObject({ id: z.string().max(100), width: z.number().int().min(40).max(1_200).optional() })).max(60),
});
export type ViewDefinition = z.infer<typeof ViewDefinition>;
