import { Suspense, useEffect, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Search, X } from 'lucide-react';
import { apiKey, useApiQuery, useErrorText } from '../../api.ts';
import { useCommand, useCommandContext, useCommandHandler } from '../../commands/command-provider.tsx';
import { CommandIconButton } from '../../commands/command-button.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { late } from '../../late.ts';
import { IconButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useNarrow } from '../../ui/media.ts';
import { contactHit, dealHits, entryHits } from './hits.ts';
import type { Hit } from './hits.ts';
import { useSearch } from './use-search.ts';

const FoundList = late(() => import('./found-list.tsx').then(({ FoundList: part }) => part), ['contact', 'more']);

/** The field in the title bar that finds anyone while one types: people first, then deals, then what was written. */
export function GlobalSearch() {
  const text = useText();
  const queries = useQueryClient();
  const { number } = useFormats();
  const errorText = useErrorText();
  const isNarrow = useNarrow();
  const { goTo } = useCommandContext();
  const { keys, keyShortcuts } = useCommand('search.open');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  /** What had the focus before: it goes back there on Esc. */
  const before = useRef<Element | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<{ in: unknown; at: number } | null>(null);

  const { answer, error } = useSearch(isOpen ? typed : '');
  const { data: recent } = useApiQuery('search.recent', undefined, { isEnabled: isOpen });
  const isAsking = typed.trim() !== '';
  const groups = isAsking
    ? answer && [
        { titleKey: 'app:searchPeople' as const, hits: answer.hits.contacts.map(({ detail, ...contact }) => contactHit(contact, detail)) },
        { titleKey: 'deals:deals' as const, hits: dealHits(answer.hits.deals) },
        { titleKey: 'app:searchEntries' as const, hits: entryHits(answer.hits.entries) },
      ]
    : recent && [{ titleKey: 'app:searchRecent' as const, hits: recent.map((contact) => contactHit(contact)) }];
  const shown = groups?.filter((group) => group.hits.length > 0) ?? [];
  const hits = shown.flatMap((group) => group.hits);
  // The first result is what Enter opens, until another is pointed at; among recent ones nothing is meant yet.
  const source = isAsking ? answer : recent;
  const active = pointed && pointed.in === source ? pointed.at : isAsking && hits.length > 0 ? 0 : -1;
  /** Enter came before the answer to what is typed: the first result is opened as soon as it is there. */
  const [isHasty, setHasty] = useState(false);
  const isAnswered = !isAsking || answer?.text === typed;
  useEffect(() => {
    if (isHasty && isAnswered) openHit(hits[0]);
  });

  /** Which were opened last is logged nowhere, so no event tells of it. */
  const refreshRecent = () => void queries.invalidateQueries({ queryKey: apiKey('search.recent') });

  function open() {
    if (!isOpen) before.current = document.activeElement;
    refreshRecent();
    setOpen(true);
    input.current?.focus();
    input.current?.select();
  }

  function close(refocuses: boolean) {
    setOpen(false);
    setTyped('');
    setPointed(null);
    setHasty(false);
    if (refocuses && before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else input.current?.blur();
  }

  function openHit(hit: Hit | undefined) {
    setHasty(false);
    if (!hit) return;
    close(false);
    goTo(hit.path);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const point = (at: number) => setPointed({ in: source, at: (at + hits.length) % hits.length });
    if (event.key === 'ArrowDown' && hits.length > 0) point(active + 1);
    else if (event.key === 'ArrowUp' && hits.length > 0) point(active < 0 ? hits.length - 1 : active - 1);
    else if (event.key === 'Enter' && !isAnswered) setHasty(true);
    else if (event.key === 'Enter') openHit(hits[active]);
    else if (event.key === 'Escape') close(true);
    else return;
    event.preventDefault();
  }

  useCommandHandler('search.open', open);
  FoundList.useFetchAhead();

  if (isNarrow && !isOpen) return <CommandIconButton command="search.open" icon={Search} className="size-10!" />;

  const status = error !== undefined ? errorText(error) : isAsking && answer ? text('app:searchCount', { count: hits.length, formatted: number(hits.length) }) : '';
  return (
    <div
      className={classes('relative min-w-0', isNarrow && 'fixed! inset-0 z-30 flex flex-col bg-surface')}
      onBlur={(event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close(false);
      }}
    >
      <div className={classes('relative flex items-center', isNarrow && 'h-12 flex-none gap-1 border-b border-border px-2')}>
        {isNarrow && <IconButton icon={ArrowLeft} label={text('common:close')} onPress={() => close(true)} className="size-10! rtl:rotate-180" />}
        {!isNarrow && <Search aria-hidden className="pointer-events-none absolute start-2 text-text3" />}
        <input
          ref={input}
          role="combobox"
          aria-label={text('app:search')}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-keyshortcuts={keyShortcuts}
          autoFocus={isNarrow}
          value={typed}
          placeholder={text('app:searchHint')}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          onFocus={(event) => {
            if (isOpen) return;
            before.current = event.relatedTarget;
            refreshRecent();
            setOpen(true);
          }}
          onChange={(event) => {
            setTyped(event.target.value);
            setHasty(false);
          }}
          onKeyDown={onKeyDown}
          className={classes(
            'h-8 w-full min-w-0 rounded-control text-start text-13 text-ellipsis',
            isNarrow ? 'ring-own border-0 bg-transparent px-1 text-16' : 'border border-border bg-surface ps-8 pe-9 hover:border-border-strong/60 focus:border-border-strong',
          )}
        />
        <span className="absolute end-1.5 flex">
          {typed !== '' ? (
            <IconButton icon={X} label={text('common:clear')} onPress={() => { setTyped(''); input.current?.focus(); }} className="size-6!" />
          ) : (
            keys && !isOpen && <Kbd>{keys}</Kbd>
          )}
        </span>
      </div>
      <p role="status" className="sr-only">{status}</p>
      {isOpen && (
        <div
          // Taking the focus out of the field would close the list before the click arrives.
          onMouseDown={(event) => event.preventDefault()}
          className={isNarrow ? 'min-h-0 flex-1 overflow-y-auto p-2' : 'absolute inset-x-0 top-10 z-30 max-h-[min(620px,calc(100dvh-96px))] overflow-y-auto rounded-card border border-border bg-raised p-1 shadow-e2 min-[1000px]:-inset-x-8'}
        >
          <div id={`${id}-list`} role="listbox" aria-label={text('app:searchResults')}>
            <Suspense>
              {shown.length > 0 && <FoundList.Part id={id} groups={shown} active={active} query={isAsking ? (answer?.text ?? '') : ''} onPoint={(at) => setPointed({ in: source, at })} onOpen={openHit} />}
            </Suspense>
          </div>
          {error !== undefined && <p role="alert" className="px-2 py-2 text-13 text-danger-text">{errorText(error)}</p>}
          {isAsking && answer && hits.length === 0 && <p className="px-2 py-2 text-13 break-words text-text3">{text('app:searchNothing', { text: answer.text })}</p>}
          {!isAsking && recent?.length === 0 && <p className="px-2 py-2 text-13 text-text3">{text('app:searchEmpty')}</p>}
        </div>
      )}
    </div>
  );
}
