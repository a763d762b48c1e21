import { useId, useState } from 'react';
import { Check, ChevronDown, Search } from 'lucide-react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { SearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import type { FieldProps } from './field.tsx';
import { FIELD_BOX, FieldNote } from './field.tsx';
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
  /** A quiet border, for one of many in a list. */
  isQuiet?: boolean;
}

/**
 * One of a long known list, in groups, with a search above it. Typing finds anywhere in the label, accents and case
 * aside. The list is only made when it opens, so that a page may hold many of these.
 */
export function SearchSelect<Value extends string>({ label, hideLabel, hint, error, isDisabled, className, value, onChange, groups, placeholder, searchLabel, emptyText, isQuiet }: SearchSelectProps<Value>) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const chosen = groups.flatMap(({ options }) => options).find((option) => option.value === value);
  const note = error ?? hint;
  return (
    <div className={classes('flex min-w-0 flex-col gap-1', className)}>
      <span id={`${id}-label`} className={hideLabel ? 'sr-only' : 'text-12 font-medium text-text2'}>{label}</span>
      <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <AriaButton
          aria-labelledby={`${id}-label ${id}-value`}
          aria-describedby={note ? `${id}-note` : undefined}
          isDisabled={isDisabled}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setOpen(true);
          }}
          className={classes(FIELD_BOX, 'flex h-control items-center gap-2 text-start', error && 'border-danger', isQuiet && !error && 'border-border! hover:border-border-strong! aria-expanded:border-border-strong!')}
        >
          {chosen?.mark}
          <Clip className={classes('flex-1', !chosen && 'text-placeholder')}><span id={`${id}-value`}>{chosen?.label ?? placeholder}</span></Clip>
          <ChevronDown aria-hidden className="text-text3" />
        </AriaButton>
        <Popover offset={4} placement="bottom start" className={classes(FLOATING, 'w-[max(var(--trigger-width),min(320px,calc(100vw-16px)))]')}>
          <Dialog aria-label={label} className="ring-own flex min-h-0 flex-col">
            <Autocomplete filter={contains}>
              <SearchField aria-label={searchLabel} autoFocus className="relative flex flex-none items-center border-b border-border">
                <Search aria-hidden className="pointer-events-none absolute start-3 text-text3" />
                <Input placeholder={searchLabel} dir="auto" className="ring-own h-9 w-full bg-transparent ps-9 pe-3 text-start text-13 [&::-webkit-search-cancel-button]:hidden" />
              </SearchField>
              <ListBox
                ref={showChosen}
                aria-label={label}
                selectionMode="single"
                disallowEmptySelection
                selectedKeys={value === null ? [] : [value]}
                onSelectionChange={(keys) => {
                  const [key] = keys === 'all' ? [] : [...keys];
                  const option = groups.flatMap(({ options }) => options).find((each) => each.value === key);
                  setOpen(false);
                  if (option && option.value !== value) onChange(option.value);
                }}
                className={FLOATING_LIST}
                renderEmptyState={() => <p className="px-2 py-1 text-text3">{emptyText}</p>}
              >
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
          </Dialog>
        </Popover>
      </DialogTrigger>
      {note && <FieldNote id={`${id}-note`} isError={!!error}>{note}</FieldNote>}
    </div>
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

/** A long list opens where its choice is. Its rows come a moment after itself. */
function showChosen(list: HTMLElement | null) {
  requestAnimationFrame(() => list?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'center' }));
}

function contains(text: string, typed: string): boolean {
  return plain(text).includes(plain(typed.trim()));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
