import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { RotateCcw, Search } from 'lucide-react';
import type { ProfileInfo } from '../../../../core/api/profile.ts';
import { fold } from '../../../../core/text/fold.ts';
import { parseKeys } from '../../../commands/chord.ts';
import { useCommands, useKeyWords } from '../../../commands/command-provider.tsx';
import { commandsInTheWay, refusalOf, sameKeys, standInTheWay } from '../../../commands/key-rules.ts';
import { keysText } from '../../../commands/key-text.ts';
import { SECTIONS } from '../../../commands/sections.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { KeyRow, cellName } from './key-row.tsx';
import type { Change } from './key-row.tsx';
import { useKeyEdits } from './use-key-edits.ts';

/** Every command with its keys, which can be others. One stop for Tab; the arrows move within. */
export function KeyList({ profile }: { profile: ProfileInfo }) {
  const text = useText();
  const words = useKeyWords();
  const { list: inWords } = useFormats();
  const { registry, platform } = useCommands();
  const edit = useKeyEdits();
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [change, setChange] = useState<(Change & { id: string }) | null>(null);
  /** Where the focus was last; Tab comes back to it. */
  const [place, setPlace] = useState<{ id: string; at: number } | null>(null);
  /** Where the focus belongs as what is there now goes and comes; until it is moved. */
  const wanted = useRef<{ id: string; at: number } | null>(null);

  const say = (keys: string) => keysText(keys, platform, words);
  const titleOf = (id: string) => text(registry.command(id).titleKey);
  const rows = registry.commands.filter(({ id }) => {
    const wantedText = fold(query.trim());
    return fold(registry.keysOf(id).map(say).join(', ')).includes(wantedText) || wantedText.split(/\s+/).every((word) => fold(titleOf(id)).includes(word));
  });
  const stop = rows.some(({ id }) => id === place?.id) ? place : rows[0] ? { id: rows[0].id, at: 0 } : null;
  const remapped = profile.personal.keys;

  const find = (name: string) => box.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);

  useEffect(() => {
    const cell = wanted.current;
    if (!cell || change?.kind === 'asking') return;
    // Somebody who went elsewhere stays there.
    if (document.activeElement !== document.body && !box.current?.contains(document.activeElement)) return;
    const target = find(cellName(cell.id, cell.at));
    if (!target) wanted.current = { id: cell.id, at: 0 };
    (target ?? find(cellName(cell.id, 0)))?.focus();
  });

  function end(id: string, at: number) {
    wanted.current = { id, at };
    setChange(null);
  }

  function onKeys(id: string, at: number, keys: string, isAltGr: boolean) {
    const isBuiltIn = registry.command(id).keys.some((own) => sameKeys(own, keys));
    const refusal = isBuiltIn ? null : parseKeys(keys).map((chord) => refusalOf(chord, platform, isAltGr)).find((found) => found !== null);
    if (refusal) return setChange({ kind: 'listening', id, at, problem: text(refusal === 'needsAltGr' ? 'keys:needsAltGr' : 'keys:taken', { keys: say(keys) }) });
    if (registry.keysOf(id).some((own) => sameKeys(own, keys))) return end(id, at);
    const others = commandsInTheWay(registry, id, keys);
    if (others.length === 0) return give(id, at, keys);
    const names = inWords(others.map((other) => titleOf(other.id)));
    setChange({ kind: 'asking', id, at, keys, question: text('keys:inTheWay', { keys: say(keys), commands: names }) });
  }

  /** Takes the keys from those that have them, or that they would cover. */
  function give(id: string, at: number, keys: string) {
    const own = registry.keysOf(id);
    const chosen = at < own.length ? own.map((each, index) => (index === at ? keys : each)) : [...own, keys];
    const others = commandsInTheWay(registry, id, keys).map((other): [string, string[]] => [other.id, registry.keysOf(other.id).filter((theirs) => !standInTheWay(keys, theirs))]);
    end(id, at);
    void edit({ ...Object.fromEntries(others), [id]: chosen }, text('keys:changed', { command: titleOf(id), keys: say(keys) }));
  }

  function remove(id: string, at: number) {
    const rest = registry.keysOf(id).filter((_, index) => index !== at);
    end(id, Math.max(0, at - 1));
    const said = rest.length === 0 ? text('keys:removed', { command: titleOf(id) }) : text('keys:changed', { command: titleOf(id), keys: inWords(rest.map(say)) });
    void edit({ [id]: rest }, said);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (change || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const cells = [...(box.current?.querySelectorAll('li') ?? [])].map((row) => [...row.querySelectorAll<HTMLElement>('[data-cell]')]);
    const y = cells.findIndex((row) => row.includes(document.activeElement as HTMLElement));
    const x = cells[y]?.indexOf(document.activeElement as HTMLElement) ?? -1;
    if (x < 0) return;
    const back = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const inRow = (row: HTMLElement[] | undefined) => row?.[Math.min(x, row.length - 1)];
    const to =
      event.key === 'ArrowDown' ? inRow(cells[y + 1])
      : event.key === 'ArrowUp' ? inRow(cells[y - 1])
      : event.key === 'Home' ? inRow(cells[0])
      : event.key === 'End' ? inRow(cells.at(-1))
      : event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? cells[y]![x + (event.key === back ? -1 : 1)]
      : undefined;
    if (!to && !/^(Arrow|Home|End)/.test(event.key)) return;
    event.preventDefault();
    to?.focus();
  }

  return (
    <div className="py-3">
      <div className="flex flex-wrap items-end gap-2 pb-2">
        <TextField className="min-w-50 flex-1" label={text('keys:find')} hideLabel placeholder={text('keys:find')} icon={Search} value={query} onChange={setQuery} />
        <Button
          icon={RotateCcw}
          isDisabled={Object.keys(remapped).length === 0}
          onPress={() => {
            setChange(null);
            void edit(Object.fromEntries(Object.keys(remapped).map((id) => [id, null])), text('keys:allReset'));
          }}
        >
          {text('keys:resetAll')}
        </Button>
      </div>
      <p className="pb-2 text-12 text-text3">{text('keys:hint')}</p>
      <div ref={box} onKeyDown={onKeyDown} className="max-h-110 scroll-pt-8 overflow-y-auto overscroll-contain rounded-card border border-border">
        {rows.length === 0 && <p role="status" className="p-3 text-13 text-text3">{text('keys:nothing')}</p>}
        {SECTIONS.map(([section, title]) => {
          const own = rows.filter((row) => row.section === section);
          if (own.length === 0) return null;
          return (
            <section key={section} aria-label={text(title)}>
              <h3 className="sticky top-0 z-1 border-b border-border/55 bg-sunken px-3 py-1 text-11 font-medium text-text3">{text(title)}</h3>
              <ul>
                {own.map(({ id }) => (
                  <KeyRow
                    key={id}
                    id={id}
                    title={titleOf(id)}
                    change={change?.id === id ? change : null}
                    isChanged={remapped[id] !== undefined}
                    keptByBrowser={profile.host === 'browser'}
                    stop={stop?.id === id ? stop.at : null}
                    onFocus={(at) => {
                      if (wanted.current?.id !== id || wanted.current.at !== at) wanted.current = null;
                      setPlace({ id, at });
                    }}
                    onBegin={(at) => setChange({ kind: 'listening', id, at, problem: null })}
                    onKeys={(at, keys, isAltGr) => onKeys(id, at, keys, isAltGr)}
                    onReplace={() => change?.kind === 'asking' && give(id, change.at, change.keys)}
                    onRemove={(at) => remove(id, at)}
                    onReset={() => {
                      end(id, 0);
                      void edit({ [id]: null }, text('keys:wasReset', { command: titleOf(id) }));
                    }}
                    onCancel={() => (change?.kind === 'asking' ? end(id, change.at) : setChange(null))}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}
