import { useRef } from 'react';
import type { Attachment, Entry, EntryFields } from '../../core/entries.ts';
import { useApi, useErrorText } from '../api.ts';
import { useCommand, useCommandContext } from '../commands/command-provider.tsx';
import { useUndoToast } from '../undo-toast.ts';
import { composerOfEntry, withKind } from './composer-state.ts';
import type { ComposerState } from './composer-state.ts';
import { EntryForm } from './entry-form.tsx';
import type { EntryFormHandle } from './entry-form.tsx';
import { KindPicker } from './kind-picker.tsx';
import { useDraft } from './use-draft.ts';
import { useContactText } from '../words/contact-words.ts';
import { Attachments } from './attachments.tsx';

const FIELDS = ['kind', 'at', 'direction', 'outcome', 'minutes', 'subject', 'body'] as const satisfies (keyof EntryFields)[];

/** An entry edited where it stands. Its draft is its own, so that nothing is lost when the page goes. */
export function EntryEditor({ entry, onDone }: { entry: Entry; onDone: () => void }) {
  const api = useApi();
  const t = useContactText();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  const form = useRef<EntryFormHandle>(null);
  const { keys, keyShortcuts } = useCommand('contact.saveEntry');
  // The versions that the form was opened with: a change from elsewhere is then seen as concurrent.
  const start = useRef(entry);
  const before = composerOfEntry(start.current);
  const key = `entry:${entry.id}`;
  const about = entry.participants[0]?.id ?? entry.id;
  const draft = useDraft(key, about, () => composerOfEntry(entry), (state) => JSON.stringify(state) !== JSON.stringify(before));

  async function save(state: ComposerState) {
    await draft.settle();
    try {
      const fields = changedFields(before, state);
      const ids = state.participants.map(({ id }) => id);
      const hasOthers = ids.join() !== before.participants.map(({ id }) => id).join();
      const seen = Object.fromEntries(Object.keys(fields).flatMap((field) => (start.current.seen[field] === undefined ? [] : [[field, start.current.seen[field]]])));
      const done = await api.entries.update({ id: entry.id, fields, seen, draftKey: key, ...(hasOthers ? { participants: ids } : {}) });
      if (state.attachments.length > 0) await api.entries.attach({ id: entry.id, attachments: state.attachments });
      undoable(t('entrySaved'), done.changeId);
      onDone();
    } catch (error) {
      draft.change((latest) => latest);
      throw error;
    }
  }

  async function detach(attachment: Attachment) {
    try {
      const { changeId } = await api.entries.detach({ attachmentId: attachment.id });
      undoable(t('removed', { what: attachment.name }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  const { state } = draft;
  if (!state) return null;
  return (
    <EntryForm
      ref={form}
      state={state}
      onChange={draft.change}
      onBlur={draft.flush}
      onSave={save}
      onCancel={() => {
        draft.discard(before);
        onDone();
      }}
      label={t('editEntry')}
      keys={{ text: keys, aria: keyShortcuts }}
      autoFocus
      isKept={draft.isKept}
      isAboutSomething={entry.participants.length === 0}
      head={<KindPicker kind={state.kind} onChange={(kind) => draft.change((latest) => withKind(latest, kind))} onPicked={() => form.current?.focus()} />}
      files={entry.attachments.length > 0 && <div className="px-3 pb-2"><Attachments attachments={entry.attachments} onRemove={(attachment) => void detach(attachment)} /></div>}
    />
  );
}

function changedFields(before: ComposerState, state: ComposerState): Partial<EntryFields> {
  return Object.fromEntries(FIELDS.flatMap((field) => (before[field] === state[field] ? [] : [[field, state[field]]])));
}
