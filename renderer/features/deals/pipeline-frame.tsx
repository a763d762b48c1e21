import { memo, Suspense } from 'react';
import type { ReactNode } from 'react';
import { Plus } from 'lucide-react';
import type { Id } from '../../../core/ids.ts';
import { CommandButton, CommandIconButton } from '../../commands/command-button.tsx';
import { late } from '../../late.ts';
import { Button } from '../../ui/button.tsx';
import { useNarrow } from '../../ui/media.ts';
import { Page } from '../../ui/page.tsx';
import { useViewsText } from '../../views/words.ts';
import { useBoardText } from './board-words.ts';
import { DealFilterBar } from './filters/deal-filter-bar.tsx';
import { PipelinePicker } from './pipeline-picker.tsx';
import { setRow } from './pipeline-state.ts';
import { ShapeControl } from './shape-control.tsx';
import { DealViewTabs } from './views/deal-view-tabs.tsx';
import type { DealView } from './views/use-deal-view.ts';

const DealPeek = late(() => import('./deal-peek.tsx').then(({ DealPeek: part }) => part));

export interface PipelineFrameProps {
  view: DealView;
  nowMs: number;
  onViewChange: (viewId: string) => void;
  /** The keys belong to the deals again. */
  focus: () => void;
  /** Undefined where nothing is peeked at; its id is undefined while the row is loading. */
  peek: { id: Id | undefined; onClose: () => void; previous: (() => void) | undefined; next: (() => void) | undefined } | undefined;
  children: ReactNode;
}

/** What stands round the deals of a pipeline, whichever way they are shown. */
export function PipelineFrame({ view, nowMs, onViewChange, focus, peek, children }: PipelineFrameProps) {
  const t = useBoardText();
  const { pipeline, pipelines } = view;

  return (
    <Page
      title={t('title')}
      beside={pipelines.length > 1 && <PipelinePicker pipelines={pipelines} pipeline={pipeline} onPick={(pipelineId) => view.change({ pipelineId })} />}
      actions={<Actions view={view} onViewChange={onViewChange} />}
      tools={<Tools view={view} nowMs={nowMs} onViewChange={onViewChange} focus={focus} />}
      peek={peek && <Suspense><DealPeek.Part stages={pipelines.flatMap(({ stages }) => stages)} nowMs={nowMs} {...peek} /></Suspense>}
    >
      {children}
    </Page>
  );
}

type PartProps = Pick<PipelineFrameProps, 'view' | 'nowMs' | 'onViewChange' | 'focus'>;

// The frame is drawn at every step of the keys; these only when the view is another.
const Actions = memo(function Actions({ view, onViewChange }: Pick<PartProps, 'view' | 'onViewChange'>) {
  const isNarrow = useNarrow();
  return (
    <>
      <ShapeControl shape={view.definition.shape} view={view} onViewChange={onViewChange} />
      {isNarrow ? <CommandIconButton command="deal.new" icon={Plus} /> : <CommandButton command="deal.new" kind="main" icon={Plus} className="ms-1" />}
    </>
  );
});

const Tools = memo(function Tools({ view, nowMs, onViewChange, focus }: PartProps) {
  const views = useViewsText();
  const { viewId, definition, pipeline } = view;
  return (
    <div className="flex flex-none flex-wrap items-center justify-between gap-x-4 gap-y-2 px-6 pb-3 narrow:px-4">
      <DealViewTabs view={view} nowMs={nowMs} onSelect={onViewChange} onDone={focus} />
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <DealFilterBar
          filter={definition.filter}
          pipeline={pipeline}
          isBoard={definition.shape === 'board'}
          onChange={(filter) => {
            setRow(viewId, 0);
            view.change({ filter });
          }}
          onDone={focus}
        />
        {view.isChanged && <Button kind="bare" size="small" className="h-6! px-1!" onPress={() => void view.save()}>{views('saveChanges')}</Button>}
        {view.isChanged && <Button kind="bare" size="small" className="h-6! px-1!" onPress={view.reset}>{views('dropChanges')}</Button>}
      </div>
    </div>
  );
});
