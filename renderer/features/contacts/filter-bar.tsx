import { useEffect, useRef, useState } from 'react';
import { ListFilter, Search, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Field } from '../../../core/fields.ts';
import type { Condition, Filter } from '../../../core/filters.ts';
import { useCommand, useCommandHandler } from '../../commands/command-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { Popover } from '../../ui/popover.tsx';
import { ConditionWords, useConditionWords } from './condition-words.tsx';
import { withCondition } from './definition.ts';
import { FilterBuilder } from './filter-builder.tsx';
import { FindField } from './find-field.tsx';
import { useContactsText } from './words.ts';

export interface FilterBarProps {
  filter: Filter;
  fields: readonly Field[];
  onChange: (filter: Filter) => void;
  /** After a filter was added the keys belong to the list again. */
  onDone: () => void;
}

/** Everything the list is narrowed by, as chips, and how to narrow it further. */
export function FilterBar({ filter, fields, onChange, onDone }: FilterBarProps) {
  const t = useContactsText();
  const { keys, keyShortcuts } = useCommand('contacts.filter');
  const [isAdding, setAdding] = useState(false);
  const [isFinding, setFinding] = useState(false);
  /** A filter was picked: once the panel has gone, and not before, the focus can go to the list. */
  const goesToList = useRef(false);
  useEffect(() => {
    if (isAdding || !goesToList.current) return;
    goesToList.current = false;
    onDone();
  });
  const words = filter.find((condition) => condition.field === 'text')?.words ?? '';
  const shown = filter.filter(({ field }) => field !== 'text');

  const replace = (place: number, condition: Condition | null) => onChange(filter.flatMap((each) => (each === shown[place] ? (condition ?? []) : each)));

  useCommandHandler('contacts.filter', () => setAdding(true));
  useCommandHandler('contacts.clearLastFilter', () => onChange(filter.slice(0, -1)), filter.length > 0);
  useCommandHandler('contacts.find', () => setFinding(true));

  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2" role="group" aria-label={t('filters')}>
      {(isFinding || words !== '') && (
        <FindField
          words={words}
          startsFocused={isFinding}
          onChange={(next) => onChange(next === '' ? shown : withCondition(filter, { field: 'text', words: next }))}
          onLeave={(goesToList) => {
            setFinding(false);
            if (goesToList) onDone();
          }}
        />
      )}
      {shown.map((condition, place) => (
        <FilterChip key={JSON.stringify(condition)} condition={condition} fields={fields} onChange={(next) => replace(place, next)} />
      ))}
      <Popover
        label={t('addFilter')}
        isOpen={isAdding}
        onOpenChange={setAdding}
        className="w-80"
        trigger={<Button kind="bare" size="small" icon={ListFilter} keys={keys} keyShortcuts={keyShortcuts} className="h-6! px-1!">{t('filter')}</Button>}
      >
        <FilterBuilder
          fields={fields}
          onDone={(condition) => {
            goesToList.current = true;
            setAdding(false);
            onChange(withCondition(filter, condition));
          }}
        />
      </Popover>
      {!isFinding && words === '' && (
        <FindButton onPress={() => setFinding(true)} />
      )}
      {filter.length > 1 && (
        <Button kind="bare" size="small" className="h-6! px-1!" onPress={() => onChange([])}>{t('clearFilters')}</Button>
      )}
    </div>
  );
}

function FindButton({ onPress }: { onPress: () => void }) {
  const { title, keys, keyShortcuts } = useCommand('contacts.find');
  const text = useText();
  return (
    <Button kind="bare" size="small" icon={Search} tooltip={title} keyShortcuts={keyShortcuts} keys={keys} className="h-6! px-1! max-[1199px]:hidden" onPress={onPress}>
      {text('common:search')}
    </Button>
  );
}

function FilterChip({ condition, fields, onChange }: { condition: Condition; fields: readonly Field[]; onChange: (condition: Condition | null) => void }) {
  const t = useContactsText();
  const [isOpen, setOpen] = useState(false);
  const { plain } = useConditionWords(condition);
  return (
    <span className="inline-flex h-6 max-w-full min-w-0 items-center rounded-chip border border-border bg-surface text-12 text-text2">
      <Popover
        label={plain}
        isOpen={isOpen}
        onOpenChange={setOpen}
        className="w-80"
        trigger={
          <AriaButton className="ring-inside flex h-full min-w-0 items-center rounded-chip ps-2 pe-1 hover:bg-hover aria-expanded:bg-hover">
            <Clip className="[&_b]:font-medium [&_b]:text-text"><ConditionWords condition={condition} /></Clip>
          </AriaButton>
        }
      >
        <FilterBuilder
          fields={fields}
          initial={condition}
          onDone={(next) => {
            setOpen(false);
            onChange(next);
          }}
        />
      </Popover>
      <AriaButton aria-label={t('removeFilter', { filter: plain })} onPress={() => onChange(null)} className="ring-inside grid h-full w-6 flex-none place-items-center rounded-chip text-text3 hover:bg-hover hover:text-text">
        <X aria-hidden className="size-3.5!" />
      </AriaButton>
    </span>
  );
}
