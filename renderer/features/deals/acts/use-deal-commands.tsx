import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { DealCard, Outcome } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useCommandContext, useCommandHandler } from '../../../commands/command-provider.tsx';
import { openCloseDeal } from '../../../deals/intent.ts';
import { useDealWords, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { late } from '../../../late.ts';
import { dealPath } from '../../../paths.ts';
import type { Column } from '../board/columns.ts';
import { useBoardText } from '../board-words.ts';
import { usePipelineState } from '../pipeline-state.ts';
import { DealMenus } from './deal-menus.tsx';
import type { OpenMenu } from './deal-menus.tsx';
import type { NextActing } from './next-action.tsx';
import { NeedsDialog } from './needs-dialog.tsx';
import { TagsDialog } from './tags-dialog.tsx';
import { useDealActs } from './use-deal-acts.ts';

// With it comes all that reads dates.
const NextAction = late(() => import('./next-action.tsx').then(({ NextAction: part }) => part));

export interface DealCommandPorts {
  deal: DealCard | undefined;
  pipelines: readonly Pipeline[];
  /** Of a board; without them it is not said where in a column a deal went. */
  columns?: readonly Column[] | undefined;
  isBoard: boolean;
  /** Where a menu of the deal belongs. */
  menuPlace: () => { x: number; y: number } | null;
  onPeek: () => void;
  focus: () => void;
}

export interface DealCommands {
  move: (deal: DealCard, to: { stageId: Id; after: Id | null }) => void;
  close: (deal: DealCard, outcome: Outcome) => void;
  open: (deal: DealCard) => void;
  openMenu: (menu: OpenMenu) => void;
  /** Menus and dialogs, to be put on the page. */
  overlays: ReactNode;
}

/** What the keys, the menus and the pointer do with the deal one is at, on the board as in the list. */
export function useDealCommands({ deal, pipelines, columns, isBoard, menuPlace, onPeek, focus }: DealCommandPorts): DealCommands {
  const t = useBoardText();
  const words = useDealWords();
  const { stageName } = usePipelineWords();
  const { number } = useFormats();
  const { goTo } = useCommandContext();
  const acts = useDealActs();
  const refused = usePipelineState((state) => state.refused);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  /** For one reminder from when it opens: another may be next when it is done. */
  const [acting, setActing] = useState<{ id: Id; acting: NextActing } | null>(null);
  const [tagged, setTagged] = useState<DealCard | null>(null);
  const stages = pipelines.flatMap((pipeline) => pipeline.stages);
  const isOpen = deal?.outcome === null;

  function said(moved: DealCard, { stageId, after }: { stageId: Id; after: Id | null }): string {
    const stage = stages.find(({ id }) => id === stageId);
    const column = columns?.find((each) => each.stage.id === stageId);
    const where = { title: words.title(moved), stage: stage ? stageName(stage) : '' };
    if (!column) return t('saidMovedTo', where);
    const others = column.rows.filter(({ id }) => id !== moved.id);
    const place = others.findIndex(({ id }) => id === after) + 2;
    const count = column.count + (others.length < column.rows.length ? 0 : 1);
    return t('saidMoved', { ...where, place: number(after === null ? 1 : place), total: number(count) });
  }

  const move: DealCommands['move'] = (moved, to) => void acts.move(moved, to, said(moved, to));
  const moveTo = (stageId: Id) => {
    if (deal && stageId !== deal.stageId) move(deal, { stageId, after: null });
  };
  const openAt = (kind: OpenMenu['kind']) => {
    const at = menuPlace();
    if (at) setMenu({ kind, at });
  };
  const open: DealCommands['open'] = ({ id }) => goTo(dealPath(id));

  useCommandHandler('pipeline.open', () => deal && open(deal), !!deal);
  useCommandHandler('pipeline.peek', onPeek, !!deal);
  useCommandHandler('pipeline.moveTo', () => openAt('moveTo'), isOpen);
  useCommandHandler('pipeline.won', () => deal && openCloseDeal(deal, 'won'), isOpen);
  useCommandHandler('pipeline.lost', () => deal && openCloseDeal(deal, 'lost'), isOpen);
  useCommandHandler('pipeline.assign', () => openAt('assign'), !!deal);
  useCommandHandler('pipeline.tag', () => deal && setTagged(deal), !!deal);
  const next = isOpen ? deal.next : null;
  useCommandHandler('reminder.done', () => next && setActing({ id: next.id, acting: { kind: 'done' } }), next !== null);
  useCommandHandler(
    'reminder.snooze',
    () => {
      const at = menuPlace();
      if (next && at) setActing({ id: next.id, acting: { kind: 'snooze', at } });
    },
    next !== null,
  );
  useCommandHandler('pipeline.remove', () => deal && void acts.remove(deal), !!deal);

  const refusedBy = refused && stages.find(({ id }) => id === refused.stageId);
  return {
    move,
    close: openCloseDeal,
    open,
    openMenu: setMenu,
    overlays: (
      <>
        <DealMenus open={menu} deal={deal} pipelines={pipelines} isBoard={isBoard} onMoveTo={moveTo} onAssign={(member) => deal && void acts.assign(deal, member)} onClose={() => setMenu(null)} />
        {acting && (
          <Suspense>
            <NextAction.Part
              {...acting}
              onClose={() => {
                // An open dialog would keep the focus to itself.
                flushSync(() => setActing(null));
                focus();
              }}
            />
          </Suspense>
        )}
        {tagged && (
          <TagsDialog
            deal={tagged}
            onSave={(tags) => void acts.setTags(tagged, tags)}
            onClose={() => {
              setTagged(null);
              focus();
            }}
          />
        )}
        {refused && refusedBy && <NeedsDialog key={`${refused.deal.id} ${refused.stageId}`} refused={refused} stage={refusedBy} enter={acts.enter} onDone={focus} />}
      </>
    ),
  };
}
