// The controls that edit a cell where a text box would not do. Each works on the text that the grid keeps.
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ContactRow, KnownValueField } from '../../../core/api/contacts.ts';
import { useApiQuery } from '../../api.ts';
import { contactOption, useContactSearch } from '../../contact-search.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { CellEdit } from '../../ui/grid/columns.ts';
import { fitting } from '../../ui/option-search.tsx';
import { Select } from '../../ui/select.tsx';
import type { Option } from '../../ui/select.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { useContactText } from '../../words/contact-words.ts';
import { useContactsText } from './words.ts';

type Edit = Parameters<NonNullable<CellEdit<ContactRow>['render']>>[0];

interface CellProps {
  label: string;
  edit: Edit;
}

/** One of a few, already open; with a way to none. */
export function ChoiceCell({ label, edit, options }: CellProps & { options: readonly Option[] }) {
  const text = useText();
  const isChosen = useRef(false);
  return (
    <Select
      label={label}
      hideLabel
      autoFocus
      defaultOpen
      placeholder=""
      value={edit.value}
      options={[{ value: '', label: text('common:none') }, ...options]}
      onChange={(value) => {
        isChosen.current = true;
        edit.save(value);
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen && !isChosen.current) edit.done();
      }}
    />
  );
}

export function MembersCell({ label, edit }: CellProps) {
  const { data: members } = useApiQuery('members.list', undefined);
  if (!members) return null;
  const options = members.map(({ id, name }) => ({ value: id as string, label: name, mark: <Avatar id={id} name={name} shape="person" size="small" /> }));
  return <ChoiceCell label={label} edit={edit} options={options} />;
}

/** Free text, with what stands elsewhere offered. */
export function KnownValueCell({ label, field, edit }: CellProps & { field: KnownValueField }) {
  const t = useContactsText();
  const { data: known } = useApiQuery('contacts.values', { field });
  const [typed, setTyped] = useState('');
  const options = (known ?? []).map((value) => ({ value, label: value }));
  return (
    <Enter save={() => edit.save(edit.value)}>
      <ComboBox
        label={label}
        hideLabel
        autoFocus
        value={edit.value === '' ? null : { value: edit.value, label: edit.value }}
        options={fitting(options, typed)}
        // Leaving with Tab keeps what is typed, in the list or not.
        onSearch={(next) => {
          setTyped(next);
          edit.change(next);
        }}
        onChange={(option) => edit.save(option?.value ?? '')}
        onCreate={edit.save}
        createLabel={(typed) => t('useText', { text: typed })}
        emptyText={t('noSuggestion')}
      />
    </Enter>
  );
}

export function TagsCell({ label, edit }: CellProps) {
  const t = useContactsText();
  const text = useText();
  const { data: tags } = useApiQuery('tags.list', undefined);
  const names = JSON.parse(edit.value) as string[];
  const change = (next: readonly string[]) => edit.change(JSON.stringify(next));
  return (
    <Enter save={() => edit.save(edit.value)}>
      <TagInput
        label={label}
        hideLabel
        autoFocus
        values={names.map((name) => ({ value: name, label: name }))}
        options={(tags ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(next) => change(next.map(({ value }) => value))}
        onCreate={(name) => change([...names, name])}
        createLabel={(name) => t('newTag', { name })}
        removeLabel={(name) => text('common:remove', { what: name })}
        emptyText={t('noTags')}
      />
    </Enter>
  );
}

export function SeveralCell({ label, edit, options }: CellProps & { options: readonly Option[] }) {
  const t = useContactsText();
  const text = useText();
  const ids = edit.value.split(' ').filter(Boolean);
  return (
    <Enter save={() => edit.save(edit.value)}>
      <TagInput
        label={label}
        hideLabel
        autoFocus
        values={options.filter(({ value }) => ids.includes(value))}
        options={options}
        onChange={(next) => edit.change(next.map(({ value }) => value).join(' '))}
        removeLabel={(name) => text('common:remove', { what: name })}
        emptyText={t('noChoice')}
      />
    </Enter>
  );
}

export function DateCell({ label, edit }: CellProps) {
  const text = useText();
  const { locale } = useFormats();
  return (
    <div
      className="rounded-control bg-surface"
      onKeyDown={(event) => {
        // Tab goes from part to part; leaving the last one saves.
        if (event.key === 'Tab') event.stopPropagation();
      }}
    >
      <Enter save={() => edit.save(edit.value)}>
        <DateField
          label={label}
          hideLabel
          autoFocus
          isYearOptional
          value={edit.value}
          onChange={edit.change}
          locale={locale}
          dayLabel={text('common:day')}
          monthLabel={text('common:month')}
          yearLabel={text('common:year')}
          invalidText={text('common:noSuchDate')}
        />
      </Enter>
    </div>
  );
}

export function ContactCell({ label, edit }: CellProps) {
  const t = useContactsText();
  const unnamed = useContactText()('unnamed');
  const { options, onSearch } = useContactSearch();
  const { data: chosen } = useApiQuery('contacts.get', { id: edit.value }, { isEnabled: edit.value !== '' });
  const [start] = useState(edit.value);
  if (start !== '' && !chosen) return null;
  return (
    <ComboBox
      label={label}
      hideLabel
      autoFocus
      value={chosen ? contactOption(chosen, unnamed) : null}
      options={options}
      onSearch={onSearch}
      onChange={(option) => edit.save(option?.value ?? '')}
      emptyText={t('nobodyFound')}
    />
  );
}

/** Enter saves, once the control inside had no use for it: with its list open it picks there. */
function Enter({ save, children }: { save: () => void; children: ReactNode }) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    save();
  }
  return <div onKeyDown={onKeyDown}>{children}</div>;
}
