import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { Check } from 'lucide-react';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';
import type { Option } from './select.tsx';

/** What the input of a combo box carries, and its list. */
export interface OptionListState {
  inputProps: {
    role: 'combobox';
    'aria-expanded': boolean;
    'aria-controls': string | undefined;
    'aria-autocomplete': 'list';
    'aria-activedescendant': string | undefined;
    onFocus: () => void;
    onClick: () => void;
    onBlur: () => void;
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  };
  open: () => void;
  close: () => void;
  list: Omit<OptionListProps, 'label' | 'emptyText' | 'field'>;
}

/**
 * The keys of a field with a list under it: arrows choose, Enter takes, Esc closes. Once something is typed the first
 * that fits is chosen, so that Enter alone takes it. The focus stays in the field and
 * nothing behind is hidden from screen readers, so that chips in the field can still be reached.
 */
export function useOptionList({ options, isTyped, onPick, onEscape }: { options: readonly Option[]; isTyped: boolean; onPick: (option: Option) => void; onEscape?: () => void }): OptionListState {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [pointed, setActive] = useState<string | null>(null);
  const first = isTyped ? options.find((option) => !option.isDisabled)?.value : undefined;
  const active = options.some((option) => option.value === pointed) ? pointed : (first ?? null);
  const place = options.findIndex((option) => option.value === active);
  const current = options[place];

  function open() {
    setOpen(true);
  }

  function close() {
    setOpen(false);
    setActive(null);
  }

  function pick(option: Option) {
    if (option.isDisabled) return;
    close();
    onPick(option);
  }

  function step(by: 1 | -1) {
    open();
    const from = place < 0 && by < 0 ? 0 : place;
    setActive(options[(from + by + options.length) % Math.max(1, options.length)]?.value ?? null);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' && isOpen && current) pick(current);
    else if (event.key === 'Escape' && isOpen) {
      close();
      onEscape?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    inputProps: {
      role: 'combobox',
      'aria-expanded': isOpen,
      'aria-controls': isOpen ? `${id}-list` : undefined,
      'aria-autocomplete': 'list',
      'aria-activedescendant': isOpen && current ? optionId(id, place) : undefined,
      onFocus: open,
      onClick: open,
      onBlur: close,
      onKeyDown,
    },
    open,
    close,
    list: { id, isOpen, options, active, onActive: setActive, onPick: pick },
  };
}

interface OptionListProps {
  id: string;
  label: string;
  /** The box the list is as wide as. */
  field: RefObject<HTMLElement | null>;
  isOpen: boolean;
  options: readonly Option[];
  active: string | null;
  onActive: (value: string) => void;
  onPick: (option: Option) => void;
  emptyText: string;
  /** Ticked in the list. */
  chosen?: string | undefined;
}

/** Lies in the page where its field does, so that it belongs to the same region and dialog, but is drawn above all (`popover`). */
export function OptionList({ id, label, field, isOpen, options, active, onActive, onPick, emptyText, chosen }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!isOpen || !list.current || !field.current) return;
    return keepBelow(list.current, field.current);
  }, [isOpen, field, options.length]);
  if (!isOpen) return null;
  return (
    <div
      ref={list}
      id={`${id}-list`}
      popover="manual"
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      // The press must not take the focus from the field.
      onMouseDown={(event) => event.preventDefault()}
      className="ring-own inset-auto m-0 overflow-y-auto rounded-card border border-border bg-raised p-1 text-13 text-text shadow-e2"
    >
      {options.map((option, place) => (
        <div
          key={option.value}
          id={optionId(id, place)}
          ref={option.value === active ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
          role="option"
          aria-selected={option.value === chosen}
          aria-disabled={option.isDisabled}
          onPointerMove={() => { if (option.value !== active) onActive(option.value); }}
          onClick={() => onPick(option)}
          className={classes(
            'flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 py-1 narrow:min-h-10',
            option.isDisabled && 'text-disabled',
            option.value === active && 'bg-hover forced-colors:outline-2',
          )}
        >
          {option.mark}
          <Clip className="flex-1">{option.label}</Clip>
          {option.detail && <span className="flex-none text-12 text-text3">{option.detail}</span>}
          {option.value === chosen && <Check aria-hidden className="text-accent-text" />}
        </div>
      ))}
      {options.length === 0 && <div role="option" aria-disabled aria-selected={false} className="px-2 py-1 text-text3">{emptyText}</div>}
    </div>
  );
}

/** Places a list under its field, or above where there is more room, and follows it. Returns how to stop. */
function keepBelow(list: HTMLElement, field: HTMLElement): () => void {
  function place() {
    const box = field.getBoundingClientRect();
    const [above, below] = [box.top - EDGE, innerHeight - box.bottom - EDGE];
    const isBelow = below >= Math.min(list.scrollHeight, 240) || below >= above;
    const widest = Math.min(innerWidth - 2 * EDGE, Math.max(box.width, 400));
    const isRightToLeft = getComputedStyle(field).direction === 'rtl';
    Object.assign(list.style, {
      minWidth: `${box.width}px`,
      maxWidth: `${widest}px`,
      maxHeight: `${Math.min(320, (isBelow ? below : above) - GAP)}px`,
      top: isBelow ? `${box.bottom + GAP}px` : 'auto',
      bottom: isBelow ? 'auto' : `${innerHeight - box.top + GAP}px`,
      left: isRightToLeft ? 'auto' : `${Math.max(EDGE, Math.min(box.left, innerWidth - EDGE - list.offsetWidth))}px`,
      right: isRightToLeft ? `${Math.max(EDGE, Math.min(innerWidth - box.right, innerWidth - EDGE - list.offsetWidth))}px` : 'auto',
    });
  }
  if (!list.matches(':popover-open')) list.showPopover();
  place();
  const following = new AbortController();
  window.addEventListener('scroll', place, { capture: true, passive: true, signal: following.signal });
  window.addEventListener('resize', place, { signal: following.signal });
  return () => following.abort();
}

/** Room to the field, and to the edges of the window, in px. */
const GAP = 4;
const EDGE = 8;

function optionId(id: string, place: number): string {
  return `${id}-option-${place}`;
}
