import type { Field } from '../../../core/fields.ts';
import type { Condition, Filter } from '../../../core/filters.ts';
import { FilterBar as Bar, FilterChip as Chip } from '../../views/filter-bar.tsx';
import { useConditionWords } from './condition-words.tsx';
import { withCondition } from './definition.ts';
import { FilterBuilder } from './filter-builder.tsx';
import { useContactsText } from './words.ts';

export interface FilterBarProps {
  filter: Filter;
  fields: readonly Field[];
  onChange: (filter: Filter) => void;
  /** After a filter was added the keys belong to the list again. */
  onDone: () => void;
}

/** What the list of contacts is narrowed by. */
export function FilterBar({ filter, fields, onChange, onDone }: FilterBarProps) {
  const t = useContactsText();
  const words = filter.find((condition) => condition.field === 'text')?.words ?? '';
  const shown = filter.filter(({ field }) => field !== 'text');
  const replace = (place: number, condition: Condition | null) => onChange(filter.flatMap((each) => (each === shown[place] ? (condition ?? []) : each)));
  return (
    <Bar
      conditions={shown}
      renderChip={(condition, place) => <FilterChip key={JSON.stringify(condition)} condition={condition} fields={fields} onChange={(next) => replace(place, next)} />}
      renderBuilder={(onAdded) => (
        <FilterBuilder
          fields={fields}
          onDone={(condition) => {
            onAdded();
            onChange(withCondition(filter, condition));
          }}
        />
      )}
      words={words}
      onWords={(next) => onChange(next === '' ? shown : withCondition(filter, { field: 'text', words: next }))}
      onClear={() => onChange([])}
      onClearLast={() => onChange(filter.slice(0, -1))}
      commands={{ filter: 'contacts.filter', clearLast: 'contacts.clearLastFilter', find: 'contacts.find' }}
      findLabel={t('find')}
      onDone={onDone}
    />
  );
}

function FilterChip({ condition, fields, onChange }: { condition: Condition; fields: readonly Field[]; onChange: (condition: Condition | null) => void }) {
  return (
    <Chip parts={useConditionWords(condition)} onRemove={() => onChange(null)}>
      {(close) => (
        <FilterBuilder
          fields={fields}
          initial={condition}
          onDone={(next) => {
            close();
            onChange(next);
          }}
        />
      )}
    </Chip>
  );
}
