import type { DealCondition, DealFilter } from '../../../../core/deal-filters.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PartsInWords } from '../../../views/condition-parts.tsx';
import { FilterBar, FilterChip } from '../../../views/filter-bar.tsx';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useViewsText } from '../../../views/words.ts';
import { useBoardText } from '../board-words.ts';
import { withCondition } from '../views/definition.ts';
import { useConditionWords } from './condition-words.tsx';
import { conditionToDraft } from './conditions.ts';
import { FilterBuilder } from './filter-builder.tsx';

export interface DealFilterBarProps {
  filter: DealFilter;
  pipeline: Pipeline;
  isBoard: boolean;
  onChange: (filter: DealFilter) => void;
  onDone: () => void;
}

/** What the deals are narrowed by. */
export function DealFilterBar({ filter, pipeline, isBoard, onChange, onDone }: DealFilterBarProps) {
  const t = useBoardText();
  const words = filter.find((condition) => condition.field === 'text')?.words ?? '';
  const shown = filter.filter(({ field }) => field !== 'text');
  const replace = (place: number, condition: DealCondition | null) => onChange(filter.flatMap((each) => (each === shown[place] ? (condition ?? []) : each)));
  return (
    <FilterBar
      conditions={shown}
      renderChip={(condition, place) => <DealChip key={JSON.stringify(condition)} condition={condition} pipeline={pipeline} isBoard={isBoard} onChange={(next) => replace(place, next)} />}
      renderBuilder={(onAdded) => (
        <FilterBuilder
          pipeline={pipeline}
          isBoard={isBoard}
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
      commands={{ filter: 'pipeline.filter', clearLast: 'pipeline.clearLastFilter', find: 'pipeline.find' }}
      findLabel={t('find')}
      onDone={onDone}
    />
  );
}

interface DealChipProps extends Pick<DealFilterBarProps, 'pipeline' | 'isBoard'> {
  condition: DealCondition;
  onChange: (condition: DealCondition | null) => void;
}

function DealChip({ condition, pipeline, isBoard, onChange }: DealChipProps) {
  const views = useViewsText();
  const { locale } = useFormats();
  const parts = useConditionWords(condition);
  // What a figure or a strip has led here by can be taken away, and not put together.
  if (conditionToDraft(condition, locale) === null) return <Chip onRemove={() => onChange(null)} removeLabel={views('removeFilter', { filter: parts.plain })}><PartsInWords parts={parts} /></Chip>;
  return (
    <FilterChip parts={parts} onRemove={() => onChange(null)}>
      {(close) => (
        <FilterBuilder
          pipeline={pipeline}
          isBoard={isBoard}
          initial={condition}
          onDone={(next) => {
            close();
            onChange(next);
          }}
        />
      )}
    </FilterChip>
  );
}
