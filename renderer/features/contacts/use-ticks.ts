import { useEffect, useState } from 'react';
import type { ContactRow } from '../../../core/api/contacts.ts';
import type { Filter, Selection } from '../../../core/filters.ts';
import { Id } from '../../../core/ids.ts';
import { useCommandContext } from '../../commands/command-provider.tsx';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { ALL_TICKED, isTicked, NOTHING_TICKED, tickedCount, withTicks } from '../../ui/grid/selection.ts';
import type { GridSelection } from '../../ui/grid/selection.ts';
import { useContactsText } from './words.ts';

/** The most rows that can be ticked one by one; beyond that one ticks all and unticks. */
const MOST_TICKED = 10_000;

/** Which contacts go out: these, or all that match but these. */
export type Exported = { ids: Id[] } | { filter: Filter; except?: Id[] };

export interface Ticks {
  selection: GridSelection;
  /** How many are ticked. */
  count: number;
  change: (selection: GridSelection) => void;
  tickAll: () => void;
  clear: () => void;
  toggle: (row: ContactRow) => void;
  isTicked: (row: ContactRow) => boolean;
  /** The ticked ones or, where none is, this one. */
  chosen: (current: ContactRow | undefined) => Selection | undefined;
  /** The ticked ones or, where none is, the whole list. */
  exported: () => Exported;
}

/** What is ticked in a list of this filter; another list begins with nothing ticked. */
export function useTicks(filter: Filter, total: number): Ticks {
  const t = useContactsText();
  const { number } = useFormats();
  const { showToast } = useCommandContext();
  const [selection, setSelection] = useState(NOTHING_TICKED);
  useEffect(() => setSelection(NOTHING_TICKED), [filter]);

  const count = tickedCount(selection, total);
  const ids = () => [...selection.keys].map((key) => Id.parse(key));
  return {
    selection,
    count,
    change(next) {
      if (next.keys.size > MOST_TICKED) showToast({ text: t('tooManyTicked', { formatted: number(MOST_TICKED) }) });
      else setSelection(next);
    },
    tickAll: () => setSelection(ALL_TICKED),
    clear: () => setSelection(NOTHING_TICKED),
    toggle: ({ id }) => setSelection(withTicks(selection, [id], !isTicked(selection, id))),
    isTicked: ({ id }) => isTicked(selection, id),
    chosen(current) {
      if (count === 0) return current && { ids: [current.id] };
      return selection.kind === 'some' ? { ids: ids() } : { filter, except: ids() };
    },
    exported() {
      if (count === 0) return { filter };
      return selection.kind === 'some' ? { ids: ids() } : { filter, except: ids() };
    },
  };
}
