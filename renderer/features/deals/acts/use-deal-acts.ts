import { useQueryClient } from '@tanstack/react-query';
import type { FilledIn } from '../../../../core/api/deals.ts';
import { CallError } from '../../../../core/call.ts';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import { Needs } from '../../../../core/pipelines.ts';
import { apiKey, useApi, useErrorText } from '../../../api.ts';
import { useCommandContext } from '../../../commands/command-provider.tsx';
import { useDealWords } from '../../../deals/words.ts';
import { useUndoToast } from '../../../undo-toast.ts';
import type { Pending } from '../board/columns.ts';
import { useBoardText } from '../board-words.ts';
import { setRefused, showPending } from '../pipeline-state.ts';

export interface DealActs {
  /** `said` is announced: where it went. */
  move: (deal: DealCard, to: { stageId: Id; after: Id | null }, said: string) => Promise<void>;
  /** Into a stage that asked for more, with that, as one change. Rejects where it is refused. */
  enter: (deal: DealCard, to: { stageId: Id; after: Id | null }, filled: FilledIn, said: string) => Promise<void>;
  remove: (deal: DealCard) => Promise<void>;
  assign: (deal: DealCard, member: { id: Id; name: string } | null) => Promise<void>;
  setTags: (deal: DealCard, tags: string[]) => Promise<void>;
}

/** What is done with a deal where it stands: shown at once, said, and with the way back. */
export function useDealActs(): DealActs {
  const t = useBoardText();
  const { title } = useDealWords();
  const api = useApi();
  const queries = useQueryClient();
  const errorText = useErrorText();
  const undoable = useUndoToast();
  const { announce, showToast } = useCommandContext();

  /** Until what is stored has come back, answers of before would show it where it was. */
  async function change(shown: Pending | null, write: () => Promise<{ changeId: Id }>, toast: string, said = toast): Promise<void> {
    const take = shown ? showPending(shown) : () => {};
    try {
      if (shown) announce(said);
      const { changeId } = await write();
      if (!shown) announce(said);
      undoable(toast, changeId);
      if (shown) await Promise.all(SHOWN_BY.map((name) => queries.invalidateQueries({ queryKey: apiKey(name) })));
    } finally {
      take();
    }
  }

  async function orToast(changed: Promise<void>) {
    try {
      await changed;
    } catch (error) {
      showToast({ text: errorText(error), tone: 'danger' });
    }
  }

  return {
    async move(deal, { stageId, after }, said) {
      try {
        await change({ kind: 'move', deal, stageId, after, at: Date.now() }, () => api.deals.move({ id: deal.id, stageId, after }), t('moved'), said);
      } catch (error) {
        const missing = error instanceof CallError && error.code === 'deal-needs' ? Needs.safeParse(error.details?.['missing']).data : undefined;
        if (missing) setRefused({ deal, stageId, after, missing });
        else showToast({ text: errorText(error), tone: 'danger' });
      }
    },
    enter: (deal, { stageId, after }, filled, said) => change({ kind: 'move', deal, stageId, after, at: Date.now() }, () => api.deals.move({ id: deal.id, stageId, after, filled }), t('moved'), said),
    remove: (deal) => orToast(change({ kind: 'gone', deal }, () => api.deals.remove({ id: deal.id }), t('removed', { title: title(deal) }))),
    assign: (deal, member) => orToast(change(null, () => api.deals.update({ id: deal.id, fields: { ownerId: member?.id ?? null } }), member ? t('assigned', { title: title(deal), name: member.name }) : t('unassigned', { title: title(deal) }))),
    setTags: (deal, tags) => orToast(change(null, () => api.deals.setTags({ id: deal.id, tags }), t('tagged', { title: title(deal) }))),
  };
}

const SHOWN_BY = ['deals.board', 'deals.column', 'deals.list'] as const;
