import { useState } from 'react';
import { useErrorText } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useContactText } from '../../../words/contact-words.ts';

/** A label in the person's own words. */
export function OwnLabelDialog({ start, onSave, onClose }: { start: string; onSave: (label: string) => Promise<void>; onClose: () => void }) {
  const text = useText();
  const errorText = useErrorText();
  const t = useContactText();
  const [label, setLabel] = useState(start);
  const [error, setError] = useState<string>();

  async function save() {
    try {
      await onSave(label.trim());
      onClose();
    } catch (failure) {
      setError(errorText(failure));
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('label')}
      closeLabel={text('common:close')}
      size="small"
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{text('common:save')}</Button>
        </>
      }
    >
      <TextField label={t('label')} hideLabel value={label} onChange={setLabel} autoFocus maxLength={100} error={error} />
    </Dialog>
  );
}
