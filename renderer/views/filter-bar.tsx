import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { ListFilter, Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useCommand, useCommandHandler } from '../commands/command-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../ui/button.tsx';
import { Clip } from '../ui/clip.tsx';
import { Popover } from '../ui/popover.tsx';
import { PartsInWords } from './condition-parts.tsx';
import type { ConditionParts } from './condition-parts.tsx';
import { FindField } from './find-field.tsx';
import { useViewsText } from './words.ts';

export interface FilterBarProps<Condition> {
  /** Its chips, in their order, without the words that are sought. */
  conditions: readonly Condition[];
  renderChip: (condition: Condition, place: number) => ReactNode;
  /** Puts a condition together; `onAdded` closes the panel. */
  renderBuilder: (onAdded: () => void) => ReactNode;
  words: string;
  onWords: (words: string) => void;
  onClear: () => void;
  onClearLast: () => void;
  commands: { filter: string; clearLast: string; find: string };
  findLabel: string;
  /** After a filter was added the keys belong to the list again. */
  onDone: () => void;
}

/** Everything a list is narrowed by, as chips, and how to narrow it further. */
export function FilterBar<Condition>({ conditions, renderChip, renderBuilder, words, onWords, onClear, onClearLast, commands, findLabel, onDone }: FilterBarProps<Condition>) {
  const t = useViewsText();
  const { keys, keyShortcuts } = useCommand(commands.filter);
  const [isAdding, setAdding] = useState(false);
  const [isFinding, setFinding] = useState(false);
  const count = conditions.length + (words === '' ? 0 : 1);
  /** A filter was picked: once the panel has gone, and not before, the focus can go to the list. */
  const goesToList = useRef(false);
  useEffect(() => {
    if (isAdding || !goesToList.current) return;
    goesToList.current = false;
    onDone();
  });

  useCommandHandler(commands.filter, () => setAdding(true));
  useCommandHandler(commands.clearLast, onClearLast, count > 0);
  useCommandHandler(commands.find, () => setFinding(true));

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2" role="group" aria-label={t('filters')}>
      {(isFinding || words !== '') && (
        <FindField
          label={findLabel}
          words={words}
          startsFocused={isFinding}
          onChange={onWords}
          onLeave={(toList) => {
            setFinding(false);
            if (toList) onDone();
          }}
        />
      )}
      {conditions.map(renderChip)}
      <Popover
        label={t('addFilter')}
        isOpen={isAdding}
        onOpenChange={setAdding}
        className="w-80"
        trigger={<Button kind="bare" size="small" icon={ListFilter} keys={keys} keyShortcuts={keyShortcuts} className="h-6! px-1!">{t('filter')}</Button>}
      >
        {renderBuilder(() => {
          goesToList.current = true;
          setAdding(false);
        })}
      </Popover>
      {!isFinding && words === '' && <FindButton command={commands.find} onPress={() => setFinding(true)} />}
      {count > 1 && <Button kind="bare" size="small" className="h-6! px-1!" onPress={onClear}>{t('clearFilters')}</Button>}
    </div>
  );
}

function FindButton({ command, onPress }: { command: string; onPress: () => void }) {
  const { title, keys, keyShortcuts } = useCommand(command);
  const text = useText();
  return (
    <Button kind="bare" size="small" icon={Search} tooltip={title} keyShortcuts={keyShortcuts} keys={keys} className="h-6! px-1! max-[1199px]:hidden" onPress={onPress}>
      {text('common:search')}
    </Button>
  );
}

export interface FilterChipProps {
  parts: ConditionParts;
  onRemove: () => void;
  /** What changes it; `close` closes the panel. */
  children: (close: () => void) => ReactNode;
}

/** A condition that holds: pressed it can be changed, and its cross takes it away. */
export function FilterChip({ parts, onRemove, children }: FilterChipProps) {
  const t = useViewsText();
  const [isOpen, setOpen] = useState(false);
  return (
    <span className="inline-flex h-6 max-w-full min-w-0 items-center rounded-chip border border-border bg-surface text-12 text-text2">
      <Popover
        label={parts.plain}
        isOpen={isOpen}
        onOpenChange={setOpen}
        className="w-80"
        trigger={
          <AriaButton className="ring-inside flex h-full min-w-0 items-center rounded-chip ps-2 pe-1 hover:bg-hover aria-expanded:bg-hover">
            <Clip className="[&_b]:font-medium [&_b]:text-text"><PartsInWords parts={parts} /></Clip>
          </AriaButton>
        }
      >
        {children(() => setOpen(false))}
      </Popover>
      <AriaButton aria-label={t('removeFilter', { filter: parts.plain })} onPress={onRemove} className="ring-inside grid h-full w-6 flex-none place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text">
        <X aria-hidden className="size-3.5!" />
      </AriaButton>
    </span>
  );
}
