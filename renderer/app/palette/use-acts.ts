import { useRouterState } from '@tanstack/react-router';
import type { ContactDetail } from '../../../core/api/contacts.ts';
import type { ContactRef } from '../../../core/contacts.ts';
import { fold } from '../../../core/text/fold.ts';
import { apiQuery, useApi, useApiQuery } from '../../api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useCommandContext, useCommands } from '../../commands/command-provider.tsx';
import { emptyComposer, readDraft, withKind } from '../../features/contact/composer/composer-state.ts';
import { mailAddress, openAddress, phoneAddress } from '../../features/contact/outward.ts';
import { useText } from '../../i18n/use-text.ts';
import { contactPath } from '../../paths.ts';
import { useUndoToast } from '../../undo-toast.ts';

export interface Acts {
  /** Adds tags, of which those that are not there yet are made. */
  tag: (contact: ContactRef, tags: readonly string[]) => Promise<void>;
  /** Writes the note down; it can be undone, and nothing stays behind in a form. */
  note: (contact: ContactRef, body: string) => Promise<void>;
  /** Opens the system's program and the contact, with a call or an e-mail begun that waits to be confirmed. */
  reach: (contact: ContactRef, by: 'call' | 'email') => Promise<void>;
  /** Opens the contact with its composer ready. */
  beginNote: (contact: ContactRef) => void;
}

/** What the verbs do. They reject with a `CallError` and have then changed nothing. */
export function useActs(): Acts {
  const api = useApi();
  const text = useText();
  const queries = useQueryClient();
  const undoable = useUndoToast();
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
    const state = (kept && readDraft(kept.text)) ?? emptyComposer(contact);
    await api.drafts.put({ key, text: JSON.stringify(withKind(state, kind)), about: contact.id });
    goTo(contactPath(contact.id));
  }

  return {
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
