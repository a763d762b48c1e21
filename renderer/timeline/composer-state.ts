import { z } from 'zod';
import { ContactKind } from '../../core/contacts.ts';
import type { ContactRef } from '../../core/contacts.ts';
import { EntryFields, EntryKind } from '../../core/entries.ts';
import type { Entry } from '../../core/entries.ts';
import { Id } from '../../core/ids.ts';
import { NewAttachment } from '../../core/api/entries.ts';

/** Enough of a participant to show a chip before anything is fetched. */
const Participant = z.object({ id: Id, kind: ContactKind, name: z.string(), photo: z.string().nullable(), hidden: z.boolean() });

/** All that stands in the composer, as its draft keeps it. */
export const ComposerState = z.object({
  kind: EntryKind,
  /** Null is the moment of saving. */
  at: EntryFields.shape.at.nullable(),
  direction: EntryFields.shape.direction,
  outcome: EntryFields.shape.outcome,
  minutes: EntryFields.shape.minutes,
  subject: EntryFields.shape.subject,
  body: EntryFields.shape.body,
  participants: z.array(Participant).max(500),
  attachments: z.array(NewAttachment).max(200),
});
export type ComposerState = z.infer<typeof ComposerState>;

export const emptyComposer = (withWhom: readonly ContactRef[], kind: EntryKind = 'note'): ComposerState => ({
  kind,
  at: null,
  direction: HAS_DIRECTION.has(kind) ? 'out' : null,
  outcome: '',
  minutes: null,
  subject: '',
  body: '',
  participants: withWhom.map(({ id, kind: of, name, photo, hidden }) => ({ id, kind: of, name, photo, hidden })),
  attachments: [],
});

/** What an entry looks like in the composer, for editing it in place. Its files are changed by calls of their own. */
export const composerOfEntry = (entry: Entry): ComposerState => ({
  kind: entry.kind,
  at: entry.at,
  direction: entry.direction,
  outcome: entry.outcome,
  minutes: entry.minutes,
  subject: entry.subject,
  body: entry.body,
  participants: entry.participants.map(({ id, kind, name, photo, hidden }) => ({ id, kind, name, photo, hidden })),
  attachments: [],
});

/** Another kind keeps what was typed and drops what it has no place for. */
export function withKind(state: ComposerState, kind: EntryKind): ComposerState {
  return {
    ...state,
    kind,
    direction: HAS_DIRECTION.has(kind) ? (state.direction ?? 'out') : null,
    outcome: kind === 'call' ? state.outcome : '',
    minutes: HAS_MINUTES.has(kind) ? state.minutes : null,
  };
}

/** The kinds that go one way or the other, those that take time, and those that always ask for a subject. */
export const HAS_DIRECTION: ReadonlySet<EntryKind> = new Set(['call', 'email', 'message', 'letter']);
export const HAS_MINUTES: ReadonlySet<EntryKind> = new Set(['call', 'meeting', 'visit']);
export const HAS_SUBJECT: ReadonlySet<EntryKind> = new Set(['email', 'meeting', 'letter', 'visit']);

/**
 * Whether there is something to save. That a call, a meeting or a visit took place is worth a line by itself. `isAboutSomething`
 * says that it needs nobody, since it is about a deal.
 */
export function isWorthSaving(state: ComposerState, isAboutSomething = false): boolean {
  if (state.participants.length === 0 && !isAboutSomething) return false;
  if (state.attachments.length > 0) return true;
  if (state.kind === 'file') return false;
  return state.body.trim() !== '' || state.subject.trim() !== '' || HAS_MINUTES.has(state.kind);
}

/** Whether anything was typed or chosen that a draft must keep. */
export function isUntouched(state: ComposerState, withWhom: readonly Pick<ContactRef, 'id'>[]): boolean {
  return (
    state.kind === 'note' &&
    state.at === null &&
    state.subject === '' &&
    state.body === '' &&
    state.attachments.length === 0 &&
    state.participants.map(({ id }) => id).join() === withWhom.map(({ id }) => id).join()
  );
}

/** The draft as it was kept; null where it is of another making. */
export function readDraft(text: string): ComposerState | null {
  try {
    const parsed = ComposerState.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
