import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Id } from '../../../core/ids.ts';
import { useApi, useErrorText } from '../../api.ts';
import { contactPath } from '../../paths.ts';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { StepForm } from './step.tsx';

/** The first contact with the first note about them; the note may be left out. */
export function FirstNoteStep({ onDone, onSkip }: { onDone: (path: string) => void; onSkip: () => void }) {
  const { t } = useTranslation('onboarding');
  const api = useApi();
  const errorText = useErrorText();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  /** The contact is there already where only the note failed. */
  const [contactId, setContactId] = useState<Id | null>(null);
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isNameless = name.trim() === '';

  async function save() {
    setTried(true);
    if (isNameless) return;
    try {
      const id = contactId ?? (await api.contacts.create({ kind: 'person', fullName: name.trim() })).id;
      setContactId(id);
      if (note.trim() !== '') await api.entries.create({ kind: 'note', participants: [id], body: note });
      onDone(contactPath(id));
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <StepForm
      title={t('noteTitle')}
      text={t('noteText')}
      doneLabel={t('finish')}
      error={failure === null ? undefined : errorText(failure)}
      onDone={() => void save()}
      onSkip={onSkip}
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('who')}
          placeholder={t('whoExample')}
          value={name}
          onChange={setName}
          error={hasTried && isNameless ? t('whoNeeded') : undefined}
          isRequired
          autoFocus
          maxLength={1_000}
        />
        <TextArea label={t('what')} placeholder={t('whatExample')} value={note} onChange={setNote} rows={4} />
      </div>
    </StepForm>
  );
}
