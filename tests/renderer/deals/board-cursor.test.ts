import { describe, expect, it } from 'vitest';
import type { Id } from '../../../core/ids.ts';
import { cursorAt, moved, placeOf, stepOf } from '../../../renderer/features/deals/board/cursor.ts';
import type { Step } from '../../../renderer/features/deals/board/cursor.ts';
import { idOf } from '../show-feature.tsx';
import { aColumn, aDeal, aStage, stageId } from './board-data.ts';

const COLUMNS = [
  aColumn(aStage(1), [1, 2, 3].map((number) => aDeal(number))),
  aColumn(aStage(2), []),
  aColumn(aStage(3), [4, 5].map((number) => aDeal(number, { stageId: stageId(3) }))),
];
const none = (): boolean => false;
const at = (dealId: Id | null, stage: number, place: number) => placeOf(COLUMNS, { dealId, stageId: stageId(stage), place }, none)!;
const after = (dealId: number, step: Step, isRightToLeft = false) => moved(COLUMNS, at(idOf(dealId), 1, 0), step, isRightToLeft, none);

describe('the place on a board', () => {
  it('is the deal, wherever it went', () => {
    expect(at(idOf(5), 1, 0)).toMatchObject({ column: 2, row: 1 });
  });

  it('is where the deal was, once that has gone', () => {
    expect(at(idOf(99), 1, 1)).toMatchObject({ column: 0, row: 1, deal: { title: 'Deal 2' } });
    expect(at(idOf(99), 3, 7)).toMatchObject({ column: 2, row: 1 });
  });

  it('begins at the first deal there is', () => {
    expect(placeOf([COLUMNS[1]!, COLUMNS[2]!], null, none)).toMatchObject({ column: 1, row: 0 });
    expect(placeOf([], null, none)).toBeNull();
  });

  it('is the column itself where that is empty or folded up', () => {
    expect(at(null, 2, 0)).toEqual({ column: 1, row: -1, deal: undefined });
    expect(placeOf(COLUMNS, { dealId: idOf(1), stageId: stageId(1), place: 0 }, (id) => id === stageId(1))).toEqual({ column: 0, row: -1, deal: undefined });
  });
});

describe('a step', () => {
  it('goes up and down within the column, and stays at its ends', () => {
    expect(after(1, 'down').row).toBe(1);
    expect(after(1, 'up').row).toBe(0);
    expect(after(3, 'down').row).toBe(2);
    expect(after(1, 'last').row).toBe(2);
  });

  it('goes to the next column at the same height, over an empty one', () => {
    const empty = after(2, 'right');
    expect(empty).toMatchObject({ column: 1, row: -1 });
    expect(moved(COLUMNS, { ...empty, row: 2 }, 'right', false, none)).toMatchObject({ column: 2, row: 1 });
    expect(after(1, 'left').column).toBe(0);
    expect(after(1, 'end').column).toBe(2);
  });

  it('goes the way it is seen in a page from right to left', () => {
    expect(after(4, 'right', true).column).toBe(1);
    expect(after(4, 'left', true).column).toBe(2);
  });

  it('remembers its height for when its deal goes', () => {
    expect(cursorAt(COLUMNS, after(1, 'last'))).toEqual({ stageId: stageId(1), dealId: idOf(3), place: 2 });
  });
});

describe('the keys', () => {
  const key = (name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}, letters = true) => stepOf({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }, letters);

  it('are arrows, J and K, and the ends', () => {
    expect(['ArrowUp', 'j', 'k', 'Home', 'PageDown'].map((name) => key(name))).toEqual(['up', 'down', 'up', 'first', 'pageDown']);
    expect(key('End', { ctrlKey: true })).toBe('end');
  });

  it('are not those that move a deal, nor letters that are switched off', () => {
    expect(key('ArrowRight', { shiftKey: true })).toBeUndefined();
    expect(key('ArrowLeft', { altKey: true })).toBeUndefined();
    expect(key('j', {}, false)).toBeUndefined();
  });
});
