import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Field } from '../../../core/fields.ts';
import { Id } from '../../../core/ids.ts';
import type { KithClient } from '../../api.ts';
import { textToField } from '../../field-text.ts';
import { fieldOfColumn } from './definition.ts';

/** How an edit in a cell looks before it is stored, and how it is stored. */
export interface CellChange {
  paint: (row: ContactRow) => ContactRow;
  store: (api: KithClient) => Promise<unknown>;
}

export interface CellPorts {
  fields: readonly Field[];
  members: readonly { id: Id; name: string }[];
  tags: readonly { id: Id; name: string; colour: number }[];
  locale: string;
}

/**
 * What a text that was typed into a cell means. `row` is as it was when its editor opened: its versions go
 * along, so that a change from elsewhere meanwhile is seen as such.
 * @throws NotReadable where a number was expected.
 */
export function cellChange(row: ContactRow, columnId: string, typed: string, ports: CellPorts): CellChange {
  const text = typed.trim();
  const { id } = row;
  switch (columnId) {
    case 'name':
      return ofFields(row, { organisationName: text }, (before) => ({ ...before, name: text }));
    case 'status':
      return ofFields(row, { status: text }, (before) => ({ ...before, status: text }));
    case 'source':
      return ofFields(row, { source: text }, (before) => ({ ...before, source: text }));
    case 'owner': {
      const owner = ports.members.find((member) => member.id === text) ?? null;
      return ofFields(row, { ownerId: owner?.id ?? null }, (before) => ({ ...before, owner: owner && { id: owner.id, name: owner.name } }));
    }
    case 'email':
      return ofPart(row, 'emails', 'address', row.emailId, row.seen['email'], text, (before) => ({ ...before, email: text }));
    case 'phone':
      return ofPart(row, 'phones', 'number', row.phoneId, row.seen['phone'], text, (before) => ({ ...before, phone: text }));
    case 'tags': {
      const names = JSON.parse(typed) as string[];
      const tags = names.map((name) => ports.tags.find((tag) => tag.name === name) ?? { id, name, colour: 0 });
      return { paint: (before) => ({ ...before, tags: tags.map(({ id: tagId, name, colour }) => ({ id: tagId, name, colour })) }), store: (api) => api.contacts.setTags({ id, tags: names }) };
    }
    default: {
      const field = fieldOfColumn(columnId, ports.fields);
      if (!field) throw new Error(`the column ${columnId} cannot be edited`);
      const value = textToField(typed, field, row.custom[field.id], ports.locale);
      return {
        paint: (before) => ({ ...before, custom: { ...before.custom, [field.id]: value } }),
        store: (api) => api.contacts.setCustom({ id, fieldId: field.id, value }),
      };
    }
  }
}

function ofFields(row: ContactRow, fields: Parameters<KithClient['contacts']['update']>[0]['fields'], paint: CellChange['paint']): CellChange {
  const seen = Object.fromEntries(Object.keys(fields).flatMap((name) => (row.seen[name] === undefined ? [] : [[name, row.seen[name]]])));
  return { paint, store: (api) => api.contacts.update({ id: row.id, fields, seen }) };
}

/** The primary e-mail address or phone: changed, added where there was none, removed where it is emptied. */
function ofPart(
  row: ContactRow,
  part: 'emails' | 'phones',
  field: 'address' | 'number',
  partId: Id | null,
  seen: string | undefined,
  text: string,
  paint: CellChange['paint'],
): CellChange {
  const store = (api: KithClient) => {
    if (partId === null) return api.contacts.addPart({ contactId: row.id, part, values: { [field]: text }, primary: true });
    if (text === '') return api.contacts.removePart({ part, id: partId });
    return api.contacts.updatePart({ part, id: partId, values: { [field]: text }, ...(seen === undefined ? {} : { seen: { [field]: seen } }) });
  };
  return { paint, store };
}
