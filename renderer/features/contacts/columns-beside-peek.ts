import { leastWidth } from '../../ui/grid/columns.ts';
import type { ColumnWidths, GridColumn } from '../../ui/grid/columns.ts';

/** Widths beside the peek, in px: a tag and a number, a short date, a face. */
export const WIDTHS_BESIDE_PEEK: ColumnWidths = { organisation: 132, tags: 116, lastContact: 92, owner: 44 };

/** What is missed least beside the peek, which shows most of it, goes first; own fields go before these. */
const LEAST_MISSED = ['created', 'source', 'birthday', 'title', 'roles', 'city', 'phone', 'email', 'status', 'owner', 'organisation', 'lastContact', 'tags'];

/** As many of the columns as fit the room, in px, without scrolling sideways. The name always stays. */
export function columnsBesidePeek<Row>(columns: readonly GridColumn<Row>[], widths: ColumnWidths, room: number): readonly GridColumn<Row>[] {
  const goesAt = ({ id }: GridColumn<Row>) => LEAST_MISSED.indexOf(id);
  const droppable = columns.filter(({ id }) => id !== 'name').toSorted((a, b) => goesAt(a) - goesAt(b));
  let kept = columns;
  for (const next of droppable) {
    if (leastWidth(kept, widths, true) <= room) break;
    kept = kept.filter((column) => column !== next);
  }
  return kept;
}
