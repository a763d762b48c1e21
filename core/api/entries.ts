import { z } from 'zod';
import { command, query } from '../call.ts';
import type { DealMove } from '../deals.ts';
import { type Attachment, type Entry, EntryFields, EntryKind } from '../entries.ts';
import { Id } from '../ids.ts';
import { type Done, Seen } from './contacts.ts';

export interface EntryPage {
  rows: Entry[];
  /** Changes of stage that fall among the rows, newest first; where both are of one moment, the entry stands above. */
  moves: DealMove[];
  next: string | null;
}

/** A file that came in by `files.upload`, to hang on an entry. */
export const NewAttachment = z.strictObject({ name: z.string().min(1).max(1_000), type: z.string().max(200), size: z.number().int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type NewAttachment = z.infer<typeof NewAttachment>;

const FilesPage = { limit: z.number().int().min(1).max(200), after: z.string().max(200).optional() };

export const entries = {
  /**
   * Newest first: of one contact (of an organisation with its people), of a deal, or of everybody. The first page of a
   * contact reaches down past the entry `through`, however far that is; one that is not there changes nothing.
   * `moves` asks also, or only, for the changes of stage of a contact's deals: a page then holds `limit` of both together.
   */
  list: query<EntryPage>()(
    z.strictObject({
      contactId: Id.optional(),
      dealId: Id.optional(),
      kinds: z.array(EntryKind).max(8).optional(),
      text: z.string().max(1_000).optional(),
      pinned: z.boolean().optional(),
      moves: z.enum(['too', 'only']).optional(),
      limit: z.number().int().min(1).max(200),
      after: z.string().max(200).optional(),
      through: Id.optional(),
    }),
  ),
  /** Errors: `entry-not-found`. */
  get: query<Entry>()(z.strictObject({ id: Id })),
  /** All files of a contact or of a deal, newest first. */
  files: query<{ rows: (Attachment & { entryId: Id; at: number })[]; next: string | null }>()(
    z.union([z.strictObject({ contactId: Id, ...FilesPage }), z.strictObject({ dealId: Id, ...FilesPage })]),
  ),
  /** With whom, or about which deal: at least one of either. `draftKey` is cleared in the same transaction. */
  create: command<Done & { id: Id }>()(
    EntryFields.partial().extend({
      kind: EntryKind,
      participants: z.array(Id).max(500),
      /** Which deals it is about. */
      deals: z.array(Id).max(50).optional(),
      attachments: z.array(NewAttachment).max(200).optional(),
      draftKey: z.string().max(200).optional(),
    }).refine(({ participants, deals = [] }) => participants.length + deals.length > 0, 'An entry is with somebody, or about a deal.'),
  ),
  update: command<Done>()(
    z.strictObject({ id: Id, fields: EntryFields.partial(), participants: z.array(Id).min(1).max(500).optional(), deals: z.array(Id).max(50).optional(), seen: Seen.optional(), draftKey: z.string().max(200).optional() }),
  ),
  attach: command<Done>()(z.strictObject({ id: Id, attachments: z.array(NewAttachment).min(1).max(200) })),
  detach: command<Done>()(z.strictObject({ attachmentId: Id })),
  remove: command<Done>()(z.strictObject({ id: Id })),
  restore: command<Done>()(z.strictObject({ id: Id })),
};
