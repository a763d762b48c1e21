import { GitFork } from 'lucide-react';
import type { Conflict, ContactDetail } from '../../../../core/api/contacts.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { useFieldWords } from '../../../words/field-words.ts';
import { useContactText } from '../../../words/contact-words.ts';

/** Two values that were written without knowing of each other, side by side: one is picked, the other stays in history. */
export function ConflictChoices({ contact }: { contact: ContactDetail }) {
  const t = useContactText();
  if (contact.conflicts.length === 0) return null;
  return (
    <section aria-label={t('conflicts', { count: contact.conflicts.length })} className="mb-4 flex flex-col gap-3 rounded-card bg-warning-subtle p-3">
      <h2 className="flex items-center gap-2 text-warning-text">
        <GitFork aria-hidden />
        {t('conflicts', { count: contact.conflicts.length })}
      </h2>
      {contact.conflicts.map((conflict) => <ConflictChoice key={`${conflict.recordId} ${conflict.field}`} contact={contact} conflict={conflict} />)}
    </section>
  );
}

function ConflictChoice({ contact, conflict }: { contact: ContactDetail; conflict: Conflict }) {
  const api = useApi();
  const t = useContactText();
  const errorText = useErrorText();
  const { showToast } = useCommandContext();
  const undoable = useUndoToast();
  const fieldWords = useFieldWords();
  const shown = useShownValue(contact);
  const field = fieldWords(conflict.table, conflict.field);

  async function choose(stamp: string) {
    try {
      const { changeId } = await api.contacts.resolveConflict({ table: conflict.table, recordId: conflict.recordId, field: conflict.field, stamp });
      undoable(t('conflictResolved', { field }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return (
    <div role="group" aria-label={t('conflictOf', { field })} className="flex flex-col gap-1">
      <span className="text-12 text-text2">{field}</span>
      <div className="grid grid-cols-2 gap-1">
        {[conflict.current, ...conflict.others].map(({ value, stamp }) => (
          <Button key={stamp} size="small" onPress={() => void choose(stamp)} className="h-auto! min-h-7 justify-start! py-1 text-start whitespace-normal!">
            <bdi className="min-w-0 break-words">{shown(conflict, value)}</bdi>
          </Button>
        ))}
      </div>
    </div>
  );
}

/** A value of a conflict as a person reads it: dates as dates, names for ids. */
function useShownValue(contact: ContactDetail): (conflict: Conflict, value: unknown) => string {
  const text = useText();
  const t = useContactText();
  const formats = useFormats();
  const { data: members } = useApiQuery('members.list', undefined);
  const names = new Map<string, string>([
    ...(members ?? []).map(({ id, name }): [string, string] => [id, name]),
    ...contact.emails.map(({ id, address }): [string, string] => [id, address]),
    ...contact.phones.map(({ id, shown }): [string, string] => [id, shown]),
    ...contact.affiliations.flatMap(({ id, organisation, title }): [string, string][] => [[id, organisation?.name ?? title], ...(organisation ? [[organisation.id, organisation.name] as [string, string]] : [])]),
    ...contact.relations.flatMap(({ to }): [string, string][] => (to ? [[to.id, to.name]] : [])),
  ]);
  return ({ field }, value) => {
    const words = typeof value === 'string' ? value : typeof value === 'number' ? formats.number(value) : '';
    if (words === '') return text('common:none');
    if (/^(birthday|date|startedOn|endedOn)$/.test(field) && /^(\d{4}|-)-\d\d-\d\d$/.test(words)) return formats.civilDate(words, 'long');
    if (field === 'photo') return t('anotherPhoto');
    return names.get(words) ?? words;
  };
}

