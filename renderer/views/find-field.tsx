import { useEffect, useRef, useState } from 'react';
import { Search, X } from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from '../ui/button.tsx';

export interface FindFieldProps {
  label: string;
  words: string;
  startsFocused: boolean;
  onChange: (words: string) => void;
  /** It was left; by Enter, Down or Esc the keys go on to the list. */
  onLeave: (goesToList: boolean) => void;
}

/** Finds in the list that is shown: narrows it at every keystroke. Esc empties it. */
export function FindField({ label, words, startsFocused, onChange, onLeave }: FindFieldProps) {
  const text = useText();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    if (!startsFocused) return;
    input.current?.focus();
    input.current?.select();
  }, [startsFocused]);
  useEffect(() => {
    // Emptied from elsewhere: Clear filters, another view.
    if (document.activeElement !== input.current) setTyped(words);
  }, [words]);

  function change(next: string) {
    setTyped(next);
    onChange(next.trim());
  }

  return (
    <span className="relative flex w-60 max-w-full items-center">
      <Search aria-hidden className="pointer-events-none absolute start-1.5 size-3.5! text-text3" />
      <input
        ref={input}
        aria-label={label}
        value={typed}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        onChange={(event) => change(event.target.value)}
        onBlur={() => onLeave(false)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') change('');
          else if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          onLeave(true);
        }}
        className="h-6 w-full rounded-chip border border-border-strong bg-surface ps-6 pe-6 text-start text-12 outline-offset-1"
      />
      {typed !== '' && (
        <IconButton
          icon={X}
          label={text('common:clear')}
          onPress={() => {
            change('');
            onLeave(true);
          }}
          className="absolute end-0 size-6! [&_svg]:size-3.5"
        />
      )}
    </span>
  );
}
