import { expect, it } from 'vitest';
import { moved, placeAfterStep } from '../../../renderer/features/settings/fields/order.ts';
import { idOf } from '../show-feature.tsx';

const order = [1, 2, 3].map((number) => ({ id: idOf(number) }));

it('says behind whom a record comes after a step, and where there is nowhere to go', () => {
  expect(placeAfterStep(order, 2, -1)).toBe(idOf(1));
  expect(placeAfterStep(order, 1, -1)).toBeNull();
  expect(placeAfterStep(order, 0, 1)).toBe(idOf(2));
  expect(placeAfterStep(order, 0, -1)).toBeUndefined();
  expect(placeAfterStep(order, 2, 1)).toBeUndefined();
});

it('moves a record a step, and nothing past the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
});
