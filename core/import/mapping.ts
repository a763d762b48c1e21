import { z } from 'zod';
import { Line } from '../contacts.ts';
import { plainHeader } from './plain-header.ts';
import { DealColumn, isDealTarget } from './deal-targets.ts';
import { Column } from './targets.ts';

/** A column of a file of contacts or of one of deals. */
export const AnyColumn = z.union([Column, DealColumn]);
export type AnyColumn = z.infer<typeof AnyColumn>;

/** A mapping that a person keeps by name, for files of the same kind. `headers` are those of the file it was made for. */
export const SavedMapping = z.strictObject({
  name: Line.min(1),
  headers: z.array(z.string()).max(20_000),
  columns: z.array(AnyColumn).max(20_000),
});
export type SavedMapping = z.infer<typeof SavedMapping>;

/**
 * The kept mapping for a file whose columns may stand in another order: each goes where the one of its header
 * went, the second of a name where the second did. A header that the mapping does not know is not mapped.
 */
export function applyMapping(mapping: SavedMapping, headers: readonly string[]): AnyColumn[] {
  const unused = Map.groupBy(mapping.columns, ({ header }) => plainHeader(header));
  return headers.map((header): AnyColumn => {
    const column = unused.get(plainHeader(header))?.shift();
    return column ? { ...column, header } : { header, target: 'unmapped' };
  });
}

/** How well a kept mapping fits a file: the share of the file's headers that it knows, 0 to 1. */
export function mappingFit(mapping: SavedMapping, headers: readonly string[]): number {
  const known = new Set(mapping.headers.map(plainHeader));
  const named = headers.filter((header) => header.trim() !== '');
  return named.length === 0 ? 0 : named.filter((header) => known.has(plainHeader(header))).length / named.length;
}

/** Whether a mapping is one of deals. */
export const mapsDeals = ({ columns }: Pick<SavedMapping, 'columns'>): boolean => columns.some(({ target }) => isDealTarget(target));
