import { Plus, RotateCcw } from 'lucide-react';
import { useCommands, useKeyWords } from '../../../commands/command-provider.tsx';
import { beginsTwo, isKeptByBrowser } from '../../../commands/key-rules.ts';
import { keysText } from '../../../commands/key-text.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeyPress } from './use-key-press.ts';

/** No more than these are kept. */
const MOST_KEYS = 4;

/** What is going on in a row: nothing, keys are waited for, or somebody is asked what is to become of others. */
export type Change =
  | { kind: 'listening'; at: number; problem: string | null }
  | { kind: 'asking'; at: number; keys: string; question: string };

export interface KeyRowProps {
  id: string;
  title: string;
  change: Change | null;
  isChanged: boolean;
  /** The place that Tab comes to; null in all rows but one. */
  stop: number | null;
  onFocus: (at: number) => void;
  onBegin: (at: number) => void;
  onKeys: (at: number, keys: string, isAltGr: boolean) => void;
  onReplace: () => void;
  onRemove: (at: number) => void;
  onReset: () => void;
  onCancel: () => void;
  keptByBrowser: boolean;
}

/** A command with its keys: each is a button that takes another one, then one that adds, then one that resets. */
export function KeyRow({ id, title, change, isChanged, stop, onFocus, onBegin, onKeys, onReplace, onRemove, onReset, onCancel, keptByBrowser }: KeyRowProps) {
  const text = useText();
  const words = useKeyWords();
  const { registry, platform } = useCommands();
  const keys = registry.keysOf(id);
  const listening = change?.kind === 'listening' ? change : null;
  const kept = keptByBrowser ? keys.filter(isKeptByBrowser) : [];
  const say = (each: string) => keysText(each, platform, words);

  const first = useKeyPress(listening !== null, {
    platform,
    beginsTwo: (chord) => beginsTwo(registry, chord),
    onKeys: (pressed, isAltGr) => onKeys(listening!.at, pressed, isAltGr),
    onRemove: () => (listening!.at < keys.length ? onRemove(listening!.at) : onCancel()),
    onCancel,
  });

  const isThere = stop !== null && (stop < keys.length || (stop === keys.length && keys.length < MOST_KEYS) || (stop === RESET && isChanged));
  const stopsAt = stop === null || isThere ? stop : 0;
  const cell = (at: number) => ({
    'data-cell': cellName(id, at),
    tabIndex: stopsAt === at ? 0 : -1,
    onFocus: () => onFocus(at),
    onBlur: () => { if (listening?.at === at) onCancel(); },
    onClick: () => { if (listening?.at !== at) onBegin(at); },
  });
  const awaited = first === null ? text('keys:press') : text('keys:pressSecond', { first: say(first) });
  const pressing = <span className="px-1 text-12 text-accent-text">{awaited}</span>;

  return (
    <li className="border-b border-border/55 last:border-b-0">
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 py-1 ps-3 pe-1.5">
        <span className="min-w-40 flex-1 text-13 break-words">{title}</span>
        <span className="flex max-w-full flex-none flex-wrap items-center justify-end gap-0.5">
          {keys.map((each, at) => (
            <button
              // Another key in its place is the same button, which keeps the focus.
              key={at}
              type="button"
              {...cell(at)}
              aria-label={listening?.at === at ? text('keys:pressFor', { command: title, awaited }) : text('keys:change', { command: title, keys: say(each) })}
              onKeyDown={(event) => {
                if (event.key !== 'Delete' && event.key !== 'Backspace') return;
                event.preventDefault();
                onRemove(at);
              }}
              className={classes(CELL, listening?.at === at && 'bg-accent-subtle')}
            >
              {listening?.at === at ? pressing : <Kbd isSpoken>{say(each)}</Kbd>}
            </button>
          ))}
          {keys.length < MOST_KEYS && (
            <button
              type="button"
              {...cell(keys.length)}
              aria-label={listening?.at === keys.length ? text('keys:pressFor', { command: title, awaited }) : text('keys:add', { command: title })}
              className={classes(CELL, listening?.at === keys.length && 'bg-accent-subtle')}
            >
              {listening?.at === keys.length ? pressing : <Plus aria-hidden size={14} className="text-text3" />}
            </button>
          )}
          {isChanged ? (
            <button type="button" {...cell(RESET)} onClick={onReset} aria-label={text('keys:reset', { command: title })} className={CELL}>
              <RotateCcw aria-hidden size={14} className="text-text3" />
            </button>
          ) : (
            <span aria-hidden className="w-7" />
          )}
        </span>
      </div>
      {listening && (
        <p role="status" className={classes('px-3 pb-2 text-12', listening.problem === null ? 'text-text3' : 'text-danger-text')}>{listening.problem ?? text('keys:pressHint')}</p>
      )}
      {change?.kind === 'asking' && (
        <div role="alert" className="flex flex-wrap items-center gap-2 px-3 pb-2 text-12">
          <span className="min-w-40 flex-1 break-words text-warning-text">{change.question}</span>
          <Button size="small" onPress={onCancel}>{text('common:cancel')}</Button>
          <Button size="small" autoFocus onPress={onReplace}>{text('keys:replace')}</Button>
        </div>
      )}
      {change === null && kept.length > 0 && <p className="px-3 pb-2 text-12 text-warning-text">{text('keys:keptByBrowser', { keys: kept.map(say).join(', ') })}</p>}
    </li>
  );
}

/** The place of the button that resets. */
const RESET = MOST_KEYS + 1;

export const cellName = (id: string, at: number): string => `${id} ${at}`;

const CELL = 'ring-inside grid h-7 min-w-7 flex-none place-items-center rounded-control px-1 hover:bg-hover';
