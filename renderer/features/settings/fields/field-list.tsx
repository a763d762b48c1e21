import { useState } from 'react';
import type { ReactNode } from 'react';
import { Archive, Plus, RotateCcw } from 'lucide-react';
import type { Field } from '../../../../core/fields.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { focusBeside } from '../focus-beside.ts';
import { OrderedList } from '../ordered-list.tsx';
import { useSettingsText } from '../settings-text.ts';
import { FieldDialog } from './field-dialog.tsx';
import { FIELD_RECORDS, FIELD_TYPES, hasChoices } from './field-types.ts';

/** The custom fields in their order: make, change, move, retire, and bring back. */
export function FieldList() {
  const t = useSettingsText();
  const query = useApiQuery('fields.list', undefined);
  const [edited, setEdited] = useState<Field | 'new' | null>(null);
  return (
    <>
      <Loaded query={query} lines={3}>
        {(fields) => (
          <>
            {fields.length === 0 && <p className="max-w-120 py-3 text-13 text-text2">{t('fieldsEmpty')}</p>}
            <ActiveFields fields={fields.filter(({ retired }) => !retired)} onEdit={setEdited} />
            <div className="py-3">
              <Button icon={Plus} onPress={() => setEdited('new')}>{t('fieldAdd')}</Button>
            </div>
            <RetiredFields fields={fields.filter(({ retired }) => retired)} />
          </>
        )}
      </Loaded>
      {edited !== null && <FieldDialog field={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}

function ActiveFields({ fields, onEdit }: { fields: readonly Field[]; onEdit: (field: Field) => void }) {
  const api = useApi();
  return (
    <OrderedList items={fields} nameOf={({ name }) => name} onMove={({ id }, after) => api.fields.update({ id, after })} className="group flex min-h-11 items-center gap-3 border-b border-border/55">
      {(field, moveButtons) => <FieldRow field={field} onEdit={() => onEdit(field)} moveButtons={moveButtons} />}
    </OrderedList>
  );
}

function FieldRow({ field, onEdit, moveButtons }: { field: Field; onEdit: () => void; moveButtons: ReactNode }) {
  const t = useSettingsText();
  const text = useText();
  const { number } = useFormats();
  const { icon: Icon, nameKey } = FIELD_TYPES[field.type];
  const choices = field.choices.filter(({ retired }) => !retired).length;
  const details = [text(nameKey), text(FIELD_RECORDS[field.record]), hasChoices(field.type) ? t('choiceCount', { count: choices, formatted: number(choices) }) : field.currency].filter(Boolean);
  return (
    <>
      <Icon aria-hidden className="text-text3" />
      <button type="button" onClick={onEdit} className="ring-inside flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-control text-start narrow:flex-col narrow:items-start narrow:justify-center narrow:gap-0">
        <Clip className="max-w-full text-13 font-medium group-hover:text-accent-text"><bdi>{field.name}</bdi></Clip>
        <Clip className="max-w-full text-12 text-text3">{details.join(' · ')}</Clip>
      </button>
      <span className="flex flex-none">
        {moveButtons}
        <RetireButton field={field} />
      </span>
    </>
  );
}

function RetireButton({ field }: { field: Field }) {
  const t = useSettingsText();
  const retire = useRetire();
  return <IconButton icon={Archive} label={t('retire', { what: field.name })} onPress={() => void retire(field, true)} />;
}

function RetiredFields({ fields }: { fields: readonly Field[] }) {
  const t = useSettingsText();
  const text = useText();
  const retire = useRetire();
  if (fields.length === 0) return null;
  return (
    <section aria-label={t('retired')} className="pb-3">
      <h3 className="text-11 font-medium text-text3">{t('retired')}</h3>
      <p className="max-w-120 text-12 text-text3">{t('retiredHint')}</p>
      <ul>
        {fields.map((field) => {
          const { icon: Icon, nameKey } = FIELD_TYPES[field.type];
          return (
            <li key={field.id} className="flex min-h-11 items-center gap-3 border-b border-border/55 text-text3">
              <Icon aria-hidden />
              <Clip className="text-13"><bdi>{field.name}</bdi></Clip>
              <span className="flex-1 text-12">{text(nameKey)}</span>
              <Button kind="bare" size="small" icon={RotateCcw} onPress={() => void retire(field, false)}>{t('bringBack')}</Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Takes a field out of use, or back into it; what is stored in it stays. */
function useRetire(): (field: Field, retired: boolean) => Promise<void> {
  const t = useSettingsText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { showToast } = useCommandContext();
  return async (field, retired) => {
    focusBeside();
    try {
      const { changeId } = await api.fields.update({ id: field.id, retired });
      undoable(t(retired ? 'fieldRetired' : 'fieldBack', { name: field.name }), changeId);
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  };
}
