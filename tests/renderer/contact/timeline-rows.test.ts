import { expect, it } from 'vitest';
import { timelineRows } from '../../../renderer/timeline/days.ts';
import { aMove, anEntry } from './show-contact.tsx';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const at = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

it('stand by day, and the line between them ends with the day', () => {
  const rows = timelineRows([], [anEntry(1, { at: at(12, 15) }), anEntry(2, { at: at(12, 9) }), anEntry(3, { at: at(11, 9) })], [], dayOf);
  expect(rows.map((row) => (row.kind === 'heading' ? row.key : row.isLastOfDay))).toEqual(['2026-06-12', false, true, '2026-06-11', true]);
});

it('begin with what is pinned, which then does not stand in its day', () => {
  const pinned = anEntry(2, { at: at(1, 9), pinned: true });
  const rows = timelineRows([pinned], [anEntry(1, { at: at(12, 15) }), pinned], [], dayOf);
  expect(rows.map(({ key }) => key)).toEqual(['pinned', pinned.id, '2026-06-12', anEntry(1).id]);
});

it('stand among the changes of stage in the order of time, an entry of the same moment above', () => {
  const moves = [aMove(4, { at: at(12, 15) }), aMove(5, { at: at(12, 10) }), aMove(6, { at: at(10, 9) })];
  const rows = timelineRows([], [anEntry(1, { at: at(12, 15) }), anEntry(2, { at: at(12, 9) })], moves, dayOf);
  expect(rows.map((row) => (row.kind === 'heading' ? row.key : `${row.kind} ${row.isLastOfDay}`))).toEqual(['2026-06-12', 'entry false', 'move false', 'move false', 'entry true', '2026-06-10', 'move true']);
});

it('are none where nothing happened', () => {
  expect(timelineRows([], [], [], dayOf)).toEqual([]);
});
