import type { ReactNode } from 'react';
import { Check, ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import type { FieldProps } from './field.tsx';
import { FIELD_BOX } from './field.tsx';
import { FLOATING, FLOATING_ITEM, FLOATING_LIST } from './list-box.ts';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** In front of the label: an avatar, an icon, a dot. */
  mark?: ReactNode;
  /** After the label, quieter. */
  detail?: string;
  isDisabled?: boolean;
}

export interface SelectProps<Value extends string> extends FieldProps {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  placeholder: string;
  autoFocus?: boolean;
  /** For an editor that appears already open, as in a grid cell. */
  defaultOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
}

/** One of a known list. Typing the first letters picks; for long or open lists take ComboBox. */
export function Select<Value extends string>({ label, hideLabel, hint, error, isRequired, isDisabled, className, value, onChange, options, placeholder, autoFocus, defaultOpen, onOpenChange }: SelectProps<Value>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      aria-label={hideLabel ? label : undefined}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={!!error}
      autoFocus={autoFocus}
      defaultOpen={defaultOpen}
      onOpenChange={onOpenChange}
      validationBehavior="aria"
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      {!hideLabel && <Label className="text-12 font-medium text-text2">{label}</Label>}
      <AriaButton className={classes(FIELD_BOX, 'flex h-control items-center gap-2 text-start', error && 'border-danger')}>
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-placeholder [&_[slot=description]]:hidden" />
        <ChevronDown aria-hidden className="text-text3" />
      </AriaButton>
      {(error ?? hint) && <Text slot={error ? 'errorMessage' : 'description'} className={classes('text-12', error ? 'text-danger-text' : 'text-text3')}>{error ?? hint}</Text>}
      <Popover offset={4} className={classes(FLOATING, 'min-w-(--trigger-width)')}>
        <ListBox items={options} className={FLOATING_LIST}>
          {(option: Option<Value>) => <OptionRow id={option.value} option={option} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

/** Its id is read from the outside too: by it options may come and go while the list is there. */
function OptionRow({ id, option }: { id: string; option: Option }) {
  return (
    <ListBoxItem id={id} textValue={option.label} isDisabled={option.isDisabled} className={FLOATING_ITEM}>
      {({ isSelected }) => (
        <>
          {option.mark}
          <Clip className="flex-1">{option.label}</Clip>
          {option.detail && <Text slot="description" className="flex-none text-12 text-text3">{option.detail}</Text>}
          {isSelected && <Check aria-hidden className="text-accent-text" />}
        </>
      )}
    </ListBoxItem>
  );
}
