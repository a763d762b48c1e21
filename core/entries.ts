import { z } from 'zod';
import { type ContactRef, Line, TEXT_MAX } from './contacts.ts';
import { Id } from './ids.ts';

export const EntryKind = z.enum(['note', 'call', 'email', 'meeting', 'message', 'letter', 'visit', 'file']);
export type EntryKind = z.infer<typeof EntryKind>;

/** How a call ended; a person may write any other. */
export const OUTCOMES = ['reached', 'noAnswer', 'leftMessage', 'busy', 'wrongNumber'] as const;

export const EntryFields = z.strictObject({
  kind: EntryKind,
  /** Milliseconds since 1970, UTC. */
  at: z.number().int().min(-8_640_000_000_000_000).max(8_640_000_000_000_000),
  direction: z.enum(['in', 'out']).nullable(),
  outcome: Line,
  minutes: z.number().int().min(0).max(100_000).nullable(),
  subject: Line,
  /** Markdown. */
  body: z.string().max(TEXT_MAX),
  pinned: z.boolean(),
});
export type EntryFields = z.infer<typeof EntryFields>;

export interface Attachment {
  id: Id;
  name: string;
  type: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  hash: string;
}

/** One entry of a timeline as a screen gets it. */
export interface Entry extends EntryFields {
  id: Id;
  member: { id: Id; name: string } | null;
  participants: ContactRef[];
  /** Which deals it is about. */
  deals: { id: Id; title: string }[];
  attachments: Attachment[];
  seen: Record<string, string>;
}
