import { CallError, type GroupHandlers } from '../../core/call.ts';
import type { NewAttachment, entries } from '../../core/api/entries.ts';
import type { Id } from '../../core/ids.ts';
import { discardDraft } from '../../db/drafts.ts';
import { attachFiles, createEntry, entryRow, filesOf, getEntry, listEntries, updateEntry } from '../../db/entries.ts';
import { requireRow } from '../../db/lists.ts';
import { type CallContext, writeAndTell } from './context.ts';

export function entryCalls(context: CallContext): GroupHandlers<typeof entries> {
  const { store, files } = context;
  /** Files that are here, with the size that they have here. */
  const arrived = (attachments: readonly NewAttachment[] = []): NewAttachment[] =>
    attachments.map((attachment) => {
      if (!files.has(attachment.hash)) throw new CallError('file-not-found', 'A file did not arrive whole. Attach it again.');
      return { ...attachment, size: files.size(attachment.hash) };
    });
  const done = ({ changeId }: { changeId: Id }): { changeId: Id } => ({ changeId });
  return {
    list: (request) => listEntries(store, request),
    get: ({ id }) => getEntry(store, id),
    files: ({ limit, after, ...whose }) => filesOf(store, whose, limit, after),
    create: ({ draftKey, ...entry }) => {
      const attachments = arrived(entry.attachments);
      const { result: id, changeId } = writeAndTell(context, { code: `entry.created.${entry.kind}` }, (tx) => {
        if (draftKey !== undefined) discardDraft(store, draftKey);
        return createEntry(tx, { ...entry, attachments });
      });
      return { id, changeId };
    },
    update: ({ id, fields, participants, deals, seen, draftKey }) =>
      done(
        writeAndTell(context, { code: 'entry.updated' }, (tx) => {
          if (draftKey !== undefined) discardDraft(store, draftKey);
          updateEntry(tx, id, fields, participants, seen, deals);
        }),
      ),
    attach: ({ id, attachments }) => {
      const present = arrived(attachments);
      return done(writeAndTell(context, { code: 'entry.updated' }, (tx) => attachFiles(tx, requireEntry(id), present)));
    },
    detach: ({ attachmentId }) =>
      done(
        writeAndTell(context, { code: 'entry.updated' }, (tx) => {
          requireRow(tx, 'attachments', attachmentId, 'file-not-found', 'This file was removed in the meantime.');
          tx.remove('attachments', attachmentId);
        }),
      ),
    remove: ({ id }) => done(writeAndTell(context, { code: 'entry.removed' }, (tx) => tx.remove('entries', requireEntry(id)))),
    restore: ({ id }) => done(writeAndTell(context, { code: 'entry.restored' }, (tx) => tx.restore('entries', requireEntry(id)))),
  };

  function requireEntry(id: Id): Id {
    entryRow(store, id);
    return id;
  }
}
