import { expect, it } from 'vitest';
import { shareRows } from '../../../renderer/api/share-rows.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id, name: `Person ${id}`, tags: [{ id: 't', name: 'vip' }] }));

it('keeps the rows that stayed where one above them went', () => {
  const before = { rows: rows('a', 'b', 'c'), total: 3 };
  const after = shareRows(before, { rows: rows('b', 'c'), total: 2 }) as typeof before;
  expect(after).toEqual({ rows: rows('b', 'c'), total: 2 });
  expect(after.rows[0]).toBe(before.rows[1]);
  expect(after.rows[1]).toBe(before.rows[2]);
});

it('keeps the rows round one that came or changed', () => {
  const before = rows('a', 'b');
  const after = shareRows(before, [rows('z')[0], before[0], { ...rows('b')[0]!, name: 'Another' }]) as typeof before;
  expect(after.map(({ id, name }) => [id, name])).toEqual([['z', 'Person z'], ['a', 'Person a'], ['b', 'Another']]);
  expect(after[1]).toBe(before[0]);
  expect(after[2]!.tags).toBe(before[1]!.tags);
  expect(after[2]).not.toBe(before[1]);
});

it('is the answer before where nothing changed, and never where anything did', () => {
  const before = { rows: rows('a'), next: null, at: 1n, of: [1, 2] };
  expect(shareRows(before, structuredClone(before))).toBe(before);
  for (const after of [{ ...before, at: 2n }, { ...before, of: [2, 1] }, { ...before, of: [1] }, { ...before, rows: [] }, { rows: before.rows, next: null, at: 1n }, { ...before, more: undefined }]) {
    expect(shareRows(before, after)).toEqual(after);
    expect(shareRows(before, after)).not.toBe(before);
  }
  expect(shareRows(undefined, null)).toBe(null);
  expect(shareRows(rows('a', 'b'), rows('b', 'a'))).toEqual(rows('b', 'a'));
});

it('takes what is no row as it comes: bytes are not compared', () => {
  const bytes = new Uint8Array([1]);
  expect(shareRows({ bytes: new Uint8Array([1]) }, { bytes })).toEqual({ bytes });
  expect((shareRows({ bytes: new Uint8Array([1]) }, { bytes }) as { bytes: Uint8Array }).bytes).toBe(bytes);
});
