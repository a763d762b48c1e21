import { useQueryClient } from '@tanstack/react-query';
import type { ContactDetail, Seen } from '../../../core/api/contacts.ts';
import type { ContactFields, PartName, PartValues } from '../../../core/contacts.ts';
import type { FieldValue } from '../../../core/fields.ts';
import type { Id } from '../../../core/ids.ts';
import { apiKey, useApi, useErrorText } from '../../api.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useUndoToast } from '../../undo-toast.ts';
import { useContactText } from '../../words/contact-words.ts';

const PRIMARY_FIELDS = { emails: 'primaryEmailId', phones: 'primaryPhoneId', addresses: 'primaryAddressId', affiliations: 'primaryAffiliationId' } as const;
export type PrimaryPart = keyof typeof PRIMARY_FIELDS;

export const primaryIdOf = (contact: ContactDetail, part: PrimaryPart): Id | null => contact[PRIMARY_FIELDS[part]];

export interface Edits {
  /** Fields of the contact itself; `seen` are the versions that the form was opened with. */
  setFields: (fields: Partial<ContactFields>, seen: Seen) => Promise<void>;
  addPart: <N extends PartName>(part: N, values: Partial<PartValues<N>>, organisationName?: string) => Promise<Id>;
  updatePart: <N extends PartName>(part: N, id: Id, values: Partial<PartValues<N>>, seen: Seen, organisationName?: string) => Promise<void>;
  /** `what` is how the toast names it: "Mobile removed". Does not reject. */
  removePart: (part: PartName, id: Id, what: string) => Promise<void>;
  makePrimary: (part: PrimaryPart, id: Id) => Promise<void>;
  setCustom: (fieldId: Id, value: FieldValue | null) => Promise<void>;
  setTags: (names: string[]) => Promise<void>;
  setRoles: (roles: string[]) => Promise<void>;
}

/**
 * What can be changed about a contact in place. Each waits until the page shows the change, so that an editor
 * that closes then never flashes the value before. They reject with a `CallError`, unless said.
 */
export function useEdits(contact: ContactDetail): Edits {
  const api = useApi();
  const queries = useQueryClient();
  const undoable = useUndoToast();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const t = useContactText();
  const { id } = contact;

  async function shown<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const result = await answer;
    await queries.invalidateQueries({ queryKey: apiKey('contacts.get') });
    return result;
  }

  return {
    setFields: async (fields, seen) => void (await shown(api.contacts.update({ id, fields, seen: picked(seen, Object.keys(fields)) }))),
    addPart: async (part, values, organisationName) =>
      (await shown(api.contacts.addPart({ contactId: id, part, values, ...(organisationName === undefined ? {} : { organisationName }) }))).id,
    updatePart: async (part, partId, values, seen, organisationName) =>
      void (await shown(
        api.contacts.updatePart({ part, id: partId, values, seen: picked(seen, Object.keys(values)), ...(organisationName === undefined ? {} : { organisationName }) }),
      )),
    async removePart(part, partId, what) {
      try {
        const { changeId } = await shown(api.contacts.removePart({ part, id: partId }));
        undoable(t('removed', { what }), changeId);
      } catch (error) {
        showToast({ text: errorText(error), tone: 'danger' });
      }
    },
    makePrimary: async (part, partId) =>
      void (await shown(api.contacts.update({ id, fields: { [PRIMARY_FIELDS[part]]: partId }, seen: picked(contact.seen, [PRIMARY_FIELDS[part]]) }))),
    setCustom: async (fieldId, value) => void (await shown(api.contacts.setCustom({ id, fieldId, value }))),
    setTags: async (tags) => void (await shown(api.contacts.setTags({ id, tags }))),
    setRoles: async (roles) => void (await shown(api.contacts.setRoles({ id, roles }))),
  };
}

function picked(seen: Seen, fields: readonly string[]): Seen {
  return Object.fromEntries(fields.flatMap((field) => (seen[field] === undefined ? [] : [[field, seen[field]]])));
}
