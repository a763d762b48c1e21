import { useState } from 'react';
import { ChevronLeft, ChevronRight, ChartColumn, Plus, Target as TargetIcon } from 'lucide-react';
import { z } from 'zod';
import { Id } from '../../../../core/ids.ts';
import { monthAfter } from '../../../../core/months.ts';
import { dayOf } from '../../../../core/schedule.ts';
import { useApiQuery, usePreference } from '../../../api.ts';
import { CommandButton, CommandIconButton } from '../../../commands/command-button.tsx';
import { DealsPanel } from '../../../deals/deals-panel.tsx';
import type { DealsBehind } from '../../../deals/deals-panel.tsx';
import { useInBase } from '../../../deals/in-base.ts';
import { useMonthName } from '../../../deals/month-name.ts';
import { TargetsEditor } from '../../../deals/targets-editor.tsx';
import { usePipelineWords } from '../../../deals/words.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Failed } from '../../../loaded.tsx';
import { deviceZone } from '../../../reminders/device-zone.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useNarrow } from '../../../ui/media.ts';
import { Page } from '../../../ui/page.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useBoardText } from '../board-words.ts';
import { ShapeControl } from '../shape-control.tsx';
import type { DealView } from '../views/use-deal-view.ts';
import { ForecastFigures } from './forecast-figures.tsx';
import { useForecastText } from './forecast-words.ts';
import { MONTHS, startOfStep } from './months.ts';
import { ScopePicker } from './scope-picker.tsx';
import { useMovableRows } from './use-movable-rows.tsx';

/** What this device remembers of the forecast. */
const Look = z.object({ step: z.enum(['month', 'quarter']), by: z.enum(['all', 'owner', 'pipeline']), pipelineId: Id.nullable() });
type Look = z.infer<typeof Look>;

const START: Look = { step: 'month', by: 'all', pipelineId: null };
const readLook = (stored: unknown): Look | null => Look.safeParse(stored).data ?? null;

export interface ForecastScreenProps {
  view: DealView;
  nowMs: number;
  onViewChange: (viewId: string) => void;
}

/** What may come in, month by month, against what was aimed at. */
export function ForecastScreen({ view, nowMs, onViewChange }: ForecastScreenProps) {
  const t = useForecastText();
  const text = useText();
  const board = useBoardText();
  const { pipelineName } = usePipelineWords();
  const isNarrow = useNarrow();
  const monthName = useMonthName();
  const zone = deviceZone();
  const thisMonth = dayOf(nowMs, zone).slice(0, 7);
  const { value: kept, set: keep } = usePreference('forecast.look', readLook);
  const look = kept ?? START;
  const [shift, setShift] = useState(0);
  const [behind, setBehind] = useState<DealsBehind | null>(null);
  const [editsTargets, setEditsTargets] = useState(false);
  const pipeline = view.pipelines.find(({ id }) => id === look.pipelineId);
  const by = look.by === 'pipeline' && (pipeline !== undefined || view.pipelines.length < 2) ? 'all' : look.by;
  const from = monthAfter(startOfStep(thisMonth, look.step), shift * MONTHS);
  const input = { from, months: MONTHS, zone, by, ...(pipeline ? { pipelineId: pipeline.id } : {}) };
  const forecast = useApiQuery('deals.forecast', input, { isEnabled: kept !== undefined, keepsPrevious: true });
  const targets = useApiQuery('targets.list', { from, to: monthAfter(from, MONTHS - 1) }, { keepsPrevious: true });
  const { inBase, error: ratesError, retry } = useInBase(nowMs);
  const rows = useMovableRows({ pipelines: view.pipelines, thisMonth, step: look.step });
  const change = (part: Partial<Look>) => {
    setBehind(null);
    keep({ ...look, ...part });
  };
  const error = forecast.error ?? targets.error ?? ratesError;
  const isEmpty = forecast.data?.rows.length === 0 && targets.data?.length === 0 && shift === 0;

  function move(by: number) {
    setBehind(null);
    setShift(by);
  }

  return (
    <Page
      title={board('title')}
      beside={view.pipelines.length > 1 && <ScopePicker pipelines={view.pipelines} pipeline={pipeline} onPick={(pipelineId) => change({ pipelineId })} />}
      actions={
        <>
          <ShapeControl shape="forecast" view={view} onViewChange={onViewChange} />
          {isNarrow ? <CommandIconButton command="deal.new" icon={Plus} /> : <CommandButton command="deal.new" kind="main" icon={Plus} className="ms-1" />}
        </>
      }
      tools={
        <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3 print:hidden narrow:px-4">
          <div role="group" aria-label={t('period')} className="flex items-center gap-1">
            <IconButton icon={ChevronLeft} label={t('yearBack')} onPress={() => move(shift - 1)} className="rtl:[&_svg]:rotate-180" />
            <span aria-live="polite" className="figures text-13 font-medium">{t('fromTo', { from: monthName(from, 'short'), to: monthName(monthAfter(from, MONTHS - 1), 'short') })}</span>
            <IconButton icon={ChevronRight} label={t('yearOn')} onPress={() => move(shift + 1)} className="rtl:[&_svg]:rotate-180" />
            {shift !== 0 && <Button kind="bare" size="small" onPress={() => move(0)}>{t('now')}</Button>}
          </div>
          <SegmentedControl label={t('step')} value={look.step} onChange={(step) => change({ step })} segments={[{ value: 'month', label: t('byMonth') }, { value: 'quarter', label: t('byQuarter') }]} />
          <SegmentedControl
            label={t('apart')}
            value={by}
            onChange={(next) => change({ by: next })}
            segments={[{ value: 'all', label: t('together') }, { value: 'owner', label: t('byOwner') }, ...(view.pipelines.length > 1 && !pipeline ? [{ value: 'pipeline' as const, label: t('byPipeline') }] : [])]}
          />
          <span className="flex-1" />
          <Button kind="bare" size="small" icon={TargetIcon} onPress={() => setEditsTargets(true)}>{t('targets')}</Button>
        </div>
      }
      scrolls={!isEmpty}
      peek={behind && <DealsPanel key={behind.title} behind={behind} nowMs={nowMs} onClose={() => setBehind(null)} {...(isNarrow ? {} : { hint: rows.hint })} onCurrentChange={rows.onCurrentChange} rowEnd={rows.rowEnd} rowProps={rows.rowProps} />}
    >
      {isEmpty ? (
        <EmptyState className="flex-1" icon={ChartColumn} text={t('empty')} action={<CommandButton command="deal.new" kind="main" />} />
      ) : error && !(forecast.data && targets.data && inBase) ? (
        <Failed
          error={error}
          onRetry={() => {
            void forecast.refetch();
            void targets.refetch();
            retry();
          }}
        />
      ) : forecast.data && targets.data && inBase ? (
        <>
          <h2 className="hidden pb-2 print:block">{[t('title'), pipeline ? pipelineName(pipeline) : t('allPipelines')].join(' · ')}</h2>
          <ForecastFigures
            forecast={forecast.data}
            targets={targets.data}
            inBase={inBase}
            from={from}
            step={look.step}
            by={by}
            pipelineId={pipeline?.id}
            pipelines={view.pipelines}
            thisMonth={thisMonth}
            onOpen={setBehind}
            onTargets={() => setEditsTargets(true)}
            dropProps={rows.dropProps}
          />
        </>
      ) : (
        <Skeleton label={text('common:loading')} lines={12} />
      )}
      {rows.menu}
      {inBase && (
        <Dialog isOpen={editsTargets} onClose={() => setEditsTargets(false)} title={t('targetsTitle')} closeLabel={text('common:close')} size="large">
          <TargetsEditor currency={inBase.base} />
        </Dialog>
      )}
    </Page>
  );
}
