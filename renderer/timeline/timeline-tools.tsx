import { useRef } from 'react';
import { Search, X } from 'lucide-react';
import { EntryKind } from '../../core/entries.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { useText } from '../i18n/use-text.ts';
import { IconButton } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useContactText, useContactWords } from '../words/contact-words.ts';
import { PillRadios } from '../record/pill-radios.tsx';
import type { TimelineFilter } from './timeline-query.ts';

export interface TimelineToolsProps {
  filter: TimelineFilter;
  onFilter: (filter: TimelineFilter) => void;
  /** Entries by kind, and `all`; `moves` beside them. */
  counts: Readonly<Record<string, number>>;
  isSearching: boolean;
  onSearchingChange: (isSearching: boolean) => void;
}

/** Stays at the top, over the padding of its pane, while the timeline scrolls: kinds with their counts, or in their place a search. */
export function TimelineTools({ filter, onFilter, counts, isSearching, onSearchingChange }: TimelineToolsProps) {
  const t = useContactText();
  const text = useText();
  const words = useContactWords();
  const formats = useFormats();
  const opener = useRef<HTMLButtonElement>(null);
  const kinds = ([...EntryKind.options, 'moves'] as const).filter((kind) => (counts[kind] ?? 0) > 0 || filter.kind === kind);
  const countOf = (kind: TimelineFilter['kind']): number => (counts[kind] ?? 0) + (kind === 'all' ? (counts['moves'] ?? 0) : 0);

  function stopSearching() {
    onSearchingChange(false);
    onFilter({ ...filter, text: '' });
    requestAnimationFrame(() => opener.current?.focus());
  }

  return (
    <div className="sticky -top-4 z-10 -mx-6 flex min-h-11 items-center gap-2 border-b border-border bg-surface px-6 py-2 narrow:top-0 narrow:-mx-4 narrow:px-4 print:hidden">
      {isSearching ? (
        <>
          <TextField
            label={t('searchTimeline')}
            hideLabel
            placeholder={t('searchTimeline')}
            type="search"
            icon={Search}
            value={filter.text}
            onChange={(typed) => onFilter({ ...filter, text: typed })}
            autoFocus
            className="flex-1"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.preventDefault();
              stopSearching();
            }}
          />
          <IconButton icon={X} label={text('common:close')} onPress={stopSearching} />
        </>
      ) : (
        <>
          <div className="min-w-0 flex-1">
            <PillRadios
              label={t('filterTimeline')}
              value={filter.kind}
              onChange={(kind) => onFilter({ ...filter, kind })}
              pills={(['all', ...kinds] as const).map((kind) => ({ value: kind, label: words.filter(kind), count: formats.number(countOf(kind)) }))}
            />
          </div>
          <IconButton ref={opener} icon={Search} label={t('searchTimeline')} onPress={() => onSearchingChange(true)} />
        </>
      )}
    </div>
  );
}
