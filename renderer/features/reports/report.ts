import type { DealCondition, DealFilter } from '../../../core/deal-filters.ts';
import type { Outcome } from '../../../core/deals.ts';
import type { Id } from '../../../core/ids.ts';
import { monthAfter } from '../../../core/months.ts';
import { startOfDay } from '../../../core/schedule.ts';
import type { DealsBehind } from '../../deals/deals-panel.tsx';
import type { InBase } from '../../deals/in-base.ts';
import { deviceZone } from '../../reminders/device-zone.ts';
import type { Span } from './period.ts';

/** What every report is about, and how it shows the deals behind a figure. */
export interface ReportProps {
  span: Span;
  pipelineId: Id | undefined;
  inBase: InBase;
  nowMs: number;
  onOpen: (behind: DealsBehind) => void;
}

export const inPipeline = (pipelineId: Id | undefined): DealFilter => (pipelineId === undefined ? [] : [{ field: 'pipeline', pipelineId }]);

export const closedIn = ({ from, to }: Pick<Span, 'from' | 'to'>, outcome: Outcome | 'closed', pipelineId: Id | undefined): DealCondition[] => [...inPipeline(pipelineId), { field: 'state', is: outcome }, { field: 'closed', from, to }];

export const monthSpan = (month: string): Pick<Span, 'from' | 'to'> => ({ from: startOfDay(`${month}-01`, deviceZone()), to: startOfDay(`${monthAfter(month, 1)}-01`, deviceZone()) });

export const LAST_CLOSED = { by: 'closed', descending: true } as const;
