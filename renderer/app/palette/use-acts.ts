import { useRouterState } from '@tanstack/react-router';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import type { When } from '../../../core/quick-add.ts';
import { fold } from '../../../core/text/fold.ts';
import { apiQuery, useApi, useApiQuery } from '../../api.ts';
import type { InputOf } from '../../api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCommandContext, useCommands } from '../../commands/command-provider.tsx';
import { emptyComposer, readDraft, withKind } from '../../timeline/composer-state.ts';
import { mailAddress, openAddress, phoneAddress } from '../../outward.ts';
import { useText } from '../../i18n/use-text.ts';
import { contactPath } from '../../paths.ts';
import { useWorkingHours } from '../../reminders/dates.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import { useReminderIntent } from '../../reminders/intent.ts';
import { useReminderWords } from '../../reminders/reminder-words.ts';
import { snoozedTo } from '../../reminders/when-choice.ts';
import { useUndoToast } from '../../undo-toast.ts';

export interface Acts {
  /** Puts the next reminder about somebody off; without a time of day it keeps its own. Gives back why it could not, in words. */
  snooze: (contact: ContactRef, when: When) => Promise<string | undefined>;
  /** Completes the next reminder about somebody. Gives back why it could not, in words. */
  done: (contact: ContactRef) => Promise<string | undefined>;
  /** Adds a reminder, about somebody or nobody. */
  remind: (reminder: RemindInput) => Promise<void>;
  /** Opens the form for a new reminder. */
  beginRemind: (contact: ContactRef | null) => void;
  /** Adds tags, of which those that are not there yet are made. */
  tag: (contact: ContactRef, tags: readonly string[]) => Promise<void>;
  /** Writes the note down; it can be undone, and nothing stays behind in a form. */
  note: (contact: ContactRef, body: string) => Promise<void>;
  /** Opens the system's program and the contact, with a call or an e-mail begun that waits to be confirmed. */
  reach: (contact: ContactRef, by: 'call' | 'email') => Promise<void>;
  /** Opens the contact with its composer ready. */
  beginNote: (contact: ContactRef) => void;
}

type RemindInput = InputOf<'reminders.quickAdd'>;

/** What the verbs do. They reject with a `CallError` and have then changed nothing. */
export function useActs(): Acts {
  const api = useApi();
  const text = useText();
  const queries = useQueryClient();
  const undoable = useUndoToast();
  const reminderWords = useReminderWords();
  const hours = useWorkingHours();
  const openReminder = useReminderIntent((intent) => intent.open);
  const { registry } = useCommands();
  const { goTo, showToast } = useCommandContext();
  const here = useRouterState({ select: ({ location }) => location.pathname });

  /** On its own page the composer knows best; another page finds what is begun as its draft. */
  async function begin(contact: ContactRef, kind: 'call' | 'email') {
    if (here === contactPath(contact.id)) {
      registry.run(`contact.${kind}`);
      return;
    }
    const key = `compose:${contact.id}`;
    const kept = await api.drafts.get({ key });
    const state = (kept && readDraft(kept.text)) ?? emptyComposer([contact]);
    await api.drafts.put({ key, text: JSON.stringify(withKind(state, kind)), about: contact.id });
    goTo(contactPath(contact.id));
  }

  /** Asked for anew: what was planned when the line was typed may be done by now. */
  const nextWith = async (contact: ContactRef) => (await queries.fetchQuery({ ...apiQuery(api, 'reminders.ofContact', { contactId: contact.id, zone: deviceZone() }), staleTime: 0 })).next;
  const nothingPlanned = ({ name }: ContactRef) => text('palette:nothingPlannedWith', { name });

  return {
    async snooze(contact, when) {
      const reminder = await nextWith(contact);
      if (!reminder) return nothingPlanned(contact);
      const to = snoozedTo(reminder, when, hours);
      const { changeId } = await api.reminders.snooze({ id: reminder.id, to });
      undoable(text('reminders:saidSnoozed', { what: reminderWords.title(reminder), when: reminderWords.date(to) }), changeId);
      return undefined;
    },
    async done(contact) {
      const reminder = await nextWith(contact);
      if (!reminder) return nothingPlanned(contact);
      const { changeId } = await api.reminders.complete({ id: reminder.id });
      undoable(text('reminders:saidDone', { what: reminderWords.title(reminder) }), changeId);
      return undefined;
    },
    async remind(input) {
      const { changeId } = await api.reminders.quickAdd(input);
      const { reminder } = input;
      undoable(reminder ? text('palette:reminded', { what: reminderWords.title({ kind: 'task', purpose: '', ...reminder }), when: reminderWords.date(reminder) }) : text('quickAdd:addedContact'), changeId);
    },
    beginRemind: (contact) => openReminder({ kind: 'new', contact }),
    async tag(contact, tags) {
      const { changeId, changed } = await api.contacts.bulk({ selection: { ids: [contact.id] }, change: { kind: 'tag', add: [...tags], remove: [] } });
      const words = { name: contact.name, tags: tags.join(', ') };
      if (changed === 0) showToast({ text: text('palette:taggedBefore', words) });
      else undoable(text('palette:tagged', words), changeId);
    },
    async note(contact, body) {
      const { changeId } = await api.entries.create({ kind: 'note', body, participants: [contact.id] });
      undoable(text('palette:noted', { name: contact.name }), changeId);
    },
    async reach(contact, by) {
      const known = await queries.fetchQuery(apiQuery(api, 'contacts.get', { id: contact.id }));
      const address = addressOf(known, by);
      if (address) openAddress(address.href);
      await begin(contact, by);
    },
    beginNote(contact) {
      if (here === contactPath(contact.id)) registry.run('contact.note');
      else goTo(contactPath(contact.id));
    },
  };
}

/** The address that is used first, as the contact's page chooses it; undefined where there is none. */
export function addressOf(contact: ContactDetail, by: 'call' | 'email'): { href: string; shown: string } | undefined {
  if (by === 'call') {
    const phone = contact.phones.find(({ id }) => id === contact.primaryPhoneId) ?? contact.phones[0];
    return phone && { href: phoneAddress(phone.e164 ?? phone.number), shown: phone.shown };
  }
  const email = contact.emails.find(({ id }) => id === contact.primaryEmailId) ?? contact.emails[0];
  return email && { href: mailAddress(email.address), shown: email.address };
}

interface TagChoice {
  name: string;
  isNew: boolean;
}

/** The tags that fit what is typed, the commonest first, and what is typed itself where there is none of this name. */
export function tagChoices(tags: readonly { name: string; count: number }[], typed: string): TagChoice[] {
  const wanted = fold(typed);
  const fitting = tags
    .filter(({ name }) => fold(name).startsWith(wanted))
    .toSorted((a, b) => Number(fold(b.name) === wanted) - Number(fold(a.name) === wanted) || b.count - a.count)
    .map(({ name }) => ({ name, isNew: false }));
  return wanted === '' || fitting.some(({ name }) => fold(name) === wanted) ? fitting : [...fitting, { name: typed, isNew: true }];
}

export function useTags(isEnabled: boolean) {
  return useApiQuery('tags.list', undefined, { isEnabled }).data;
}
