import { SearchX, SquareKanban } from 'lucide-react';
import { useApiQuery } from '../../api.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { AfterAMoment, SkeletonBar } from '../../ui/skeleton.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useViewsText } from '../../views/words.ts';
import { CardBars } from './board/lane.tsx';
import { useBoardText } from './board-words.ts';
import type { DealView } from './views/use-deal-view.ts';

/** Why there is nothing to see, and what to do about it. */
export function EmptyFace({ view, onClearFilters }: { view: DealView; onClearFilters: () => void }) {
  const t = useBoardText();
  const views = useViewsText();
  const { data: profile } = useApiQuery('profile.info', undefined);
  if (view.definition.filter.length > 0) return <EmptyState className="flex-1" icon={SearchX} text={t('noneFiltered')} action={<Button onPress={onClearFilters}>{views('clearFilters')}</Button>} />;
  if (view.viewId === 'stalled') return <EmptyState className="flex-1" icon={SquareKanban} text={t('noneStalled')} />;
  return (
    <EmptyState
      className="flex-1"
      icon={SquareKanban}
      text={t(view.viewId === 'mine' ? 'noneMine' : 'noDeals')}
      action={<CommandButton command="deal.new" kind="main" />}
      others={profile?.contacts === 0 ? <CommandButton command="sample.load" kind="bare" /> : undefined}
    />
  );
}

/** A board that is on its way: as many columns as it will have. */
export function LoadingBoard({ lanes }: { lanes: number }) {
  const text = useText();
  return (
    <AfterAMoment className="flex min-h-0 flex-1 flex-col">
      <div role="status" aria-label={text('common:loading')} className="flex min-h-0 flex-1 gap-3 overflow-hidden px-6 pb-4 narrow:px-4">
        {Array.from({ length: lanes }, (_, lane) => (
          <div key={lane} className="flex min-w-57 flex-1 flex-col gap-2 rounded-card bg-canvas px-2 narrow:min-w-75">
            <div className="flex flex-col gap-3 px-2 pt-4 pb-2">
              <SkeletonBar className="h-3 w-1/2" />
              <SkeletonBar className="h-3 w-2/3" />
            </div>
            {Array.from({ length: 3 - (lane % 2) }, (__, card) => <CardBars key={card} />)}
          </div>
        ))}
      </div>
    </AfterAMoment>
  );
}
