import { z } from 'zod';
import { command, query } from '../call.ts';
import { Line } from '../contacts.ts';
import { type Field, FieldRecord, FieldType } from '../fields.ts';
import { ViewDefinition } from '../filters.ts';
import { Id } from '../ids.ts';
import type { Done } from './contacts.ts';

export interface Tag {
  id: Id;
  name: string;
  /** 0 to 11: which of the chart and avatar colours. */
  colour: number;
  count: number;
}

export const tags = {
  list: query<Tag[]>()(z.void()),
  create: command<Done & { id: Id }>()(z.strictObject({ name: Line.min(1), colour: z.number().int().min(0).max(11).optional() })),
  update: command<Done>()(z.strictObject({ id: Id, name: Line.min(1).optional(), colour: z.number().int().min(0).max(11).optional() })),
  remove: command<Done>()(z.strictObject({ id: Id })),
};

export const fields = {
  /** With the retired ones, in their order. */
  list: query<Field[]>()(z.void()),
  create: command<Done & { id: Id }>()(
    z.strictObject({ record: FieldRecord, name: Line.min(1), type: FieldType, currency: z.string().regex(/^[A-Z]{3}$/).optional(), choices: z.array(Line.min(1)).max(500).optional() }),
  ),
  update: command<Done>()(
    z.strictObject({
      id: Id,
      name: Line.min(1).optional(),
      currency: z.string().regex(/^[A-Z]{3}$/).optional(),
      retired: z.boolean().optional(),
      /** Puts it behind this one; null puts it first. */
      after: Id.nullable().optional(),
      /** The whole list in its order; one without an id is new; one left out is retired. */
      choices: z.array(z.strictObject({ id: Id.optional(), name: Line.min(1) })).max(500).optional(),
    }),
  ),
};

export interface View {
  id: Id;
  name: string;
  definition: ViewDefinition;
  orderKey: string;
}

export const views = {
  list: query<View[]>()(z.strictObject({ record: z.literal('contacts') })),
  create: command<Done & { id: Id }>()(z.strictObject({ record: z.literal('contacts'), name: Line.min(1), definition: ViewDefinition })),
  update: command<Done>()(z.strictObject({ id: Id, name: Line.min(1).optional(), definition: ViewDefinition.optional(), after: Id.nullable().optional() })),
  remove: command<Done>()(z.strictObject({ id: Id })),
};

export const members = {
  list: query<{ id: Id; name: string; email: string; isMe: boolean }[]>()(z.void()),
  update: command<Done>()(z.strictObject({ id: Id, name: Line, email: Line.optional() })),
};
