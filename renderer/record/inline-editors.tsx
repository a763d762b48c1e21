import { useRef, useState } from 'react';
import { ComboBox } from '../ui/combo-box.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Select } from '../ui/select.tsx';
import type { Option } from '../ui/select.tsx';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';

/** What an InlineField gives the control that stands in for its text box. */
export interface InlineEdit {
  value: string;
  save: (value: string) => void;
  cancel: () => void;
}

/** One of a list, which is already open. The first option may be the empty one. */
export function ChoiceEditor({ label, options, edit }: { label: string; options: readonly Option[]; edit: InlineEdit }) {
  const isChosen = useRef(false);
  return (
    <Select
      label={label}
      hideLabel
      options={options}
      value={edit.value}
      placeholder=""
      autoFocus
      defaultOpen
      onChange={(value) => {
        isChosen.current = true;
        edit.save(value);
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen && !isChosen.current) edit.cancel();
      }}
    />
  );
}

/** One of many, found by typing; with `createLabel` also what is in no list. */
export function ComboEditor({ label, options, edit, onSearch, createLabel, emptyText }: { label: string; options: readonly Option[]; edit: InlineEdit; onSearch?: (text: string) => void; createLabel?: (text: string) => string; emptyText: string }) {
  const known = options.find((option) => option.value === edit.value);
  return (
    <ComboBox
      label={label}
      hideLabel
      autoFocus
      options={options}
      value={known ?? (edit.value === '' || onSearch ? null : { value: edit.value, label: edit.value })}
      onChange={(option) => edit.save(option?.value ?? '')}
      emptyText={emptyText}
      {...(onSearch ? { onSearch } : {})}
      {...(createLabel ? { onCreate: edit.save, createLabel } : {})}
    />
  );
}

/** A date in parts; leaving it saves, as a text box does. */
export function DateEditor({ label, edit, isYearOptional = true }: { label: string; edit: InlineEdit; isYearOptional?: boolean }) {
  const text = useText();
  const { locale } = useFormats();
  const [value, setValue] = useState(edit.value);
  return (
    <div
      onKeyDown={(event) => {
        // Tab goes from part to part; leaving the last one saves.
        if (event.key === 'Tab') event.stopPropagation();
        if (event.key !== 'Enter') return;
        event.preventDefault();
        event.stopPropagation();
        edit.save(value);
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) edit.save(value);
      }}
    >
      <DateField
        label={label}
        hideLabel
        value={value}
        onChange={setValue}
        locale={locale}
        isYearOptional={isYearOptional}
        dayLabel={text('common:day')}
        monthLabel={text('common:month')}
        yearLabel={text('common:year')}
        invalidText={text('common:noSuchDate')}
        autoFocus
      />
    </div>
  );
}

/** The editor of an InlineField for dates. */
export const dateEditor = (label: string) => (edit: InlineEdit) => <DateEditor label={label} edit={edit} />;
