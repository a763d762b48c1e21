import { Check, ChevronDown, Search } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import type { FieldProps } from './field.tsx';
import { FIELD_BOX } from './field.tsx';
import { FLOATING, FLOATING_ITEM, FLOATING_LIST } from './list-box.ts';
import type { Option } from './select.tsx';

export interface SearchOption<Value extends string = string> extends Option<Value> {
  /** Found by these too: a code, a name in another language. */
  words?: string;
}

export interface OptionGroup<Value extends string = string> {
  /** Over the group; left out where there is only one. */
  label?: string;
  options: readonly SearchOption<Value>[];
}

export interface SearchSelectProps<Value extends string> extends FieldProps {
  value: Value | null;
  onChange: (value: Value) => void;
  groups: readonly OptionGroup<Value>[];
  placeholder: string;
  searchLabel: string;
  /** Shown in the list when nothing fits. */
  emptyText: string;
  autoFocus?: boolean;
}

/** One of a long known list, in groups, with a search above it. Typing finds anywhere in the label, accents and case aside. */
export function SearchSelect<Value extends string>({ label, hideLabel, hint, error, isRequired, isDisabled, className, value, onChange, groups, placeholder, searchLabel, emptyText, autoFocus }: SearchSelectProps<Value>) {
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        const chosen = groups.flatMap(({ options }) => options).find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
      aria-label={hideLabel ? label : undefined}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isRequired={isRequired}
      isInvalid={!!error}
      autoFocus={autoFocus}
      validationBehavior="aria"
      className={classes('flex min-w-0 flex-col gap-1', className)}
    >
      {!hideLabel && <Label className="text-12 font-medium text-text2">{label}</Label>}
      <AriaButton className={classes(FIELD_BOX, 'flex h-control items-center gap-2 text-start', error && 'border-danger')}>
        <SelectValue className="flex min-w-0 flex-1 items-center gap-2 truncate data-placeholder:text-placeholder [&_[slot=description]]:hidden" />
        <ChevronDown aria-hidden className="text-text3" />
      </AriaButton>
      {(error ?? hint) && <Text slot={error ? 'errorMessage' : 'description'} className={classes('text-12', error ? 'text-danger-text' : 'text-text3')}>{error ?? hint}</Text>}
      <Popover offset={4} className={classes(FLOATING, 'w-[max(var(--trigger-width),min(320px,calc(100vw-16px)))]')}>
        <Autocomplete filter={contains}>
          <SearchField aria-label={searchLabel} autoFocus className="relative flex flex-none items-center border-b border-border">
            <Search aria-hidden className="pointer-events-none absolute start-3 text-text3" />
            <Input placeholder={searchLabel} dir="auto" className="ring-own h-9 w-full bg-transparent ps-9 pe-3 text-start text-13 [&::-webkit-search-cancel-button]:hidden" />
          </SearchField>
          <ListBox className={FLOATING_LIST} renderEmptyState={() => <p className="px-2 py-1 text-text3">{emptyText}</p>}>
            {groups.map((group, place) => {
              const rows = group.options.map((option) => <SearchOptionRow key={option.value} option={option} />);
              if (group.label === undefined) return rows;
              return (
                <ListBoxSection key={group.label} id={`group ${place}`}>
                  <Header className="px-2 pt-2 pb-1 text-11 font-medium text-text3">{group.label}</Header>
                  {rows}
                </ListBoxSection>
              );
            })}
          </ListBox>
        </Autocomplete>
      </Popover>
    </AriaSelect>
  );
}

function SearchOptionRow({ option }: { option: SearchOption }) {
  return (
    <ListBoxItem
      id={option.value}
      textValue={[option.label, option.detail, option.words].filter(Boolean).join(' ')}
      aria-label={option.label}
      isDisabled={option.isDisabled}
      className={FLOATING_ITEM}
    >
      {({ isSelected }) => (
        <>
          {option.mark}
          <Clip className="flex-1">{option.label}</Clip>
          {option.detail && <Text slot="description" className="max-w-[50%] flex-none truncate text-12 text-text3"><bdi>{option.detail}</bdi></Text>}
          {isSelected && <Check aria-hidden className="text-accent-text" />}
        </>
      )}
    </ListBoxItem>
  );
}

function contains(text: string, typed: string): boolean {
  return plain(text).includes(plain(typed.trim()));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
