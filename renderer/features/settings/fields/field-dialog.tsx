import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field, FieldRecord, FieldType } from '../../../../core/fields.ts';
import { useApi, useApiQuery, useErrorText } from '../../../api.ts';
import { useText } from '../../../i18n/use-text.ts';
import { currencyChoices } from '../../../locale-choices.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SearchSelect } from '../../../ui/search-select.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import type { Option } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useUndoToast } from '../../../undo-toast.ts';
import type { DraftLine } from '../lines-editor.tsx';
import { useSettingsText } from '../settings-text.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import { FIELD_RECORDS, FIELD_TYPES, hasChoices } from './field-types.ts';

export interface FieldDialogProps {
  /** The field to change; null makes a new one. */
  field: Field | null;
  onClose: () => void;
}

/** Makes a custom field, or changes its name, currency and choices. What it is and for whom stays as it was made. */
export function FieldDialog({ field, onClose }: FieldDialogProps) {
  const t = useSettingsText();
  const text = useText();
  const api = useApi();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const [draft, setDraft] = useState(() => draftOf(field));
  const [hasTried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const name = draft.name.trim();
  const named = draft.choices.map((choice) => ({ ...choice, name: choice.name.trim() })).filter((choice) => choice.name !== '');
  const choicesError = !hasChoices(draft.type) ? undefined : named.length === 0 ? t('choiceNeeded') : hasTwice(named) ? t('choiceTwice') : undefined;

  async function save() {
    setTried(true);
    if (name === '' || choicesError !== undefined) return;
    try {
      const { changeId } = await (field ? update(field) : create());
      undoable(t(field ? 'fieldChanged' : 'fieldAdded', { name }), changeId);
      onClose();
    } catch (error) {
      setFailure(error);
    }
  }

  function create() {
    return api.fields.create({
      record: draft.record,
      name,
      type: draft.type,
      ...(draft.type === 'money' && draft.currency ? { currency: draft.currency } : {}),
      ...(hasChoices(draft.type) ? { choices: named.map((choice) => choice.name) } : {}),
    });
  }

  function update({ id, type }: Field) {
    return api.fields.update({
      id,
      name,
      ...(type === 'money' && draft.currency ? { currency: draft.currency } : {}),
      ...(hasChoices(type) ? { choices: named.map((choice) => ({ ...(choice.id === undefined ? {} : { id: choice.id }), name: choice.name })) } : {}),
    });
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(field ? 'fieldEdit' : 'fieldNew')}
      closeLabel={text('common:close')}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={onClose}>{text('common:cancel')}</Button>
          <Button kind="main" type="submit">{field ? text('common:save') : t('fieldAdd')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TextField
          label={t('fieldName')}
          value={draft.name}
          onChange={(next) => setDraft({ ...draft, name: next })}
          error={hasTried && name === '' ? t('fieldNameNeeded') : undefined}
          isRequired
          autoFocus
          maxLength={1_000}
        />
        {field ? (
          <p className="text-12 text-text3">{t('fieldFixed', { type: text(FIELD_TYPES[field.type].nameKey), record: text(FIELD_RECORDS[field.record]) })}</p>
        ) : (
          <NewFieldParts draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        )}
        {draft.type === 'money' && <MoneyCurrency value={draft.currency} onChange={(currency) => setDraft({ ...draft, currency })} />}
        {hasChoices(draft.type) && (
          <ChoicesEditor
            choices={draft.choices}
            onChange={(choices) => setDraft({ ...draft, choices })}
            retired={field?.choices.filter(({ retired }) => retired) ?? []}
            error={hasTried ? choicesError : undefined}
          />
        )}
        {failure !== null && <p role="alert" className="text-12 text-danger-text">{errorText(failure)}</p>}
      </div>
    </Dialog>
  );
}

interface FieldDraft {
  name: string;
  record: FieldRecord;
  type: FieldType;
  /** Empty until one is chosen: the team's own then. */
  currency: string;
  choices: DraftLine[];
}

function draftOf(field: Field | null): FieldDraft {
  if (!field) return { name: '', record: 'contact', type: 'text', currency: '', choices: [{ key: 1, name: '' }] };
  const { name, record, type, currency, choices } = field;
  return { name, record, type, currency, choices: choices.filter(({ retired }) => !retired).map((choice, place) => ({ key: place + 1, id: choice.id, name: choice.name })) };
}

function hasTwice(choices: readonly { name: string }[]): boolean {
  return new Set(choices.map((choice) => choice.name.toLocaleLowerCase())).size < choices.length;
}

/** What is decided once: what the field holds, and whose it is. */
function NewFieldParts({ draft, onChange }: { draft: FieldDraft; onChange: (change: Partial<FieldDraft>) => void }) {
  const t = useSettingsText();
  const text = useText();
  const types = useMemo(
    () =>
      (Object.keys(FIELD_TYPES) as FieldType[]).map((type): Option<FieldType> => {
        const { icon: Icon, nameKey, hintKey } = FIELD_TYPES[type];
        return { value: type, label: text(nameKey), detail: text(hintKey), mark: <Icon aria-hidden className="text-text3" /> };
      }),
    [text],
  );
  return (
    <>
      <Select label={t('fieldType')} value={draft.type} onChange={(type) => onChange({ type })} options={types} placeholder="" />
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium text-text2">{t('fieldFor')}</span>
        <SegmentedControl
          label={t('fieldFor')}
          value={draft.record}
          onChange={(record) => onChange({ record })}
          segments={(Object.keys(FIELD_RECORDS) as FieldRecord[]).map((record) => ({ value: record, label: text(FIELD_RECORDS[record]) }))}
        />
      </div>
    </>
  );
}

function MoneyCurrency({ value, onChange }: { value: string; onChange: (currency: string) => void }) {
  const t = useSettingsText();
  const { i18n } = useTranslation();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const choices = useMemo(() => currencyChoices(i18n.language), [i18n.language]);
  return (
    <SearchSelect
      label={t('fieldCurrency')}
      value={value || profile?.team.currency || null}
      onChange={onChange}
      groups={[{ options: choices }]}
      placeholder=""
      searchLabel={t('searchCurrencies')}
      emptyText={t('noneFound')}
    />
  );
}
