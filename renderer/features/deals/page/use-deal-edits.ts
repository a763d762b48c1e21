import { useQueryClient } from '@tanstack/react-query';
import type { Seen } from '../../../../core/api/contacts.ts';
import type { ContactKind } from '../../../../core/contacts.ts';
import type { Deal, DealFields } from '../../../../core/deals.ts';
import type { FieldValue } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { apiKey, useApi } from '../../../api.ts';
import type { InputOf } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useDealErrorText } from '../../../deals/deal-error-text.ts';
import { useDealsText, useDealWords } from '../../../deals/words.ts';
import { useUndoToast } from '../../../undo-toast.ts';

export interface DealEdits {
  setFields: (fields: Partial<DealFields>, seen: Seen) => Promise<void>;
  setLines: (lines: InputOf<'deals.setLines'>['lines']) => Promise<void>;
  setTags: (tags: string[]) => Promise<void>;
  setCompetitors: (names: string[]) => Promise<void>;
  setCustom: (fieldId: Id, value: FieldValue | null) => Promise<void>;
  setContact: (contactId: Id, role: string | null) => Promise<void>;
  /** Somebody by name, who is made unless they are there: as the contact or the organisation, or with a role. */
  setNamed: (as: ContactKind, name: string) => Promise<void>;
  addNamed: (contact: { name: string; kind: ContactKind }, role: string) => Promise<void>;
  plan: (reminder: InputOf<'deals.plan'>['reminder']) => Promise<void>;
  /** These show the change at once and say themselves what went wrong. */
  move: (stageId: Id, stageName: string) => Promise<void>;
  tick: (stepId: Id, done: boolean) => Promise<void>;
  reopen: () => Promise<void>;
  remove: () => Promise<boolean>;
}

/**
 * What can be changed about a deal in place. Each waits until the page shows the change, so that an editor that closes
 * then never flashes the value before. They reject with a `CallError`, unless said.
 */
export function useDealEdits(deal: Deal): DealEdits {
  const t = useDealsText();
  const words = useDealWords();
  const api = useApi();
  const queries = useQueryClient();
  const undoable = useUndoToast();
  const errorText = useDealErrorText();
  const { announce, showToast } = useCommandContext();
  const { id } = deal;
  const title = words.title(deal);
  const key = apiKey('deals.get', { id });

  async function shown<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const result = await answer;
    await queries.invalidateQueries({ queryKey: apiKey('deals.get') });
    return result;
  }

  /** Shows it before it is written, and as it was when it is refused. */
  async function painted(after: Partial<Deal>, write: () => Promise<{ changeId: Id }>, said: string): Promise<boolean> {
    const before = queries.getQueryData<Deal>(key);
    queries.setQueryData<Deal>(key, (latest) => latest && { ...latest, ...after });
    announce(said);
    try {
      const { changeId } = await write();
      undoable(said, changeId);
      return true;
    } catch (error) {
      queries.setQueryData(key, before);
      showToast({ text: errorText(error), tone: 'danger' });
      return false;
    }
  }

  return {
    setFields: async (fields, seen) => void (await shown(api.deals.update({ id, fields, seen: Object.fromEntries(Object.keys(fields).flatMap((field) => (seen[field] === undefined ? [] : [[field, seen[field]]]))) }))),
    async setLines(lines) {
      const { changeId } = await shown(api.deals.setLines({ id, lines }));
      undoable(t('saidLines', { title }), changeId);
    },
    setTags: async (tags) => void (await shown(api.deals.setTags({ id, tags }))),
    setCompetitors: async (names) => void (await shown(api.deals.setCompetitors({ id, names }))),
    setCustom: async (fieldId, value) => void (await shown(api.deals.setField({ id, fieldId, value }))),
    async setContact(contactId, role) {
      const { changeId } = await shown(api.deals.setContact({ id, contactId, role }));
      if (role === null) undoable(t('saidContactRemoved'), changeId);
    },
    async setNamed(as, name) {
      const { changeId } = await shown(api.deals.update({ id, fields: {}, [as === 'person' ? 'contact' : 'organisation']: { name } }));
      undoable(t('saidContactAdded', { name }), changeId);
    },
    async addNamed(contact, role) {
      const { changeId } = await shown(api.deals.setContact({ id, contact, role }));
      undoable(t('saidContactAdded', { name: contact.name }), changeId);
    },
    async plan(reminder) {
      const { changeId } = await shown(api.deals.plan({ id, reminder }));
      const said = t('saidPlanned', { what: reminder.purpose ?? '' });
      announce(said);
      undoable(said, changeId);
    },
    async move(stageId, stageName) {
      const stageAt = Date.now();
      await painted({ stageId, stageAt, steps: [] }, () => api.deals.move({ id, stageId, after: null }), t('saidMoved', { title, stage: stageName }));
    },
    async tick(stepId, done) {
      const steps = deal.steps.map((step) => (step.id === stepId ? { ...step, doneAt: done ? Date.now() : null } : step));
      const step = deal.steps.find((each) => each.id === stepId);
      await painted({ steps }, () => api.deals.setStep({ id, stepId, done }), t(done ? 'saidTicked' : 'saidUnticked', { what: step?.text ?? '' }));
    },
    async reopen() {
      await painted({ outcome: null, closedAt: null, reason: null, reasonNote: '' }, () => api.deals.reopen({ id }), t('saidReopened', { title }));
    },
    remove: () => painted({}, () => api.deals.remove({ id }), t('saidRemoved', { title })),
  };
}
