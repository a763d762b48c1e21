import { Check, Download, Eye, Timer, UserRound } from 'lucide-react';
import type { DealCard } from '../../../../core/deals.ts';
import type { Id } from '../../../../core/ids.ts';
import type { Pipeline } from '../../../../core/pipelines.ts';
import { useApiQuery } from '../../../api.ts';
import { useCommandEntry } from '../../../commands/command-button.tsx';
import { useDealWords } from '../../../deals/words.ts';
import { ContextMenu } from '../../../ui/menu.tsx';
import type { MenuAction, MenuEntry } from '../../../ui/menu.tsx';
import { useViewsText } from '../../../views/words.ts';
import { useBoardText } from '../board-words.ts';
import { useStageEntries } from './stage-entries.ts';

export type OpenMenu = { kind: 'all' | 'moveTo' | 'assign'; at: { x: number; y: number } };

export interface DealMenusProps {
  open: OpenMenu | null;
  deal: DealCard | undefined;
  pipelines: readonly Pipeline[];
  isBoard: boolean;
  onMoveTo: (stageId: Id) => void;
  onAssign: (member: { id: Id; name: string } | null) => void;
  onClose: () => void;
}

/** What can be done with a deal, where it can go, and whose it can be. */
export function DealMenus({ open, deal, pipelines, isBoard, onMoveTo, onAssign, onClose }: DealMenusProps) {
  const t = useBoardText();
  const words = useDealWords();
  const views = useViewsText();
  const entry = useCommandEntry();
  const { data: members } = useApiQuery('members.list', undefined);
  const stageEntries = useStageEntries();
  const isOpenDeal = deal?.outcome === null;

  const stages = stageEntries(deal, pipelines, ({ id }) => onMoveTo(id));
  const owners: MenuAction[] = [
    ...(members ?? []).map((member) => ({ id: member.id as string, label: member.name, icon: UserRound, isTicked: deal?.owner?.id === member.id, onAction: () => onAssign(member) })),
    { id: 'nobody', label: views('nobody'), isTicked: deal?.owner === null, onAction: () => onAssign(null) },
  ];

  const entries: Record<OpenMenu['kind'], readonly MenuEntry[]> = {
    moveTo: stages,
    assign: owners,
    all: [
      entry('pipeline.open'),
      entry('pipeline.peek', { icon: Eye }),
      'separator',
      { ...entry('pipeline.moveTo'), submenu: stages, isDisabled: !isOpenDeal },
      ...(isBoard ? [entry('pipeline.moveUp'), entry('pipeline.moveDown')] : []),
      'separator',
      ...(deal?.next ? ([entry('reminder.done', { icon: Check }), entry('reminder.snooze', { icon: Timer }), 'separator'] as const) : []),
      entry('pipeline.won'),
      entry('pipeline.lost'),
      'separator',
      { ...entry('pipeline.assign'), submenu: owners },
      entry('pipeline.tag'),
      ...(isBoard ? [entry('pipeline.collapse')] : [entry('pipeline.export', { icon: Download })]),
      'separator',
      entry('pipeline.remove', { isDanger: true }),
    ],
  };
  const label = deal ? words.title(deal) : '';
  return <ContextMenu label={open?.kind === 'moveTo' ? t('moveDealTo', { title: label }) : open?.kind === 'assign' ? t('assignDeal', { title: label }) : label} at={open?.at ?? null} entries={open ? entries[open.kind] : []} onClose={onClose} />;
}
