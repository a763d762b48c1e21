import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApi, useApiQuery } from '../../../api.ts';
import { usePipelineWords } from '../../../deals/words.ts';
import { Loaded } from '../../../loaded.tsx';
import { Button } from '../../../ui/button.tsx';
import { useDealSettingsText } from '../deal-settings-text.ts';
import { OrderedList } from '../ordered-list.tsx';
import { RetiredList } from '../retired-list.tsx';
import { useSettingsText } from '../settings-text.ts';
import { useAct } from '../use-act.ts';
import { NewPipelineDialog } from './new-pipeline-dialog.tsx';
import { PipelineRow } from './pipeline-row.tsx';

/** The pipelines in their order, each with its stages: make, rename, move, retire, and bring back. */
export function PipelineList() {
  const t = useDealSettingsText();
  const query = useApiQuery('pipelines.list', undefined);
  return (
    <>
      <p className="max-w-120 pt-3 text-12 text-text3">{t('pipelinesHint')}</p>
      <Loaded query={query} lines={3}>{(pipelines) => <Pipelines pipelines={pipelines} />}</Loaded>
    </>
  );
}

function Pipelines({ pipelines }: { pipelines: readonly Pipeline[] }) {
  const settings = useSettingsText();
  const t = useDealSettingsText();
  const api = useApi();
  const act = useAct();
  const { pipelineName } = usePipelineWords();
  const [isNew, setNew] = useState(false);
  const used = pipelines.filter(({ retired }) => !retired);
  /** Which were opened or closed by hand; the only one is open. */
  const [unfolded, setUnfolded] = useState<ReadonlyMap<Id, boolean>>(new Map());
  const unfold = (id: Id, isOpen: boolean) => setUnfolded((before) => new Map(before).set(id, isOpen));
  return (
    <>
      <OrderedList items={used} label={settings('pipelines')} nameOf={pipelineName} onMove={({ id }, after) => api.pipelines.update({ id, after })} className="border-b border-border/55">
        {(pipeline, moveButtons) => (
          <PipelineRow
            pipeline={pipeline}
            others={used.filter(({ id }) => id !== pipeline.id)}
            moveButtons={used.length > 1 ? moveButtons : null}
            isOpen={unfolded.get(pipeline.id) ?? used.length === 1}
            onOpen={(isOpen) => unfold(pipeline.id, isOpen)}
          />
        )}
      </OrderedList>
      <div className="py-3">
        <Button icon={Plus} onPress={() => setNew(true)}>{t('pipelineNewAsk')}</Button>
      </div>
      <RetiredList
        items={pipelines.filter(({ retired }) => retired)}
        nameOf={pipelineName}
        onBringBack={(pipeline) => void act(() => api.pipelines.update({ id: pipeline.id, retired: false }), t('pipelineBack', { name: pipelineName(pipeline) }))}
      />
      {isNew && <NewPipelineDialog onClose={() => setNew(false)} onMade={(id) => unfold(id, true)} />}
    </>
  );
}
