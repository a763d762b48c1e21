import { useState } from 'react';
import { Plus } from 'lucide-react';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import type { FieldProps } from './field.tsx';
import { FIELD_BOX } from './field.tsx';
import { FLOATING, FLOATING_LIST } from './list-box.ts';
import { OptionRow } from './select.tsx';
import type { Option } from './select.tsx';

export interface ComboBoxProps extends FieldProps {
  /** The chosen option; its label stands in the field. Null shows an empty field. */
  value: Option | null;
  onChange: (value: Option | null) => void;
  /** What may be chosen for the words typed; the caller searches when `onSearch` is given, else they are filtered here. */
  options: readonly Option[];
  onSearch?: (text: string) => void;
  /** Makes an option from what was typed. Needs `createLabel`. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  placeholder?: string;
  /** Shown in the list when nothing fits. */
  emptyText: string;
  autoFocus?: boolean;
}

/** One of many, found by typing; can make a new one. */
export function ComboBox({ label, hideLabel, hint, error, isRequired, isDisabled, className, value, onChange, options, onSearch, onCreate, createLabel, placeholder, emptyText, autoFocus }: ComboBoxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value?.label ?? '';
  const shown = withCreation(fitting(options, typed ?? '', !onSearch), typed ?? '', onCreate && createLabel);
  return (
    <AriaComboBox
      value={value?.value ?? null}
      onChange={(key) => {
        const words = typed ?? '';
        setTyped(null);
        if (key === CREATE) onCreate?.(words.trim());
        else if (key !== null) onChange(options.find((option) => option.value === key) ?? null);
      }}
      inputValue={text}
      onInputChange={(next) => {
        if (next === text) return;
        setTyped(next);
        onSearch?.(next);
        if (next === '' && value) onChange(null);
      }}
      onOpenChange={(isOpen) => { if (!isOpen) setTyped(null); }}
      items={shown}
      allowsEmptyCollection
      menuTrigger="focus"
      aria-label={hideLabel ? label : undefined}
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={!!error}
      autoFocus={autoFocus}
      validationBehavior="aria"
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      {!hideLabel && <Label className="text-12 font-medium text-text2">{label}</Label>}
      <Input placeholder={placeholder} dir="auto" className={classes(FIELD_BOX, 'h-control text-start')} />
      {(error ?? hint) && <Text slot={error ? 'errorMessage' : 'description'} className={classes('text-12', error ? 'text-danger-text' : 'text-text3')}>{error ?? hint}</Text>}
      <OptionList emptyText={emptyText} />
    </AriaComboBox>
  );
}

/** The floating list of a combo box; its items come from the combo box round it. */
export function OptionList({ emptyText }: { emptyText: string }) {
  return (
    <Popover offset={4} className={classes(FLOATING, 'min-w-(--trigger-width)')}>
      <ListBox<Option> className={FLOATING_LIST} renderEmptyState={() => <p className="px-2 py-1 text-text3">{emptyText}</p>}>
        {(option) => <OptionRow option={option} />}
      </ListBox>
    </Popover>
  );
}

/** The key of the row that makes a new option. */
export const CREATE = '\u0000create';

const comparing = new Intl.Collator(undefined, { sensitivity: 'base', usage: 'search' });

/** Those whose label has the words anywhere, accents and case aside. */
export function fitting(options: readonly Option[], words: string, filters: boolean): readonly Option[] {
  const wanted = words.trim();
  return filters && wanted ? options.filter((option) => contains(option.label, wanted)) : options;
}

/** The options, and after them the row that makes a new one unless one has exactly this label. */
export function withCreation(options: readonly Option[], words: string, createLabel: ((text: string) => string) | undefined): Option[] {
  const text = words.trim();
  const exists = options.some((option) => comparing.compare(option.label, text) === 0);
  const creation = createLabel && text && !exists ? [{ value: CREATE, label: createLabel(text), mark: <Plus aria-hidden className="text-text3" /> }] : [];
  return [...options, ...creation];
}

function contains(label: string, words: string): boolean {
  return plain(label).includes(plain(words));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
