import { z } from 'zod';
import { command, job, query } from '../call.ts';
import { ContactFields, type ContactKind, type ContactRef, Line, type Part, PartName } from '../contacts.ts';
import { FieldValue } from '../fields.ts';
import { Filter, Selection, Sort } from '../filters.ts';
import { Id } from '../ids.ts';

/** The version of each field of a form, as it was loaded: stamps as text. */
export const Seen = z.record(z.string().max(40), z.string().regex(/^[0-9a-f]{34}$/));
export type Seen = z.infer<typeof Seen>;

/** One line of the list. */
export interface ContactRow {
  id: Id;
  kind: ContactKind;
  name: string;
  photo: string | null;
  organisation: { id: Id; name: string; title: string } | null;
  email: string;
  phone: string;
  city: string;
  tags: { id: Id; name: string; colour: number }[];
  roles: string[];
  status: string;
  source: string;
  owner: { id: Id; name: string } | null;
  birthday: string | null;
  createdAt: number;
  lastContactAt: number | null;
  /** Values of the custom fields that were asked for, by the field's id. */
  custom: Record<string, FieldValue | null>;
  /** Versions of the fields that can be edited in a cell: status, source, ownerId, organisationName, and the primary email and phone rows by `email`, `phone`. */
  seen: Seen;
  emailId: Id | null;
  phoneId: Id | null;
}

/** Everything about one contact except its timeline. */
export interface ContactDetail extends ContactFields {
  id: Id;
  name: string;
  createdAt: number;
  lastContactAt: number | null;
  owner: { id: Id; name: string } | null;
  emails: Part<'emails'>[];
  phones: Part<'phones'>[];
  addresses: Part<'addresses'>[];
  links: Part<'links'>[];
  dates: Part<'dates'>[];
  facts: Part<'facts'>[];
  affiliations: Part<'affiliations'>[];
  relations: Part<'relations'>[];
  /** Others who name this contact in a relation. */
  relatedFrom: { id: Id; kind: string; from: ContactRef }[];
  roles: string[];
  tags: { id: Id; name: string; colour: number }[];
  /** By the field's id. */
  custom: Record<string, FieldValue>;
  /** Of an organisation: how many people belong to it; the first of them. `people` pages through the rest. */
  peopleCount: number;
  people: { contact: ContactRef; title: string; affiliationId: Id; endedOn: string | null }[];
  /** Entries by kind, for the filter above the timeline; with `all` and `pinned`, and beside them `moves`, the changes of stage of its deals. */
  entryCounts: Record<string, number>;
  /** Contacts that were merged into this one. */
  mergedFrom: { id: Id; name: string }[];
  /** Two values were written without knowing of each other. */
  conflicts: Conflict[];
  /** In the bin. */
  hidden: boolean;
  /** The version of each field above, by its name. */
  seen: Seen;
}

export interface Conflict {
  table: string;
  recordId: Id;
  field: string;
  current: { value: unknown; stamp: string };
  others: { value: unknown; stamp: string }[];
}

export interface ContactPage {
  rows: ContactRow[];
  /** Where the next page begins, or null at the end. */
  next: string | null;
}

/** What was changed, for a toast with Undo. */
export interface Done {
  changeId: Id;
}

const NewPart = <Shape extends z.ZodRawShape>(shape: Shape) => z.array(z.strictObject(shape)).max(200).optional();

export const NewContact = ContactFields.partial().extend({
  kind: ContactFields.shape.kind,
  /** A name in one line, taken apart where the parts are not given. */
  fullName: Line.optional(),
  emails: NewPart({ label: Line.optional(), address: Line.min(1) }),
  phones: NewPart({ label: Line.optional(), number: Line.min(1) }),
  organisation: z.union([z.strictObject({ id: Id, title: Line.optional() }), z.strictObject({ name: Line.min(1), title: Line.optional() })]).optional(),
  roles: z.array(Line.min(1)).max(50).optional(),
  tags: z.array(Line.min(1)).max(200).optional(),
});
export type NewContact = z.input<typeof NewContact>;

/** Tags are named; those that do not exist yet are made. An empty value empties the field. */
export const BulkChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tag'), add: z.array(Line.min(1)).max(50), remove: z.array(Line.min(1)).max(50) }),
  z.strictObject({ kind: z.literal('role'), add: z.array(Line.min(1)).max(50), remove: z.array(Line.min(1)).max(50) }),
  z.strictObject({ kind: z.literal('set'), field: z.enum(['status', 'source', 'preferredChannel', 'language']), value: Line }),
  z.strictObject({ kind: z.literal('owner'), memberId: Id.nullable() }),
  z.strictObject({ kind: z.literal('custom'), fieldId: Id, value: FieldValue.nullable() }),
  z.strictObject({ kind: z.literal('delete') }),
]);
export type BulkChange = z.infer<typeof BulkChange>;

export interface BulkPreview {
  /** How many contacts are chosen, and of them how many would change. */
  selected: number;
  changing: number;
  /** The first few, with what they have and would get. */
  samples: { contact: ContactRef; before: string; after: string }[];
}

export interface Progress {
  done: number;
  total: number;
}

/** Where two contacts differ, for choosing. */
export interface MergePreview {
  contacts: [ContactDetail, ContactDetail];
  /** Fields that have different values in both. */
  differing: string[];
}

/** Fields of free text whose values come again and again. */
export const KnownValueField = z.enum(['status', 'source', 'language', 'role', 'city', 'country']);
export type KnownValueField = z.infer<typeof KnownValueField>;

export const contacts = {
  /** Rows by keyset (`after`) or by place (`offset`), at most 200. */
  list: query<ContactPage>()(
    z.strictObject({
      filter: Filter,
      sort: Sort,
      limit: z.number().int().min(1).max(200),
      after: z.string().max(2_000).optional(),
      offset: z.number().int().min(0).optional(),
      /** Custom fields to come along, by id. */
      fields: z.array(Id).max(30).optional(),
    }),
  ),
  count: query<{ total: number }>()(z.strictObject({ filter: Filter })),
  /** The ids of a stretch of the list, for Shift+click: at most 10,000. */
  ids: query<{ ids: Id[] }>()(z.strictObject({ filter: Filter, sort: Sort, from: z.number().int().min(0), to: z.number().int().min(0) })),
  /** Errors: `contact-not-found`. Follows merges. */
  get: query<ContactDetail>()(z.strictObject({ id: Id })),
  people: query<{ rows: ContactDetail['people']; next: string | null }>()(z.strictObject({ organisationId: Id, after: z.string().max(200).optional(), limit: z.number().int().min(1).max(200) })),
  /** Contacts with a like name, address or number: before a new one is made. */
  similar: query<ContactRef[]>()(z.strictObject({ fullName: Line.optional(), email: Line.optional(), phone: Line.optional() })),
  /** What such a field already holds somewhere, the commonest first, at most 100: for offering it again. */
  values: query<string[]>()(z.strictObject({ field: KnownValueField })),
  create: command<Done & { id: Id }>()(NewContact),
  /** Errors: `contact-not-found`. */
  update: command<Done>()(z.strictObject({ id: Id, fields: ContactFields.partial(), seen: Seen.optional() })),
  /** Adds an e-mail address, a phone and so on. `organisationName` makes or finds the organisation of an affiliation. */
  addPart: command<Done & { id: Id }>()(
    z.strictObject({ contactId: Id, part: PartName, values: z.record(z.string(), z.unknown()), organisationName: Line.optional(), primary: z.boolean().optional() }),
  ),
  updatePart: command<Done>()(
    z.strictObject({ part: PartName, id: Id, values: z.record(z.string(), z.unknown()), seen: Seen.optional(), organisationName: Line.optional() }),
  ),
  removePart: command<Done>()(z.strictObject({ part: PartName, id: Id })),
  setRoles: command<Done>()(z.strictObject({ id: Id, roles: z.array(Line.min(1)).max(50) })),
  setTags: command<Done>()(z.strictObject({ id: Id, tags: z.array(Line.min(1)).max(200) })),
  setCustom: command<Done>()(z.strictObject({ id: Id, fieldId: Id, value: FieldValue.nullable() })),
  remove: command<Done>()(z.strictObject({ id: Id })),
  restore: command<Done>()(z.strictObject({ id: Id })),
  bulkPreview: query<BulkPreview>()(z.strictObject({ selection: Selection, change: BulkChange })),
  bulk: job<Progress, Done & { changed: number }>()(z.strictObject({ selection: Selection, change: BulkChange })),
  mergePreview: query<MergePreview>()(z.strictObject({ a: Id, b: Id })),
  /** `take` names the fields whose value comes from the loser, custom ones by their id. Errors: `contact-not-found`, `same-contact`, `different-kinds`. */
  merge: command<Done>()(z.strictObject({ winner: Id, loser: Id, take: z.array(z.string().max(40)).max(60) })),
  /** Chooses between two values; the others stay in history. */
  resolveConflict: command<Done>()(z.strictObject({ table: z.string().max(40), recordId: Id, field: z.string().max(40), stamp: z.string().regex(/^[0-9a-f]{34}$/) })),
  /** Removes a person for good, here and wherever sync reaches. It cannot be undone. */
  erase: command<{ records: number; files: number }>()(z.strictObject({ id: Id, confirm: z.literal(true) })),
};
