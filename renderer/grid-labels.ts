import { useFormats } from './i18n/locale-provider.tsx';
import { useText } from './i18n/use-text.ts';
import type { GridLabels } from './ui/grid/grid.tsx';

/** What every grid says of its rows and columns. */
export function useGridLabels(): GridLabels {
  const text = useText();
  const { number } = useFormats();
  return {
    selectAll: text('grid:selectAll'),
    selectRow: (name) => text('grid:selectRow', { name }),
    loadingRow: (row) => text('grid:loadingRow', { row: number(row) }),
    width: (column, width) => text('grid:width', { column, width: number(width) }),
    saved: text('grid:saved'),
    notSaved: text('grid:notSaved'),
  };
}
