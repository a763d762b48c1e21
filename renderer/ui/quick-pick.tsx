import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Search } from 'lucide-react';
import { classes } from './classes.ts';
import { Clip } from './clip.tsx';

export interface QuickOption {
  id: string;
  label: string;
  /** Quieter, in front of the label: what it is a value of. */
  lead?: string;
  mark?: ReactNode;
  /** Only while something is typed. */
  isHiddenAtFirst?: boolean;
  /** Whatever is typed: for an option that is about the text itself. */
  isAlwaysShown?: boolean;
}

export interface QuickPickProps {
  label: string;
  placeholder: string;
  /** What there is to pick for the text typed. They are filtered by it here. */
  options: (text: string) => readonly QuickOption[];
  /** Some are still being asked for. Enter waits for them: what fits best may be among them. */
  isPending?: boolean;
  onPick: (id: string, text: string) => void;
  emptyText: string;
}

/** Picks one of many by typing: the first that fits is what Enter takes. */
export function QuickPick({ label, placeholder, options, isPending = false, onPick, emptyText }: QuickPickProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [pointed, setPointed] = useState(0);
  const [isEntered, setEntered] = useState(false);
  const shown = useMemo(() => fitting(options(text), text), [options, text]);
  const active = Math.min(pointed, shown.length - 1);

  const pickActive = useEffectEvent(() => {
    setEntered(false);
    const option = shown[active];
    if (option) onPick(option.id, text.trim());
  });
  useEffect(() => {
    if (isEntered && !isPending) pickActive();
  }, [isEntered, isPending]);

  function point(to: number) {
    setEntered(false);
    const next = (to + shown.length) % shown.length;
    setPointed(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const option = shown[active];
    if (event.key === 'ArrowDown' && option) point(active + 1);
    else if (event.key === 'ArrowUp' && option) point(active - 1);
    else if (event.key === 'Enter' && isPending && text.trim() !== '') setEntered(true);
    else if (event.key === 'Enter' && option) onPick(option.id, text.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="flex min-h-0 flex-col gap-1">
      <div className="relative flex items-center">
        <Search aria-hidden className="pointer-events-none absolute start-2 text-text3" />
        <input
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoFocus
          value={text}
          placeholder={placeholder}
          autoComplete="off"
          dir="auto"
          onChange={(event) => {
            setText(event.target.value);
            setPointed(0);
            setEntered(false);
          }}
          onKeyDown={onKeyDown}
          className="h-control w-full rounded-control border border-border-strong bg-surface ps-8 pe-2 text-start text-13"
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="max-h-80 min-h-0 overflow-y-auto">
        {shown.map((option, place) => (
          <div
            key={option.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            onPointerMove={() => { if (place !== active) setPointed(place); }}
            // Taking the focus out of the field would close what it is in before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option.id, text.trim())}
            className={classes('flex min-h-7 cursor-default items-center gap-2 rounded-chip px-2 py-1 text-13 narrow:min-h-10', place === active && 'bg-hover forced-colors:outline-2')}
          >
            {option.mark}
            <Clip className="flex-1">{option.lead && <span className="text-text3">{option.lead} </span>}<bdi>{option.label}</bdi></Clip>
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="px-2 py-1 text-13 text-text3">{emptyText}</p>}
    </div>
  );
}

/** Those in which every word typed begins a word, labels before leads. */
function fitting(options: readonly QuickOption[], typed: string): readonly QuickOption[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options.filter(({ isHiddenAtFirst, isAlwaysShown }) => !isHiddenAtFirst && !isAlwaysShown);
  const rank = ({ label, lead = '', isAlwaysShown }: QuickOption): number => {
    if (isAlwaysShown) return 3;
    const name = plain(label);
    if (words.every((word) => beginsAWord(name, word))) return name.startsWith(words[0] ?? '') ? 0 : 1;
    return words.every((word) => beginsAWord(`${plain(lead)} ${name}`, word)) ? 2 : 4;
  };
  return options.map((option) => ({ option, rank: rank(option) })).filter((each) => each.rank < 4).toSorted((a, b) => a.rank - b.rank).map(({ option }) => option);
}

const beginsAWord = (text: string, word: string): boolean => text.startsWith(word) || /[\s\-/(.,]/.test(text[text.indexOf(word, 1) - 1] ?? '');

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
