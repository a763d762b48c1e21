import type { GroupHandlers } from '../../core/call.ts';
import type { fields, members, tags, views } from '../../core/api/lists.ts';
import type { Id } from '../../core/ids.ts';
import { tagNamed } from '../../db/contact-writes.ts';
import { createField, createView, listFields, listTags, listViews, requireRow, updateField, updateView } from '../../db/lists.ts';
import { listMembers } from '../../db/settings.ts';
import { type CallContext, writeAndTell } from './context.ts';

const done = ({ changeId }: { changeId: Id }): { changeId: Id } => ({ changeId });

export function tagCalls(context: CallContext): GroupHandlers<typeof tags> {
  const { store } = context;
  return {
    list: () => listTags(store),
    create: ({ name, colour }) => {
      const { result: id, changeId } = writeAndTell(context, { code: 'tag.created' }, (tx) => {
        const made = tagNamed(tx, name);
        if (colour !== undefined) tx.update('tags', made, { colour });
        return made;
      });
      return { id, changeId };
    },
    update: ({ id, ...values }) =>
      done(
        writeAndTell(context, { code: 'tag.updated' }, (tx) => {
          requireRow(tx, 'tags', id, 'tag-not-found', 'This tag no longer exists.');
          tx.update('tags', id, values);
        }),
      ),
    remove: ({ id }) => done(writeAndTell(context, { code: 'tag.removed' }, (tx) => tx.remove('tags', id))),
  };
}

export function fieldCalls(context: CallContext): GroupHandlers<typeof fields> {
  const { store } = context;
  return {
    list: () => listFields(store),
    create: (field) => {
      const { result: id, changeId } = writeAndTell(context, { code: 'field.created' }, (tx) => createField(tx, field));
      return { id, changeId };
    },
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'field.updated' }, (tx) => updateField(tx, id, change))),
  };
}

export function viewCalls(context: CallContext): GroupHandlers<typeof views> {
  const { store } = context;
  return {
    list: ({ record }) => listViews(store, record),
    create: ({ record, name, definition }) => {
      const { result: id, changeId } = writeAndTell(context, { code: 'view.created' }, (tx) => createView(tx, record, name, definition));
      return { id, changeId };
    },
    update: ({ id, ...change }) => done(writeAndTell(context, { code: 'view.updated' }, (tx) => updateView(tx, id, change))),
    remove: ({ id }) => done(writeAndTell(context, { code: 'view.removed' }, (tx) => tx.remove('views', id))),
  };
}

export function memberCalls(context: CallContext): GroupHandlers<typeof members> {
  const { store } = context;
  return {
    list: () => listMembers(store),
    update: ({ id, ...values }) =>
      done(
        writeAndTell(context, { code: 'member.updated' }, (tx) => {
          requireRow(tx, 'members', id, 'member-not-found', 'This member no longer exists.');
          tx.update('members', id, values);
        }),
      ),
  };
}
