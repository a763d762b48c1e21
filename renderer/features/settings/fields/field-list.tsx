import { useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Archive, ArrowDown, ArrowUp, Plus, RotateCcw } from 'lucide-react';
import type { Field } from '../../../../core/fields.ts';
import type { Id } from '../../../../core/ids.ts';
import { apiKey, useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Clip } from '../../../ui/clip.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import { focusBeside } from '../focus-beside.ts';
import { useSettingsText } from '../settings-text.ts';
import { FieldDialog } from './field-dialog.tsx';
import { FIELD_RECORDS, FIELD_TYPES, hasChoices } from './field-types.ts';
import { moved, placeAfterStep } from './order.ts';

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
  const t = useSettingsText();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { announce, showToast } = useCommandContext();
  const { number } = useFormats();
  const buttons = useRef(new Map<string, HTMLButtonElement | null>());
  /** The button that had the focus when a row moved: a row that is put elsewhere loses it. */
  const pressed = useRef<{ id: Id; step: 1 | -1 }>(undefined);

  useLayoutEffect(() => {
    const last = pressed.current;
    if (!last) return;
    pressed.current = undefined;
    const own = buttons.current.get(`${last.id} ${last.step}`);
    const button = own?.disabled ? buttons.current.get(`${last.id} ${-last.step}`) : own;
    button?.focus();
  }, [fields]);

  async function move(field: Field, step: 1 | -1) {
    const place = fields.findIndex(({ id }) => id === field.id);
    const after = placeAfterStep(fields, place, step);
    if (after === undefined) return;
    pressed.current = { id: field.id, step };
    const order = moved(fields, place, step);
    queries.setQueryData<Field[]>(apiKey('fields.list'), (all) => all && [...order, ...all.filter(({ retired }) => retired)]);
    announce(t('moved', { name: field.name, place: number(place + step + 1), total: number(fields.length) }));
    try {
      await api.fields.update({ id: field.id, after });
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
      await queries.invalidateQueries({ queryKey: apiKey('fields.list') });
    }
  }

  return (
    <ul>
      {fields.map((field, place) => (
        <FieldRow
          key={field.id}
          field={field}
          onEdit={() => onEdit(field)}
          onMove={(step) => void move(field, step)}
          canMoveUp={place > 0}
          canMoveDown={place < fields.length - 1}
          keepButton={(step, button) => buttons.current.set(`${field.id} ${step}`, button)}
        />
      ))}
    </ul>
  );
}

interface FieldRowProps {
  field: Field;
  onEdit: () => void;
  onMove: (step: 1 | -1) => void;
  canMoveUp: boolean;
  canMoveDown: boolean;
  keepButton: (step: 1 | -1, button: HTMLButtonElement | null) => void;
}

function FieldRow({ field, onEdit, onMove, canMoveUp, canMoveDown, keepButton }: FieldRowProps) {
  const t = useSettingsText();
  const text = useText();
  const { number } = useFormats();
  const { icon: Icon, nameKey } = FIELD_TYPES[field.type];
  const choices = field.choices.filter(({ retired }) => !retired).length;
  const details = [text(nameKey), text(FIELD_RECORDS[field.record]), hasChoices(field.type) ? t('choiceCount', { count: choices, formatted: number(choices) }) : field.currency].filter(Boolean);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || !step) return;
    event.preventDefault();
    onMove(step);
  }

  return (
    <li onKeyDown={onKeyDown} className="group flex min-h-11 items-center gap-3 border-b border-border/55">
      <Icon aria-hidden className="text-text3" />
      <button type="button" onClick={onEdit} className="ring-inside flex min-h-11 min-w-0 flex-1 items-center gap-3 rounded-control text-start narrow:flex-col narrow:items-start narrow:justify-center narrow:gap-0">
        <Clip className="max-w-full text-13 font-medium group-hover:text-accent-text"><bdi>{field.name}</bdi></Clip>
        <Clip className="max-w-full text-12 text-text3">{details.join(' · ')}</Clip>
      </button>
      <span className="flex flex-none">
        <IconButton ref={(button) => keepButton(-1, button)} icon={ArrowUp} label={t('moveUp', { what: field.name })} isDisabled={!canMoveUp} onPress={() => onMove(-1)} />
        <IconButton ref={(button) => keepButton(1, button)} icon={ArrowDown} label={t('moveDown', { what: field.name })} isDisabled={!canMoveDown} onPress={() => onMove(1)} />
        <RetireButton field={field} />
      </span>
    </li>
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
