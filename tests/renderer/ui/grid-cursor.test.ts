import { describe, expect, it } from 'vitest';
import { columnTemplate, leastWidth } from '../../../renderer/ui/grid/columns.ts';
import { moved } from '../../../renderer/ui/grid/cursor.ts';
import { ALL_TICKED, isTicked, NOTHING_TICKED, tickedCount, withTicks } from '../../../renderer/ui/grid/selection.ts';

const BOUNDS = { rowCount: 100, columnCount: 4, pageRows: 10 };
const at = (row: number, column: number | null = null, isInHead = false) => ({ row, column, isInHead });

describe('the cursor', () => {
  it('stops at the edges', () => {
    expect(moved(at(99), 'down', BOUNDS)).toEqual(at(99));
    expect(moved(at(95), 'pageDown', BOUNDS)).toEqual(at(99));
    expect(moved(at(3, 3), 'end', BOUNDS)).toEqual(at(3, 3));
    expect(moved(at(3), 'start', BOUNDS)).toEqual(at(3));
  });

  it('leaves the first cell for the whole row and the first row for the head', () => {
    expect(moved(at(3, 0), 'start', BOUNDS)).toEqual(at(3, null));
    expect(moved(at(0), 'up', BOUNDS)).toEqual(at(0, 0, true));
    expect(moved(at(0, 2, true), 'down', BOUNDS)).toEqual(at(0, 2));
  });
});

describe('what is ticked', () => {
  it('is all but a few without naming the rest', () => {
    const selection = withTicks(ALL_TICKED, ['a', 'b'], false);
    expect(tickedCount(selection, 100_000)).toBe(99_998);
    expect([isTicked(selection, 'a'), isTicked(selection, 'c')]).toEqual([false, true]);
    expect(tickedCount(withTicks(selection, ['a'], true), 100_000)).toBe(99_999);
  });

  it('is some', () => {
    const selection = withTicks(NOTHING_TICKED, ['a', 'b'], true);
    expect(tickedCount(selection, 100_000)).toBe(2);
    expect(isTicked(withTicks(selection, ['b'], false), 'b')).toBe(false);
  });
});

describe('the columns', () => {
  const columns = [
    { id: 'name', title: 'Name', width: 200, minWidth: 120, isFlexible: true, render: () => '' },
    { id: 'firm', title: 'Firm', width: 100, render: () => '' },
  ];

  it('give the flexible one what is left until it is drawn by hand', () => {
    expect(columnTemplate(columns, {}, true)).toBe('16px minmax(120px, 1fr) 100px');
    expect(columnTemplate(columns, { name: 300, firm: 90 }, false)).toBe('300px 90px minmax(0, 1fr)');
  });

  it('need room for their least widths, gaps and edges', () => {
    expect(leastWidth(columns, {}, true)).toBe(16 + 12 + 120 + 12 + 100 + 24 + 16);
  });
});
