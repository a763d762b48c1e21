// What the page of a pipeline shows: the views that everybody has, and what a view adds to a filter.
import { z } from 'zod';
import { DealSort } from '../../../../core/deal-filters.ts';
import type { DealCondition, DealFilter, DealViewDefinition } from '../../../../core/deal-filters.ts';
import { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';

export const BUILT_IN_VIEWS = ['all', 'mine', 'stalled'] as const;
export type BuiltInView = (typeof BUILT_IN_VIEWS)[number];

export const isBuiltIn = (viewId: string): viewId is BuiltInView => (BUILT_IN_VIEWS as readonly string[]).includes(viewId);

/** What holds in a built-in view beside its own filter, and is not shown as a chip. */
export function baseOf(viewId: string, me: Id): DealFilter {
  if (viewId === 'mine') return [{ field: 'owner', op: 'is', memberId: me }];
  return viewId === 'stalled' ? [{ field: 'attention', is: 'stalled' }] : [];
}

/** The one that is wanted, else the first that is in use. */
export const pipelineOf = (pipelines: readonly Pipeline[], wanted: Id | null): Pipeline | undefined => pipelines.find(({ id }) => id === wanted) ?? pipelines.find(({ retired }) => !retired) ?? pipelines[0];

/** What this device remembers of the page. */
export const Look = z.object({ shape: z.enum(['board', 'list']), pipelineId: Id.nullable(), sort: DealSort });
export type Look = z.infer<typeof Look>;

export const START_LOOK: Look = { shape: 'board', pipelineId: null, sort: { by: 'stage', descending: false } };

export const readLook = (stored: unknown): Look | null => Look.safeParse(stored).data ?? null;

const OF_CLOSED = new Set<DealCondition['field']>(['state', 'closed', 'reason']);

/** Without what only a list can show: a board has open deals. */
export const boardFilter = (filter: DealFilter): DealFilter => filter.filter(({ field }) => !OF_CLOSED.has(field));

/** Open ones, unless the filter itself says which. */
export const withState = (filter: DealFilter): DealFilter => (filter.some(({ field }) => field === 'state') ? filter : [...filter, { field: 'state', is: 'open' }]);

export const inPipeline = (filter: DealFilter, pipelineId: Id): DealFilter => (filter.some(({ field }) => field === 'pipeline' || field === 'stage') ? filter : [...filter, { field: 'pipeline', pipelineId }]);

/** What replaces another of its kind, since both could not hold. */
const SINGLE = new Set<DealCondition['field']>(['text', 'state', 'attention', 'committed', 'stage', 'reason', 'closed', 'contact']);

export function withCondition(filter: DealFilter, condition: DealCondition): DealFilter {
  const others = SINGLE.has(condition.field) ? filter.filter(({ field }) => field !== condition.field) : filter;
  const text = JSON.stringify(condition);
  return others.some((each) => JSON.stringify(each) === text) ? others : [...others, condition];
}

export const sameDefinition = (a: DealViewDefinition, b: DealViewDefinition): boolean => JSON.stringify([a.shape, a.pipelineId, a.filter, a.sort]) === JSON.stringify([b.shape, b.pipelineId, b.filter, b.sort]);
