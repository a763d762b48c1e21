import { useRef, useState } from 'react';
import { SearchX } from 'lucide-react';
import { hasCode } from '../../../../core/call.ts';
import type { Deal } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Stage } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { useCommandContext, useCommandHandler } from '../../../commands/command-provider.tsx';
import { openCloseDeal } from '../../../deals/intent.ts';
import { useDealsText, useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Failed } from '../../../loaded.tsx';
import { PIPELINE_PATH } from '../../../paths.ts';
import { editOf } from '../../../record/field-row.tsx';
import { RecordHistory } from '../../../record/record-history.tsx';
import { useReminderSubject } from '../../../reminders/intent.ts';
import type { Subject } from '../../../timeline/subject.ts';
import { TimelineColumn, useWriting } from '../../../timeline/timeline-column.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { useNarrow } from '../../../ui/media.ts';
import { ContextMenu } from '../../../ui/menu.tsx';
import { useSetPageTitle } from '../../../ui/page-title.tsx';
import { AfterAMoment, SkeletonBar } from '../../../ui/skeleton.tsx';
import { SplitLayout } from '../../../ui/split-layout.tsx';
import { useContactText } from '../../../words/contact-words.ts';
import { useStageEntries } from '../acts/stage-entries.ts';
import { useBoardText } from '../board-words.ts';
import { DealFields } from './deal-fields.tsx';
import { DealHead } from './deal-head.tsx';
import { DealNext } from './deal-next.tsx';
import { DealRelated } from './deal-related.tsx';
import { useDealEdits } from './use-deal-edits.ts';

/** The page of a deal: what it is, what happened with it, and what comes next. */
export function DealPage({ id }: { id: Id }) {
  const t = useDealsText();
  const words = useDealWords();
  const { goTo } = useCommandContext();
  const { data: deal, error, refetch } = useApiQuery('deals.get', { id });
  useSetPageTitle({ title: deal ? words.title(deal) : '', parent: { title: t('deals'), href: PIPELINE_PATH } });
  if (error && (!deal || hasCode(error, 'deal-not-found'))) {
    if (!hasCode(error, 'deal-not-found')) return <Failed error={error} onRetry={() => void refetch()} className="flex-1" />;
    return <EmptyState className="flex-1" icon={SearchX} text={t('notFound')} action={<Button kind="main" onPress={() => goTo(PIPELINE_PATH)}>{t('toPipeline')}</Button>} />;
  }
  return deal ? <LoadedDeal deal={deal} /> : <DealSkeleton />;
}

function LoadedDeal({ deal }: { deal: Deal }) {
  const contactText = useContactText();
  const board = useBoardText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const { goTo } = useCommandContext();
  const isNarrow = useNarrow();
  const page = useRef<HTMLDivElement>(null);
  const [isRenaming, setRenaming] = useState(false);
  const [isTagging, setTagging] = useState(false);
  const [showsHistory, setShowsHistory] = useState(false);
  const [movingAt, setMovingAt] = useState<{ x: number; y: number } | null>(null);
  const stageEntries = useStageEntries();
  const { data: pipelines = [] } = useApiQuery('pipelines.list', undefined);
  const edits = useDealEdits(deal);
  const people = deal.contacts.map(({ contact }) => contact).filter(({ hidden }) => !hidden);
  useReminderSubject(deal.contact);
  const pipeline = pipelines.find((each) => each.id === deal.pipelineId);
  const stages = (pipeline?.stages ?? []).filter((stage) => !stage.retired || stage.id === deal.stageId);
  const subject: Subject = { kind: 'deal', id: deal.id, contacts: people };
  const writing = useWriting(subject);
  const isOpen = deal.outcome === null;
  const moves = stageEntries(deal, pipelines, (stage) => {
    if (stage.id !== deal.stageId) void edits.move(stage.id, stageName(stage));
  });

  function moveBy(step: 1 | -1) {
    const place = stages.findIndex((stage) => stage.id === deal.stageId);
    const next: Stage | undefined = stages[place + step];
    if (next) void edits.move(next.id, stageName(next));
  }

  async function remove() {
    if (await edits.remove()) goTo(PIPELINE_PATH);
  }

  function editField() {
    const row = document.activeElement?.closest('[data-part], [data-inline-field]');
    const field = [row, page.current].map(editOf).find((found) => found !== null);
    if (field) field.click();
  }

  useCommandHandler('contact.edit', editField);
  useCommandHandler('contact.history', () => setShowsHistory(true));
  useCommandHandler('pipeline.tag', () => setTagging(true));
  useCommandHandler('pipeline.won', () => openCloseDeal(deal, 'won'), isOpen);
  useCommandHandler('pipeline.lost', () => openCloseDeal(deal, 'lost'), isOpen);
  useCommandHandler('pipeline.moveTo', () => setMovingAt(underStages(page.current)), isOpen);
  useCommandHandler('pipeline.moveRight', () => moveBy(1), isOpen);
  useCommandHandler('pipeline.moveLeft', () => moveBy(-1), isOpen);
  useCommandHandler('pipeline.remove', () => void remove());

  const head = <DealHead deal={deal} pipeline={pipeline} stages={stages} moves={moves} edits={edits} isRenaming={isRenaming} onRenamingChange={setRenaming} />;
  return (
    <FileDrop
      label={contactText('dropToAttach', { name: words.title(deal) })}
      className="flex min-h-0 flex-1 flex-col"
      onFiles={writing.onFiles}
    >
      <div ref={page} data-record-page className="flex min-h-0 flex-1 flex-col">
        {!isNarrow && head}
        <SplitLayout
          label={contactText('partsOfPage')}
          narrowHead={head}
          start={{ label: contactText('details'), content: <DealFields deal={deal} edits={edits} isTagging={isTagging} onTaggingChange={setTagging} /> }}
          main={{
            label: contactText('timeline'),
            content: (
              <TimelineColumn subject={subject} writing={writing} counts={deal.entryCounts} leavesFocus>
                {isNarrow && <div className="pb-4 empty:hidden"><DealNext deal={deal} edits={edits} /></div>}
              </TimelineColumn>
            ),
          }}
          end={{ label: contactText('related'), content: <DealRelated deal={deal} stages={pipeline?.stages ?? []} edits={edits} /> }}
        />
      </div>
      <ContextMenu label={board('moveDealTo', { title: words.title(deal) })} at={movingAt} entries={moves} onClose={() => setMovingAt(null)} />
      {showsHistory && <RecordHistory id={deal.id} onClose={() => setShowsHistory(false)} />}
    </FileDrop>
  );
}

/** Under the stage that the deal is in. */
function underStages(page: HTMLElement | null): { x: number; y: number } {
  const box = page?.querySelector('[aria-current=step]')?.getBoundingClientRect() ?? new DOMRect();
  return { x: box.left + 8, y: box.bottom - 4 };
}

function DealSkeleton() {
  const text = useText();
  return (
    <AfterAMoment className="flex min-h-0 flex-1">
      <div role="status" aria-label={text('common:loading')} className="flex flex-1 flex-col">
        <div className="flex flex-col gap-3 border-b border-border px-6 py-4">
          <SkeletonBar className="h-5 w-60" />
          <SkeletonBar className="h-11 w-full rounded-control" />
        </div>
        <div className="flex flex-col gap-4 px-6 py-4">
          {['w-2/3', 'w-1/2', 'w-3/5'].map((width) => <SkeletonBar key={width} className={`h-3 ${width}`} />)}
        </div>
      </div>
    </AfterAMoment>
  );
}
