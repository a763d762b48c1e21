import { useState } from 'react';
import { ChartColumn, ChevronDown, Printer } from 'lucide-react';
import type { Pipeline } from '../../../core/pipelines.ts';
import { useApiQuery, usePreference } from '../../api.ts';
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx';
import { DealsPanel } from '../../deals/deals-panel.tsx';
import type { DealsBehind } from '../../deals/deals-panel.tsx';
import { useInBase } from '../../deals/in-base.ts';
import { usePipelineWords } from '../../deals/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Failed } from '../../loaded.tsx';
import { deviceZone } from '../../reminders/device-zone.ts';
import { Button } from '../../ui/button.tsx';
import { Clip } from '../../ui/clip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useToday } from '../../views/use-today.ts';
import { AccuracyReport } from './accuracy-report.tsx';
import { ClosedReport } from './closed-report.tsx';
import { CycleReport } from './cycle-report.tsx';
import { FunnelReport } from './funnel-report.tsx';
import { Headline } from './headline.tsx';
import { PeriodPicker } from './period-picker.tsx';
import { readLook, spanOf, START_LOOK } from './period.ts';
import type { Look } from './period.ts';
import type { ReportProps } from './report.ts';
import { StaleReport } from './stale-report.tsx';
import { useReportsText, useSpanName } from './words.ts';

/** What deals tell when they are looked at together. */
export function ReportsPage() {
  const t = useReportsText();
  const text = useText();
  const spanName = useSpanName();
  const { pipelineName } = usePipelineWords();
  const nowMs = useToday();
  const { value: kept, set: keep } = usePreference('reports.look', readLook);
  const all = useApiQuery('pipelines.list', undefined);
  const everything = useApiQuery('deals.totals', { filter: [], now: nowMs });
  const { inBase, error: ratesError, retry } = useInBase(nowMs);
  const [behind, setBehind] = useState<DealsBehind | null>(null);
  const error = all.error ?? everything.error ?? ratesError;
  const look = kept ?? START_LOOK;

  function change(part: Partial<Look>) {
    setBehind(null);
    keep({ ...look, ...part });
  }

  if (error && !(all.data && everything.data && inBase)) {
    return (
      <Page title={t('title')}>
        <Failed
          className="flex-1"
          error={error}
          onRetry={() => {
            void all.refetch();
            void everything.refetch();
            retry();
          }}
        />
      </Page>
    );
  }
  if (!all.data || !everything.data || !inBase || kept === undefined) return <Page title={t('title')} scrolls><Skeleton label={text('common:loading')} lines={10} /></Page>;
  if (everything.data.count === 0) return <Page title={t('title')}><EmptyState className="flex-1" icon={ChartColumn} text={t('empty')} action={<CommandButton command="deal.new" kind="main" />} /></Page>;

  const pipelines = all.data.filter(({ retired }) => !retired);
  const pipeline = all.data.find(({ id }) => id === look.pipelineId);
  const span = spanOf(look.period, nowMs, deviceZone());
  const report: ReportProps = { span, pipelineId: pipeline?.id, inBase, nowMs, onOpen: setBehind };
  const funnels = pipeline ? [pipeline] : pipelines;
  return (
    <Page
      title={t('title')}
      scrolls
      actions={
        <div className="flex flex-wrap items-center gap-2 print:hidden">
          {all.data.length > 1 && <PipelineMenu pipelines={all.data} pipeline={pipeline} onPick={(pipelineId) => change({ pipelineId })} />}
          <PeriodPicker period={look.period} nowMs={nowMs} onChange={(period) => change({ period })} />
          <CommandIconButton command="page.print" icon={Printer} />
        </div>
      }
      peek={behind && <DealsPanel key={JSON.stringify(behind.filter)} behind={behind} nowMs={nowMs} onClose={() => setBehind(null)} />}
    >
      <p className="hidden pb-3 text-12 print:block">{[spanName(span), ...(all.data.length > 1 ? [pipeline ? pipelineName(pipeline) : t('allPipelines')] : [])].join(' · ')}</p>
      <div className="@container/reports">
        <Headline {...report} />
        <div className="flex flex-col gap-6 pt-4">
          <AccuracyReport {...report} />
          <div className="grid grid-cols-1 items-start gap-x-12 gap-y-6 border-t border-border pt-4 @min-[860px]/reports:grid-cols-2 print:block print:[&>*]:mb-6">
            <div className="flex min-w-0 flex-col gap-6">{funnels.map((each, at) => <FunnelReport key={each.id} {...report} pipeline={each} isOneOfMany={funnels.length > 1} isOptional={at > 0} />)}</div>
            <ClosedReport {...report} />
          </div>
          <div className="border-t border-border pt-4"><CycleReport {...report} /></div>
          <div className="border-t border-border pt-4"><StaleReport {...report} /></div>
        </div>
      </div>
    </Page>
  );
}

function PipelineMenu({ pipelines, pipeline, onPick }: { pipelines: readonly Pipeline[]; pipeline: Pipeline | undefined; onPick: (id: Pipeline['id'] | null) => void }) {
  const t = useReportsText();
  const { pipelineName } = usePipelineWords();
  return (
    <Menu
      label={t('whichPipeline')}
      align="end"
      trigger={
        <Button size="small" className="max-w-60 min-w-0">
          <Clip>{pipeline ? pipelineName(pipeline) : t('allPipelines')}</Clip>
          <ChevronDown aria-hidden className="text-text3" />
        </Button>
      }
      entries={[{ id: 'all', label: t('allPipelines'), isTicked: !pipeline, onAction: () => onPick(null) }, 'separator', ...pipelines.map((each) => ({ id: each.id as string, label: pipelineName(each), isTicked: each === pipeline, onAction: () => onPick(each.id) }))]}
    />
  );
}
