import type { FunnelStage } from '../../../core/api/deal-reports.ts';
import type { Pipeline } from '../../../core/pipelines.ts';
import { useApiQuery } from '../../api.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { FigureTable } from '../../charts/figure-table.tsx';
import { usePipelineWords } from '../../deals/words.ts';
import { useFormats } from '../../i18n/locale-provider.tsx';
import { Loaded } from '../../loaded.tsx';
import { BarChart } from '../../ui/charts/bar-chart.tsx';
import type { ChartColour } from '../../ui/charts/fills.tsx';
import type { ReportProps } from './report.ts';
import { useDays, useReportsText } from './words.ts';

interface FunnelProps {
  pipeline: Pipeline;
  /** Its title says which. */
  isOneOfMany: boolean;
  /** Stays away where there is nothing to tell. */
  isOptional: boolean;
}

/** How many deals came to each stage, which share of those that left it went on, and how long half of them stayed. */
export function FunnelReport({ pipeline, isOneOfMany, isOptional, ...props }: ReportProps & FunnelProps) {
  const { from, to } = props.span;
  const query = useApiQuery('dealReports.funnel', { from, to, pipelineId: pipeline.id }, { keepsPrevious: true });
  return <Loaded query={query} lines={5}>{({ stages }) => (isOptional && isEmpty(stages) ? null : <Funnel {...props} stages={stages} pipeline={pipeline} isOneOfMany={isOneOfMany} />)}</Loaded>;
}

const isEmpty = (stages: readonly FunnelStage[]): boolean => stages.every(({ entered, open, moved, won, lost }) => entered + open + moved + won + lost === 0);

const COLOURS: readonly ChartColour[] = ['sequence3', 'sequence4', 'sequence5', 'sequence6', 'sequence7'];

function Funnel({ stages, pipeline, isOneOfMany, span: { from, to }, onOpen }: ReportProps & Omit<FunnelProps, 'isOptional'> & { stages: readonly FunnelStage[] }) {
  const t = useReportsText();
  const { pipelineName, stageName } = usePipelineWords();
  const { number, percent } = useFormats();
  const { days, daysText, plainDays } = useDays();
  const title = isOneOfMany ? t('funnelOf', { pipeline: pipelineName(pipeline) }) : t('funnel');
  const nameOf = ({ stageId }: FunnelStage) => {
    const stage = pipeline.stages.find(({ id }) => id === stageId);
    return stage ? stageName(stage) : '–';
  };
  const wentOn = (stage: FunnelStage) => {
    const left = stage.moved + stage.won + stage.lost;
    return left === 0 ? null : (stage.moved + stage.won) / left;
  };
  const share = (stage: FunnelStage) => {
    const part = wentOn(stage);
    return part === null ? '–' : percent(Math.round(part * 100) / 100);
  };
  const open = (stage: FunnelStage, figure: string, leftAs?: '' | 'moved' | 'won' | 'lost') => () =>
    onOpen({
      title: t('stageFigure', { stage: nameOf(stage), figure }),
      filter: [{ field: 'entered', stageId: stage.stageId, from, to, ...(leftAs === undefined ? {} : { leftAs }) }],
      sort: { by: 'stageAt', descending: true },
    });
  const figure = (stage: FunnelStage, count: number, column: string, leftAs?: '' | 'moved' | 'won' | 'lost') => ({ text: number(count), plain: String(count), onOpen: count > 0 ? open(stage, column, leftAs) : undefined });
  const table: FigureTable = {
    heads: [t('stage')],
    columns: ['came', 'still', 'movedOn', 'won', 'lost'].map((key) => ({ title: t(key as 'came') })).concat([{ title: t('wentOn') }, { title: t('medianDays') }]),
    rows: stages.map((stage) => ({
      key: stage.stageId,
      titles: [nameOf(stage)],
      figures: [
        figure(stage, stage.entered, t('came')),
        figure(stage, stage.open, t('still'), ''),
        figure(stage, stage.moved, t('movedOn'), 'moved'),
        figure(stage, stage.won, t('won'), 'won'),
        figure(stage, stage.lost, t('lost'), 'lost'),
        { text: share(stage), plain: wentOn(stage) === null ? '' : String(Math.round(wentOn(stage)! * 100)) },
        stage.medianStay === null ? { text: '–', plain: '' } : { text: days(stage.medianStay), plain: plainDays(stage.medianStay) },
      ],
    })),
  };
  const first = stages[0]?.entered ?? 0;
  return (
    <ChartFrame title={title} {...(first > 0 ? { detail: t('funnelDetail', { count: first, formatted: number(first) }) } : {})} table={table} empty={isEmpty(stages) ? t('funnelEmpty') : undefined}>
      {({ width, isRightToLeft }) => (
        <BarChart
          label={title}
          width={width}
          isRightToLeft={isRightToLeft}
          heading={t('came')}
          figureTitles={[t('wentOn'), t('medianDays')]}
          rows={stages.map((stage, at) => ({
            key: stage.stageId,
            label: nameOf(stage),
            value: stage.entered,
            valueLabel: number(stage.entered),
            fill: { colour: COLOURS[Math.min(at, COLOURS.length - 1)]! },
            figures: [share(stage), stage.medianStay === null ? '–' : days(stage.medianStay)],
            name: [
              nameOf(stage),
              t('dealCount', { count: stage.entered, formatted: number(stage.entered) }),
              ...(wentOn(stage) === null ? [] : [t('saidWentOn', { share: share(stage) })]),
              ...(stage.medianStay === null ? [] : [t('saidMedian', { days: daysText(stage.medianStay) })]),
            ].join(', '),
            onOpen: stage.entered > 0 ? open(stage, t('came')) : undefined,
          }))}
        />
      )}
    </ChartFrame>
  );
}
