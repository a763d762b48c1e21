import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Search } from 'lucide-react';
import { useKeyWords } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { classes } from '../../ui/classes.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { Piece } from './verbs.ts';

export interface BoxProps {
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** The parts that were understood. */
  tinted: readonly Piece[];
  listId: string;
  activeId: string | undefined;
}

/** The one line. What was understood of it lies tinted behind the words. */
export function Box({ value, onChange, onKeyDown, tinted, listId, activeId }: BoxProps) {
  const text = useText();
  const { escape } = useKeyWords();
  const input = useRef<HTMLInputElement>(null);
  const back = useRef<HTMLDivElement>(null);

  /** The line scrolls when it is longer than the box, and what lies behind it goes along. */
  function follow() {
    if (back.current && input.current) back.current.scrollLeft = input.current.scrollLeft;
  }
  useEffect(follow);

  return (
    <div className="flex h-14 flex-none items-center gap-3 border-b border-border ps-5 pe-4 narrow:ps-4">
      <Search aria-hidden className="flex-none text-text3" />
      <div className="relative min-w-0 flex-1">
        {tinted.length > 0 && (
          <div ref={back} aria-hidden dir={directionOf(input.current)} className="pointer-events-none absolute inset-0 overflow-hidden px-1 text-16 leading-8! whitespace-pre text-transparent select-none">
            {split(value, tinted).map(({ part, isTinted, from }) =>
              isTinted ? <mark key={from} className="-mx-px rounded-chip bg-accent-subtle px-px py-1 text-transparent forced-colors:outline"><bdi>{part}</bdi></mark> : <bdi key={from}>{part}</bdi>,
            )}
          </div>
        )}
        <input
          ref={input}
          role="combobox"
          aria-label={text('palette:hint')}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          autoFocus
          value={value}
          placeholder={text('palette:hint')}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={2_000}
          dir="auto"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onScroll={follow}
          className={classes('ring-own relative h-8 w-full min-w-0 border-0 bg-transparent px-1 text-start text-16 placeholder:text-ellipsis', tinted.length > 0 && 'text-accent-text caret-text')}
        />
      </div>
      <Kbd>{escape}</Kbd>
    </div>
  );
}

/** The direction that the words in the box run in. */
function directionOf(input: HTMLInputElement | null): 'ltr' | 'rtl' {
  return input && getComputedStyle(input).direction === 'rtl' ? 'rtl' : 'ltr';
}

function split(value: string, tinted: readonly Piece[]): { part: string; isTinted: boolean; from: number }[] {
  const parts: { part: string; isTinted: boolean; from: number }[] = [];
  let at = 0;
  for (const { from, to } of tinted) {
    if (from > at) parts.push({ part: value.slice(at, from), isTinted: false, from: at });
    parts.push({ part: value.slice(from, to), isTinted: true, from });
    at = to;
  }
  if (at < value.length) parts.push({ part: value.slice(at), isTinted: false, from: at });
  return parts;
}
