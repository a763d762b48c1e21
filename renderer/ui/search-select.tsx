import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Check, ChevronDown, Search } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import type { FieldProps } from './field.tsx';
import { FIELD_BOX, FieldNote } from './field.tsx';
import { FLOATING } from './list-box.ts';
import { plain } from './option-search.tsx';
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
          className={classes(
            FIELD_BOX,
            'flex h-control items-center gap-2 text-start',
            error && 'border-danger',
            isQuiet && !error && 'border-border! hover:border-border-strong! aria-expanded:border-border-strong!',
          )}
        >
          {chosen?.mark}
          <Clip className={classes('flex-1', !chosen && 'text-placeholder')}><span id={`${id}-value`}>{chosen?.label ?? placeholder}</span></Clip>
          <ChevronDown aria-hidden className="text-text3" />
        </AriaButton>
        {/* The dialog has the name. The frame round it would else be named by its trigger, outside of every region. */}
        <Popover offset={4} aria-labelledby="" placement="bottom start" className={classes(FLOATING, 'w-[max(var(--trigger-width),min(320px,calc(100vw-16px)))]')}>
          <Dialog aria-label={label} className="ring-own flex min-h-0 flex-col">
            <SearchedList
              id={id}
              label={label}
              searchLabel={searchLabel}
              emptyText={emptyText}
              groups={groups}
              value={value}
              onPick={(next) => {
                setOpen(false);
                if (next !== value) onChange(next);
              }}
            />
          </Dialog>
        </Popover>
      </DialogTrigger>
      {note && <FieldNote id={`${id}-note`} isError={!!error}>{note}</FieldNote>}
    </div>
  );
}

interface SearchedListProps<Value extends string> {
  id: string;
  label: string;
  searchLabel: string;
  emptyText: string;
  groups: readonly OptionGroup<Value>[];
  value: Value | null;
  onPick: (value: Value) => void;
}

/** The focus stays in the search; arrows point at an option, and Enter takes it. What is typed points at the first that fits. */
function SearchedList<Value extends string>({ id, label, searchLabel, emptyText, groups, value, onPick }: SearchedListProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [pointed, setPointed] = useState<Value | null>(value);
  const shown = useMemo(() => fitting(groups, text), [groups, text]);
  const options = shown.flatMap((group) => group.options);
  const place = options.findIndex((option) => option.value === pointed);
  const active = place >= 0 ? place : text.trim() !== '' && options.length > 0 ? 0 : -1;

  function point(to: number) {
    const next = (to + options.length) % options.length;
    setPointed(options[next]?.value ?? null);
    list.current?.querySelector(`[data-place="${next}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || options.length === 0) return;
    const option = options[active];
    if (event.key === 'ArrowDown') point(active + 1);
    else if (event.key === 'ArrowUp') point(Math.max(active, 0) - 1);
    else if (event.key === 'Enter' && option) onPick(option.value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <div className="relative flex flex-none items-center border-b border-border">
        <Search aria-hidden className="pointer-events-none absolute start-3 text-text3" />
        <input
          role="combobox"
          aria-label={searchLabel}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-option-${active}` : undefined}
          aria-autocomplete="list"
          autoFocus
          value={text}
          placeholder={searchLabel}
          autoComplete="off"
          dir="auto"
          onChange={(event) => {
            setText(event.target.value);
            setPointed(null);
          }}
          onKeyDown={onKeyDown}
          className="ring-own h-9 w-full bg-transparent ps-9 pe-3 text-13 [text-align:match-parent]"
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1} className="ring-own max-h-80 overflow-y-auto p-1">
        {shown.map((group) => {
          const rows = group.options.map((option) => {
            const at = options.indexOf(option);
            return (
              <OptionRow
                key={option.value}
                id={`${id}-option-${at}`}
                place={at}
                option={option}
                isActive={at === active}
                isChosen={option.value === value}
                onPoint={() => setPointed(option.value)}
                onPick={() => onPick(option.value)}
              />
            );
          });
          if (group.label === undefined) return rows;
          return (
            <div key={group.label} role="group" aria-label={group.label}>
              <div aria-hidden className="px-2 pt-2 pb-1 text-11 font-medium text-text3">{group.label}</div>
              {rows}
            </div>
          );
        })}
        {options.length === 0 && <div role="option" aria-disabled aria-selected={false} className="px-2 py-1 text-text3">{emptyText}</div>}
      </div>
    </>
  );
}

interface OptionRowProps {
  id: string;
  place: number;
  option: SearchOption;
  isActive: boolean;
  isChosen: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function OptionRow({ id, place, option, isActive, isChosen, onPoint, onPick }: OptionRowProps) {
  return (
    <div
      id={id}
      data-place={place}
      ref={isChosen ? showChosen : undefined}
      role="option"
      aria-selected={isChosen}
      onPointerMove={() => { if (!isActive) onPoint(); }}
      // The press must not take the focus from the search.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={classes('flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 py-1 text-text narrow:min-h-10', isActive && 'bg-hover forced-colors:outline-2')}
    >
      {option.mark}
      <Clip className="flex-1">{option.label}</Clip>
      {option.detail && <span className="max-w-[50%] flex-none truncate text-12 text-text3"><bdi>{option.detail}</bdi></span>}
      {isChosen && <Check aria-hidden className="text-accent-text" />}
    </div>
  );
}

/** A long list opens where its choice is. */
function showChosen(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'center' });
}

/** The groups with what has the words anywhere, and first what has just them or begins with them; without groups that nothing is left of. */
function fitting<Value extends string>(groups: readonly OptionGroup<Value>[], typed: string): readonly OptionGroup<Value>[] {
  const wanted = plain(typed);
  if (wanted === '') return groups;
  const rank = ({ label, detail = '', words = '' }: SearchOption): number => {
    if (plain(words).split(' ').includes(wanted)) return 0;
    if (plain(label).startsWith(wanted)) return 1;
    return plain(`${label} ${detail} ${words}`).includes(wanted) ? 2 : 3;
  };
  return groups
    .map((group) => ({ ...group, options: group.options.filter((option) => rank(option) < 3).toSorted((a, b) => rank(a) - rank(b)) }))
    .filter(({ options }) => options.length > 0);
}
