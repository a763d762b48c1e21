import { memo } from 'react';
import { RotateCcw, SquareKanban, TrendingUp, Trophy, XCircle } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { DealMove, MoveKind, StageName } from '../../core/deals.ts';
import { useApiQuery } from '../api.ts';
import { useDealsText, useDealWords, usePipelineWords } from '../deals/words.ts';
import { useFormats } from '../i18n/locale-provider.tsx';
import { dealPath } from '../paths.ts';
import { classes } from '../ui/classes.ts';

const ICONS: Record<MoveKind, LucideIcon> = { added: SquareKanban, moved: TrendingUp, won: Trophy, lost: XCircle, reopened: RotateCcw };

/** A change of stage of a deal, in one quiet line: nobody wrote it, so there is nothing to edit. */
export const DealMoveLine = memo(function DealMoveLine({ move, isLastOfDay }: { move: DealMove; isLastOfDay: boolean }) {
  const words = useDealWords();
  const formats = useFormats();
  const wayOf = useMoveWords();
  const { data: profile } = useApiQuery('profile.info', undefined);
  const author = move.member && move.member.id !== profile?.me.id ? move.member.name : '';
  const Icon = ICONS[move.kind];
  return (
    <div
      data-move={move.kind}
      className={classes(
        'relative grid grid-cols-[24px_minmax(0,1fr)] gap-3 pb-4',
        !isLastOfDay && 'before:absolute before:start-[11.5px] before:top-7 before:bottom-0 before:w-px before:bg-border before:content-[""]',
      )}
    >
      <span aria-hidden className="grid size-6 place-items-center rounded-full bg-hover text-text2">
        <Icon className="size-3.5!" />
      </span>
      <div className="flex min-w-0 items-baseline gap-3 pt-0.5 text-13 text-text2">
        <p className="min-w-0 flex-1 break-words">
          <a href={`#${dealPath(move.deal.id)}`} className="rounded-chip font-semibold text-text hover:underline"><bdi>{words.title(move.deal)}</bdi></a> {wayOf(move)}
          {author !== '' && <>{' '}<bdi className="text-12 text-text3">{author}</bdi></>}
        </p>
        <time dateTime={new Date(move.at).toISOString()} title={formats.dateTime(move.at)} className="figures flex-none text-12 text-text3">{formats.time(move.at)}</time>
      </div>
    </div>
  );
});

/** What became of the deal, after its title: "moved from Enquiry to Quoted". */
function useMoveWords(): (move: Pick<DealMove, 'kind' | 'from' | 'to'>) => string {
  const t = useDealsText();
  const { stageName } = usePipelineWords();
  const named = (stage: StageName | null) => (stage ? stageName(stage) : '–');
  return ({ kind, from, to }) => {
    switch (kind) {
      case 'added':
        return t('wasAdded', { to: named(to) });
      case 'moved':
        return t('wasMoved', { from: named(from), to: named(to) });
      case 'reopened':
        return t('wasReopened', { to: named(to) });
      case 'won':
        return t('wasWon');
      case 'lost':
        return t('wasLost');
    }
  };
}
