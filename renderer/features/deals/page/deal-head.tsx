import { Ellipsis, History, Pencil, Printer, RotateCcw, Trash2, Trophy, XCircle } from 'lucide-react';
import type { Deal } from '../../../../core/deals.ts';
import type { Pipeline, Stage } from '../../../../core/pipelines.ts';
import { CommandButton, useCommandEntry } from '../../../commands/command-button.tsx';
import { Amount } from '../../../deals/deal-money.tsx';
import { useDealsText, usePipelineWords } from '../../../deals/words.ts';
import { useFormats } from '../../../i18n/locale-provider.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { pipelinePath } from '../../../paths.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import type { MenuEntry } from '../../../ui/menu.tsx';
import { StateBadge } from '../../../ui/state-badge.tsx';
import { StageStepper } from './stage-stepper.tsx';
import { TitleField } from './title-field.tsx';
import type { DealEdits } from './use-deal-edits.ts';

export interface DealHeadProps {
  deal: Deal;
  pipeline: Pipeline | undefined;
  /** Those that it can be moved to, and the one it is in. */
  stages: readonly Stage[];
  /** Every stage of every pipeline, for a menu. */
  moves: readonly MenuEntry[];
  edits: DealEdits;
  isRenaming: boolean;
  onRenamingChange: (isRenaming: boolean) => void;
}

/** What the deal is, what it is worth, where it stands, and how it can end. */
export function DealHead({ deal, pipeline, stages, moves, edits, isRenaming, onRenamingChange }: DealHeadProps) {
  const t = useDealsText();
  const text = useText();
  const formats = useFormats();
  const { stageName, pipelineName, reasonName } = usePipelineWords();
  const entry = useCommandEntry();
  const { outcome, reason } = deal;
  return (
    <div className="flex flex-none flex-col gap-3 border-b border-border px-6 py-3 narrow:px-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="flex min-w-60 flex-1 flex-col">
          <TitleField deal={deal} isEditing={isRenaming} onEditingChange={onRenamingChange} onSave={(title) => edits.setFields({ title }, deal.seen)} />
          <p className="flex flex-wrap items-center gap-x-2 pt-0.5 text-13 text-text2">
            {deal.amount ? <Amount amount={deal.amount} className="figures font-semibold text-text" /> : <span className="text-text3">{t('noValue')}</span>}
            {pipeline && <a href={`#${pipelinePath(pipeline.id)}`} className="rounded-chip text-text2 hover:underline"><bdi>{pipelineName(pipeline)}</bdi></a>}
          </p>
        </div>
        <div className="flex flex-none flex-wrap items-center gap-1 print:hidden">
          {outcome === null ? (
            <>
              <CommandButton command="pipeline.won" size="small" icon={Trophy}>{t('won')}</CommandButton>
              <CommandButton command="pipeline.lost" size="small" icon={XCircle}>{t('lost')}</CommandButton>
            </>
          ) : (
            <Button size="small" icon={RotateCcw} onPress={() => void edits.reopen()}>{t('reopen')}</Button>
          )}
          <Menu
            label={text('common:more')}
            align="end"
            trigger={<IconButton icon={Ellipsis} label={text('common:more')} className="narrow:size-10!" />}
            entries={[
              { id: 'rename', label: t('editTitle'), icon: Pencil, onAction: () => onRenamingChange(true) },
              { ...entry('pipeline.moveTo'), submenu: moves, isDisabled: outcome !== null },
              entry('contact.history', { icon: History }),
              entry('page.print', { icon: Printer }),
              'separator',
              entry('pipeline.remove', { icon: Trash2, isDanger: true }),
            ]}
          />
        </div>
      </div>
      {outcome !== null && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-text2">
          <StateBadge tone={outcome === 'won' ? 'success' : 'plain'} icon={outcome === 'won' ? Trophy : XCircle}>{t(outcome)}</StateBadge>
          {deal.closedAt !== null && <span className="figures">{formats.date(deal.closedAt)}</span>}
          <span className="min-w-0 break-words"><bdi>{reason ? reasonName({ ...reason, outcome }) : t('noReason')}</bdi></span>
          {deal.reasonNote !== '' && <span className="min-w-0 break-words text-text3"><bdi>{deal.reasonNote}</bdi></span>}
        </p>
      )}
      <StageStepper deal={deal} stages={stages} onMove={(stage) => void edits.move(stage.id, stageName(stage))} />
    </div>
  );
}
