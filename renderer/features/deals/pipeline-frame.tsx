import { Suspense, lazy } from 'react';
import type { ReactNode } from 'react';
import { Plus } from 'lucide-react';
import type { DealFilter } from '../../../core/deal-filters.ts';
import type { Id } from '../../../core/ids.ts';
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx';
import { Button } from '../../ui/button.tsx';
import { useNarrow } from '../../ui/media.ts';
import { Page } from '../../ui/page.tsx';
import { useViewsText } from '../../views/words.ts';
import { useBoardText } from './board-words.ts';
import { DealFilterBar } from './filters/deal-filter-bar.tsx';
import { PipelinePicker } from './pipeline-picker.tsx';
import { ShapeControl } from './shape-control.tsx';
import { DealViewTabs } from './views/deal-view-tabs.tsx';
import type { DealView } from './views/use-deal-view.ts';

const DealPeek = lazy(() => import('./deal-peek.tsx').then(({ DealPeek: loaded }) => ({ default: loaded })));

export interface PipelineFrameProps {
  view: DealView;
  nowMs: number;
  onViewChange: (viewId: string) => void;
  onFilter: (filter: DealFilter) => void;
  /** The keys belong to the deals again. */
  focus: () => void;
  /** Undefined where nothing is peeked at; its id is undefined while the row is loading. */
  peek: { id: Id | undefined; onClose: () => void; previous: (() => void) | undefined; next: (() => void) | undefined } | undefined;
  children: ReactNode;
}

/** What stands round the deals of a pipeline, whichever way they are shown. */
export function PipelineFrame({ view, nowMs, onViewChange, onFilter, focus, peek, children }: PipelineFrameProps) {
  const t = useBoardText();
  const views = useViewsText();
  const isNarrow = useNarrow();
  const { definition, pipeline, pipelines } = view;

  return (
    <Page
      title={t('title')}
      beside={pipelines.length > 1 && <PipelinePicker pipelines={pipelines} pipeline={pipeline} onPick={(pipelineId) => view.change({ pipelineId })} />}
      actions={
        <>
          <ShapeControl shape={definition.shape} view={view} onViewChange={onViewChange} />
          {isNarrow ? <CommandIconButton command="deal.new" icon={Plus} /> : <CommandButton command="deal.new" kind="main" icon={Plus} className="ms-1" />}
        </>
      }
      tools={
        <div className="flex flex-none flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 pb-3 narrow:px-4">
          <DealViewTabs view={view} nowMs={nowMs} onSelect={onViewChange} onDone={focus} />
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <DealFilterBar filter={definition.filter} pipeline={pipeline} isBoard={definition.shape === 'board'} onChange={onFilter} onDone={focus} />
            {view.isChanged && <Button kind="bare" size="small" className="h-6! px-1!" onPress={() => void view.save()}>{views('saveChanges')}</Button>}
            {view.isChanged && <Button kind="bare" size="small" className="h-6! px-1!" onPress={view.reset}>{views('dropChanges')}</Button>}
          </div>
        </div>
      }
      peek={peek && <Suspense><DealPeek stages={pipelines.flatMap(({ stages }) => stages)} nowMs={nowMs} {...peek} /></Suspense>}
    >
      {children}
    </Page>
  );
}
